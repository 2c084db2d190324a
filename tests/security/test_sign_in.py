"""Threats at the sign-in: fixed and stolen sessions, tokens in addresses, foreign hosts, guessing, other sites."""

import json
import re
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient

from eventhub.app import create_app
from eventhub.models.codes import Role
from eventhub.models.transaction import transaction
from eventhub.settings import Environment
from eventhub.web.limits import limiter
from tests import factories as make
from tests.databases import settings_for_tests
from tests.web.pages import HASH, PASSWORD, client_for, signed_in, token

SESSION = "session"
EVIL = "evil.example.net"


def cookie(client: FlaskClient) -> str:
    found = client.get_cookie(SESSION)
    assert found is not None
    return str(found.value)


def test_session_from_before_the_sign_in_stays_a_strangers(sqlite_app: Flask) -> None:
    """Row 16: who planted a cookie gains nothing when somebody signs in with it."""
    account = make.make_account(make.staff_grant(Role.HELPER), password=HASH)
    client, attacker = sqlite_app.test_client(), sqlite_app.test_client()
    planted_token = token(client)
    attacker.set_cookie(SESSION, cookie(client))
    client.post("/sign-in", data={"email": account.email, "password": PASSWORD, "csrf_token": planted_token})
    assert client.get("/start").location == "/desk/"
    assert attacker.get("/start").location.startswith("/sign-in")


@pytest.mark.parametrize("way", ["address", "header", "body"])
def test_token_of_an_account_opens_nothing(sqlite_app: Flask, way: str) -> None:
    """Row 11: the sign-in library would take its tokens from the address, where every log keeps them."""
    account = make.make_account(make.staff_grant(Role.HELPER), password=HASH)
    client = sqlite_app.test_client()
    data = {"email": account.email, "password": PASSWORD}
    headers = {"Accept": "application/json", "X-CSRFToken": token(client)}
    answer = client.post("/sign-in?include_auth_token=1", json=data, headers=headers)
    secret = json.loads(answer.text)["response"]["user"]["authentication_token"]
    thief = sqlite_app.test_client()
    send = {
        "address": lambda: thief.get(f"/start?auth_token={secret}"),
        "header": lambda: thief.get("/start", headers={"Authentication-Token": secret}),
        "body": lambda: thief.get("/start", json={"auth_token": secret}),
    }
    assert send[way]().location.startswith("/sign-in")


def test_changed_identifier_ends_all_sessions(sqlite_app: Flask) -> None:
    """Row 16: what password and role changes use to put everybody out at once."""
    account = make.make_account(make.staff_grant(Role.HELPER), password=HASH)
    client = signed_in(sqlite_app, account.email)
    assert client.get("/start").location == "/desk/"
    with transaction():
        account.fs_uniquifier = "another"
    assert client.get("/start").location.startswith("/sign-in")


@pytest.mark.parametrize("header", ["Host", "X-Forwarded-Host", "Forwarded"])
def test_foreign_host_reaches_no_page_and_no_redirect(sqlite_app: Flask, header: str) -> None:
    """Row 17: no address that we write is made of what the browser says we are called."""
    client = client_for(sqlite_app, make.staff_grant(Role.HELPER))
    value = f"host={EVIL}" if header == "Forwarded" else EVIL
    for path in ("/", "/sign-in", "/start", "/desk/", "/nowhere"):
        answer = client.get(path, headers={header: value})
        assert EVIL not in answer.text, path
        assert EVIL not in str(answer.headers), path


def test_production_answers_to_its_own_name_only(sqlite_app: Flask, tmp_path: Path) -> None:
    """Row 17."""
    settings = settings_for_tests(tmp_path, sqlite_app.config["SQLALCHEMY_DATABASE_URI"])
    public = replace(settings, environment=Environment.PRODUCTION, base_url="https://dating.example.org")
    client = create_app(public).test_client()
    assert client.get("/", base_url="https://dating.example.org").status_code == 200
    assert client.get("/health", base_url="http://127.0.0.1:8000").status_code == 200
    for host in (EVIL, "dating.example.org.evil.example.net", "evil.dating.example.org"):
        answer = client.get("/", base_url=f"https://{host}")
        assert answer.status_code == 400
        assert "evil" not in answer.text


def test_forms_are_taken_on_an_encrypted_connection_without_a_referer(sqlite_app: Flask) -> None:
    """Row 30: our own pages forbid browsers to send a Referer, so no form may ask for one."""
    account = make.make_account(make.staff_grant(Role.HELPER), password=HASH)
    client = sqlite_app.test_client()
    page = client.get("/sign-in", base_url="https://localhost").text
    value = page.split('name="csrf_token"')[1].split('value="')[1].split('"')[0]
    data = {"email": account.email, "password": PASSWORD, "csrf_token": value}
    assert client.post("/sign-in", data=data, base_url="https://localhost").status_code == 302


def test_sender_who_invents_addresses_is_stopped_too(sqlite_app: Flask) -> None:
    """Row 18."""
    client = sqlite_app.test_client()
    data = {"email": "nobody@example.org", "password": "falsch", "csrf_token": token(client)}
    names = ("X-Forwarded-For", "X-Real-IP", "Forwarded")
    codes = [
        client.post("/sign-in", data=data, headers=dict.fromkeys(names, f"192.0.2.{number}")).status_code
        for number in range(25)
    ]
    links = [
        client.get(f"/p/nobody/wrong{number}", headers=dict.fromkeys(names, f"192.0.2.{number % 250}")).status_code
        for number in range(70)
    ]
    assert (codes[-1], links[-1]) == (429, 429)


ELSEWHERE = [
    f"//{EVIL}",
    f"https://{EVIL}/start",
    f"/\\{EVIL}",
    f"\\\\{EVIL}",
    f"///{EVIL}",
    f"/\t/{EVIL}",
    f"\t//{EVIL}",
    f"https:{EVIL}",
    f"https:/{EVIL}",
    "javascript:alert(1)",
    "java\tscript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
]


def test_sign_in_leads_to_pages_of_this_server_only(sqlite_app: Flask) -> None:
    """Row 19."""
    account = make.make_account(make.staff_grant(Role.HELPER), password=HASH)

    def led_to(**target: object) -> str:
        client = sqlite_app.test_client()
        limiter.reset()
        data = {"email": account.email, "password": PASSWORD, "csrf_token": token(client)} | target
        query = {"next": data.pop("in_address", "")}
        return str(client.post("/sign-in", query_string=query, data=data).location)

    for target in ELSEWHERE:
        for way in ("next", "in_address"):
            location = led_to(**{way: target})
            parts = urlsplit(location)
            assert (parts.scheme, parts.netloc) == ("", ""), location
            assert not re.match(r"[/\\]{2}|/[/\\]", location), location
    assert led_to(in_address="/agency/") == "/agency/"


@pytest.mark.parametrize("values", [{"active": False}, {"active": False, "password": None}, {"password": None}])
def test_account_that_cannot_sign_in_cannot_be_told_from_none(sqlite_app: Flask, values: dict[str, object]) -> None:
    """Row 20: deactivated and merely invited people are nobody's business, whatever password is tried."""
    account = make.make_account(make.staff_grant(Role.ORGANISER), **{"password": HASH} | values)
    pages = []
    for email in (account.email, "nobody@example.org"):
        client = sqlite_app.test_client()
        value = token(client)
        answer = client.post("/sign-in", data={"email": email, "password": PASSWORD, "csrf_token": value})
        pages.append(answer.text.replace(email, "").split("<main")[1].replace(token(client), ""))
    wanted = [page.split('name="csrf_token"')[0] for page in pages]
    assert wanted[0] == wanted[1]
    assert "passen nicht zusammen" in pages[0]
    assert "passen nicht zusammen" in pages[1]
