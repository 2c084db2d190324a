"""A worker runs what was asked for, gives back what it cannot finish, and takes up what others left."""

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask

from eventhub.extensions import db
from eventhub.jobs import dispatch, ledger
from eventhub.jobs.context import Apply, JobContext
from eventhub.jobs.dispatch import job_settings
from eventhub.jobs.queue import JobQueue
from eventhub.jobs.runner import KINDS
from eventhub.jobs.worker import Worker
from eventhub.models.jobs import JobState
from eventhub.services.health import look
from eventhub.services.jobs import JobStatus
from tests.jobs.kinds import add_kinds, ask, eventually, state_of
from tests.jobs.processes import wait_until


@pytest.fixture(autouse=True)
def kinds(monkeypatch: pytest.MonkeyPatch) -> None:
    add_kinds(monkeypatch)


@contextmanager
def working(app: Flask, threads: int = 1) -> Iterator[None]:
    worker = Worker(app, threads)
    worker.start()
    try:
        yield
    finally:
        worker.stop()


def is_(state: JobState) -> Callable[[JobStatus], bool]:
    return lambda job: job.state is state


def test_worker_runs_the_jobs_that_are_asked_for(app: Flask) -> None:
    with working(app):
        first, second = ask("succeed", topic="music"), ask("refuse")
        assert eventually(first, is_(JobState.DONE)).attempts == 1
        eventually(second, is_(JobState.FAILED))


def test_worker_runs_as_many_jobs_at_once_as_it_has_threads(app: Flask) -> None:
    with working(app, threads=2):
        for job in (ask("last", number=1), ask("last", number=2)):
            eventually(job, is_(JobState.RUNNING))


def test_worker_runs_a_job_whose_message_got_lost(app: Flask) -> None:
    job = ask("succeed", topic="music")
    with closing(JobQueue(job_settings(app).queue_url)) as queue:
        assert queue.work_one()
    assert state_of(job).state is JobState.QUEUED
    with working(app):
        eventually(job, is_(JobState.DONE))


def test_worker_takes_up_the_job_of_a_dead_one(app: Flask) -> None:
    job = ask("succeed", topic="music")
    ledger.claim(job)
    with working(app):
        assert eventually(job, is_(JobState.DONE)).attempts == 2


def test_worker_gives_its_job_back_when_it_stops(app: Flask) -> None:
    with working(app):
        job = ask("last")
        eventually(job, is_(JobState.RUNNING))
    assert state_of(job).state is JobState.QUEUED


def test_worker_leaves_a_job_to_the_sweep_when_the_database_fails_and_logs_no_data(
    app: Flask, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def lose_the_table(context: JobContext) -> Apply:
        if context.attempt.number == 1:
            rename_table("job", "lost")
            raise ValueError(context.payload["name"])
        return dict

    monkeypatch.setitem(KINDS, "lose", lose_the_table)
    job = ask("lose", name="Amal")
    db.session.rollback()  # an open reading transaction would keep the table from being renamed
    with working(app):
        wait_until(lambda: f"Job {job} was left to the next sweep" in caplog.text)
        rename_table("lost", "job")
        assert eventually(job, is_(JobState.DONE)).attempts == 2
    assert "Amal" not in caplog.text


def rename_table(old: str, new: str) -> None:
    with db.engine.connect() as connection:
        connection.exec_driver_sql(f"ALTER TABLE {old} RENAME TO {new}")
        connection.commit()


def test_worker_shows_life_without_a_job(app: Flask) -> None:
    assert look().worker_age is None
    with working(app):
        wait_until(lambda: shows_life(app))


def shows_life(app: Flask) -> bool:
    with app.app_context():
        return look().worker_age is not None


def test_worker_begins_again_when_its_queue_failed(app: Flask, tmp_path: Path) -> None:
    settings = replace(job_settings(app), queue_url=f"sqlite:///{tmp_path / 'away' / 'queue.sqlite'}")
    (tmp_path / "away").write_text("a file where the folder should be")
    dispatch.init_app(app, settings)
    with working(app):
        job = ask("succeed", topic="music")
        (tmp_path / "away").unlink()
        eventually(job, is_(JobState.DONE))
