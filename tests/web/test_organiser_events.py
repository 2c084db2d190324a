"""The organiser's pages about events."""

import re
from datetime import date

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from eventhub.extensions import db
from eventhub.models.codes import Role
from eventhub.models.events import Event, EventState
from eventhub.models.places import Municipality
from tests import factories as make
from tests.services.test_query_counts import counted
from tests.services.worlds import World, make_world
from tests.web.pages import client_for, token

NEW = "/organise/events/new"


def organiser(app: Flask, place: Municipality | None = None) -> FlaskClient:
    return client_for(app, make.staff_grant(Role.ORGANISER, place))


def entered(client: FlaskClient, home: Municipality, **values: str) -> dict[str, str]:
    fields = {
        "title_de": "Tag der Muster",
        "kind": "rotation",
        "municipality": home.public_id,
        "venue": "",
        "day": "2027-05-04",
        "starts": "09:00",
        "rounds": "6",
        "round_minutes": "10",
        "changeover_minutes": "5",
        "break_after": "3",
        "break_minutes": "20",
        "capacity": "40",
        "overbooking_percent": "10",
        "csrf_token": token(client, NEW),
    }
    return fields | values


def events() -> list[Event]:
    return list(db.session.scalars(select(Event)))


def test_list_shows_own_events_with_state_and_numbers(sqlite_app: Flask) -> None:
    world = make_world()
    make.make_event(title={"de": "Fremder Tag"})
    page = organiser(sqlite_app, world.municipality).get("/organise/").text
    assert "Mustertag" in page
    assert "Fremder Tag" not in page
    assert "<svg" in page
    assert world.municipality.name in page


def test_empty_list_says_what_to_do(sqlite_app: Flask) -> None:
    page = organiser(sqlite_app, make.make_municipality()).get("/organise/").text
    assert page.count(f'href="{NEW}"') == 2


def test_new_event_leads_to_its_page(sqlite_app: Flask) -> None:
    home = make.make_municipality("Musterdorf")
    client = organiser(sqlite_app, home)
    answer = client.post(NEW, data=entered(client, home), follow_redirects=True)
    assert answer.request.path == "/organise/events/musterdorf-2027-05-04"
    assert "Tag der Muster" in answer.text
    assert [(event.state, event.capacity) for event in events()] == [(EventState.DRAFT, 40)]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title_de", " "),
        ("day", "31.02.2027"),
        ("starts", "25:00"),
        ("rounds", "0"),
        ("rounds", "viele"),
        ("round_minutes", "4"),
        ("capacity", "-1"),
        ("overbooking_percent", "101"),
        ("municipality", "nowhere"),
    ],
)
def test_wrong_entry_is_told_at_its_field_and_nothing_is_lost(sqlite_app: Flask, field: str, value: str) -> None:
    home = make.make_municipality()
    client = organiser(sqlite_app, home)
    data = entered(client, home) | {field: value}
    answer = client.post(NEW, data=data)
    assert answer.status_code == 422
    assert re.search(rf'href="#{field}"', answer.text)
    assert f'id="{field}-error"' in answer.text
    assert 'aria-invalid="true"' in answer.text
    assert events() == []
    if field != "title_de":
        assert 'value="Tag der Muster"' in answer.text


def test_grid_that_cannot_be_is_told_at_the_head_of_the_form(sqlite_app: Flask) -> None:
    home = make.make_municipality()
    client = organiser(sqlite_app, home)
    answer = client.post(NEW, data=entered(client, home, starts="23:30"))
    assert answer.status_code == 422
    assert "error-summary" in answer.text
    assert events() == []


def test_foreign_municipality_is_refused_and_nothing_is_written(sqlite_app: Flask) -> None:
    home, other = make.make_municipality(), make.make_municipality()
    client = organiser(sqlite_app, home)
    assert client.post(NEW, data=entered(client, other)).status_code == 422
    assert events() == []


def test_event_is_edited_from_what_it_is(sqlite_app: Flask) -> None:
    world = make_world(title={"de": "Alter Titel", "en": "Old title"})
    client = organiser(sqlite_app, world.municipality)
    path = f"/organise/events/{world.event.slug}/edit"
    page = client.get(path).text
    venue = re.findall(r'<option selected value="([^"]+)">[^<]*Musterhalle', page)[0]
    assert 'value="Alter Titel"' in page
    assert 'value="09:00"' in page
    data = entered(
        client,
        world.municipality,
        title_de="Neuer Titel",
        venue=venue,
        rounds="4",
        break_after="0",
    )
    assert client.post(path, data=data).status_code == 302
    db.session.refresh(world.event)
    assert world.event.title == {"de": "Neuer Titel"}


def post(client: FlaskClient, world: World, action: str, **data: str) -> str:
    start = f"/organise/events/{world.event.slug}"
    answer = client.post(f"{start}/{action}", data=data | {"csrf_token": token(client, start)}, follow_redirects=True)
    assert answer.status_code == 200
    db.session.refresh(world.event)
    return answer.text


def test_event_is_opened_postponed_and_cancelled_after_asking(sqlite_app: Flask) -> None:
    world = make_world(state=EventState.DRAFT)
    client = organiser(sqlite_app, world.municipality)
    post(client, world, "open")
    assert world.event.state is EventState.OPEN
    world.published()
    for action in ("postpone", "cancel"):
        assert client.get(f"/organise/events/{world.event.slug}/{action}").status_code == 200
    db.session.refresh(world.event)
    assert world.event.state is EventState.PUBLISHED
    post(client, world, "postpone", day="2027-06-02")
    assert (world.event.state, world.event.day) == (EventState.OPEN, date(2027, 6, 2))
    post(client, world, "cancel")
    assert world.event.state is EventState.CANCELLED


def test_event_elsewhere_cannot_be_told_from_one_that_does_not_exist(sqlite_app: Flask) -> None:
    elsewhere = make.make_event()
    client = organiser(sqlite_app, make.make_municipality())
    for page in ("", "/edit", "/cancel", "/postpone", "/plan/", "/plan/progress", "/plan/publish"):
        assert client.get(f"/organise/events/{elsewhere.slug}{page}").status_code == 404, page
        assert client.get(f"/organise/events/nirgendwo{page}").status_code == 404, page


def test_lists_cost_the_same_queries_for_more_events(sqlite_app: Flask) -> None:
    world = make_world()
    client = organiser(sqlite_app, world.municipality)
    with counted() as before:
        client.get("/organise/")
    for _ in range(2):
        make.make_event(world.municipality)
    with counted() as after:
        client.get("/organise/")
    assert 0 < len(after) == len(before)
