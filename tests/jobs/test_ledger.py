"""Of all who want a job one gets it, and only who has it may write."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from threading import Barrier

import pytest
from flask import Flask

from eventhub.jobs import ledger
from eventhub.jobs.ledger import Attempt, AttemptInterruptedError, Reason
from eventhub.models.jobs import JobState
from eventhub.services.actor import system_actor
from eventhub.services.jobs import cancel
from tests.jobs.kinds import ask, state_of

NOW = timedelta(0)
WORKERS = 6


def claimed(job_id: str) -> Attempt:
    attempt = ledger.claim(job_id)
    assert attempt is not None
    return attempt


def presumed_dead(kind: str = "succeed") -> tuple[Attempt, Attempt]:
    """An attempt whose worker was silent too long, and the attempt that another worker made of the job then."""
    old = claimed(ask(kind))
    ledger.sweep(NOW, limit=3)
    return old, claimed(old.job_id)


def test_claim_gives_a_job_to_one_of_many_who_ask_at_once(app: Flask) -> None:
    jobs = [ask("succeed", number=number) for number in range(5)]
    start = Barrier(WORKERS)

    def worker() -> list[Attempt | None]:
        with app.app_context():
            start.wait()
            return [ledger.claim(job) for job in jobs]

    with ThreadPoolExecutor(WORKERS) as pool:
        claims = [future.result() for future in [pool.submit(worker) for _ in range(WORKERS)]]
    got = sorted(attempt.job_id for mine in claims for attempt in mine if attempt)
    assert got == sorted(jobs)
    assert {state_of(job).attempts for job in jobs} == {1}


def test_claim_of_a_job_that_is_not_queued_is_refused(app: Flask) -> None:
    job = ask("succeed")
    claimed(job)
    assert ledger.claim(job) is None
    assert ledger.claim("no such job") is None


def test_beat_shows_life_and_progress_and_brings_the_wish_to_cancel(app: Flask) -> None:
    attempt = claimed(ask("succeed"))
    assert ledger.beat(attempt, {"stage": "halfway"}) is None
    assert state_of(attempt.job_id).progress == {"stage": "halfway"}
    cancel(system_actor(), attempt.job_id)
    assert ledger.beat(attempt, None) is Reason.CANCELLED


def test_sweep_leaves_a_job_whose_worker_lives(app: Flask) -> None:
    attempt = claimed(ask("succeed"))
    ledger.sweep(timedelta(seconds=30), limit=3)
    assert state_of(attempt.job_id).state is JobState.RUNNING


def test_sweep_queues_the_job_of_a_silent_worker_again(app: Flask) -> None:
    attempt = claimed(ask("succeed"))
    ledger.sweep(NOW, limit=3)
    assert state_of(attempt.job_id).state is JobState.QUEUED
    assert ledger.queued() == {attempt.job_id}


def test_sweep_ends_a_silent_job_that_was_to_be_cancelled(app: Flask) -> None:
    attempt = claimed(ask("succeed"))
    cancel(system_actor(), attempt.job_id)
    ledger.sweep(NOW, limit=3)
    assert state_of(attempt.job_id).state is JobState.CANCELLED


def test_sweep_gives_up_after_the_last_attempt(app: Flask) -> None:
    _, second = presumed_dead()
    ledger.sweep(NOW, limit=2)
    job = state_of(second.job_id)
    assert job.state is JobState.FAILED
    assert job.error == "The worker stopped 2 times in the middle of this job; it is not tried again."


def test_superseded_attempt_completes_nothing(app: Flask) -> None:
    old, new = presumed_dead()
    applied: list[str] = []
    with pytest.raises(AttemptInterruptedError):
        ledger.complete(old, None, lambda: {"wrote": applied.append("old")})
    assert applied == []
    assert state_of(new.job_id).state is JobState.RUNNING
    ledger.complete(new, None, lambda: {"by": "new"})
    assert state_of(new.job_id).result == {"by": "new"}


@pytest.mark.parametrize(
    "write",
    [
        lambda old: ledger.beat(old, {"stage": "old"}),
        lambda old: ledger.fail(old, "old"),
        ledger.mark_cancelled,
        ledger.release,
    ],
)
def test_superseded_attempt_writes_nothing(app: Flask, write: Callable[[Attempt], object]) -> None:
    old, new = presumed_dead()
    ledger.beat(new, {"stage": "new"})
    before = state_of(new.job_id)
    write(old)
    assert state_of(new.job_id) == before


def test_superseded_attempt_learns_it_from_its_beat(app: Flask) -> None:
    old, _ = presumed_dead()
    assert ledger.beat(old, None) is Reason.SUPERSEDED


def test_complete_after_a_cancel_applies_nothing(app: Flask) -> None:
    attempt = claimed(ask("succeed"))
    cancel(system_actor(), attempt.job_id)
    with pytest.raises(AttemptInterruptedError):
        ledger.complete(attempt, None, lambda: pytest.fail("a cancelled job was applied"))
    ledger.mark_cancelled(attempt)
    assert state_of(attempt.job_id).state is JobState.CANCELLED


def test_complete_that_cannot_apply_leaves_the_job_running(app: Flask) -> None:
    def apply() -> dict[str, object]:
        raise ZeroDivisionError

    attempt = claimed(ask("succeed"))
    with pytest.raises(ZeroDivisionError):
        ledger.complete(attempt, None, apply)
    assert state_of(attempt.job_id).state is JobState.RUNNING


def test_released_job_is_taken_by_the_next_worker(app: Flask) -> None:
    first = claimed(ask("succeed"))
    ledger.release(first)
    assert claimed(first.job_id) == replace(first, number=2)
