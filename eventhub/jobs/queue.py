"""The queue that carries job ids from whoever asks to whichever worker is free.

huey stores and delivers the messages; the job table is the truth. A message may be lost, come twice or come late: the
sweep sends a lost one again, and a job that is not queued any more is not taken.
"""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psycopg
from huey import PostgresHuey, SqliteHuey
from huey.registry import Message

NAME = "eventhub"
SQLITE = "sqlite:///"
POSTGRES_LOCK = 5559  # any number but that of the migrations, the same in all processes of an installation


class JsonMessages:
    """Messages as JSON: huey's own pickles would let whoever writes to the queue run code in the worker."""

    def serialize(self, message: Any) -> bytes:
        """Task id, task name and the job's id."""
        return json.dumps([message.id, message.name, message.args]).encode()

    def deserialize(self, data: bytes) -> Any:
        """The message that `serialize` was given."""
        task, name, arguments = json.loads(bytes(data))
        return Message(id=task, name=name, args=tuple(arguments))


class JobQueue:
    """Job ids on their way to a worker; several processes and threads may use the same queue.

    `url` is `sqlite:///` and a file, or the URL of a PostgreSQL database, in which huey keeps tables of its own. `run`
    is what a worker does with an id; who only sends needs none.
    """

    def __init__(self, url: str, run: Callable[[str], object] = lambda job_id: None) -> None:
        self._huey = _open(url)

        def job(job_id: str) -> None:
            run(job_id)

        self._send = self._huey.task()(job)

    def put(self, job_id: str) -> None:
        """Send the id to a worker."""
        self._send(job_id)

    def work_one(self) -> bool:
        """Take the next id and run it; False if none is waiting. PostgreSQL waits up to a second for one."""
        task = self._huey.dequeue()
        if task is not None:
            self._huey.execute(task)
        return task is not None

    def waiting(self) -> set[str]:
        """The ids that no worker has taken yet."""
        return {task.args[0] for task in self._huey.pending()}

    def close(self) -> None:
        """Close this thread's connections to the queue."""
        self._huey.storage.close()


def _open(url: str) -> Any:
    if url.startswith(SQLITE):
        file = Path(url.removeprefix(SQLITE))
        file.parent.mkdir(parents=True, exist_ok=True)
        return SqliteHuey(NAME, filename=str(file), results=False, serializer=JsonMessages())
    return _open_postgres(url.replace("postgresql+psycopg://", "postgresql://", 1))


def _open_postgres(dsn: str) -> Any:
    """huey makes its tables when it is opened; the lock is for those who do so at the same time for the first time."""
    with psycopg.connect(dsn, autocommit=True) as connection:
        connection.execute("SELECT pg_advisory_lock(%s)", [POSTGRES_LOCK])
        return PostgresHuey(NAME, dsn=dsn, results=False, serializer=JsonMessages())
