"""What the health route and `eventhub doctor` report."""

from dataclasses import dataclass

from sqlalchemy import func, select

from eventhub.extensions import db
from eventhub.models.columns import utc_now
from eventhub.models.jobs import Job, JobState, WorkerBeat
from eventhub.models.migration import is_current


@dataclass(frozen=True, slots=True)
class Health:
    """`worker_age`: seconds since any worker last gave a sign of life, None if none ever did."""

    migrations_current: bool
    queued: int = 0
    running: int = 0
    worker_age: float | None = None


def look() -> Health:
    """The state now; needs no actor, for it names nobody. Raises SQLAlchemyError when the database is away."""
    if not is_current(db.engine):
        return Health(migrations_current=False)
    rows = db.session.execute(select(Job.state, func.count()).group_by(Job.state))
    counts = {row[0]: row[1] for row in rows}
    beat = db.session.scalar(select(func.max(WorkerBeat.beat_at)))
    return Health(
        migrations_current=True,
        queued=counts.get(JobState.QUEUED, 0),
        running=counts.get(JobState.RUNNING, 0),
        worker_age=round((utc_now() - beat).total_seconds(), 1) if beat else None,
    )
