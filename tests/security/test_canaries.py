"""Rows 3, 5, 6 and 8: nobody finds a word of another place, employer or agency, on any page, in any file or search."""

import re
from io import BytesIO
from urllib.parse import quote

import pytest
from flask import Flask
from flask.testing import FlaskClient
from openpyxl import load_workbook
from werkzeug.test import TestResponse

from eventhub.web.downloads import XLSX
from eventhub.web.headers import HEADERS
from tests.security.places import District, address, make_district, mixed, rules

NOBODY = {"nord-notiz", "sued-notiz", "gast-notiz", "§24"}
"""Notes and flags: no page shows them."""

KINDS = ("person", "kontakt", "firma", "firmenkontakt", "stelle", "amt", "dolmetsch", "entwurf")
OWN = {f"nord-{kind}" for kind in KINDS}
DISTRICT_WIDE = {"nord-firma", "nord-dolmetsch", "nord-amt", "sued-firma", "sued-dolmetsch", "sued-amt"}
SEEN = {
    "district organiser": OWN | {f"sued-{kind}" for kind in KINDS} | {"gast-person", "gast-kontakt"},
    "organiser": OWN | {"gast-person"} | DISTRICT_WIDE,
    "organiser of the south": {f"sued-{kind}" for kind in KINDS} | {"gast-person"} | DISTRICT_WIDE,
    "case worker": {"nord-person"},
    "helper": {"nord-person", "gast-person"},
    "data protection officer": set(),
    "employer": {"nord-firma", "nord-stelle"},
    "agency": {"nord-person", "nord-amt"},
    "stranger": set(),
}
"""What each may come across: names of firms, agencies and interpreters of the district are for all who plan; of a guest
an organiser and a helper see the name, never the contact."""


@pytest.fixture
def district(sqlite_app: Flask) -> District:
    return make_district()


def canaries(district: District) -> set[str]:
    texts = [place.texts.values() for place in (district.north, district.south)]
    return {word for group in (*texts, district.guest_texts.values()) for word in group} | NOBODY


def words(data: bytes, content_type: str) -> str:
    """The text of an answer; a spreadsheet's cells and names."""
    if content_type != XLSX:
        return data.decode()
    book = load_workbook(BytesIO(data))
    return "\n".join(str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row)


def everything_read(app: Flask, client: FlaskClient, district: District) -> tuple[str, int]:
    """All that a client is answered on all addresses made of all that there is, and how many those are."""
    worlds = (district.north.values, district.south.values, district.guest)
    drafts = ({"slug": "nord-draft"}, {"slug": "sued-draft"})
    found, requests = [], 0
    for rule in rules(app):
        if "GET" in (rule.methods or ()) and "secret" not in rule.arguments:
            values = [*mixed(rule, *worlds)]
            values += [row | draft for row in values for draft in drafts if "slug" in row and len(row) == 1]
            for row in values:
                answer = client.get(address(app, rule, row))
                requests += 1
                found.append(words(answer.data, answer.content_type))
                assert_local_and_unstored(answer, found[-1])
    return "\n".join(found), requests


def assert_local_and_unstored(answer: TestResponse, text: str) -> None:
    """Rows 8, 12 and 30: nothing is kept by proxies and browsers, and no page fetches anything elsewhere."""
    assert answer.headers["Cache-Control"] == "no-store"
    assert {name: answer.headers.getlist(name) for name in HEADERS} == {name: [text] for name, text in HEADERS.items()}
    for target in re.findall(r'(?:src|href|action|hx-get|hx-post)="([^"]*)"', text):
        assert re.match(r"/(?!/)|#|\?", target) or not target, target


def test_nobody_reads_a_word_that_is_not_theirs(sqlite_app: Flask, district: District) -> None:
    clients, total = district.clients(sqlite_app), 0
    for who, allowed in SEEN.items():
        text, requests = everything_read(sqlite_app, clients[who], district)
        total += requests
        assert {word for word in canaries(district) if word in text} - NOBODY == allowed, who
        assert not {word for word in NOBODY if word in text}, who
    assert total > 2000


def test_personal_link_shows_that_persons_day_and_nothing_else(sqlite_app: Flask, district: District) -> None:
    for path in district.north.pages.values():
        text = sqlite_app.test_client().get(path).text.replace("\r\n ", "")
        assert {word for word in canaries(district) if word in text} == {"nord-firma"}
        assert "nord-thema" in text
        assert "sued" not in text


SEARCHES = {
    "organiser": ("/organise/events/nord-event/people?q={}", "/organise/events/nord-event/people/add?q={}"),
    "helper": ("/desk/nord-event?q={}",),
    "case worker": ("/cases/?q={}",),
}
HIDDEN = (
    "sued-person",
    "sued-kontakt",
    "gast-kontakt",
    "nord-notiz",
    "gast-notiz",
    "nord-kontakt@example.org",
    "%",
    "_",
)


def test_search_for_what_is_hidden_answers_like_a_search_for_nothing(sqlite_app: Flask, district: District) -> None:
    """Row 6: no oracle by number, order or wording."""
    clients = district.clients(sqlite_app)
    for who, paths in SEARCHES.items():
        for path in paths:
            nothing = searched(clients[who], path, "qqqqqq")
            assert "nord-person" in clients[who].get(path.format("person")).text
            for word in HIDDEN:
                assert searched(clients[who], path, word) == nothing, (path, word)


def searched(client: FlaskClient, path: str, word: str) -> str:
    """The page without the token and without what was searched for."""
    page = client.get(path.format(quote(word))).text.split("<main")[1]
    return re.sub(r'name="csrf_token" value="[^"]*"', "", page).replace(f'value="{word}"', 'value=""')
