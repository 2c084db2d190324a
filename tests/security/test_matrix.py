"""Row 2: every route, method and kind of person, at home, elsewhere and in between, with the exact status."""

from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy import select
from werkzeug.routing import Rule

from eventhub.extensions import Base, db
from eventhub.models.codes import Role
from eventhub.web.policy import POLICY, Linked, SignedIn
from tests.security.places import District, Values, address, make_district, mixed, rules

STRANGER, DISTRICT = "stranger", "district organiser"
ROLES = {
    DISTRICT: Role.ORGANISER,
    "organiser": Role.ORGANISER,
    "organiser of the south": Role.ORGANISER,
    "case worker": Role.CASE_WORKER,
    "helper": Role.HELPER,
    "data protection officer": Role.DATA_PROTECTION,
    "employer": Role.EMPLOYER,
    "agency": Role.AGENCY,
}
DISTRICT_ONLY = {"topics", "texts"}
"""Blueprints for organisers of the whole district: others are refused before anything is looked up."""

SHARED = {"topic_id", "agency_id", "kind", "secret"}
"""Parameters that name nothing of one place."""

LEADS_ON = {"start.show_start", "cases.open_schedule", "plans.publish_plan"}
"""Pages that redirect; the last one because there is nothing new to publish."""


@pytest.fixture
def district(sqlite_app: Flask) -> District:
    return make_district()


def refusal(who: str, rule: Rule, values: Values, district: District) -> int | None:
    """The status with which a request is refused; None: it is answered."""
    access = POLICY[rule.endpoint]
    if isinstance(access, Linked):
        return 404
    if not isinstance(access, SignedIn):
        return None
    if who == STRANGER:
        return 302
    if access.roles and ROLES[who] not in access.roles:
        return 403
    if who.startswith("organiser") and rule.endpoint.partition(".")[0] in DISTRICT_ONLY:
        return 403
    foreign = district.north if who.endswith("south") else district.south
    named = {foreign.values[name] == value for name, value in values.items() if name not in SHARED}
    if who != DISTRICT:
        return 404 if True in named else None
    return 404 if len(named) > 1 and rule.endpoint != "event_people.add_person" else None


def answer_to_get(who: str, endpoint: str) -> int:
    if endpoint == "security.login":
        return 200 if who == STRANGER else 302
    return 302 if endpoint in LEADS_ON and (endpoint, who) != ("start.show_start", "data protection officer") else 200


def cases(app: Flask, district: District) -> Iterator[tuple[Rule, Values]]:
    for rule in rules(app):
        for values in mixed(rule, district.north.values, district.south.values):
            yield rule, values


def contents() -> dict[str, list[object]]:
    """All rows of all tables."""
    with db.engine.connect() as connection:
        tables = Base.metadata.sorted_tables
        return {table.name: [tuple(row) for row in connection.execute(select(table))] for table in tables}


def test_get_has_the_exact_status_for_everybody_everywhere(sqlite_app: Flask, district: District) -> None:
    wrong, requests, clients = [], 0, district.clients(sqlite_app)
    for rule, values in cases(sqlite_app, district):
        for who, client in clients.items():
            status = client.get(address(sqlite_app, rule, values)).status_code
            requests += 1
            if "GET" not in (rule.methods or ()):
                expected = 405
            elif rule.rule.startswith(("/p/", "/c/")):
                expected = status if status == 429 else 404
            else:
                expected = refusal(who, rule, values, district) or answer_to_get(who, rule.endpoint)
            if status != expected:
                wrong.append((who, rule.endpoint, values, status, expected))
    assert wrong == []
    assert requests > 1000


def test_post_is_refused_with_the_exact_status_and_changes_nothing(sqlite_app: Flask, district: District) -> None:
    wrong, requests, clients = [], 0, district.clients(sqlite_app)
    before = contents()
    for rule, values in cases(sqlite_app, district):
        for who, client in clients.items():
            refused = refusal(who, rule, values, district) if "POST" in (rule.methods or ()) else 405
            if refused is not None:
                status = client.post(address(sqlite_app, rule, values)).status_code
                requests += 1
                if status != refused:
                    wrong.append((who, rule.endpoint, values, status, refused))
    assert wrong == []
    assert requests > 1000
    assert contents() == before


def test_form_without_a_token_is_refused_for_everybody_on_every_route(sqlite_app: Flask, district: District) -> None:
    """Row 30: also for those who may; nothing changes."""
    clients, before = district.clients(sqlite_app), contents()
    sqlite_app.config["WTF_CSRF_ENABLED"] = True
    for rule in rules(sqlite_app):
        if "POST" in (rule.methods or ()):
            for who, client in clients.items():
                for data in ({}, {"csrf_token": "wrong"}):
                    status = client.post(address(sqlite_app, rule, district.north.values), data=data).status_code
                    assert status == 400, (who, rule.endpoint)
    assert contents() == before


def test_sequence_numbers_name_nothing(sqlite_app: Flask, district: District) -> None:
    """Row 4: for the organiser of the whole district too, and without a personal link for nobody."""
    clients = district.clients(sqlite_app)
    for rule in rules(sqlite_app):
        if rule.arguments and "kind" not in rule.arguments and "GET" in (rule.methods or ()):
            for number in range(1, 6):
                path = address(sqlite_app, rule, dict.fromkeys(rule.arguments, str(number)))
                for who in (DISTRICT, STRANGER):
                    answer = clients[who].get(path)
                    assert answer.status_code in (302, 403, 404), (who, path)
                    assert answer.status_code != 302 or answer.location.startswith("/sign-in"), (who, path)
