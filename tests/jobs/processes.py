"""Real worker processes, and what they start."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from flask import Flask

from eventhub.jobs.dispatch import job_settings

PATIENCE = 30.0
ROOT = Path(__file__).parents[2]


@contextmanager
def eventhub(app: Flask, *arguments: str) -> Iterator[subprocess.Popen[str]]:
    """The command line with these arguments, on the application's database and queue; killed at the end.

    It leads a process group of its own, as on a terminal.
    """
    settings = job_settings(app)
    environment = {
        "PATH": os.environ["PATH"],
        "EVENTHUB_INSTANCE": str(settings.instance),
        "EVENTHUB_DATABASE_URL": settings.database_url,
        "EVENTHUB_HEARTBEAT_SECONDS": str(settings.heartbeat_seconds),
        "EVENTHUB_HEARTBEAT_TIMEOUT": str(settings.heartbeat_timeout),
        "EVENTHUB_QUEUE_URL": settings.queue_url,
    }
    command = [sys.executable, "-c", "from eventhub.cli import main; main()", *arguments]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen(command, env=environment, cwd=ROOT, text=True, start_new_session=True, **pipes) as process:
        try:
            yield process
        finally:
            process.kill()


def solvers_of(pid: int) -> set[int]:
    """Ids of the solver's processes that this one started; a test's process may have started a browser as well."""
    children = {child for child, (parent, _) in _processes().items() if parent == pid}
    return {child for child in children if b"eventhub.matching.child" in _command(child)}


def running(pids: set[int]) -> set[int]:
    """Those of the processes that still run; one that ended and waits to be collected does not."""
    return {pid for pid, (_, state) in _processes().items() if pid in pids and state != "Z"}


def wait_until(condition: Callable[[], object], patience: float = PATIENCE) -> None:
    deadline = time.monotonic() + patience
    while not condition():
        assert time.monotonic() < deadline, condition
        time.sleep(0.05)


def _command(pid: int) -> bytes:
    with suppress(OSError):
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    return b""


def _processes() -> dict[int, tuple[int, str]]:
    """Parent and state of each process, as in proc(5); the name before them may contain anything but ends with ')'."""
    found = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            state, parent = path.read_text().rpartition(")")[2].split()[:2]
            found[int(path.parent.name)] = (int(parent), state)
    return found
