"""Opening, cancelling and postponing an event, and what people then see."""

from datetime import date

import pytest
from flask import Flask

from eventhub.errors import ConflictError, NotFoundError
from eventhub.extensions import db
from eventhub.models.codes import Role
from eventhub.models.events import EventState
from eventhub.services.event_life import cancel_event, open_registration, postpone_event
from eventhub.services.publishing import publish
from eventhub.services.schedules import participant_schedule
from eventhub.services.upcoming import upcoming_events
from tests import factories as make
from tests.services.worlds import SYSTEM, World, make_world, staff


def state(world: World) -> EventState:
    db.session.refresh(world.event)
    return world.event.state


def cancelled(world: World) -> list[bool]:
    return [entry.cancelled for entry in participant_schedule(SYSTEM, world.amal.public_id).entries]


def test_draft_is_announced_when_it_is_opened(app: Flask) -> None:
    world = make_world(state=EventState.DRAFT)
    assert upcoming_events() == ()
    open_registration(world.organiser(), world.event.slug)
    assert [event.day for event in upcoming_events()] == [world.event.day]
    with pytest.raises(ConflictError):
        open_registration(world.organiser(), world.event.slug)


def test_draft_without_a_venue_is_not_opened(app: Flask) -> None:
    world = make_world(state=EventState.DRAFT, venue=None)
    with pytest.raises(ConflictError, match="venue"):
        open_registration(world.organiser(), world.event.slug)


def test_cancelling_takes_back_all_that_was_told_and_is_final(app: Flask) -> None:
    world = make_world()
    world.published()
    assert cancel_event(world.organiser(), world.event.slug) == 4
    assert state(world) is EventState.CANCELLED
    assert cancelled(world) == [True, True]
    with pytest.raises(ConflictError):
        cancel_event(world.organiser(), world.event.slug)
    with pytest.raises(ConflictError):
        postpone_event(world.organiser(), world.event.slug, None)


def test_postponed_event_with_a_new_day_is_open_and_can_be_published_again(app: Flask) -> None:
    world = make_world()
    world.published()
    assert postpone_event(world.organiser(), world.event.slug, date(2027, 6, 2)) == 4
    assert state(world) is EventState.OPEN
    assert cancelled(world) == [True, True]
    db.session.expire_all()
    publish(SYSTEM, world.stored())
    entries = participant_schedule(SYSTEM, world.amal.public_id).entries
    assert {(entry.cancelled, entry.starts.date()) for entry in entries} == {(False, date(2027, 6, 2))}


def test_event_postponed_without_a_day_waits_for_one(app: Flask) -> None:
    world = make_world()
    postpone_event(world.organiser(), world.event.slug, None)
    assert state(world) is EventState.POSTPONED
    assert upcoming_events() == ()
    postpone_event(world.organiser(), world.event.slug, date(2027, 6, 2))
    assert state(world) is EventState.OPEN


def test_day_on_which_somebody_has_another_event_changes_nothing(app: Flask) -> None:
    world = make_world()
    person = make.make_participant(world.municipality)
    make.make_attendance(world.event, person)
    make.make_attendance(make.make_event(world.municipality, day=date(2027, 6, 1)), person)
    world.published()
    with pytest.raises(ConflictError, match="another one"):
        postpone_event(world.organiser(), world.event.slug, date(2027, 6, 1))
    assert state(world) is EventState.PUBLISHED
    assert cancelled(world) == [False, False]


@pytest.mark.parametrize("role", [Role.CASE_WORKER, Role.HELPER])
def test_only_organisers_of_the_place_may(app: Flask, role: Role) -> None:
    world = make_world()
    for stranger in (staff(role, world.municipality), staff(Role.ORGANISER, make.make_municipality())):
        with pytest.raises(NotFoundError):
            cancel_event(stranger, world.event.slug)
