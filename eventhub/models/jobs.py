"""The job table: the truth about every piece of work that runs outside a request."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, CheckConstraint, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from eventhub.extensions import Base, UTCDateTime
from eventhub.models.columns import PUBLIC_ID_LENGTH, Identified, coded, utc_now


class JobState(StrEnum):
    """Where a job stands; queued and running ones are active."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


_ACTIVE = text("state IN ('queued', 'running')")


class Job(Identified, Base):
    """A piece of work of one kind, such as 'plan'; among the active jobs each dedupe key occurs once.

    `attempts` counts how often a worker took it up, `heartbeat_at` is that worker's last sign of life,
    `cancel_requested` asks it to stop. `error` is one sentence for a person. Payload, progress and result hold
    public ids and figures, never names.
    """

    __tablename__ = "job"
    __table_args__ = (
        Index("uq_job_active_dedupe_key", "dedupe_key", unique=True, sqlite_where=_ACTIVE, postgresql_where=_ACTIVE),
        CheckConstraint("attempts >= 0", name="attempts_not_negative"),
        CheckConstraint("state <> 'failed' OR error IS NOT NULL", name="failed_says_why"),
    )

    kind: Mapped[str] = mapped_column(String(40))
    dedupe_key: Mapped[str] = mapped_column(String(200))
    state: Mapped[JobState] = mapped_column(coded(JobState, "state"), default=JobState.QUEUED, index=True)
    attempts: Mapped[int] = mapped_column(default=0)
    cancel_requested: Mapped[bool] = mapped_column(default=False)
    payload: Mapped[dict[str, Any]] = mapped_column(JSON(none_as_null=True), default=dict)
    progress: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    result: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    error: Mapped[str | None] = mapped_column(Text)
    requested_by: Mapped[str | None] = mapped_column(String(PUBLIC_ID_LENGTH))
    created_at: Mapped[datetime] = mapped_column(UTCDateTime, default=utc_now)
    started_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    heartbeat_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    finished_at: Mapped[datetime | None] = mapped_column(UTCDateTime)


class WorkerBeat(Base):
    """The last sign of life of a worker process, whether it has a job or not; the health route reads it."""

    __tablename__ = "worker_beat"

    worker: Mapped[str] = mapped_column(String(120), primary_key=True)
    beat_at: Mapped[datetime] = mapped_column(UTCDateTime, default=utc_now)
