"""The organiser's pages about an event's information sessions."""

from datetime import time

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import joinedload, selectinload

from eventhub.extensions import db
from eventhub.models.agencies import OfficerSlot
from eventhub.models.plans import LockKind, PlanLock, PublishedItem
from eventhub.models.sessions import Session
from eventhub.models.transaction import transaction
from tests import factories as make
from tests.services.test_query_counts import counted
from tests.services.worlds import SYSTEM
from tests.web.organisers import Desk, make_desk, organiser


@pytest.fixture
def desk(sqlite_app: Flask) -> Desk:
    return make_desk(sqlite_app, "sessions")


def entry(desk: Desk, **changes: object) -> dict[str, object]:
    topic = make.make_topic("work", title={"de": "Arbeit finden"})
    values = {"topic": topic.public_id, "first_round": "1", "rounds": "2", "room": "", "capacity": "12"}
    return {**values, "languages": ["ar", "de"], "hosts": [desk.world.agency.public_id], **changes}


def added() -> Session:
    query = select(Session).order_by(Session.id.desc()).limit(1)
    return db.session.scalars(query.options(joinedload(Session.room), selectinload(Session.hosts))).one()


def test_list_shows_topic_time_languages_and_hosts(desk: Desk) -> None:
    page = desk.read()
    for shown in ("Aufenthalt und Arbeit", "09:00–09:25", "German, Ukrainian", "Musterbehörde"):
        assert shown in page


def test_session_is_offered_in_a_room_of_the_venue(desk: Desk) -> None:
    with transaction() as session:
        session.refresh(desk.world.event, ["venue"])
        room = make.make_room(desk.world.event.venue, name="Raum Muster")
    elsewhere = make.make_room(make.make_venue(), name="Raum Anderswo")
    page = desk.read("/new")
    assert "Raum Muster" in page
    assert "Raum Anderswo" not in page
    data = entry(desk, room=room.public_id)
    assert desk.send("/new", data | {"room": elsewhere.public_id}).status_code == 422
    assert desk.send("/new", data).location == desk.home
    row = added()
    assert (row.first_round, row.rounds, row.capacity, row.languages) == (1, 2, 12, ("ar", "de"))
    assert row.room is not None
    assert row.room.name == "Raum Muster"
    assert [host.name for host in row.hosts] == ["Musterbehörde"]


def test_session_that_lasts_longer_than_the_event_is_refused(desk: Desk) -> None:
    answer = desk.send("/new", entry(desk, first_round="3"))
    assert answer.status_code == 422
    assert "The session would last longer than the event" in answer.text
    assert db.session.scalar(select(func.count(Session.id))) == 1


@pytest.mark.parametrize(("field", "value"), [("topic", ""), ("first_round", "9"), ("rounds", "0"), ("capacity", "-1")])
def test_wrong_entry_is_told_at_its_field(desk: Desk, field: str, value: str) -> None:
    answer = desk.send("/new", entry(desk, **{field: value}))
    assert answer.status_code == 422
    assert f'id="{field}-error"' in answer.text


def test_duty_of_an_officer_moves_along_with_the_session(desk: Desk) -> None:
    world = desk.world
    make.make_officer_duty(world.event, world.session, make.make_officer(world.agency))
    before = set(db.session.scalars(select(OfficerSlot.slot)))
    assert desk.send(f"/{world.session.public_id}/edit", entry(desk)).location == desk.home
    after = set(db.session.scalars(select(OfficerSlot.slot)))
    assert after == {slot + 3 for slot in before}, "a quarter of an hour later"


def test_session_moves_to_no_time_at_which_its_host_is_elsewhere(desk: Desk) -> None:
    world = desk.world
    officer = make.make_officer(world.agency)
    make.make_officer_duty(world.event, world.session, officer)
    other = make.make_event(world.municipality, round_rows=make.make_rounds(1, first=time(9, 30)))
    topic = make.make_topic("other")
    make.make_officer_duty(other, make.make_session(other, topic, rounds=1), officer)
    answer = desk.send(f"/{world.session.public_id}/edit", entry(desk))
    assert answer.status_code == 422
    assert "Somebody who hosts this session has another duty at that time." in answer.text
    assert db.session.scalar(select(Session.first_round).where(Session.id == world.session.id)) == 0


def test_session_is_removed_after_asking(desk: Desk) -> None:
    path = f"/{desk.world.session.public_id}/remove"
    assert "Remove the session “Aufenthalt und Arbeit”?" in desk.read(path)
    assert desk.send(path).location == desk.home
    assert db.session.scalar(select(func.count(Session.id))) == 0


def test_session_that_people_were_told_of_is_not_removed(desk: Desk) -> None:
    desk.world.published()
    answer = desk.send(f"/{desk.world.session.public_id}/remove")
    assert answer.status_code == 422
    assert "Give it 0 seats" in answer.text
    assert db.session.scalar(select(func.count(Session.id))) == 1
    seats = select(func.count(PublishedItem.id)).where(PublishedItem.session_id == desk.world.session.id)
    assert db.session.scalar(seats.options(SYSTEM.sees())) == 1


def test_session_with_a_pinned_seat_is_not_removed(desk: Desk) -> None:
    world = desk.world
    seat = {"attendance_id": world.amal.id, "session_id": world.session.id}
    make.saved(PlanLock, event_id=world.event.id, kind=LockKind.PINNED, **seat)
    assert desk.send(f"/{world.session.public_id}/remove").status_code == 422


def test_sessions_of_another_place_or_event_are_closed(sqlite_app: Flask, desk: Desk) -> None:
    elsewhere = organiser(sqlite_app, make.make_municipality())
    name = desk.world.session.public_id
    for path in ("", "/new", f"/{name}/edit", f"/{name}/remove"):
        assert elsewhere.get(desk.home + path).status_code == 404, path
    other = make.make_event(desk.world.municipality)
    assert desk.client.get(f"/organise/events/{other.slug}/sessions/{name}/edit").status_code == 404


def test_list_costs_the_same_queries_for_more_sessions(desk: Desk) -> None:
    with counted() as before:
        desk.read()
    for number in (2, 3):
        hosts = [make.make_agency(f"agency-{number}")]
        make.make_session(desk.world.event, make.make_topic(f"topic-{number}"), hosts=hosts)
    with counted() as after:
        desk.read()
    assert 0 < len(after) == len(before)
