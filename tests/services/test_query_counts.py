"""Reading an event costs the same number of queries for one person as for three."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from flask import Flask
from sqlalchemy import event

from eventhub.extensions import db
from eventhub.models.codes import Role
from eventhub.services.actor import Actor
from eventhub.services.employer_lists import employer_dates
from eventhub.services.planning import build_problem
from eventhub.services.rosters import session_roster
from eventhub.services.schedules import participant_schedule
from tests import factories as make
from tests.services.worlds import SYSTEM, World, make_world, staff


@contextmanager
def counted() -> Iterator[list[str]]:
    """The statements sent while the block runs, from an empty session."""
    db.session.expire_all()
    statements: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
        if statement.startswith("SELECT"):
            statements.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        yield statements
    finally:
        event.remove(db.engine, "before_cursor_execute", note)


READERS: dict[str, tuple[Callable[[Actor, str], object], Callable[[World], str]]] = {
    "problem": (build_problem, lambda world: world.event.public_id),
    "roster": (session_roster, lambda world: world.session.public_id),
    "dates": (employer_dates, lambda world: world.bakery.public_id),
    "schedule": (participant_schedule, lambda world: world.amal.public_id),
}


def add_guests(world: World) -> None:
    """Two more people with all that belongs to them, told of a session and a date."""
    for number in (2, 3):
        guest = make.make_attendance(world.event, make.make_participant(languages=("ar", "fr")), available=((0, 4),))
        make.make_requested_topic(guest, make.make_topic(f"topic {number}"))
        make.make_wish(guest, world.garden)
        times = {"starts": "2027-04-14T09:00:00+02:00", "ends": "2027-04-14T09:10:00+02:00"}
        place = {"title": {"de": "Muster"}, "venue": "Musterhalle", "address": "Musterweg 1"}
        make.make_published_date(guest, world.bakery, told=times | place)
        make.make_published_seat(guest, world.session, told=times | place)


@pytest.mark.parametrize("reader", READERS)
def test_reading_costs_the_same_queries_for_more_people(app: Flask, reader: str) -> None:
    world = make_world()
    world.published()
    read, named = READERS[reader]
    name = named(world)
    with counted() as before:
        read(SYSTEM, name)
    add_guests(world)
    with counted() as after:
        read(SYSTEM, name)
    assert 0 < len(after) <= len(before)


def test_problem_of_an_organiser_holds_guests_from_other_municipalities(app: Flask) -> None:
    world = make_world()
    add_guests(world)
    assert len(build_problem(world.organiser(), world.event.slug).participants) == 4
    home = staff(Role.ORGANISER, world.municipality)
    assert build_problem(home, world.event.slug) == build_problem(SYSTEM, world.event.slug)
