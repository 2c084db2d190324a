"""The health route tells whether this installation can work."""

from datetime import timedelta
from pathlib import Path

from flask import Flask

from eventhub.app import create_app
from eventhub.models.columns import utc_now
from eventhub.models.jobs import Job, JobState, WorkerBeat
from tests import factories as make
from tests.databases import settings_for_tests


def test_health_of_a_new_installation(app: Flask) -> None:
    answer = app.test_client().get("/health")
    assert answer.status_code == 200
    assert answer.json == {
        "status": "ok",
        "database": "reachable",
        "migrations": "current",
        "jobs": {"queued": 0, "running": 0},
        "worker": {"last_seen_seconds": None},
    }


def test_health_counts_jobs_and_knows_the_last_worker(app: Flask) -> None:
    for key, state in (("a", JobState.QUEUED), ("b", JobState.QUEUED), ("c", JobState.RUNNING), ("d", JobState.DONE)):
        make.saved(Job, kind="plan", dedupe_key=key, state=state)
    make.saved(WorkerBeat, worker="one", beat_at=utc_now() - timedelta(hours=1))
    make.saved(WorkerBeat, worker="two", beat_at=utc_now() - timedelta(seconds=10))
    answer = app.test_client().get("/health").get_json()
    assert answer["jobs"] == {"queued": 2, "running": 1}
    assert 10 <= answer["worker"]["last_seen_seconds"] < 60


def test_health_without_a_database_is_503(tmp_path: Path) -> None:
    nowhere = f"sqlite:///{tmp_path / 'missing' / 'eventhub.sqlite'}"
    answer = create_app(settings_for_tests(tmp_path, nowhere)).test_client().get("/health")
    assert answer.status_code == 503
    assert answer.json == {"status": "unavailable", "database": "unreachable"}


def test_health_of_a_database_without_tables_is_503(tmp_path: Path) -> None:
    empty = f"sqlite:///{tmp_path / 'eventhub.sqlite'}"
    answer = create_app(settings_for_tests(tmp_path, empty)).test_client().get("/health")
    assert answer.status_code == 503
    assert answer.get_json()["migrations"] == "pending"
