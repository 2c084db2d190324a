"""The queue carries ids on both databases, as JSON, and its tables are nobody's migration."""

import json
import os
import pickle
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from threading import Barrier

import pytest
from flask import Flask

from eventhub.jobs.dispatch import job_settings, send
from eventhub.jobs.queue import JobQueue
from eventhub.models.migration import pending_changes


@pytest.fixture
def queue(app: Flask) -> Iterator[JobQueue]:
    with closing(JobQueue(job_settings(app).queue_url)) as queue:
        yield queue


def test_queue_is_opened_by_many_at_once_for_the_first_time(app: Flask) -> None:
    start = Barrier(4)

    def open_it() -> None:
        start.wait()
        JobQueue(job_settings(app).queue_url).close()

    with ThreadPoolExecutor(4) as pool:
        for opened in [pool.submit(open_it) for _ in range(4)]:
            opened.result()


def test_queue_delivers_each_id_once_and_in_order(app: Flask, queue: JobQueue) -> None:
    taken: list[str] = []
    queue.put("first")
    queue.put("second")
    assert queue.waiting() == {"first", "second"}
    with closing(JobQueue(job_settings(app).queue_url, taken.append)) as worker:
        assert [worker.work_one() for _ in range(3)] == [True, True, False]
    assert taken == ["first", "second"]
    assert queue.waiting() == set()


def test_queue_goes_on_after_a_message_whose_work_raises(app: Flask, queue: JobQueue) -> None:
    def run(job_id: str) -> None:
        raise RuntimeError(job_id)

    queue.put("first")
    with closing(JobQueue(job_settings(app).queue_url, run)) as worker:
        assert worker.work_one()
        assert not worker.work_one()


class Planted:
    """A pickle that runs code when it is read."""

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.mkdir, ("planted",)


def test_message_is_json(queue: JobQueue) -> None:
    queue.put("a-job")
    (stored,) = queue._huey.storage.enqueued_items()
    assert json.loads(bytes(stored))[2] == ["a-job"]


def test_planted_pickle_is_not_run(queue: JobQueue, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    queue._huey.storage.enqueue(pickle.dumps(Planted()))
    with pytest.raises(UnicodeDecodeError):
        queue.work_one()
    assert not Path("planted").exists()


def test_send_survives_a_queue_that_cannot_be_reached(caplog: pytest.LogCaptureFixture) -> None:
    send("sqlite:////proc/nowhere/queue.sqlite", "a-job")
    assert "a-job" in caplog.text


def test_queue_tables_are_no_change_for_the_migrations(app: Flask, queue: JobQueue) -> None:
    queue.put("a-job")
    assert pending_changes(app) == []
