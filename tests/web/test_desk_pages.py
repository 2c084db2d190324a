"""The desk at the door: who is expected, by number and name and nothing more."""

import re
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from eventhub.models.attendances import AttendanceState
from eventhub.models.codes import Role
from eventhub.models.events import EventState
from eventhub.models.transaction import transaction
from eventhub.services.door_lists import door_list
from tests import factories as make
from tests.services.test_query_counts import add_guests, counted
from tests.services.worlds import World, make_world, staff
from tests.web.clock import at
from tests.web.pages import HASH, client_for, signed_in

NOTHING = "There is no event today and none is published for a later day."


@pytest.fixture
def world(sqlite_app: Flask, monkeypatch: pytest.MonkeyPatch) -> World:
    at(monkeypatch, "08:30")
    world = make_world()
    world.published()
    return world


@pytest.fixture
def helper(sqlite_app: Flask, world: World) -> FlaskClient:
    return client_for(sqlite_app, make.staff_grant(Role.HELPER, world.municipality))


def people(client: FlaskClient, world: World, search: str = "") -> list[str]:
    text = client.get(f"/desk/{world.event.slug}", query_string={"q": search, "lang": "en"}).text
    return re.findall(r'<th scope="row"[^>]*><bdi>(.*?)</bdi>', text)


def test_desk_shows_the_event_of_today(world: World, helper: FlaskClient) -> None:
    text = helper.get("/desk/?lang=en").text
    assert "Mustertag" in text
    assert "Today" in text


def test_people_come_by_name_with_number_and_first_time(world: World, helper: FlaskClient) -> None:
    assert people(helper, world) == ["Amal Beispiel", "Berna Muster"]
    text = helper.get(f"/desk/{world.event.slug}").text
    row = text.split("Amal Beispiel")[1].split("</tr>")[0]
    assert re.findall(r"\d\d:\d\d", row) == ["09:00"]
    assert f">{world.amal.roster_number}<" in text


@pytest.mark.parametrize("path", ["", "/door-list"])
def test_lists_hold_no_status_note_or_contact(sqlite_app: Flask, world: World, helper: FlaskClient, path: str) -> None:
    guest = make.make_participant(world.municipality, private=True, preferred_name="Cem Probe", is_minor=True)
    make.make_attendance(world.event, guest, needs_childcare=True, state=AttendanceState.CONFIRMED)
    text = helper.get(f"/desk/{world.event.slug}{path}?lang=en").text
    row = text.split("Cem Probe")[1].split("</tr>")[0]
    assert re.sub(r"<[^>]*>|\s", "", row) == "–"
    for secret in ("ruhig", "amal@example.org", "A1 –", "Aufenthalt"):
        assert secret not in text


def test_search_finds_a_part_of_a_name_or_a_number(world: World, helper: FlaskClient) -> None:
    assert people(helper, world, " bEISP ") == ["Amal Beispiel"]
    assert people(helper, world, str(world.berna.roster_number)) == ["Berna Muster"]
    assert people(helper, world, f"0{world.berna.roster_number}") == ["Berna Muster"]
    assert people(helper, world, "9" * 5000) == []
    assert people(helper, world, "Ä<b>") == []


def test_people_who_do_not_come_are_not_on_the_list(world: World, helper: FlaskClient) -> None:
    with transaction():
        world.amal.state = AttendanceState.CANCELLED
    assert people(helper, world) == ["Berna Muster"]


def test_door_list_is_printable_with_a_box_for_each_person(world: World, helper: FlaskClient) -> None:
    text = helper.get(f"/desk/{world.event.slug}/door-list").text
    assert text.count("door-list__box") == 2
    assert text.index("Amal Beispiel") < text.index("Berna Muster")


def test_where_there_is_none_today_the_next_published_event_is_shown(
    world: World, helper: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    at(monkeypatch, "20:00", day="2027-04-10")
    text = helper.get("/desk/?lang=en").text
    assert "Not today: the next event" in text
    assert people(helper, world) == ["Amal Beispiel", "Berna Muster"]


def test_event_of_the_past_or_not_yet_published_is_not_shown(
    world: World, helper: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    make.make_event(world.municipality, day=make.DAY + timedelta(days=7), title={"de": "Später"})
    at(monkeypatch, "08:00", day="2027-04-15")
    text = helper.get("/desk/?lang=en").text
    assert NOTHING in text
    assert "Später" not in text
    assert helper.get(f"/desk/{world.event.slug}").status_code == 404


def test_event_of_today_that_is_cancelled_says_so(world: World, helper: FlaskClient) -> None:
    with transaction():
        world.event.state = EventState.CANCELLED
    assert "Cancelled" in helper.get("/desk/?lang=en").text
    assert "This event is cancelled." in helper.get(f"/desk/{world.event.slug}?lang=en").text


def test_helper_of_another_municipality_sees_nothing(sqlite_app: Flask, world: World) -> None:
    other = client_for(sqlite_app, make.staff_grant(Role.HELPER, make.make_municipality()))
    assert NOTHING in other.get("/desk/?lang=en").text
    paths = (f"/desk/{world.event.slug}", f"/desk/{world.event.slug}/door-list")
    assert [other.get(path).status_code for path in paths] == [404, 404]


def test_helper_elsewhere_who_is_case_worker_here_has_no_door_here(sqlite_app: Flask, world: World) -> None:
    """The scope alone would show the people: the role of helper decides which doors there are."""
    grants = [
        make.staff_grant(Role.HELPER, make.make_municipality()),
        make.staff_grant(Role.CASE_WORKER, world.municipality),
    ]
    account = make.make_account(*grants, password=HASH)
    assert signed_in(sqlite_app, account.email).get(f"/desk/{world.event.slug}").status_code == 404


def test_organiser_may_use_the_desk_too(sqlite_app: Flask, world: World) -> None:
    organiser = client_for(sqlite_app, make.staff_grant(Role.ORGANISER))
    assert people(organiser, world) == ["Amal Beispiel", "Berna Muster"]


def test_list_costs_the_same_queries_for_more_people(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    at(monkeypatch, "08:30")
    world = make_world()
    world.published()
    helper = staff(Role.HELPER, world.municipality)
    with counted() as two:
        door_list(helper, world.event.slug)
    add_guests(world)
    with counted() as four:
        assert len(door_list(helper, world.event.slug).people) == 4
    assert 0 < len(four) == len(two)
