"""What an agency sees: its own sessions, published, with names only where the person was told so."""

from datetime import timedelta
from io import BytesIO

import pytest
from flask import Flask
from flask.testing import FlaskClient
from icalendar import Calendar
from openpyxl import load_workbook
from sqlalchemy import select, update

from eventhub.extensions import db
from eventhub.models.agencies import Agency
from eventhub.models.audit import AuditEntry
from eventhub.models.codes import Role
from eventhub.models.events import EventState
from eventhub.models.sessions import Session
from eventhub.models.transaction import transaction
from eventhub.services.agency_sessions import agency_sessions
from eventhub.services.event_life import postpone_event
from tests import factories as make
from tests.services.test_query_counts import add_guests, counted
from tests.services.worlds import SYSTEM, World, make_world
from tests.web.pages import client_for


def client_of(app: Flask, agency: Agency) -> FlaskClient:
    return client_for(app, make.Grant(role=Role.AGENCY, agency_id=agency.id))


def both_seated(world: World) -> None:
    """Amal agreed to be named, Berna did not; both have a seat."""
    world.published()
    told = {"starts": "2027-04-14T09:00:00+02:00", "ends": "2027-04-14T09:25:00+02:00", "room": None}
    place = {"title": {"de": "Aufenthalt und Arbeit"}, "venue": "Musterhalle", "address": "Musterweg 1"}
    make.make_published_seat(world.berna, world.session, told=told | place)


@pytest.fixture
def world(sqlite_app: Flask) -> World:
    world = make_world()
    both_seated(world)
    return world


def entries(client: FlaskClient) -> list[Calendar]:
    return list(Calendar.from_ical(client.get("/agency/sessions.ics").data).walk("VEVENT"))


def actions() -> list[str]:
    db.session.rollback()  # see what the requests wrote
    return [row.action for row in db.session.scalars(select(AuditEntry).order_by(AuditEntry.id))]


def test_list_shows_own_sessions_with_seats_given_out(sqlite_app: Flask, world: World) -> None:
    text = client_of(sqlite_app, world.agency).get("/agency/?lang=en").text
    assert "Aufenthalt und Arbeit" in text
    assert "Musterhalle" in text
    assert "09:00–09:25" in text
    assert "2 of 15" in text
    assert "Ukrainian" in text
    assert "Amal" not in text


def test_other_agency_sees_neither_session_nor_roster_nor_files(sqlite_app: Flask, world: World) -> None:
    other = client_of(sqlite_app, make.make_agency("ki", name="Andere Behörde"))
    assert "None of your sessions is published yet." in other.get("/agency/?lang=en").text
    assert entries(other) == []
    roster = f"/agency/sessions/{world.session.public_id}"
    assert [other.get(path).status_code for path in (roster, f"{roster}/roster.xlsx")] == [404, 404]


def test_session_of_an_unpublished_event_is_not_shown(sqlite_app: Flask) -> None:
    world = make_world()
    world.stored()
    assert "Aufenthalt" not in client_of(sqlite_app, world.agency).get("/agency/").text


def test_roster_names_only_people_who_were_told(sqlite_app: Flask, world: World) -> None:
    text = client_of(sqlite_app, world.agency).get(f"/agency/sessions/{world.session.public_id}").text
    assert "Amal Beispiel" in text
    assert "Berna" not in text
    assert f">{world.berna.roster_number}<" in text


def test_spreadsheet_holds_the_same_and_is_noted(sqlite_app: Flask, world: World) -> None:
    answer = client_of(sqlite_app, world.agency).get(f"/agency/sessions/{world.session.public_id}/roster.xlsx")
    assert "attachment" in answer.headers["Content-Disposition"]
    cells = [cell for row in load_workbook(BytesIO(answer.data)).active.iter_rows(values_only=True) for cell in row]
    assert "Amal Beispiel" in cells
    assert world.berna.roster_number in cells
    assert "Berna Muster" not in cells
    assert actions()[-1] == "roster.downloaded"


def test_calendar_names_the_topic_in_the_description_only_and_is_noted(sqlite_app: Flask, world: World) -> None:
    (entry,) = entries(client_of(sqlite_app, world.agency))
    assert str(entry["SUMMARY"]) == "Infoveranstaltung Musterstadt"
    assert "Aufenthalt und Arbeit" in str(entry["DESCRIPTION"])
    assert str(entry["LOCATION"]) == "Musterhalle, Musterweg 1"
    assert entry["DTSTART"].dt.isoformat() == "2027-04-14T09:00:00+02:00"
    assert actions()[-1] == "sessions.downloaded"


@pytest.mark.parametrize(("state", "word"), [(EventState.CANCELLED, "Cancelled"), (EventState.POSTPONED, "Postponed")])
def test_session_of_an_event_called_off_is_shown_as_such(
    sqlite_app: Flask, world: World, state: EventState, word: str
) -> None:
    client = client_of(sqlite_app, world.agency)
    (before,) = entries(client)
    with transaction():
        world.event.state = state
    (after,) = entries(client)
    assert word in client.get("/agency/?lang=en").text
    assert (before["STATUS"], after["STATUS"]) == ("CONFIRMED", "CANCELLED")
    assert after["SEQUENCE"] > before["SEQUENCE"]
    assert after["UID"] == before["UID"]


def test_session_that_was_moved_keeps_its_time_until_that_is_published(sqlite_app: Flask) -> None:
    world = make_world()
    world.published()
    with transaction() as session:
        session.execute(update(Session).values(rounds=1))
    client = client_of(sqlite_app, world.agency)
    assert "09:00–09:25" in client.get("/agency/").text
    assert "09:00–09:25" in client.get(f"/agency/sessions/{world.session.public_id}").text
    (before,) = entries(client)
    world.published()
    assert "09:00–09:10" in client.get("/agency/").text
    (after,) = entries(client)
    assert after["SEQUENCE"] > before["SEQUENCE"]


def test_list_costs_the_same_queries_for_more_sessions_and_people(app: Flask) -> None:
    world = make_world()
    world.published()
    officer = world.officer()
    with counted() as one:
        assert len(agency_sessions(officer)) == 1
    add_guests(world)
    for number in range(2):
        make.make_session(world.event, make.make_topic(f"more {number}"), hosts=[world.agency])
    with counted() as three:
        assert [row.seats for row in agency_sessions(officer)].count(3) == 1
    assert 0 < len(three) == len(one)


def test_session_of_an_event_put_off_is_struck_out_until_it_is_published_anew(sqlite_app: Flask) -> None:
    world = make_world()
    world.published()
    client = client_of(sqlite_app, world.agency)
    (before,) = entries(client)
    postpone_event(SYSTEM, world.event.slug, make.DAY + timedelta(days=7))
    (off,) = entries(client)
    assert "To be planned anew" in client.get("/agency/?lang=en").text
    world.published()
    (anew,) = entries(client)
    assert [entry["STATUS"] for entry in (before, off, anew)] == ["CONFIRMED", "CANCELLED", "CONFIRMED"]
    assert before["SEQUENCE"] < off["SEQUENCE"] < anew["SEQUENCE"]
    assert anew["DTSTART"].dt.date() == make.DAY + timedelta(days=7)
