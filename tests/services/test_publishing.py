"""Publishing: what people are told, and what a second publication changes of it."""

from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy import select

from eventhub.errors import ConflictError, NotFoundError
from eventhub.extensions import db
from eventhub.models.audit import AuditEntry
from eventhub.models.codes import Role
from eventhub.models.events import EventState
from eventhub.models.places import Venue
from eventhub.models.plans import ItemState, PlanPointers, PlanVersion, Publication, PublishedItem
from eventhub.models.transaction import transaction
from eventhub.models.visibility import EVERYTHING
from eventhub.services.publishing import Changes, publish
from tests import factories as make
from tests.services.worlds import SYSTEM, World, make_world, moved, staff


def told() -> dict[str, tuple[int, ItemState, int]]:
    """Sequence, state and first round of every published item, by UID."""
    items = db.session.scalars(select(PublishedItem).options(EVERYTHING.option()))
    return {item.uid: (item.sequence, item.state, item.first_round) for item in items}


def published_number(world: World) -> int:
    pointers = db.session.get_one(PlanPointers, world.event.id)
    return db.session.get_one(PlanVersion, pointers.published_id).number


def test_publish_tells_every_date_and_seat_and_moves_the_pointer(app: Flask) -> None:
    world = make_world()
    version = world.stored()
    assert publish(SYSTEM, version) == Changes(new=4)
    assert sorted(told().values()) == [(0, ItemState.CONFIRMED, number) for number in (0, 0, 1, 2)]
    assert world.event.state is EventState.PUBLISHED
    assert published_number(world) == 1
    assert db.session.scalars(select(Publication)).one().published_by is None


def test_what_is_told_names_time_place_and_firm_but_no_person(app: Flask) -> None:
    world = make_world()
    world.published()
    query = select(PublishedItem).where(PublishedItem.first_round == 2).options(EVERYTHING.option())
    item = db.session.scalars(query).one()
    assert item.told["starts"] == "2027-04-14T09:30:00+02:00"
    assert item.told["ends"] == "2027-04-14T09:40:00+02:00"
    assert item.told["title"] == {"de": "Musterbäckerei"}
    assert item.told["venue"] == "Musterhalle"
    assert item.interpreter_id == world.interpreter.id
    assert "Amal" not in str(item.told)


def test_publishing_the_published_version_again_changes_nothing(app: Flask) -> None:
    world = make_world()
    version = world.published()
    before = told()
    assert publish(SYSTEM, version) == Changes()
    assert told() == before


def test_new_version_keeps_uids_and_raises_the_sequence_of_what_moved_only(app: Flask) -> None:
    world = make_world()
    world.published()
    before = told()
    date = world.plan.dates[2]
    version = world.stored(moved(world.plan, date, 3))
    assert publish(SYSTEM, version) == Changes(changed=1, unchanged=3)
    after = told()
    assert after.keys() == before.keys()
    changed = [uid for uid in after if after[uid] != before[uid]]
    assert [after[uid] for uid in changed] == [(1, ItemState.CONFIRMED, 3)]


def test_vanished_date_is_cancelled_once_and_comes_back_under_its_uid(app: Flask) -> None:
    world = make_world()
    world.published()
    fewer = replace(world.plan, dates=world.plan.dates[:2])
    assert publish(SYSTEM, world.stored(fewer)) == Changes(cancelled=1, unchanged=3)
    cancelled = {uid: row for uid, row in told().items() if row[1] is ItemState.CANCELLED}
    assert [row[0] for row in cancelled.values()] == [1]
    assert publish(SYSTEM, world.stored(replace(fewer, seed=1))) == Changes(unchanged=3)
    assert cancelled.items() <= told().items()
    assert publish(SYSTEM, world.stored()) == Changes(changed=1, unchanged=3)
    assert [told()[uid] for uid in cancelled] == [(2, ItemState.CONFIRMED, 1)]


def test_another_venue_is_a_change_for_everybody(app: Flask) -> None:
    world = make_world()
    world.published()
    with transaction() as session:
        session.get_one(Venue, world.event.venue_id).name = "Musterforum"
    assert publish(SYSTEM, world.stored()) == Changes(changed=4)


def test_version_of_older_data_is_refused_and_nothing_is_told(app: Flask) -> None:
    world = make_world()
    version = world.stored()
    make.make_wish(world.amal, world.bakery)
    with pytest.raises(ConflictError, match="changed since"):
        publish(SYSTEM, version)
    assert told() == {}
    assert world.event.state is EventState.PLANNED


def test_nothing_is_published_for_a_cancelled_event(app: Flask) -> None:
    world = make_world()
    version = world.stored()
    with transaction():
        world.event.state = EventState.CANCELLED
    with pytest.raises(ConflictError, match="called off"):
        publish(SYSTEM, version)


def publish_and_fail(version: str) -> None:
    with transaction():
        publish(SYSTEM, version)
        raise RuntimeError("the lights went out")


def test_failure_in_the_middle_leaves_nothing_half_published(app: Flask) -> None:
    world = make_world()
    version = world.stored()
    with pytest.raises(RuntimeError):
        publish_and_fail(version)
    assert told() == {}
    assert world.event.state is EventState.PLANNED


def test_publish_leaves_an_audit_entry_with_figures(app: Flask) -> None:
    world = make_world()
    organiser = world.organiser()
    publish(organiser, world.stored())
    query = select(AuditEntry).where(AuditEntry.action == "plan.published")
    entry = db.session.scalars(query).one()
    assert entry.actor == organiser.name
    assert entry.details is not None
    assert entry.details["new"] == 4


def test_publish_is_for_organisers_of_the_place_only(app: Flask) -> None:
    world = make_world()
    version = world.stored()
    strangers = [
        staff(Role.ORGANISER, make.make_municipality()),
        staff(Role.CASE_WORKER, world.municipality),
        world.employer(world.bakery),
        world.officer(),
    ]
    for stranger in strangers:
        with pytest.raises(NotFoundError, match="no such plan"):
            publish(stranger, version)
    assert told() == {}
    publish(world.organiser(), version)


def test_unknown_version_is_not_found(app: Flask) -> None:
    with pytest.raises(NotFoundError):
        publish(SYSTEM, "nothing")
