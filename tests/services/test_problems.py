"""Building an event's problem from the database."""

import json
from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy import update

from eventhub.errors import InputError, NotFoundError
from eventhub.extensions import db
from eventhub.matching.documents import problem_document, read_problem
from eventhub.matching.problem import PlannedDate, PlannedSeat, Problem
from eventhub.models.attendances import AttendanceState, RequestedTopic
from eventhub.models.codes import Role, WishSource, WishStrength
from eventhub.models.employers import Employer
from eventhub.models.events import Round
from eventhub.models.plans import LockKind, PlanLock
from eventhub.models.transaction import transaction
from eventhub.models.visibility import EVERYTHING
from eventhub.services.planning import build_problem
from eventhub.services.problems import problem_hash
from tests import factories as make
from tests.services.worlds import SYSTEM, World, make_world, staff


def problem(world: World) -> Problem:
    """Today's problem of the event, read anew."""
    db.session.expire_all()
    return build_problem(SYSTEM, world.event.public_id)


def test_problem_holds_who_comes_and_who_offers_under_opaque_ids(app: Flask) -> None:
    world = make_world()
    found = build_problem(SYSTEM, world.event.slug)
    assert {row.id for row in found.participants} == {world.amal.public_id, world.berna.public_id}
    assert {row.id for row in found.employers} == {world.bakery.public_id, world.garden.public_id}
    assert found.rounds == 4
    assert len(found.pairs) == 4
    assert "Amal" not in json.dumps(problem_document(found))


def test_problem_is_a_valid_document(app: Flask) -> None:
    found = build_problem(SYSTEM, make_world().event.slug)
    assert read_problem(json.dumps(problem_document(found))) == found


def test_problem_asks_for_an_interpreter_only_where_the_german_does_not_do(app: Flask) -> None:
    world = make_world()
    helped = {pair.participant: pair.interpreter for pair in problem(world).pairs}
    assert helped == {world.amal.public_id: ("uk",), world.berna.public_id: ()}


def test_problem_leaves_out_who_does_not_come(app: Flask) -> None:
    world = make_world()
    with transaction() as session:
        world.amal.state = AttendanceState.CANCELLED
        world.garden.withdrawn = True
        session.get_one(Employer, world.bakery.employer_id).approved_at = None
    found = problem(world)
    assert [row.id for row in found.participants] == [world.berna.public_id]
    assert found.employers == ()
    assert found.pairs == ()


@pytest.mark.parametrize("source", list(WishSource))
def test_no_thanks_of_anybody_means_that_the_pair_is_not_listed(app: Flask, source: WishSource) -> None:
    world = make_world()
    make.make_wish(world.amal, world.bakery, WishStrength.NO, source)
    pairs = {(pair.participant, pair.employer) for pair in problem(world).pairs}
    assert (world.amal.public_id, world.bakery.public_id) not in pairs
    assert len(pairs) == 3


def test_promise_of_the_organiser_and_two_musts_make_a_promised_pair(app: Flask) -> None:
    world = make_world()
    make.make_wish(world.amal, world.bakery, WishStrength.MUST, WishSource.ORGANISER)
    make.make_wish(world.berna, world.garden, WishStrength.MUST, WishSource.PARTICIPANT)
    make.make_wish(world.berna, world.garden, WishStrength.MUST, WishSource.EMPLOYER)
    make.make_wish(world.amal, world.garden, WishStrength.MUST, WishSource.PARTICIPANT)
    promised = {(pair.participant, pair.employer) for pair in problem(world).pairs if pair.promised}
    assert promised == {
        (world.amal.public_id, world.bakery.public_id),
        (world.berna.public_id, world.garden.public_id),
    }


def test_topic_before_dates_counts_only_if_somebody_speaks_about_it_in_a_language_understood(app: Flask) -> None:
    world = make_world()
    make.make_requested_topic(world.amal, make.make_topic("training"))
    with transaction() as session:
        session.execute(update(RequestedTopic).values(before_dates=True).options(EVERYTHING.option()))
    after = {pair.after for pair in problem(world).pairs if pair.participant == world.amal.public_id}
    assert after == {("residence",)}


def test_locks_become_pins_and_forbidden_pairs(app: Flask) -> None:
    world = make_world()
    ids = {"event_id": world.event.id, "attendance_id": world.amal.id}
    make.saved(PlanLock, **ids, kind=LockKind.PINNED, participation_id=world.bakery.id, round=3)
    make.saved(PlanLock, **ids, kind=LockKind.PINNED, session_id=world.session.id)
    make.saved(PlanLock, **ids, kind=LockKind.FORBIDDEN, participation_id=world.garden.id)
    found = problem(world)
    assert found.pinned.dates == (PlannedDate(world.amal.public_id, world.bakery.public_id, 3),)
    assert found.pinned.seats == (PlannedSeat(world.amal.public_id, world.session.public_id),)
    pairs = {(pair.participant, pair.employer) for pair in found.pairs}
    assert (world.amal.public_id, world.garden.public_id) not in pairs


def test_forbidden_seat_is_refused_rather_than_forgotten(app: Flask) -> None:
    world = make_world()
    ids = {"event_id": world.event.id, "attendance_id": world.amal.id}
    make.saved(PlanLock, **ids, kind=LockKind.FORBIDDEN, session_id=world.session.id)
    with pytest.raises(InputError, match="cannot be forbidden"):
        problem(world)


def test_dropped_round_keeps_its_number_and_nobody_is_there(app: Flask) -> None:
    world = make_world()
    with transaction() as session:
        session.get_one(Round, (world.event.id, 2)).dropped = True
    found = problem(world)
    assert found.rounds == 4
    spans = {row.available for row in (*found.participants, *found.employers, *found.interpreters)}
    assert spans == {((0, 2), (3, 4))}


def test_published_dates_are_the_previous_plan(app: Flask) -> None:
    world = make_world()
    world.published()
    previous = problem(world).previous
    assert set(previous.dates) == set(world.plan.dates)
    assert previous.seats == world.plan.seats


def test_hash_is_the_same_for_the_same_data_and_another_after_a_change(app: Flask) -> None:
    world = make_world()
    first = problem(world)
    assert problem_hash(first) == problem_hash(problem(world))
    make.make_wish(world.amal, world.bakery)
    second = problem(world)
    assert problem_hash(first) != problem_hash(second)
    assert problem_hash(first) == problem_hash(replace(second, pairs=first.pairs))


def test_problem_is_for_the_organisers_of_the_place_only(app: Flask) -> None:
    world = make_world()
    assert build_problem(world.organiser(), world.event.public_id) == build_problem(SYSTEM, world.event.public_id)
    assert build_problem(staff(Role.ORGANISER), world.event.public_id).participants
    strangers = [
        staff(Role.ORGANISER, make.make_municipality()),
        staff(Role.CASE_WORKER, world.municipality),
        world.employer(world.bakery),
        world.officer(),
        world.person(world.amal),
    ]
    for stranger in strangers:
        with pytest.raises(NotFoundError):
            build_problem(stranger, world.event.public_id)


def test_problem_of_an_unknown_event_is_not_found(app: Flask) -> None:
    with pytest.raises(NotFoundError, match="nowhere"):
        build_problem(SYSTEM, "nowhere")
