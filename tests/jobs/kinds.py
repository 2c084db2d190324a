"""Kinds of jobs for tests, and jobs of them."""

import time
from typing import Any

import pytest

from eventhub.errors import InputError
from eventhub.extensions import db
from eventhub.jobs.context import Apply, JobContext
from eventhub.jobs.ledger import AttemptInterruptedError
from eventhub.jobs.runner import KINDS
from eventhub.services.actor import system_actor
from eventhub.services.jobs import JobStatus, request, status
from tests.factories import make_topic

PATIENCE = 10.0


def succeed(context: JobContext) -> Apply:
    """Reports once, then writes a topic whose code is in the payload."""
    context.report({"stage": "nearly there"})
    return lambda: {"topic": make_topic(context.payload["topic"]).code}


def refuse(context: JobContext) -> Apply:
    raise InputError("The file has no rows.")


def stumble(context: JobContext) -> Apply:
    raise ValueError(context.payload["name"])


def last(context: JobContext) -> Apply:
    """Works until it is interrupted."""
    context.report({"stage": "waiting"})
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if context.interrupted():
            raise AttemptInterruptedError
        time.sleep(0.02)
    raise TimeoutError


def add_kinds(monkeypatch: pytest.MonkeyPatch) -> None:
    for kind in (succeed, refuse, stumble, last):
        monkeypatch.setitem(KINDS, kind.__name__, kind)


def ask(kind: str, **payload: Any) -> str:
    """Ask for a job with a key of its own; returns its id."""
    return request(system_actor(), kind, dedupe_key=f"{kind} {payload}", payload=payload).public_id


def state_of(job_id: str) -> JobStatus:
    """The job as it is now, not as an earlier reading transaction of this test saw it."""
    db.session.rollback()
    return status(system_actor(), job_id)


def eventually(job_id: str, condition: Any) -> JobStatus:
    """The job's status once the condition on it holds."""
    deadline = time.monotonic() + PATIENCE
    while not condition(job := state_of(job_id)):
        assert time.monotonic() < deadline, job
        time.sleep(0.05)
    return job
