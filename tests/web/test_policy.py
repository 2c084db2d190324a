"""No route without an entry in the policy table, and what the table says is enforced."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import AnyConverter, IntegerConverter

from eventhub.models.codes import Role
from eventhub.web.policy import POLICY, SignedIn
from tests import factories as make
from tests.web.pages import client_for

ACCOUNT_ROUTES = sorted(endpoint for endpoint, access in POLICY.items() if isinstance(access, SignedIn))


FITTING: dict[type, object] = {IntegerConverter: 1, AnyConverter: "imprint"}


def address(app: Flask, endpoint: str) -> str:
    """An address of the route, with values that fit its parameters but name nothing."""
    rule = next(rule for rule in app.url_map.iter_rules() if rule.endpoint == endpoint)
    values = {name: FITTING.get(type(converter), "nothing") for name, converter in rule._converters.items()}
    return app.url_map.bind("localhost").build(endpoint, values, method=method(app, endpoint))


def method(app: Flask, endpoint: str) -> str:
    methods = {name for rule in app.url_map.iter_rules() if rule.endpoint == endpoint for name in rule.methods or ()}
    return "GET" if "GET" in methods else "POST"


def test_every_route_has_a_policy(sqlite_app: Flask) -> None:
    """The sign-in library's own routes that are not in the table are closed; every route of ours is in it."""
    ours = {rule.endpoint for rule in sqlite_app.url_map.iter_rules() if not rule.endpoint.startswith("security.")}
    assert ours <= POLICY.keys()


def test_policy_speaks_of_no_route_that_does_not_exist(sqlite_app: Flask) -> None:
    assert POLICY.keys() <= {rule.endpoint for rule in sqlite_app.url_map.iter_rules()}


def test_route_without_a_policy_is_closed(sqlite_app: Flask) -> None:
    assert "security.verify" not in POLICY
    assert sqlite_app.test_client().get("/verify").status_code == 404


@pytest.mark.parametrize("endpoint", ACCOUNT_ROUTES)
def test_account_route_sends_strangers_to_sign_in(sqlite_app: Flask, endpoint: str) -> None:
    sqlite_app.config["WTF_CSRF_ENABLED"] = False
    answer = sqlite_app.test_client().open(address(sqlite_app, endpoint), method=method(sqlite_app, endpoint))
    assert answer.status_code == 302
    assert answer.location.startswith("/sign-in")


@pytest.fixture
def clients(sqlite_app: Flask) -> dict[Role, FlaskClient]:
    sqlite_app.config["WTF_CSRF_ENABLED"] = True
    grants = {role: make.staff_grant(role) for role in (Role.ORGANISER, Role.CASE_WORKER, Role.HELPER)}
    grants[Role.EMPLOYER] = make.Grant(role=Role.EMPLOYER, employer_id=make.make_employer().id)
    grants[Role.AGENCY] = make.Grant(role=Role.AGENCY, agency_id=make.make_agency().id)
    grants[Role.DATA_PROTECTION] = make.staff_grant(Role.DATA_PROTECTION)
    return {role: client_for(sqlite_app, grant) for role, grant in grants.items()}


def test_account_without_the_role_is_refused_everywhere(sqlite_app: Flask, clients: dict[Role, FlaskClient]) -> None:
    sqlite_app.config["WTF_CSRF_ENABLED"] = False
    for endpoint in ACCOUNT_ROUTES:
        access = POLICY[endpoint]
        assert isinstance(access, SignedIn)
        for role in clients.keys() - access.roles if access.roles else ():
            answer = clients[role].open(address(sqlite_app, endpoint), method=method(sqlite_app, endpoint))
            assert answer.status_code == 403, f"{role} at {endpoint}"
