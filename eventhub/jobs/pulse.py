"""The heartbeat of an attempt: a thread beside the work that shows life and listens for reasons to stop."""

import logging
from threading import Event, Thread
from types import TracebackType

from flask import Flask
from sqlalchemy.exc import SQLAlchemyError

from eventhub.jobs import ledger
from eventhub.jobs.context import JobContext
from eventhub.jobs.ledger import Reason

PULSE = 0.5
"""Seconds between two beats; each writes the heartbeat and the latest progress and reads the wish to cancel."""

_log = logging.getLogger(__name__)


class Pulse:
    """Beats while its block runs: `with Pulse(app, context, stopping): ...`."""

    def __init__(self, app: Flask, context: JobContext, stopping: Event) -> None:
        self._app = app
        self._context = context
        self._stopping = stopping
        self._over = Event()
        self._thread = Thread(target=self._run, name=f"pulse-{context.attempt.job_id}", daemon=True)

    def __enter__(self) -> None:
        self._thread.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._over.set()
        self._thread.join()

    def _run(self) -> None:
        while not self._over.wait(PULSE):
            self._context.reason = self._context.reason or self._beat()

    def _beat(self) -> Reason | None:
        if self._stopping.is_set():
            return Reason.STOPPING
        try:
            with self._app.app_context():
                return ledger.beat(self._context.attempt, self._context.progress)
        except SQLAlchemyError as error:
            _log.warning("Job %s missed a heartbeat (%s).", self._context.attempt.job_id, type(error).__name__)
            return None
