"""A job ends as done, failed or cancelled, whatever happens to it."""

from datetime import timedelta
from threading import Event, Thread

import pytest
from flask import Flask
from sqlalchemy import func, select

from eventhub.extensions import db
from eventhub.jobs import ledger
from eventhub.jobs.foreground import run_in_foreground
from eventhub.jobs.pulse import PULSE
from eventhub.jobs.runner import run_job
from eventhub.models.jobs import JobState
from eventhub.models.sessions import Topic
from eventhub.services.actor import system_actor
from eventhub.services.jobs import cancel
from tests.jobs.kinds import add_kinds, ask, eventually, state_of


@pytest.fixture(autouse=True)
def kinds(monkeypatch: pytest.MonkeyPatch) -> None:
    add_kinds(monkeypatch)


def started(app: Flask, job_id: str, stopping: Event | None = None) -> Thread:
    """The job in a thread, running."""
    thread = Thread(target=run_job, args=(app, job_id, stopping))
    thread.start()
    eventually(job_id, lambda job: job.state is JobState.RUNNING)
    return thread


def test_run_job_applies_the_result_and_keeps_it(app: Flask) -> None:
    job = ask("succeed", topic="music")
    assert run_job(app, job)
    ended = state_of(job)
    assert (ended.state, ended.result) == (JobState.DONE, {"topic": "music"})
    assert ended.progress == {"stage": "nearly there"}
    assert db.session.scalars(select(Topic.code)).all() == ["music"]


def test_run_job_a_second_time_does_nothing(app: Flask) -> None:
    job = ask("succeed", topic="music")
    run_job(app, job)
    assert not run_job(app, job)
    assert state_of(job).attempts == 1
    assert db.session.scalar(select(func.count()).select_from(Topic)) == 1


def test_run_job_fails_with_the_sentence_of_an_error_for_people(app: Flask) -> None:
    job = ask("refuse")
    run_job(app, job)
    assert (state_of(job).state, state_of(job).error) == (JobState.FAILED, "The file has no rows.")


def test_run_job_fails_at_a_mistake_without_telling_what_it_read(app: Flask, caplog: pytest.LogCaptureFixture) -> None:
    job = ask("stumble", name="Amal")
    run_job(app, job)
    failed = state_of(job)
    assert failed.state is JobState.FAILED
    assert failed.error == "The job stopped at a mistake in the program (ValueError); the log says where."
    assert "kinds.py" in caplog.text
    assert "Amal" not in caplog.text


def test_run_job_fails_for_a_kind_that_nobody_knows(app: Flask) -> None:
    job = ask("juggle")
    run_job(app, job)
    assert state_of(job).error == "There is no kind of job 'juggle'."


def test_running_job_shows_its_progress(app: Flask) -> None:
    job = ask("last")
    thread = started(app, job)
    eventually(job, lambda job: job.progress == {"stage": "waiting"})
    cancel(system_actor(), job)
    thread.join(4 * PULSE)


def test_running_job_ends_when_it_is_cancelled(app: Flask) -> None:
    job = ask("last")
    thread = started(app, job)
    cancel(system_actor(), job)
    thread.join(4 * PULSE)
    assert state_of(job).state is JobState.CANCELLED


def test_running_job_is_given_back_when_the_worker_stops(app: Flask) -> None:
    job, stopping = ask("last"), Event()
    thread = started(app, job, stopping)
    stopping.set()
    thread.join(4 * PULSE)
    assert state_of(job).state is JobState.QUEUED


def test_running_job_that_was_taken_away_ends_and_writes_nothing(app: Flask) -> None:
    job = ask("last")
    thread = started(app, job)
    with app.app_context():
        ledger.sweep(timedelta(seconds=-1), limit=3)
        newer = ledger.claim(job)
    thread.join(4 * PULSE)
    assert not thread.is_alive()
    assert newer is not None
    assert (state_of(job).state, state_of(job).attempts) == (JobState.RUNNING, 2)


def test_foreground_shows_progress_and_how_it_ended(app: Flask) -> None:
    seen: list[object] = []
    ended = run_in_foreground(app, ask("succeed", topic="music"), seen.append)
    assert ended.result == {"topic": "music"}
    assert seen == [{"stage": "nearly there"}]


def test_foreground_takes_the_job_of_a_dead_worker(app: Flask) -> None:
    job = ask("succeed", topic="music")
    ledger.claim(job)
    assert run_in_foreground(app, job).attempts == 2


def test_foreground_cancels_the_job_when_it_is_interrupted(app: Flask) -> None:
    def interrupt(progress: object) -> None:
        raise KeyboardInterrupt

    job = ask("succeed", topic="music")
    with pytest.raises(KeyboardInterrupt):
        run_in_foreground(app, job, interrupt)
    assert state_of(job).state is JobState.CANCELLED
