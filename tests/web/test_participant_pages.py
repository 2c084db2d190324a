"""A participant's page: where next, the day, the calendar; opened by a personal link and by nothing else."""

from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask
from icalendar import Calendar
from sqlalchemy import update

from eventhub.models.attendances import Attendance, AttendanceState
from eventhub.models.codes import Role
from eventhub.models.events import EventState
from eventhub.models.people import InterfaceLanguage, Participant
from eventhub.models.sessions import Topic
from eventhub.models.transaction import transaction
from eventhub.services.event_life import postpone_event
from eventhub.services.links import personal_path
from eventhub.services.secrets import Purpose
from tests import factories as make
from tests.services.test_query_counts import counted
from tests.services.worlds import SYSTEM, World, make_world
from tests.web.clock import at
from tests.web.pages import client_for

CALLED_OFF = {EventState.CANCELLED: "cancelled", EventState.POSTPONED: "postponed"}


def link(attendance: Attendance, purpose: Purpose = Purpose.PAGE) -> str:
    return personal_path(SYSTEM, purpose, attendance.public_id)


def page(app: Flask, path: str) -> str:
    answer = app.test_client().get(path, query_string={"lang": "en"})
    assert answer.status_code == 200
    return answer.text


def next_box(text: str) -> str:
    return text.split('id="next"')[1].split("</section>")[0]


@pytest.fixture
def world(sqlite_app: Flask) -> World:
    """Amal: the session at 9:00 to 9:25, the bakery at 9:30 to 9:40 with an interpreter. Berna: both employers."""
    world = make_world()
    world.published()
    return world


def set_event(world: World, **values: object) -> None:
    with transaction():
        for name, value in values.items():
            setattr(world.event, name, value)


def test_page_says_where_to_go_next_by_the_clock(
    sqlite_app: Flask, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    at(monkeypatch, "08:30")
    first = next_box(page(sqlite_app, link(world.amal)))
    assert "Where next" in first
    assert "09:00–09:25" in first
    assert "Aufenthalt und Arbeit" in first
    assert "Musterbäckerei" not in first
    at(monkeypatch, "09:10")
    during = next_box(page(sqlite_app, link(world.amal)))
    assert (
        during.index("Now") < during.index("Aufenthalt") < during.index("After that") < during.index("Musterbäckerei")
    )
    at(monkeypatch, "09:27")
    later = next_box(page(sqlite_app, link(world.amal)))
    assert "09:30–09:40" in later
    assert "Musterbäckerei" in later
    assert "Aufenthalt" not in later


def test_page_names_the_interpreter_of_a_date_that_has_one(
    sqlite_app: Flask, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    at(monkeypatch, "09:27")
    assert world.interpreter.name in next_box(page(sqlite_app, link(world.amal)))
    assert world.interpreter.name not in page(sqlite_app, link(world.berna))


def test_page_names_the_day_while_it_is_not_today(
    sqlite_app: Flask, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    at(monkeypatch, "20:00", day="2027-04-13")
    assert "Wednesday, April 14, 2027" in next_box(page(sqlite_app, link(world.amal)))
    at(monkeypatch, "08:00")
    assert "Wednesday" not in next_box(page(sqlite_app, link(world.amal)))


def test_page_after_the_last_date_has_no_next(sqlite_app: Flask, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    at(monkeypatch, "09:40")
    text = page(sqlite_app, link(world.amal))
    assert 'id="next"' not in text
    assert "All your dates are over" in text


def test_page_lists_the_day_with_place_and_number_and_nobody_else(sqlite_app: Flask, world: World) -> None:
    text = page(sqlite_app, link(world.amal))
    assert "Musterhalle, Musterweg 1" in text
    assert f">{world.amal.roster_number}<" in text
    assert text.index("09:00–09:25") < text.index("09:30–09:40")
    assert "Berna" not in text
    assert "Mustergarten" not in text


def test_page_before_publishing_says_that_the_schedule_is_not_ready(sqlite_app: Flask) -> None:
    world = make_world()
    world.stored()
    text = page(sqlite_app, link(world.amal))
    assert "not ready yet" in text
    assert "Musterbäckerei" not in text
    assert ".ics" not in text


@pytest.mark.parametrize("state", CALLED_OFF)
def test_page_says_clearly_that_the_event_is_called_off(
    sqlite_app: Flask, world: World, monkeypatch: pytest.MonkeyPatch, state: EventState
) -> None:
    at(monkeypatch, "08:30")
    set_event(world, state=state)
    text = page(sqlite_app, link(world.amal))
    assert f"This event is {CALLED_OFF[state]}." in text
    assert 'id="next"' not in text
    assert text.count("day__entry--off") == 2


def test_page_of_somebody_who_called_off_sends_them_nowhere(
    sqlite_app: Flask, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    at(monkeypatch, "08:30")
    with transaction():
        world.amal.state = AttendanceState.CANCELLED
    text = page(sqlite_app, link(world.amal))
    assert "You said that you do not come." in text
    assert 'id="next"' not in text


def test_entry_that_was_taken_back_is_struck_out(sqlite_app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    at(monkeypatch, "08:30")
    world = make_world()
    world.published()
    world.published(replace(world.plan, dates=world.plan.dates[1:]))
    text = page(sqlite_app, link(world.amal))
    assert text.count("day__entry--off") == 1
    assert "Does not take place" in text


def test_page_opens_in_the_persons_own_language_from_right_to_left(sqlite_app: Flask, world: World) -> None:
    with transaction() as session:
        session.execute(update(Participant).values(interface_language=InterfaceLanguage.ARABIC).options(SYSTEM.sees()))
    text = sqlite_app.test_client().get(link(world.amal)).text
    assert '<html lang="ar" dir="rtl">' in text
    assert '<bdi dir="ltr">09:30–09:40</bdi>' in text
    assert '<bdi lang="de">Musterbäckerei</bdi>' in text


def test_session_title_is_in_the_readers_language(sqlite_app: Flask) -> None:
    world = make_world()
    with transaction() as session:
        session.execute(update(Topic).values(title={"de": "Aufenthalt", "ar": "الإقامة"}))
    world.published()
    client = sqlite_app.test_client()
    assert "<bdi>الإقامة</bdi>" in client.get(f"{link(world.amal)}?lang=ar").text
    assert '<bdi lang="de">Aufenthalt</bdi>' in client.get(f"{link(world.amal)}?lang=en").text


def test_calendar_link_of_the_page_gives_the_calendar(sqlite_app: Flask, world: World) -> None:
    address = page(sqlite_app, link(world.amal)).split('href="/c/')[1].split('"')[0]
    answer = sqlite_app.test_client().get(f"/c/{address}")
    assert answer.content_type == "text/calendar; charset=utf-8"
    entries = Calendar.from_ical(answer.data).walk("VEVENT")
    assert [str(entry["SUMMARY"]) for entry in entries] == ["Infoveranstaltung", "Gespräch: Musterbäckerei"]


def test_link_for_one_purpose_or_person_opens_nothing_else(sqlite_app: Flask, world: World) -> None:
    client = sqlite_app.test_client()
    page_secret = link(world.amal).rsplit("/", 1)[1]
    calendar_secret = link(world.amal, Purpose.CALENDAR).rsplit("/", 1)[1].removesuffix(".ics")
    wrong = (
        f"/p/{world.amal.public_id}/{calendar_secret}",
        f"/c/{world.amal.public_id}/{page_secret}.ics",
        f"/p/{world.berna.public_id}/{page_secret}",
        f"/p/nobody/{page_secret}",
    )
    assert [client.get(path).status_code for path in wrong] == [404] * 4


def test_link_is_revoked_with_the_next_generation(sqlite_app: Flask, world: World) -> None:
    old = link(world.amal)
    with transaction():
        world.amal.secret_generation += 1
    assert sqlite_app.test_client().get(old).status_code == 404
    assert sqlite_app.test_client().get(link(world.amal)).status_code == 200


def test_many_wrong_links_are_stopped_and_right_ones_still_open(sqlite_app: Flask, world: World) -> None:
    client = sqlite_app.test_client()
    wrong = [f"/p/{world.amal.public_id}/wrong", f"/c/{world.amal.public_id}/wrong.ics"] * 31
    codes = [client.get(path).status_code for path in wrong]
    assert codes == [404] * 60 + [429] * 2
    assert client.get(link(world.amal)).status_code == 200
    assert client.get(link(world.amal, Purpose.CALENDAR)).status_code == 200
    elsewhere = client.get(wrong[0], environ_base={"REMOTE_ADDR": "192.0.2.7"})
    assert elsewhere.status_code == 404


def test_right_links_are_never_counted(sqlite_app: Flask, world: World) -> None:
    client = sqlite_app.test_client()
    assert {client.get(link(world.amal, Purpose.CALENDAR)).status_code for _ in range(62)} == {200}
    assert client.get(f"/p/{world.amal.public_id}/wrong").status_code == 404


def test_personal_page_is_neither_stored_nor_passed_on(sqlite_app: Flask, world: World) -> None:
    headers = sqlite_app.test_client().get(link(world.amal)).headers
    assert headers["Cache-Control"] == "no-store"
    assert headers["Referrer-Policy"] == "no-referrer"


def test_staff_without_the_link_see_no_personal_page(sqlite_app: Flask, world: World) -> None:
    client = client_for(sqlite_app, make.staff_grant(Role.ORGANISER))
    assert client.get(f"/p/{world.amal.public_id}/").status_code == 404
    assert client.get(f"/p/{world.amal.public_id}/x").status_code == 404


def test_page_costs_the_same_queries_for_more_entries(sqlite_app: Flask, world: World) -> None:
    few, many = link(world.amal), link(world.berna)
    make.make_published_seat(
        world.berna,
        world.session,
        told={"starts": "2027-04-14T09:00:00+02:00", "ends": "2027-04-14T09:10:00+02:00", "title": {"de": "Muster"}}
        | {"venue": "Musterhalle", "address": "Musterweg 1"},
    )
    with counted() as one:
        page(sqlite_app, few)
    with counted() as other:
        page(sqlite_app, many)
    assert 0 < len(other) == len(one)


def test_page_of_an_event_put_off_to_another_day_strikes_all_out_and_promises_a_new_schedule(
    sqlite_app: Flask, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    at(monkeypatch, "08:30")
    postpone_event(SYSTEM, world.event.slug, make.DAY + timedelta(days=7))
    text = page(sqlite_app, link(world.amal))
    assert "Wednesday, April 21, 2027" in text
    assert "not ready yet" in text
    assert text.count("day__entry--off") == 2
    assert "are over" not in text
