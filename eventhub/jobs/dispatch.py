"""Connects the application to its workers: jobs that are asked for go to the queue."""

import logging
from contextlib import closing
from functools import partial

from flask import Flask

from eventhub.jobs.queue import JobQueue
from eventhub.services.jobs import DISPATCH
from eventhub.settings import Settings

SETTINGS = "eventhub_job_settings"

_log = logging.getLogger(__name__)


def init_app(app: Flask, settings: Settings) -> None:
    """From now on the jobs that the application asks for reach the workers."""
    app.extensions[SETTINGS] = settings
    app.extensions[DISPATCH] = partial(send, settings.queue_url)


def job_settings(app: Flask) -> Settings:
    """The settings with which the application's jobs run."""
    settings = app.extensions[SETTINGS]
    assert isinstance(settings, Settings)
    return settings


def send(queue_url: str, job_id: str) -> None:
    """Put the job's id into the queue.

    A queue that cannot be reached is no reason to refuse the job: it is in the table, and a sweep will send it.
    """
    try:
        with closing(JobQueue(queue_url)) as queue:
            queue.put(job_id)
    except Exception as error:
        _log.warning("Job %s waits for the next sweep: the queue failed (%s).", job_id, type(error).__name__)
