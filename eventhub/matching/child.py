"""One process of a solve: `python -m eventhub.matching.child FD`, started by `process` with a socket's number.

It ends by itself when the socket closes, so a parent that dies leaves no solver behind.
"""

import os
import sys
import threading
from multiprocessing.connection import Connection

from eventhub.matching.helper import Helper
from eventhub.matching.lead import Lead
from eventhub.matching.messages import Failed, Finished, Message, Task
from eventhub.matching.plan import Plan
from eventhub.matching.solve import Progress, Shared


class SocketLink:
    """The link of a child over its socket; a thread reads it, so that a closed one is noticed at any time."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self._shared: Shared | None = None
        self._lock = threading.Lock()
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        while True:
            try:
                shared = self.connection.recv()
            except (EOFError, OSError):
                os._exit(1)
            with self._lock:
                self._shared = shared

    def send(self, message: Message) -> None:
        """Send one message to the parent."""
        self.connection.send(message)

    def progress(self, progress: Progress) -> None:
        """See `Link`."""
        self.send(progress)

    def plan(self, plan: Plan) -> None:
        """See `Link`."""
        self.send(plan)

    def share(self, shared: Shared) -> None:
        """See `Link`."""
        self.send(shared)

    def heard(self) -> Shared | None:
        """See `Link`."""
        with self._lock:
            shared, self._shared = self._shared, None
        return shared


def run(connection: Connection) -> None:
    """Take the task from the socket and do it."""
    task: Task = connection.recv()
    link = SocketLink(connection)
    try:
        if task.number:
            Helper(task.problem, task.options.seed + task.number, link, task.deadline).run()
        else:
            link.send(Finished(Lead(task.problem, task.options, link, task.started, task.deadline).run()))
    except Exception as error:
        link.send(Failed(f"{type(error).__name__}: {error}"))
        raise


if __name__ == "__main__":
    run(Connection(int(sys.argv[1])))
