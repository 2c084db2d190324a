"""Asking for jobs, looking at them, cancelling them: who may, and that one key means one job."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from flask import Flask

from eventhub.errors import NotFoundError, PermissionDeniedError
from eventhub.jobs import ledger
from eventhub.jobs.dispatch import job_settings
from eventhub.jobs.queue import JobQueue
from eventhub.models.codes import Role
from eventhub.models.jobs import JobState
from eventhub.services.actor import Actor, account_actor, system_actor
from eventhub.services.jobs import cancel, request, status
from tests.factories import make_account, make_event, make_municipality, staff_grant
from tests.jobs.kinds import ask, state_of

SYSTEM = system_actor()


def organiser(municipality: object = None) -> Actor:
    return account_actor(make_account(staff_grant(Role.ORGANISER, municipality)).public_id)


def test_request_tells_the_workers(app: Flask) -> None:
    job = ask("plan")
    queue = JobQueue(job_settings(app).queue_url)
    assert queue.waiting() == {job}
    queue.close()


def test_request_with_the_key_of_an_active_job_returns_that_one(app: Flask) -> None:
    first = request(SYSTEM, "plan", dedupe_key="plan:x", payload={"n": 1})
    assert request(SYSTEM, "plan", dedupe_key="plan:x", payload={"n": 2}) == first
    ledger.claim(first.public_id)
    assert request(SYSTEM, "plan", dedupe_key="plan:x", payload={"n": 2}).public_id == first.public_id


def test_request_with_the_key_of_an_ended_job_makes_a_new_one(app: Flask) -> None:
    first = request(SYSTEM, "plan", dedupe_key="plan:x", payload={})
    cancel(SYSTEM, first.public_id)
    assert request(SYSTEM, "plan", dedupe_key="plan:x", payload={}).public_id != first.public_id


def test_requests_at_the_same_moment_make_one_job(app: Flask) -> None:
    start = Barrier(4)

    def ask_too() -> str:
        with app.app_context():
            start.wait()
            return request(SYSTEM, "plan", dedupe_key="plan:x", payload={}).public_id

    with ThreadPoolExecutor(4) as pool:
        assert len({future.result() for future in [pool.submit(ask_too) for _ in range(4)]}) == 1


def test_job_of_an_event_is_its_organisers_business(app: Flask) -> None:
    here = make_municipality()
    payload = {"event": make_event(here).public_id}
    job = request(organiser(here), "plan", dedupe_key="plan:x", payload=payload)
    assert status(organiser(here), job.public_id).state is JobState.QUEUED
    assert cancel(organiser(), job.public_id).state is JobState.CANCELLED


@pytest.mark.parametrize("use_case", [status, cancel])
def test_job_of_an_event_is_not_the_business_of_others(app: Flask, use_case: Callable[[Actor, str], object]) -> None:
    here, elsewhere = make_municipality(), make_municipality()
    payload = {"event": make_event(here).public_id}
    job = request(SYSTEM, "plan", dedupe_key="plan:x", payload=payload)
    for stranger in (organiser(elsewhere), account_actor(make_account(staff_grant(Role.HELPER, here)).public_id)):
        with pytest.raises(NotFoundError):
            use_case(stranger, job.public_id)
        with pytest.raises(PermissionDeniedError):
            request(stranger, "plan", dedupe_key="plan:y", payload=payload)
    assert state_of(job.public_id).state is JobState.QUEUED


def test_job_without_an_event_is_the_districts_business(app: Flask) -> None:
    with pytest.raises(PermissionDeniedError):
        request(organiser(make_municipality()), "tidy", dedupe_key="tidy", payload={})
    assert request(organiser(), "tidy", dedupe_key="tidy", payload={}).state is JobState.QUEUED


def test_cancel_ends_a_waiting_job_at_once(app: Flask) -> None:
    job = ask("plan")
    assert cancel(SYSTEM, job).state is JobState.CANCELLED
    assert ledger.claim(job) is None


def test_cancel_asks_a_running_job_to_end(app: Flask) -> None:
    job = ask("plan")
    ledger.claim(job)
    asked = cancel(SYSTEM, job)
    assert (asked.state, asked.cancel_requested) == (JobState.RUNNING, True)


def test_cancel_leaves_an_ended_job_as_it_is(app: Flask) -> None:
    job = ask("plan")
    attempt = ledger.claim(job)
    assert attempt is not None
    ledger.complete(attempt, None, dict)
    assert cancel(SYSTEM, job).state is JobState.DONE
    assert not state_of(job).cancel_requested


def test_unknown_job_is_not_found(app: Flask) -> None:
    with pytest.raises(NotFoundError):
        status(SYSTEM, "nothing")
