"""`eventhub serve` answers, runs jobs, and ends cleanly; what it cannot do it says in one sentence."""

import json
import signal
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from flask import Flask

from eventhub.app import create_app
from eventhub.models.jobs import JobState
from eventhub.services.actor import system_actor
from eventhub.services.health import look
from eventhub.services.planning import PlanOptions, request_plan
from tests.databases import settings_for_tests
from tests.jobs.events import make_long_event
from tests.jobs.kinds import state_of
from tests.jobs.processes import eventhub, running, solvers_of, wait_until

LONG = PlanOptions(time_limit=60, workers=1)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(app: Flask, *arguments: str) -> Iterator[tuple[subprocess.Popen[str], int]]:
    """A server that answers, and its port."""
    port = free_port()
    with eventhub(app, "serve", "--port", str(port), *arguments) as server:
        wait_until(lambda: health(port))
        yield server, port


def health(port: int) -> dict[str, Any]:
    try:
        with urlopen(f"http://127.0.0.1:{port}/health") as answer:
            return dict(json.load(answer))
    except URLError:
        return {}


def test_serve_runs_jobs_and_a_signal_ends_server_job_and_solver(app: Flask) -> None:
    with serving(app) as (server, port):
        job = request_plan(system_actor(), make_long_event().public_id, LONG).public_id
        wait_until(lambda: solvers_of(server.pid))
        solvers = solvers_of(server.pid)
        assert health(port)["jobs"] == {"queued": 0, "running": 1}
        server.send_signal(signal.SIGTERM)
        out, err = server.communicate(timeout=15)
    assert server.returncode == 0
    assert out == f"EventHub answers on http://127.0.0.1:{port} (Ctrl-C ends it).\nStopped.\n"
    assert [line.split(" INFO ")[1] for line in err.splitlines()] == [
        f"Job {job}: attempt 1 at plan begins.",
        f"Job {job}: attempt 1 is stopping.",
    ]
    assert running(solvers) == set()
    assert state_of(job).state is JobState.QUEUED


def test_serve_without_worker_leaves_jobs_alone(sqlite_app: Flask) -> None:
    with serving(sqlite_app, "--no-worker") as (server, _):
        job = request_plan(system_actor(), make_long_event().public_id, LONG).public_id
        server.send_signal(signal.SIGINT)
        server.communicate(timeout=15)
    assert state_of(job).state is JobState.QUEUED
    assert look().worker_age is None


def test_serve_on_a_taken_port_says_so(sqlite_app: Flask) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = str(other.getsockname()[1])
        assert ended(sqlite_app, "serve", "--port", port) == (
            2,
            f"Error: Port {port} on 127.0.0.1 is taken by another program: choose another one with --port.\n",
        )


def test_serve_on_an_address_of_another_machine_says_so(sqlite_app: Flask) -> None:
    status, error = ended(sqlite_app, "serve", "--host", "192.0.2.1")
    assert status == 2
    assert error.startswith("Error: Port 8000 on 192.0.2.1 fails: ")


@pytest.mark.parametrize("command", ["serve", "worker"])
def test_command_on_a_database_without_tables_says_what_to_run(command: str, tmp_path: Path) -> None:
    app = create_app(settings_for_tests(tmp_path, f"sqlite:///{tmp_path / 'empty.sqlite'}"))
    status, error = ended(app, command)
    assert status == 2
    assert error.startswith("Error: The database is missing or not up to date: run ")


def ended(app: Flask, *arguments: str) -> tuple[int, str]:
    """Exit status and error output of a command that gives up."""
    with eventhub(app, *arguments) as process:
        _, error = process.communicate(timeout=30)
    return process.returncode, error
