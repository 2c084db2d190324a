"""Registering people holds on both databases: numbers, the one event a day, and who may."""

import pytest
from flask import Flask
from sqlalchemy import func, select

from eventhub.errors import InputError, NotFoundError
from eventhub.extensions import db
from eventhub.models.attendances import Attendance
from eventhub.models.codes import Role
from eventhub.services.interpreters import add_known_interpreter
from eventhub.services.people_entries import AttendanceEntry
from eventhub.services.people_lists import event_people
from eventhub.services.registrations import register_known_person, take_off
from tests import factories as make
from tests.services.worlds import SYSTEM, make_world, staff

ENTRY = AttendanceEntry(
    available=((0, 4),),
    min_dates=1,
    max_dates=2,
    needs_interpreter=False,
    needs_step_free=False,
    needs_childcare=False,
    topics=(),
    named_to=(),
)


def count() -> int:
    return db.session.scalar(select(func.count(Attendance.id)).options(SYSTEM.sees())) or 0


def test_second_event_on_one_day_is_refused_until_the_first_is_called_off(app: Flask) -> None:
    world = make_world()
    person = make.make_participant(world.municipality)
    other = make.make_event(world.municipality)
    first = register_known_person(world.organiser(), other.slug, person.public_id, ENTRY)
    with pytest.raises(InputError, match="another event on the same day"):
        register_known_person(world.organiser(), world.event.slug, person.public_id, ENTRY)
    assert count() == 3
    take_off(world.organiser(), other.slug, first)
    register_known_person(world.organiser(), world.event.slug, person.public_id, ENTRY)
    assert count() == 4


def test_only_organisers_of_event_and_home_register(app: Flask) -> None:
    world = make_world()
    person = make.make_participant(world.municipality)
    with pytest.raises(NotFoundError):
        register_known_person(staff(Role.CASE_WORKER, world.municipality), world.event.slug, person.public_id, ENTRY)
    stranger = make.make_participant(make.make_municipality())
    with pytest.raises(NotFoundError):
        register_known_person(world.organiser(), world.event.slug, stranger.public_id, ENTRY)


def test_people_are_found_by_name_and_number(app: Flask) -> None:
    world = make_world()
    number = world.berna.roster_number
    for search in ("BERNA", str(number)):
        found = event_people(world.organiser(), world.event.slug, search)
        assert [row.public_id for row in found.people] == [world.berna.public_id]
        assert (found.total, found.number, found.last) == (1, 1, 1)


def test_interpreter_on_duty_elsewhere_is_refused(app: Flask) -> None:
    world = make_world()
    busy = make.make_interpreter(name="Bela Beispiel")
    make.make_interpreter_duty(make.make_event(rounds=4), busy, available=((2, 4),))
    with pytest.raises(InputError, match="on duty at another event"):
        add_known_interpreter(world.organiser(), world.event.slug, busy.public_id, ((0, 3),))
    add_known_interpreter(world.organiser(), world.event.slug, busy.public_id, ((0, 2),))
