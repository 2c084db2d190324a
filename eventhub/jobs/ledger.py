"""What a worker writes into the job table: each change is one statement that names the state it starts from.

An attempt is the right to work on a job. Every write of a worker asks for its attempt's number, so one that was
presumed dead and comes back changes nothing: the job has meanwhile a higher number or has ended.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Any, cast

from sqlalchemy import CursorResult, Update, delete, select, update

from eventhub.extensions import db
from eventhub.models.columns import utc_now
from eventhub.models.jobs import Job, JobState, WorkerBeat
from eventhub.models.transaction import transaction


class Reason(StrEnum):
    """Why an attempt ends before its work is done."""

    CANCELLED = "cancelled"
    STOPPING = "stopping"
    SUPERSEDED = "superseded"


class AttemptInterruptedError(Exception):
    """The attempt is to end now; its context knows the reason."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """The right to work on a job: its public id, kind and payload, and the number of the attempt (from 1)."""

    job_id: str
    kind: str
    payload: dict[str, Any]
    requested_by: str | None
    number: int


def claim(job_id: str) -> Attempt | None:
    """Take a queued job; None if it is not queued (any more). Of all who ask at once, one gets it."""
    statement = (
        update(Job)
        .where(Job.public_id == job_id, Job.state == JobState.QUEUED)
        .values(state=JobState.RUNNING, attempts=Job.attempts + 1, started_at=utc_now(), heartbeat_at=utc_now())
        .returning(Job.public_id, Job.kind, Job.payload, Job.requested_by, Job.attempts)
    )
    with transaction() as session:
        row = session.execute(statement).one_or_none()
    return Attempt(*row) if row else None


def beat(attempt: Attempt, progress: dict[str, Any] | None) -> Reason | None:
    """Show life and progress; returns why the attempt must end, or None if it may go on."""
    statement = _own(attempt).values(heartbeat_at=utc_now(), progress=progress).returning(Job.cancel_requested)
    with transaction() as session:
        cancel = session.scalar(statement)
    if cancel is None:
        return Reason.SUPERSEDED
    return Reason.CANCELLED if cancel else None


def complete(attempt: Attempt, progress: dict[str, Any] | None, apply: Callable[[], dict[str, Any]]) -> None:
    """Apply the work's result and mark the job done, in one transaction.

    Raises AttemptInterruptedError, and applies nothing, if the attempt was superseded or the job's end was asked for.
    """
    done = _own(attempt).where(Job.cancel_requested.is_(False))
    with transaction():
        if not _changed(done.values(state=JobState.DONE, progress=progress, finished_at=utc_now())):
            raise AttemptInterruptedError
        result = apply()
        _changed(update(Job).where(Job.public_id == attempt.job_id).values(result=result))


def fail(attempt: Attempt, error: str) -> None:
    """End the job; `error` is one sentence for a person."""
    with transaction():
        _changed(_own(attempt).values(state=JobState.FAILED, error=error, finished_at=utc_now()))


def mark_cancelled(attempt: Attempt) -> None:
    """End the job because somebody asked for it."""
    with transaction():
        _changed(_own(attempt).values(state=JobState.CANCELLED, finished_at=utc_now()))


def release(attempt: Attempt) -> None:
    """Give the job back: this worker stops, the next one begins it anew."""
    with transaction():
        _changed(_own(attempt).values(state=JobState.QUEUED, progress=None))


def sweep(timeout: timedelta, limit: int) -> None:
    """Take jobs from workers that gave no sign of life for `timeout`.

    They are queued again, end as asked if their cancel was requested, or fail after `limit` attempts.
    """
    silent = update(Job).where(Job.state == JobState.RUNNING, Job.heartbeat_at < utc_now() - timeout)
    error = f"The worker stopped {limit} times in the middle of this job; it is not tried again."
    with transaction():
        _changed(silent.where(Job.cancel_requested).values(state=JobState.CANCELLED, finished_at=utc_now()))
        _changed(silent.where(Job.attempts >= limit).values(state=JobState.FAILED, error=error, finished_at=utc_now()))
        _changed(silent.values(state=JobState.QUEUED, progress=None))


def queued() -> set[str]:
    """Ids of the jobs that wait for a worker."""
    return set(db.session.scalars(select(Job.public_id).where(Job.state == JobState.QUEUED)))


def show_life(worker: str) -> None:
    """Write the worker's own sign of life, job or not, and forget workers that are long gone."""
    with transaction() as session:
        session.merge(WorkerBeat(worker=worker, beat_at=utc_now()))
        session.execute(delete(WorkerBeat).where(WorkerBeat.beat_at < utc_now() - timedelta(days=1)))


def _own(attempt: Attempt) -> Update:
    return update(Job).where(
        Job.public_id == attempt.job_id, Job.state == JobState.RUNNING, Job.attempts == attempt.number
    )


def _changed(statement: Update) -> bool:
    result = cast(CursorResult[Any], db.session.execute(statement.execution_options(synchronize_session=False)))
    return result.rowcount > 0
