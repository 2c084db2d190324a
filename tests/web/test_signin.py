"""Signing in and out."""

import re
from dataclasses import replace

from flask import Flask
from sqlalchemy import update

from eventhub.app import create_app, settings_of
from eventhub.models.accounts import Account
from eventhub.models.codes import Role
from eventhub.models.transaction import transaction
from eventhub.services.accounts import add_user
from eventhub.services.actor import system_actor
from eventhub.web.limits import limiter
from tests import factories as make
from tests.web.pages import HASH, PASSWORD, client_for, signed_in, token


def post(app: Flask, email: str, password: str) -> str:
    client = app.test_client()
    data = {"email": email, "password": password, "csrf_token": token(client)}
    return client.post("/sign-in", data=data).text


def without_tokens(page: str) -> str:
    return re.sub(r'value="[\w.-]{50,}"', "", page)


def test_account_that_was_added_by_the_command_can_sign_in(app: Flask) -> None:
    add_user(system_actor(), "kim@example.org", "ein langes Passwort", Role.ORGANISER)
    assert signed_in(app, "Kim@Example.org", "ein langes Passwort").get("/start").status_code in (200, 302)


def test_wrong_password_and_unknown_address_get_the_same_answer(sqlite_app: Flask) -> None:
    account = make.make_account(make.staff_grant(Role.ORGANISER), password=HASH)
    known, unknown = post(sqlite_app, account.email, "falsch"), post(sqlite_app, "nobody@example.org", "falsch")
    assert "error-summary" in known
    assert "E-Mail-Adresse und Passwort passen nicht zusammen." in known
    assert without_tokens(known).replace(account.email, "nobody@example.org") == without_tokens(unknown)


def test_deactivated_account_cannot_sign_in_and_is_out_at_once(sqlite_app: Flask) -> None:
    client = client_for(sqlite_app, make.staff_grant(Role.ORGANISER))
    with transaction() as session:
        session.execute(update(Account).values(active=False))
    assert client.get("/start").location.startswith("/sign-in")


def test_signing_out_is_a_post_and_ends_the_session(sqlite_app: Flask) -> None:
    client = client_for(sqlite_app, make.staff_grant(Role.HELPER))
    assert client.get("/sign-out").status_code == 405
    client.post("/sign-out", data={"csrf_token": token(client, "/notice/imprint")})
    assert client.get("/start").location.startswith("/sign-in")


def test_form_without_a_token_is_refused(sqlite_app: Flask) -> None:
    account = make.make_account(make.staff_grant(Role.ORGANISER), password=HASH)
    client = sqlite_app.test_client()
    assert client.post("/sign-in", data={"email": account.email, "password": PASSWORD}).status_code in (200, 400)
    assert client.get("/start").location.startswith("/sign-in")


def test_sign_in_does_not_lead_to_another_site(sqlite_app: Flask) -> None:
    account = make.make_account(make.staff_grant(Role.ORGANISER), password=HASH)
    for evil in ("//example.net", "https://example.net", "javascript:alert(1)"):
        client = sqlite_app.test_client()
        data = {"email": account.email, "password": PASSWORD, "csrf_token": token(client)}
        answer = client.post("/sign-in", query_string={"next": evil}, data=data)
        assert "example.net" not in (answer.location or "")
        assert "javascript" not in (answer.location or "")


def test_many_wrong_passwords_from_one_address_are_stopped(sqlite_app: Flask) -> None:
    client = sqlite_app.test_client()
    data = {"email": "nobody@example.org", "password": "falsch", "csrf_token": token(client)}
    codes = [client.post("/sign-in", data=data).status_code for _ in range(22)]
    assert codes[:20] == [200] * 20
    assert codes[-1] == 429


def wrong_passwords(app: Flask, addresses: list[str]) -> list[int]:
    """Status codes of wrong passwords that come, as the header says, from these addresses."""
    client = app.test_client()
    data = {"email": "nobody@example.org", "password": "falsch", "csrf_token": token(client)}
    headers = [{"X-Forwarded-For": address} for address in addresses]
    return [client.post("/sign-in", data=data, headers=header).status_code for header in headers]


def test_limit_is_not_passed_by_inventing_addresses(sqlite_app: Flask) -> None:
    assert wrong_passwords(sqlite_app, [f"10.0.0.{number}" for number in range(22)])[-1] == 429


def test_behind_a_proxy_each_visitor_is_counted_alone(sqlite_app: Flask) -> None:
    """The last address is the one that the own proxy has seen; what stands before it may be invented."""
    proxied = create_app(replace(settings_of(sqlite_app), trusted_proxies=1))
    proxied.test_client_class = sqlite_app.test_client_class
    limiter.reset()
    assert wrong_passwords(proxied, [f"10.9.9.9, 10.0.0.{number}" for number in range(22)]) == [200] * 22
    assert wrong_passwords(proxied, [f"10.9.9.{number}, 10.0.0.99" for number in range(22)])[-1] == 429
