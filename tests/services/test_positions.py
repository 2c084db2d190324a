"""Positions are changed by their employer and by organisers where it sits or takes part."""

from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from eventhub.errors import NotFoundError
from eventhub.extensions import db
from eventhub.models.audit import AuditEntry
from eventhub.models.codes import LanguageLevel, PositionKind, Role
from eventhub.models.employers import Employer, Position
from eventhub.services.actor import Actor
from eventhub.services.positions import (
    PositionEntry,
    add_position,
    change_position,
    find_position,
    remove_position,
)
from tests import factories as make
from tests.services.worlds import World, make_world, staff

ENTRY = PositionEntry(
    kind=PositionKind.TRAINING,
    title="Ausbildung Bäckerei",
    occupation="7512",
    places=2,
    german_level=LanguageLevel.A2,
    useful_languages=("uk", "ar"),
    hours_per_week=39.0,
    reachable_without_car=False,
)


def bakery(world: World) -> Employer:
    query = select(Employer).where(Employer.id == world.bakery.employer_id).options(joinedload(Employer.municipality))
    return db.session.scalars(query).one()


def those_who_may(world: World) -> list[Actor]:
    seat = bakery(world).municipality
    return [world.employer(world.bakery), staff(Role.ORGANISER, seat), world.organiser(), staff(Role.ORGANISER)]


def those_who_may_not(world: World) -> list[Actor]:
    elsewhere = staff(Role.ORGANISER, make.make_municipality())
    return [world.employer(world.garden), elsewhere, staff(Role.CASE_WORKER, world.municipality), world.officer()]


def test_position_is_added_changed_and_removed_by_whoever_speaks_for_the_employer(app: Flask) -> None:
    world = make_world()
    for actor in those_who_may(world):
        name = add_position(actor, bakery(world).public_id, ENTRY)
        change_position(actor, name, replace(ENTRY, places=3))
        found = find_position(actor, name)
        assert (found.title, found.places, found.useful_languages) == ("Ausbildung Bäckerei", 3, ("ar", "uk"))
        remove_position(actor, name)
        assert db.session.scalar(select(Position).where(Position.public_id == name)) is None


def test_position_of_another_employer_does_not_exist(app: Flask) -> None:
    world = make_world()
    name = add_position(world.employer(world.bakery), bakery(world).public_id, ENTRY)
    for actor in those_who_may_not(world):
        for use in (find_position, remove_position):
            with pytest.raises(NotFoundError):
                use(actor, name)
        with pytest.raises(NotFoundError):
            change_position(actor, name, ENTRY)
        with pytest.raises(NotFoundError):
            add_position(actor, bakery(world).public_id, ENTRY)


def test_position_is_audited_without_its_words(app: Flask) -> None:
    world = make_world()
    actor = world.employer(world.bakery)
    add_position(actor, bakery(world).public_id, ENTRY)
    entry = db.session.scalars(select(AuditEntry).where(AuditEntry.action == "position.added")).one()
    assert (entry.actor, entry.details) == (actor.name, {"kind": "AUS"})
