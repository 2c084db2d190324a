"""Making and changing events: who may where, and what cannot be changed any more."""

from dataclasses import replace
from datetime import date, time

import pytest
from flask import Flask
from sqlalchemy import select

from eventhub.errors import ConflictError, InputError, NotFoundError, PermissionDeniedError
from eventhub.extensions import db
from eventhub.models.codes import Role
from eventhub.models.events import Event, EventKind, EventState
from eventhub.models.interpreters import InterpreterSlot
from eventhub.models.places import Municipality, Venue
from eventhub.services.clock_grids import ClockGrid
from eventhub.services.event_editing import EventEntry, change_event, create_event, event_entry
from eventhub.services.places import own_municipalities, own_venues
from tests import factories as make
from tests.services.worlds import World, make_world, staff

GRID = ClockGrid(starts=time(9), rounds=4, round_minutes=10, changeover_minutes=5)


def entry(home: Municipality, venue: Venue | None = None, **values: object) -> EventEntry:
    defaults: dict[str, object] = {
        "title": {"de": "Mustertag"},
        "description": None,
        "kind": EventKind.ROTATION,
        "municipality": home.public_id,
        "venue": venue.public_id if venue else "",
        "day": date(2027, 5, 4),
        "grid": GRID,
        "capacity": 40,
        "overbooking_percent": 10,
    }
    return EventEntry(**defaults | values)


def found(slug: str) -> Event:
    db.session.expire_all()
    return db.session.scalars(select(Event).where(Event.slug == slug)).one()


def test_new_event_is_a_draft_with_what_was_entered(app: Flask) -> None:
    home = make.make_municipality("Süd-Müsterstadt")
    organiser = staff(Role.ORGANISER, home)
    slug = create_event(organiser, entry(home))
    assert slug == "sued-muesterstadt-2027-05-04"
    assert found(slug).state is EventState.DRAFT
    assert event_entry(organiser, slug) == entry(home)


def test_second_event_on_the_day_gets_a_number(app: Flask) -> None:
    home = make.make_municipality("Musterdorf")
    organiser = staff(Role.ORGANISER, home)
    slugs = [create_event(organiser, entry(home)) for _ in range(3)]
    assert slugs == ["musterdorf-2027-05-04", "musterdorf-2027-05-04-2", "musterdorf-2027-05-04-3"]


def test_event_elsewhere_or_at_a_foreign_venue_is_refused(app: Flask) -> None:
    home, other = make.make_municipality(), make.make_municipality()
    organiser = staff(Role.ORGANISER, home)
    with pytest.raises(PermissionDeniedError):
        create_event(organiser, entry(other))
    with pytest.raises(NotFoundError):
        create_event(organiser, entry(home, make.make_venue(other)))
    with pytest.raises(NotFoundError):
        create_event(organiser, entry(home, municipality="nowhere"))
    with pytest.raises(PermissionDeniedError):
        create_event(staff(Role.CASE_WORKER, home), entry(home))


def test_choices_are_the_organisers_own_places(app: Flask) -> None:
    home, other = make.make_municipality("Aadorf"), make.make_municipality("Bedorf")
    here, there = make.make_venue(home), make.make_venue(other)
    organiser = staff(Role.ORGANISER, home)
    assert [row.name for row in own_municipalities(organiser)] == ["Aadorf"]
    assert [row.public_id for row in own_venues(organiser)] == [here.public_id]
    everywhere = {row.public_id for row in own_venues(staff(Role.ORGANISER))}
    assert {here.public_id, there.public_id} <= everywhere


def changed(world: World, **values: object) -> None:
    before = event_entry(world.organiser(), world.event.slug)
    change_event(world.organiser(), world.event.slug, replace(before, **values))


def test_new_times_move_rounds_and_interpreters_without_renumbering(app: Flask) -> None:
    world = make_world()
    changed(world, grid=replace(GRID, starts=time(14), rounds=5))
    event = found(world.event.slug)
    db.session.refresh(event, ["rounds"])
    assert [(row.number, row.starts.hour) for row in event.rounds] == [(n, 14 if n < 4 else 15) for n in range(5)]
    slots = set(db.session.scalars(select(InterpreterSlot.slot)))
    assert min(slots) == 14 * 12
    assert max(slots) == 14 * 12 + 10


def test_rounds_stay_once_people_were_told_times(app: Flask) -> None:
    world = make_world()
    world.published()
    with pytest.raises(InputError, match="told times"):
        changed(world, grid=replace(GRID, rounds=6))
    changed(world, capacity=99)
    assert found(world.event.slug).capacity == 99


def test_round_with_a_session_cannot_vanish(app: Flask) -> None:
    world = make_world()
    last = world.session.first_round + world.session.rounds
    with pytest.raises(InputError, match="information session"):
        changed(world, grid=replace(GRID, rounds=last - 1))


def test_open_event_keeps_a_venue(app: Flask) -> None:
    world = make_world()
    with pytest.raises(InputError, match="venue"):
        changed(world, venue="")


def test_day_on_which_somebody_has_another_event_is_refused_and_nothing_changes(app: Flask) -> None:
    world = make_world()
    person = make.make_participant(world.municipality)
    make.make_attendance(world.event, person)
    make.make_attendance(make.make_event(world.municipality, day=date(2027, 6, 1)), person)
    day = world.event.day
    with pytest.raises(ConflictError, match="another event"):
        changed(world, day=date(2027, 6, 1))
    assert found(world.event.slug).day == day
