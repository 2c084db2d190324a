"""Plans are computed by jobs: to the end, to a cancel, on older data, and in spite of kill -9."""

import os
import signal
from collections.abc import Callable
from threading import Thread

import pytest
from flask import Flask
from sqlalchemy import delete, select

from eventhub.extensions import db
from eventhub.jobs.runner import run_job
from eventhub.models.accounts import Grant
from eventhub.models.attendances import Attendance
from eventhub.models.events import Event, EventState
from eventhub.models.jobs import JobState
from eventhub.models.plans import LockKind, PlanLock, PlanPointers, PlanVersion
from eventhub.models.transaction import transaction
from eventhub.services.actor import system_actor
from eventhub.services.jobs import cancel
from eventhub.services.planning import PlanOptions, request_plan
from tests.jobs.events import make_long_event
from tests.jobs.kinds import state_of
from tests.jobs.processes import eventhub, running, solvers_of, wait_until
from tests.services.worlds import make_world

SYSTEM = system_actor()
LONG = PlanOptions(time_limit=60, workers=2)
SHORT = PlanOptions(time_limit=5, workers=1)


def ask(event: Event, options: PlanOptions) -> str:
    return request_plan(SYSTEM, event.public_id, options).public_id


def draft_of(event: Event) -> int | None:
    return db.session.scalar(select(PlanPointers.draft_id).where(PlanPointers.event_id == event.id))


def versions(event: Event) -> list[PlanVersion]:
    """The event's versions as they are now, not as an earlier reading transaction of this test saw them."""
    db.session.rollback()
    return list(db.session.scalars(select(PlanVersion).where(PlanVersion.event_id == event.id)))


def has_state(job_id: str, state: JobState) -> Callable[[], bool]:
    return lambda: state_of(job_id).state is state


def solving(pid: int, job_id: str) -> set[int]:
    """The solver's processes under a worker, once they are there."""
    found: set[int] = set()

    def there() -> bool:
        found.update(solvers_of(pid))
        return bool(found) and state_of(job_id).state is JobState.RUNNING

    wait_until(there)
    return found


def test_plan_becomes_the_draft_and_shows_how_it_went(app: Flask) -> None:
    event = make_world().event
    job = ask(event, SHORT)
    seen: list[dict[str, object]] = []
    run_job(app, job, on_progress=seen.append)
    done = state_of(job)
    (version,) = versions(event)
    assert done.result == {"public_id": version.public_id, "number": 1, "stale": False, "status": "optimal"}
    assert draft_of(event) == version.id
    assert seen
    assert seen[-1].keys() == {"stage", "seconds", "levels"}
    assert done.progress == seen[-1]
    assert done.progress["levels"]["seats"] == {"value": 2, "bound": 2, "proven": True}


def test_plan_is_computed_with_the_rights_of_who_asked(app: Flask) -> None:
    world = make_world()
    organiser = world.organiser()
    job = request_plan(organiser, world.event.public_id, SHORT).public_id
    run_job(app, job)
    (version,) = versions(world.event)
    assert version.created_by == organiser.name


def test_plan_fails_when_who_asked_may_not_plan_any_more(app: Flask) -> None:
    world = make_world()
    job = request_plan(world.organiser(), world.event.public_id, SHORT).public_id
    with transaction() as session:
        session.execute(delete(Grant))
    run_job(app, job)
    assert state_of(job).error == f"There is no event {world.event.public_id}."
    assert versions(world.event) == []


def test_plan_on_older_data_is_kept_as_stale_and_changes_nothing(app: Flask) -> None:
    world = make_world()
    job = ask(world.event, SHORT)

    def come_later(progress: object) -> None:
        with transaction() as session:
            amal = session.get_one(Attendance, world.amal.id, options=[SYSTEM.sees()])
            amal.available = ((1, 4),)

    run_job(app, job, on_progress=come_later)
    done = state_of(job)
    assert done.result is not None
    assert done.result["stale"]
    assert [version.public_id for version in versions(world.event)] == [done.result["public_id"]]
    assert draft_of(world.event) is None
    assert db.session.get_one(Event, world.event.id).state is EventState.OPEN


def test_plan_that_is_impossible_fails_with_the_pins_that_stand_against_each_other(app: Flask) -> None:
    world = make_world()
    with transaction() as session:
        for firm in (world.bakery, world.garden):
            ids = {"event_id": world.event.id, "attendance_id": world.berna.id, "participation_id": firm.id}
            session.add(PlanLock(kind=LockKind.PINNED, round=1, **ids))
    job = ask(world.event, SHORT)
    run_job(app, job)
    failed = state_of(job)
    assert failed.state is JobState.FAILED
    assert failed.error is not None
    assert failed.error.startswith("No plan is possible: ")
    assert versions(world.event) == []


def test_plan_job_asked_for_twice_is_one(app: Flask) -> None:
    event = make_world().event
    assert ask(event, SHORT) == ask(event, LONG)


def test_cancel_in_mid_plan_ends_the_solver_and_changes_nothing(app: Flask) -> None:
    event = make_long_event()
    job = ask(event, LONG)
    thread = Thread(target=run_job, args=(app, job))
    thread.start()
    solvers = solving(os.getpid(), job)
    cancel(SYSTEM, job)
    thread.join(5)
    assert state_of(job).state is JobState.CANCELLED
    assert running(solvers) == set()
    assert versions(event) == []


def test_killed_worker_leaves_no_solver_and_the_next_worker_makes_the_plan(app: Flask) -> None:
    event = make_long_event()
    job = ask(event, SHORT)
    with eventhub(app, "worker") as first:
        solvers = solving(first.pid, job)
        first.kill()
        first.wait()
        wait_until(lambda: not running(solvers), patience=5)
    assert state_of(job).state is JobState.RUNNING
    with eventhub(app, "worker"):
        wait_until(has_state(job, JobState.DONE))
    assert state_of(job).attempts == 2
    assert [version.id for version in versions(event)] == [draft_of(event)]


@pytest.mark.parametrize("stop", [signal.SIGTERM, signal.SIGINT])
def test_stopped_worker_gives_the_plan_back_and_leaves_no_solver(app: Flask, stop: signal.Signals) -> None:
    """Ctrl-C on a terminal reaches the worker's whole process group, so the test sends it there."""
    job = ask(make_long_event(), LONG)
    with eventhub(app, "worker") as worker:
        solvers = solving(worker.pid, job)
        os.killpg(worker.pid, stop)
        assert worker.wait(10) == 0
    assert running(solvers) == set()
    assert state_of(job).state is JobState.QUEUED
