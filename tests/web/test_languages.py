"""Which language a page is in, and that the choice stays."""

import re

import pytest
from flask import Flask

from eventhub.models.codes import Role
from tests import factories as make
from tests.web.pages import client_for


def shown(page: str) -> tuple[str, str]:
    found = re.search(r'<html lang="([\w-]+)" dir="(\w+)">', page)
    assert found
    return found[1], found[2]


def test_german_is_the_default_whatever_the_browser_prefers(sqlite_app: Flask) -> None:
    answer = sqlite_app.test_client().get("/", headers={"Accept-Language": "ar,en;q=0.8"})
    assert shown(answer.text) == ("de", "ltr")
    assert "Arbeit und Ausbildung finden" in answer.text


def test_chosen_language_stays(sqlite_app: Flask) -> None:
    client = sqlite_app.test_client()
    assert shown(client.get("/?lang=ar").text) == ("ar", "rtl")
    page = client.get("/notice/privacy").text
    assert shown(page) == ("ar", "rtl")
    assert "kern.rtl." in page
    assert shown(client.get("/?lang=en").text) == ("en", "ltr")
    assert "Find work and training" in client.get("/").text


@pytest.mark.parametrize("unknown", ["xx", "../de", "", "de-simple"])
def test_unknown_language_changes_nothing(sqlite_app: Flask, unknown: str) -> None:
    client = sqlite_app.test_client()
    answer = client.get("/", query_string={"lang": unknown})
    assert shown(answer.text) == ("de", "ltr")
    assert "Set-Cookie" not in answer.headers


def test_staff_pages_are_german_for_whoever_chose_arabic(sqlite_app: Flask) -> None:
    client = client_for(sqlite_app, make.staff_grant(Role.DATA_PROTECTION))
    client.get("/?lang=ar")
    page = client.get("/start").text
    assert shown(page) == ("de", "ltr")
    assert 'hreflang="ar"' not in page


def test_error_page_speaks_the_chosen_language(sqlite_app: Flask) -> None:
    client = sqlite_app.test_client()
    client.get("/?lang=ar")
    assert shown(client.get("/nowhere").text) == ("ar", "rtl")
