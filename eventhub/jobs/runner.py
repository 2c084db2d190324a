"""Runs one job: takes it, works with a heartbeat, and ends it as done, failed or cancelled."""

import logging
import traceback
from collections.abc import Callable
from threading import Event

from flask import Flask

from eventhub.errors import EventHubError, InputError
from eventhub.jobs import ledger
from eventhub.jobs.context import Apply, Document, JobContext
from eventhub.jobs.ledger import Attempt, AttemptInterruptedError, Reason
from eventhub.jobs.plan_event import plan_event
from eventhub.jobs.pulse import Pulse

Kind = Callable[[JobContext], Apply]
"""Does the work of a kind of job outside any transaction; raises EventHubError with a sentence for a person."""

KINDS: dict[str, Kind] = {"plan": plan_event}

_GIVE_UP: dict[Reason, Callable[[Attempt], None]] = {
    Reason.CANCELLED: ledger.mark_cancelled,
    Reason.STOPPING: ledger.release,
}

MISTAKE = "The job stopped at a mistake in the program ({}); the log says where."

_log = logging.getLogger(__name__)


def run_job(
    app: Flask,
    job_id: str,
    stopping: Event | None = None,
    on_progress: Callable[[Document], None] = lambda progress: None,
) -> bool:
    """Run the job in this thread unless somebody else has it; False if it was not queued.

    `stopping` is set when this worker is to stop: the job is given back. KeyboardInterrupt cancels the job.
    """
    with app.app_context():
        attempt = ledger.claim(job_id)
        if attempt is None:
            return False
        _log.info("Job %s: attempt %d at %s begins.", job_id, attempt.number, attempt.kind)
        context = JobContext(attempt, on_progress)
        with Pulse(app, context, stopping or Event()):
            _carry_out(context)
        return True


def _carry_out(context: JobContext) -> None:
    attempt = context.attempt
    try:
        apply = _kind(attempt)(context)
        ledger.complete(attempt, context.progress, apply)
        _log.info("Job %s: attempt %d is done.", attempt.job_id, attempt.number)
    except AttemptInterruptedError:
        _give_up(context)
    except KeyboardInterrupt:
        ledger.mark_cancelled(attempt)
        raise
    except EventHubError as error:
        _log.info("Job %s: attempt %d failed (%s).", attempt.job_id, attempt.number, type(error).__name__)
        ledger.fail(attempt, str(error))
    except Exception as error:
        _log_places(attempt, error)
        ledger.fail(attempt, MISTAKE.format(type(error).__name__))


def _kind(attempt: Attempt) -> Kind:
    try:
        return KINDS[attempt.kind]
    except KeyError:
        raise InputError(f"There is no kind of job '{attempt.kind}'.") from None


def _give_up(context: JobContext) -> None:
    """End as the reason asks; a superseded attempt has nothing to end any more."""
    reason = context.reason or ledger.beat(context.attempt, context.progress)
    _log.info("Job %s: attempt %d is %s.", context.attempt.job_id, context.attempt.number, reason)
    if reason in _GIVE_UP:
        _GIVE_UP[reason](context.attempt)


def _log_places(attempt: Attempt, error: Exception) -> None:
    """Log where it happened without the message: messages of database errors quote people's data."""
    places = "".join(traceback.format_tb(error.__traceback__))
    _log.error("Job %s stopped at %s:\n%s", attempt.job_id, type(error).__name__, places)
