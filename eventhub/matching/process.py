"""Solve in child processes that can be stopped at any moment, keeping the best plan they handed over.

HiGHS through MathOpt cannot be interrupted from within, so a search that must end on time, or be cancelled, needs a
process of its own (docs/adr/0008-time-limit-and-reproducibility.md).
"""

import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from multiprocessing.connection import Connection, wait

from eventhub.errors import EventHubError, SolverError
from eventhub.matching.messages import Failed, Finished, Task
from eventhub.matching.plan import Plan
from eventhub.matching.problem import Problem
from eventhub.matching.solve import Options, Progress, Shared

POLL_SECONDS = 0.2
MARGIN = 0.3  # seconds kept back so that the children end by themselves before they are stopped

ENDINGS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
"""Signals that a terminal or a service manager sends to all processes at once; the parent decides what becomes of the
search, and a child that heard them too would look like one that broke down."""


class Cancelled(EventHubError):
    """The caller cancelled the search; there is no plan."""


class _Child:
    """A process and the parent's end of its socket."""

    def __init__(self, task: Task) -> None:
        ours, theirs = socket.socketpair()
        with theirs, _deaf_to(ENDINGS):
            self.process = subprocess.Popen(
                [sys.executable, "-m", "eventhub.matching.child", str(theirs.fileno())],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
            )
        self.connection = Connection(ours.detach())
        self.connection.send(task)

    def stop(self) -> None:
        self.process.kill()
        self.process.wait()
        self.connection.close()


@contextmanager
def _deaf_to(signals: Iterable[signal.Signals]) -> Iterator[None]:
    """A process that is started in the block never hears these signals; this thread hears them after it."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, signals)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def solve_in_child(
    problem: Problem,
    options: Options,
    on_progress: Callable[[Progress], None],
    cancelled: Callable[[], bool],
) -> Plan:
    """The best plan found within `options.time_limit` seconds.

    `on_progress` is called when something changed, `cancelled` several times a second. Raises `Cancelled`, and
    SolverError if the search broke down before there was a plan.
    """
    started = time.monotonic()
    search = _Search(problem, options, on_progress, started)
    try:
        while not search.done:
            if cancelled():
                raise Cancelled("The search was cancelled.")
            search.listen(min(POLL_SECONDS, max(0.0, started + options.time_limit - time.monotonic())))
            if time.monotonic() - started >= options.time_limit:
                break
    finally:
        search.stop()
    return search.result()


class _Search:
    """The parent's side: which children run, the best plan so far, and passing plans on."""

    def __init__(
        self, problem: Problem, options: Options, on_progress: Callable[[Progress], None], started: float
    ) -> None:
        self.options = options
        self.on_progress = on_progress
        self.started = started
        self.best: Plan | None = None
        self.failure = ""
        self.done = False
        deadline = started + options.time_limit - MARGIN
        self.children = [
            _Child(Task(problem, options, number, started, deadline)) for number in range(max(1, options.workers))
        ]
        self.open = {child.connection: child for child in self.children}

    def listen(self, seconds: float) -> None:
        """Take what the children sent, waiting at most so long for it."""
        for connection in wait(list(self.open), timeout=seconds):
            assert isinstance(connection, Connection)
            try:
                self._take(connection, connection.recv())
            except (EOFError, OSError):
                self._lost(connection)

    def _take(self, sender: Connection, message: object) -> None:
        match message:
            case Progress():
                self.on_progress(message)
            case Plan():
                self.best = message
            case Shared():
                self._pass_on(sender, message)
            case Finished(plan):
                self.best, self.done = plan, True
            case Failed(reason):
                self.failure = reason

    def _pass_on(self, sender: Connection, shared: Shared) -> None:
        for connection in list(self.open):
            if connection is not sender:
                try:
                    connection.send(shared)
                except OSError:
                    self._lost(connection)

    def _lost(self, connection: Connection) -> None:
        """A child is gone: without its lead the search is over, without a helper it goes on."""
        child = self.open.pop(connection)
        if child is self.children[0]:
            self.done = True

    def stop(self) -> None:
        """End all children."""
        for child in self.children:
            child.stop()

    def result(self) -> Plan:
        """The best plan, `unknown` where the time was too short for any."""
        seconds = round(time.monotonic() - self.started, 3)
        if self.best is not None:
            return replace(self.best, seconds=seconds)
        if self.done:
            raise SolverError(f"The solver stopped without a plan ({self.failure or 'its process ended'}).")
        return Plan(status="unknown", seconds=seconds, seed=self.options.seed)
