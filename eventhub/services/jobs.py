"""Ask for a job, look at it, cancel it. Workers do the rest; see eventhub/jobs."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self

from flask import current_app
from sqlalchemy import case, select, update
from sqlalchemy.exc import IntegrityError

from eventhub.errors import ConflictError, NotFoundError
from eventhub.extensions import db
from eventhub.models.codes import Role
from eventhub.models.columns import utc_now
from eventhub.models.events import Event
from eventhub.models.jobs import Job, JobState
from eventhub.models.transaction import transaction
from eventhub.services.actor import Actor

ACTIVE = (JobState.QUEUED, JobState.RUNNING)

DISPATCH = "eventhub_dispatch"
"""Where the application keeps the function that tells the workers the public id of a new job."""


@dataclass(frozen=True, slots=True)
class JobStatus:
    """How a job stands; `started_at` is when a worker last took it up.

    `progress` and `result` are documents of its kind; `error` is one sentence for a person.
    """

    public_id: str
    kind: str
    state: JobState
    attempts: int
    cancel_requested: bool
    payload: dict[str, Any]
    progress: dict[str, Any] | None
    result: dict[str, Any] | None
    error: str | None
    started_at: datetime | None

    @property
    def ended(self) -> bool:
        """Whether it is done, failed or cancelled."""
        return self.state not in ACTIVE

    @classmethod
    def of(cls, job: Job) -> Self:
        """The status of a row, as it is now."""
        return cls(
            public_id=job.public_id,
            kind=job.kind,
            state=job.state,
            attempts=job.attempts,
            cancel_requested=job.cancel_requested,
            payload=job.payload,
            progress=job.progress,
            result=job.result,
            error=job.error,
            started_at=job.started_at,
        )


def request(actor: Actor, kind: str, *, dedupe_key: str, payload: dict[str, Any]) -> JobStatus:
    """Ask for a job of that kind; while one with the same key is active, that one is returned instead of a second.

    A payload with an `event` (public id) is the business of its organisers, any other that of the district's. The
    payload holds ids and figures, never names. A use case of its own: not to be called inside `transaction()`, for
    the worker is told when the row is committed.
    """
    actor.require(Role.ORGANISER, municipality_id=_place(payload))
    requested_by = None if actor.system else actor.name
    job = Job(kind=kind, payload=payload, dedupe_key=dedupe_key, requested_by=requested_by)
    try:
        with transaction() as session:
            session.add(job)
    except IntegrityError:
        return _active(dedupe_key)
    current_app.extensions[DISPATCH](job.public_id)
    return JobStatus.of(job)


def status(actor: Actor, job_id: str) -> JobStatus:
    """How the job stands; raises NotFoundError, also for a job that is not the actor's business."""
    return JobStatus.of(_job(actor, job_id))


def latest(actor: Actor, dedupe_key: str) -> JobStatus | None:
    """The youngest job with that key, or None; raises PermissionDeniedError."""
    job = db.session.scalar(select(Job).where(Job.dedupe_key == dedupe_key).order_by(Job.id.desc()).limit(1))
    if job is None:
        return None
    actor.require(Role.ORGANISER, municipality_id=_place(job.payload))
    return JobStatus.of(job)


def cancel(actor: Actor, job_id: str) -> JobStatus:
    """Ask the job to end: at once if it waits, within seconds if it runs; an ended job stays as it is.

    From then on its work changes nothing any more. Raises NotFoundError, also for a job that is others' business.
    """
    job = _job(actor, job_id)
    waits = Job.state == JobState.QUEUED
    statement = (
        update(Job)
        .where(Job.id == job.id, Job.state.in_(ACTIVE))
        .values(
            cancel_requested=True,
            finished_at=case((waits, utc_now()), else_=None),
            state=case((waits, JobState.CANCELLED), else_=Job.state),
        )
    )
    with transaction() as session:
        session.execute(statement)
    return JobStatus.of(job)


def _job(actor: Actor, job_id: str) -> Job:
    job = db.session.scalar(select(Job).where(Job.public_id == job_id))
    if job is None or not actor.may(Role.ORGANISER, municipality_id=_place(job.payload)):
        raise NotFoundError("There is no such job.")
    return job


def _place(payload: dict[str, Any]) -> int | None:
    """Whose organisers decide: those of the event's municipality; None: for all other work, the district's."""
    if "event" not in payload:
        return None
    return db.session.scalar(select(Event.municipality_id).where(Event.public_id == payload["event"]))


def _active(dedupe_key: str) -> JobStatus:
    """The job with that key because of which the unique index refused another one."""
    job = db.session.scalar(select(Job).where(Job.dedupe_key == dedupe_key, Job.state.in_(ACTIVE)))
    if job is None:
        raise ConflictError("The same job was asked for before and has just ended: ask again.")
    return JobStatus.of(job)
