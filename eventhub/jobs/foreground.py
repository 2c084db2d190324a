"""Runs a job in this process and waits for its end, for commands that somebody watches."""

import time
from collections.abc import Callable
from datetime import timedelta

from flask import Flask

from eventhub.jobs import ledger
from eventhub.jobs.context import Document
from eventhub.jobs.dispatch import job_settings
from eventhub.jobs.runner import run_job
from eventhub.jobs.worker import ATTEMPTS
from eventhub.services.actor import system_actor
from eventhub.services.jobs import JobStatus, status

POLL = 0.5
"""Seconds between two looks at a job that another worker runs."""


def run_in_foreground(
    app: Flask, job_id: str, on_progress: Callable[[Document], None] = lambda progress: None
) -> JobStatus:
    """Run the job here or, where a worker was faster, follow it; returns how it ended.

    `on_progress` gets what the job reports. A worker that dies meanwhile loses the job to this process.
    """
    while True:
        run_job(app, job_id, on_progress=on_progress)
        with app.app_context():
            job = status(system_actor(), job_id)
            if job.ended:
                return job
            ledger.sweep(timedelta(seconds=job_settings(app).heartbeat_timeout), ATTEMPTS)
        if job.progress:
            on_progress(job.progress)
        time.sleep(POLL)
