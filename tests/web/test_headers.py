"""Security headers, the same on every answer."""

import pytest
from flask import Flask

from eventhub.web.headers import HEADERS
from tests import factories as make
from tests.web.pages import client_for

ANSWERS = {"/": 200, "/sign-in": 200, "/notice/privacy": 200, "/start": 302, "/nowhere": 404, "/health": 200}


@pytest.mark.parametrize("path", ANSWERS)
def test_every_answer_carries_the_exact_headers(sqlite_app: Flask, path: str) -> None:
    answer = sqlite_app.test_client().get(path)
    assert answer.status_code == ANSWERS[path]
    assert {name: answer.headers.getlist(name) for name in HEADERS} == {name: [text] for name, text in HEADERS.items()}
    assert answer.headers["Cache-Control"] == "no-store"


def test_policy_allows_nothing_inline_and_no_other_origin() -> None:
    policy = HEADERS["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "http" not in policy
    assert "default-src 'none'" in policy


def test_encrypted_connections_are_asked_to_stay_so(sqlite_app: Flask) -> None:
    client = sqlite_app.test_client()
    assert "Strict-Transport-Security" in client.get("/", base_url="https://localhost").headers
    assert "Strict-Transport-Security" not in client.get("/").headers


def test_cookies_are_out_of_reach_of_scripts_and_other_sites(sqlite_app: Flask) -> None:
    client = client_for(sqlite_app, make.staff_grant(make.Role.HELPER))
    cookies = client.get("/?lang=en").headers.getlist("Set-Cookie")
    assert cookies
    assert all("HttpOnly" in cookie and "SameSite=Lax" in cookie for cookie in cookies)
