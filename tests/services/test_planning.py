"""Asking for plans and storing them."""

from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import undefer

from eventhub.errors import ConflictError, NotFoundError, SolverError
from eventhub.extensions import db
from eventhub.matching.documents import plan_document, problem_document
from eventhub.matching.plan import Plan
from eventhub.models.audit import AuditEntry
from eventhub.models.codes import Role
from eventhub.models.events import EventState
from eventhub.models.plans import PlanPointers, PlanVersion
from eventhub.services.planning import STANDARD_OPTIONS, PlanOptions, build_problem, request_plan, store_plan
from eventhub.services.problems import problem_hash
from tests import factories as make
from tests.services.worlds import SYSTEM, World, make_world, staff


def versions() -> list[PlanVersion]:
    documents = (undefer(PlanVersion.problem), undefer(PlanVersion.plan))
    return list(db.session.scalars(select(PlanVersion).order_by(PlanVersion.number).options(*documents)))


def draft_of(world: World) -> int | None:
    return db.session.get_one(PlanPointers, world.event.id).draft_id


def test_stored_plan_is_the_draft_with_its_problem_and_hash(app: Flask) -> None:
    world = make_world()
    problem = build_problem(SYSTEM, world.event.slug)
    stored = store_plan(SYSTEM, world.event.slug, problem, world.plan)
    (version,) = versions()
    assert (stored.public_id, stored.number, stored.stale) == (version.public_id, 1, False)
    assert version.problem == problem_document(problem)
    assert version.plan == plan_document(world.plan)
    assert version.problem_sha256 == problem_hash(problem)
    assert draft_of(world) == version.id
    assert world.event.state is EventState.PLANNED


def test_second_plan_has_the_first_as_parent_and_takes_its_place(app: Flask) -> None:
    world = make_world()
    world.stored()
    world.stored(replace(world.plan, dates=()))
    first, second = versions()
    assert (first.number, second.number) == (1, 2)
    assert second.parent_id == first.id
    assert draft_of(world) == second.id


def test_plan_of_older_data_is_stored_as_stale_and_changes_nothing_else(app: Flask) -> None:
    world = make_world()
    world.stored()
    draft, problem = draft_of(world), build_problem(SYSTEM, world.event.slug)
    make.make_wish(world.berna, world.garden)
    stored = store_plan(SYSTEM, world.event.slug, problem, world.plan)
    assert stored.stale
    assert len(versions()) == 2
    assert draft_of(world) == draft


def test_first_plan_of_older_data_leaves_the_event_unplanned(app: Flask) -> None:
    world = make_world()
    problem = build_problem(SYSTEM, world.event.slug)
    make.make_wish(world.berna, world.garden)
    assert store_plan(SYSTEM, world.event.slug, problem, world.plan).stale
    assert world.event.state is EventState.OPEN
    assert draft_of(world) is None


def test_plan_that_breaks_a_rule_is_not_stored(app: Flask) -> None:
    world = make_world()
    problem = build_problem(SYSTEM, world.event.slug)
    twice = replace(world.plan, dates=(*world.plan.dates, world.plan.dates[0]))
    with pytest.raises(SolverError, match="breaks"):
        store_plan(SYSTEM, world.event.slug, problem, twice)
    assert versions() == []


def test_result_without_a_plan_is_not_stored_and_says_why(app: Flask) -> None:
    world = make_world()
    problem = build_problem(SYSTEM, world.event.slug)
    impossible = Plan(status="infeasible", conflicts=("Two pins want the same round.",))
    with pytest.raises(ConflictError, match="Two pins want the same round"):
        store_plan(SYSTEM, world.event.slug, problem, impossible)
    with pytest.raises(SolverError, match="in the time"):
        store_plan(SYSTEM, world.event.slug, problem, Plan(status="unknown"))
    assert versions() == []


def test_store_leaves_an_audit_entry_that_names_the_account(app: Flask) -> None:
    world = make_world()
    organiser = world.organiser()
    store_plan(organiser, world.event.slug, build_problem(organiser, world.event.slug), world.plan)
    entry = db.session.scalars(select(AuditEntry)).one()
    assert (entry.actor, entry.action) == (organiser.name, "plan.stored")
    assert versions()[0].created_by == organiser.name


def test_plan_is_asked_for_once_and_by_organisers_of_the_place_only(app: Flask) -> None:
    world = make_world()
    first = request_plan(world.organiser(), world.event.slug, PlanOptions(time_limit=5, seed=3))
    assert request_plan(SYSTEM, world.event.public_id).public_id == first.public_id
    assert first.payload == {
        "event": world.event.public_id,
        "time_limit": 5,
        "workers": 2,
        "seed": 3,
        "waiting_time": STANDARD_OPTIONS.waiting_time,
    }
    with pytest.raises(NotFoundError):
        request_plan(staff(Role.CASE_WORKER, world.municipality), world.event.slug)


def test_store_is_for_organisers_of_the_place_only(app: Flask) -> None:
    world = make_world()
    problem = build_problem(SYSTEM, world.event.slug)
    for stranger in (staff(Role.ORGANISER, make.make_municipality()), world.employer(world.bakery), world.officer()):
        with pytest.raises(NotFoundError):
            store_plan(stranger, world.event.slug, problem, world.plan)
    assert db.session.scalar(select(func.count(PlanVersion.id))) == 0
