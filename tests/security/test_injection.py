"""Rows 21, 23, 25 and 26: what people enter is text on every page and in every file, whoever reads it."""

from io import BytesIO

import pytest
from flask import Flask
from icalendar import Calendar
from openpyxl import load_workbook
from sqlalchemy import String, Text, select, update
from werkzeug.test import TestResponse

from eventhub.extensions import Base, db
from eventhub.models.notices import Notice, NoticeKind
from eventhub.models.transaction import transaction
from tests.security.places import District, address, make_district, mixed, rules
from tests.security.test_smuggling import PERSON

PAYLOAD = "\"'><script>alert(1)</script><img src=x onerror=alert(1)><a href=javascript:alert(1)>{{7*7}}%(name)s%s{0}"
FORBIDDEN = ("<script>alert", "<img src=x", "<a href=javascript", "\"'><", "onerror=alert(1)>")
FREE_TEXT = {
    "participant": ("preferred_name",),
    "municipality": ("name",),
    "district": ("name",),
    "venue": ("name", "address"),
    "room": ("name",),
    "employer": ("name", "industry"),
    "position": ("title",),
    "agency": ("name",),
    "interpreter": ("name",),
    "account": ("name",),
}
"""Columns that hold the words of people, by table; texts in several languages and encrypted columns come below."""

EXCEL_AND_CALENDAR = "=1+1\r\nEND:VEVENT\rBEGIN:VEVENT"


def written(words: str) -> None:
    """Put the words into every free text of the district, also into what was published."""
    tables = Base.metadata.tables
    with db.engine.begin() as connection:
        for table, columns in FREE_TEXT.items():
            for column in columns:
                connection.execute(update(tables[table]).values({column: words}))
        for table, column in (("event", "title"), ("topic", "title"), ("break", "label")):
            if table in tables:
                connection.execute(update(tables[table]).values({column: {"de": words, "en": words}}))
        items = tables["published_item"]
        for row_id, told in connection.execute(select(items.c.id, items.c.told)).all():
            said = told | dict.fromkeys(("venue", "address", "room"), words) | {"title": {"de": words}}
            connection.execute(update(items).where(items.c.id == row_id).values(told=said))
    with transaction() as session:
        for kind in NoticeKind:
            session.add(Notice(kind=kind, body={"de": words, "en": words}))


@pytest.fixture
def district(sqlite_app: Flask) -> District:
    return make_district()


def test_every_table_with_free_text_is_poisoned() -> None:
    """A new column of words must come under the test below; codes, ids and hashes are named here."""
    coded = {"slug", "zone", "code", "ags", "key", "postcode", "email", "password", "fs_uniquifier", "public_id"}
    coded |= {"companions", "uid", "language", "occupation", "lang", "text_version", "problem_sha256", "version_num"}
    tables = {"account", *FREE_TEXT, "event", "topic", "session", "attendance", "participation"}
    for name in tables:
        for column in Base.metadata.tables[name].c:
            plain = type(column.type) in (String, Text)
            if plain and column.name not in coded:
                assert column.name in FREE_TEXT[name], (name, column.name)


def test_words_are_escaped_on_every_page_for_everybody(sqlite_app: Flask, district: District) -> None:
    clients = district.clients(sqlite_app)
    written(PAYLOAD)
    shown, worlds = 0, (district.north.values, district.guest)
    for rule in rules(sqlite_app):
        if "GET" in (rule.methods or ()) and "secret" not in rule.arguments:
            for values in mixed(rule, *worlds):
                for client in clients.values():
                    shown += escaped_only(client.get(address(sqlite_app, rule, values)))
    for path in district.north.pages.values():
        shown += escaped_only(sqlite_app.test_client().get(path))
    for path in (
        "/desk/nord-event",
        "/cases/",
        "/organise/events/nord-event/people",
        "/organise/events/nord-event/plan/",
    ):
        for client in clients.values():
            shown += escaped_only(client.get(path, query_string={"search": PAYLOAD, "q": PAYLOAD}))
    assert shown > 100


def escaped_only(answer: TestResponse) -> bool:
    """Whether the page shows the words; never as markup, and no page breaks on them."""
    assert answer.status_code < 500
    if "html" not in answer.content_type:
        return False
    for markup in FORBIDDEN:
        assert markup not in answer.text, (answer.request.path, markup)
    return "{{7*7}}" in answer.text


def test_files_hold_words_as_words(sqlite_app: Flask, district: District) -> None:
    client = district.clients(sqlite_app)["agency"]
    written(EXCEL_AND_CALENDAR)
    roster = client.get(f"/agency/sessions/{district.north.values['session_id']}/roster.xlsx").data
    cells = [cell for sheet in load_workbook(BytesIO(roster)) for row in sheet.iter_rows() for cell in row]
    assert any("=1+1" in str(cell.value) for cell in cells)
    assert not [cell for cell in cells if cell.data_type == "f"]
    calendars = [client.get("/agency/sessions.ics").data]
    calendars += [sqlite_app.test_client().get(path).data for path in district.north.pages.values() if path[1] == "c"]
    assert [len(Calendar.from_ical(data).walk("VEVENT")) for data in calendars] == [1, 2]


def test_mail_address_with_a_line_break_is_refused(sqlite_app: Flask, district: District) -> None:
    """Row 24: before there is a mail it could add a header to."""
    client = district.clients(sqlite_app)["organiser"]
    municipality = district.north.municipality.public_id
    for joint in ("\r\nBcc: ", "\nBcc: ", "\rBcc: ", ", "):
        bad = f"a@example.org{joint}b@example.org"
        data = PERSON | {"municipality": municipality, "contact_email": bad}
        assert client.post("/organise/events/nord-event/people/new", data=data).status_code == 422, bad
