"""Fixtures every test may use: both databases, migrated for real, and no way out to the network."""

import shutil
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import settings
from sqlalchemy.orm import Session

from eventhub.app import create_app
from eventhub.extensions import db
from eventhub.web.limits import limiter
from tests.databases import migrated_sqlite, settings_for_tests
from tests.postgres import PostgresDatabases, start_postgres

settings.register_profile("eventhub", deadline=None)
settings.load_profile("eventhub")

LOCAL_HOSTS = ("127.0.0.1", "::1", "localhost")


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """A test that leaves this machine fails; local sockets are allowed."""
    connect = socket.socket.connect

    def local_only(self: socket.socket, address: Any) -> None:
        if self.family != socket.AF_UNIX and address[0] not in LOCAL_HOSTS:
            raise RuntimeError(f"a test tried to connect to {address[0]}")
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", local_only)


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return migrated_sqlite(tmp_path_factory.mktemp("sqlite") / "template.sqlite")


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresDatabases]:
    with start_postgres() as databases:
        yield databases


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a fresh, migrated database; every test that uses it runs on SQLite and on PostgreSQL."""
    if request.param == "sqlite":
        path = tmp_path / "eventhub.sqlite"
        shutil.copyfile(request.getfixturevalue("sqlite_template"), path)
        yield f"sqlite:///{path}"
    else:
        with request.getfixturevalue("postgres").empty_database() as url:
            yield url


@pytest.fixture
def app(database_url: str, tmp_path: Path) -> Iterator[Flask]:
    """An application on a fresh database, with its context open; the test runs on SQLite and on PostgreSQL."""
    with _opened(create_app(settings_for_tests(tmp_path, database_url))) as app:
        yield app


@pytest.fixture
def sqlite_app(sqlite_template: Path, tmp_path: Path) -> Iterator[Flask]:
    """The same on SQLite only, for what is SQLite's own."""
    path = shutil.copyfile(sqlite_template, tmp_path / "eventhub.sqlite")
    with _opened(create_app(settings_for_tests(tmp_path, f"sqlite:///{path}"))) as app:
        yield app


class FreshClient(FlaskClient):
    """Each request in a context of its own, as on a server; it would otherwise share the open one of the test.

    Afterwards the test's own session forgets what it has read, so that it sees what the request wrote.
    """

    def open(self, *args: Any, **values: Any) -> Any:
        with self.application.app_context():
            answer = super().open(*args, **values)
        db.session.rollback()
        return answer


@contextmanager
def _opened(app: Flask) -> Iterator[Flask]:
    app.test_client_class = FreshClient
    limiter.reset()
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def session(app: Flask) -> Session:
    """The session of the application's context; write with `eventhub.models.transaction.transaction`."""
    return db.session()
