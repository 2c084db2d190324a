"""A worker: threads that run jobs, and one that sweeps. It lives inside `eventhub serve` or in `eventhub worker`."""

import logging
import os
import socket
import time
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from threading import Event, Thread

from flask import Flask

from eventhub.jobs import ledger
from eventhub.jobs.dispatch import job_settings
from eventhub.jobs.queue import JobQueue
from eventhub.jobs.runner import run_job

POLL = 0.2
"""Seconds until an empty queue is looked at again."""

PAUSE = 1.0
"""Seconds until a thread goes on after database or queue failed."""

ATTEMPTS = 3
"""How often a job is begun when its worker dies in the middle of it."""

STOP = 10.0
"""Seconds that running jobs get to be given back when the worker stops."""

_log = logging.getLogger(__name__)


class Worker:
    """Runs up to `threads` jobs at the same time until it is stopped.

    The threads are daemons: they hold nothing that matters after the process, and a solver's process ends when the
    pipe to its worker closes, so however the worker ends, nothing outlives it.
    """

    def __init__(self, app: Flask, threads: int) -> None:
        self._app = app
        self._settings = job_settings(app)
        self._stopping = Event()
        self._name = f"{socket.gethostname()}:{os.getpid()}"
        loops = [("sweep", self._sweep), *((f"work-{number}", self._work) for number in range(threads))]
        self._threads = [Thread(target=self._keep, args=(loop,), name=name, daemon=True) for name, loop in loops]

    def start(self) -> None:
        """Begin to take jobs."""
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """Give running jobs back and end; returns within `STOP` seconds."""
        self._stopping.set()
        deadline = time.monotonic() + STOP
        for thread in self._threads:
            thread.join(max(0.0, deadline - time.monotonic()))

    def _keep(self, loop: Callable[[], None]) -> None:
        """Begin the loop anew when it fails: a database that restarts must not leave a worker deaf."""
        while not self._stopping.is_set():
            try:
                loop()
            except Exception as error:
                _log.warning("Worker %s begins again after %s.", self._name, type(error).__name__)
                self._stopping.wait(PAUSE)

    def _work(self) -> None:
        with closing(JobQueue(self._settings.queue_url, self._run)) as queue:
            while not self._stopping.is_set():
                if not queue.work_one():
                    self._stopping.wait(POLL)

    def _run(self, job_id: str) -> None:
        """Run a job; what goes wrong with the database then is not for huey, whose log would quote people's data."""
        try:
            run_job(self._app, job_id, self._stopping)
        except Exception as error:
            _log.warning("Job %s was left to the next sweep after %s.", job_id, type(error).__name__)

    def _sweep(self) -> None:
        with closing(JobQueue(self._settings.queue_url)) as queue:
            while not self._stopping.is_set():
                with self._app.app_context():
                    self._take_up(queue)
                self._stopping.wait(self._settings.heartbeat_seconds)

    def _take_up(self, queue: JobQueue) -> None:
        """Show life, take jobs from dead workers, and send again what got lost on the way."""
        ledger.show_life(self._name)
        ledger.sweep(timedelta(seconds=self._settings.heartbeat_timeout), ATTEMPTS)
        for job_id in ledger.queued() - queue.waiting():
            queue.put(job_id)
