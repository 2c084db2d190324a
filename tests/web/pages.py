"""What tests of pages share: somebody who is signed in, and a page as a tree."""

from html.parser import HTMLParser

from argon2 import PasswordHasher
from flask import Flask
from flask.testing import FlaskClient

from eventhub.models.accounts import Grant
from tests import factories as make

PASSWORD = "a password for tests"
HASH = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)
"""Cheap to check; that accounts get an expensive one is tested with the service that adds them."""


def client_for(app: Flask, grant: Grant) -> FlaskClient:
    """A client signed in as a new account with that grant, such as `make.staff_grant(Role.ORGANISER)`."""
    return signed_in(app, make.make_account(grant, password=HASH).email)


def signed_in(app: Flask, email: str, password: str = PASSWORD) -> FlaskClient:
    """A client after the sign-in page."""
    client = app.test_client()
    answer = client.post("/sign-in", data={"email": email, "password": password, "csrf_token": token(client)})
    assert answer.status_code == 302, "sign-in failed"
    return client


def token(client: FlaskClient, path: str = "/sign-in") -> str:
    """The token against request forgery of a page's first form."""
    finder = _TokenFinder()
    finder.feed(client.get(path).text)
    return finder.token


class _TokenFinder(HTMLParser):
    token = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag == "input" and values.get("name") == "csrf_token" and not self.token:
            self.token = values.get("value") or ""
