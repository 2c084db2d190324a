"""What an agency sees of the sessions it hosts."""

from dataclasses import replace
from datetime import datetime

import pytest
from flask import Flask

from eventhub.errors import NotFoundError
from eventhub.matching.plan import Plan
from eventhub.matching.problem import PlannedSeat
from eventhub.models.codes import Role
from eventhub.services.rosters import session_roster
from tests import factories as make
from tests.services.worlds import World, make_world, staff


def at(clock: str) -> datetime:
    return datetime.fromisoformat(f"2027-04-14T{clock}")


def with_both(world: World) -> Plan:
    """Berna hears the session too, and gives up the dates that lie in it."""
    seats = tuple(PlannedSeat(person.public_id, world.session.public_id) for person in (world.amal, world.berna))
    return replace(world.plan, dates=world.plan.dates[:1], seats=seats)


def test_roster_names_only_who_was_told_that_the_agency_sees_the_name(app: Flask) -> None:
    world = make_world()
    world.published(with_both(world))
    for actor in (world.officer(), world.organiser()):
        entries = session_roster(actor, world.session.public_id).entries
        assert [(entry.number, entry.name) for entry in entries] == [
            (world.amal.roster_number, "Amal Beispiel"),
            (world.berna.roster_number, ""),
        ]


def test_roster_tells_place_time_hosts_and_languages(app: Flask) -> None:
    world = make_world()
    world.published()
    roster = session_roster(world.officer(), world.session.public_id)
    assert roster.topic == "Aufenthalt und Arbeit"
    assert (roster.start, roster.end) == (at("09:00"), at("09:25"))
    assert roster.co_hosts == ("Musterbehörde",)
    assert roster.entries[0].languages == ("uk",)


def test_roster_is_empty_before_publishing(app: Flask) -> None:
    world = make_world()
    world.stored()
    assert session_roster(world.officer(), world.session.public_id).entries == ()


def test_roster_is_for_its_hosts_and_the_organisers_of_the_place_only(app: Flask) -> None:
    world = make_world()
    world.published()
    strangers = [
        world.officer(make.make_agency("ki")),
        staff(Role.ORGANISER, make.make_municipality()),
        staff(Role.CASE_WORKER, world.municipality),
        world.employer(world.bakery),
        world.person(world.amal),
    ]
    for actor in strangers:
        with pytest.raises(NotFoundError):
            session_roster(actor, world.session.public_id)
