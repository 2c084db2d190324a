"""Migrations as functions: bring a database up to date, say whether it is, and where models and database differ.

`python -m eventhub.models.migration` migrates an empty SQLite database in memory and fails when the models and the
migrations differ; `make check` runs it.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask
from sqlalchemy import Connection, Engine, StaticPool, create_engine, text

from eventhub.extensions import WRITES, Base, db

DIRECTORY = Path(__file__).resolve().parents[2] / "migrations"
POSTGRES_LOCK = 5558  # any number, the same in all processes of an installation
QUEUE_PREFIX = "huey_"  # tables that the job queue makes for itself, where it lives in the same database


def upgrade(app: Flask) -> None:
    """Bring the application's database to the newest migration: all steps or none."""
    with app.app_context():
        upgrade_engine(db.engine)


def pending_changes(app: Flask) -> list[str]:
    """Differences between the models and the application's database, one sentence each."""
    with app.app_context():
        return differences(db.engine)


def upgrade_engine(engine: Engine) -> None:
    """Bring a database to the newest migration."""
    with migrating(engine) as connection:
        config = _config()
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
    _keep_private(engine)


@contextmanager
def migrating(engine: Engine) -> Iterator[Connection]:
    """A connection in the one transaction of a migration; processes that start together go one after the other."""
    writing = engine.execution_options(**{WRITES: True})
    with writing.connect() as connection, _loose_foreign_keys(connection), connection.begin():
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": POSTGRES_LOCK})
        yield connection
        if connection.dialect.name == "sqlite" and (
            lost := connection.exec_driver_sql("PRAGMA foreign_key_check").first()
        ):
            raise RuntimeError(f"the migration leaves rows in {lost[0]} that reference nothing in {lost[2]}")


def _keep_private(engine: Engine) -> None:
    """A SQLite file is readable by its owner alone; its companions take over its mode."""
    if engine.dialect.name == "sqlite" and engine.url.database not in (None, "", ":memory:"):
        Path(str(engine.url.database)).chmod(0o600)


def is_current(engine: Engine) -> bool:
    """Whether the database has seen all migrations."""
    with engine.connect() as connection:
        return set(MigrationContext.configure(connection).get_current_heads()) == _heads()


def differences(engine: Engine) -> list[str]:
    """Differences between the models and a database: tables, columns, types, keys, indexes; one sentence each."""
    options = {"compare_type": True, "target_metadata": Base.metadata, "include_name": is_ours}
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts=options)
        return [_sentence(difference) for difference in compare_metadata(context, Base.metadata)]


def is_ours(name: str | None, kind: str, _parents: object) -> bool:
    """Whether a thing found in the database is the migrations' business; the form is that of alembic's include_name."""
    return kind != "table" or name is None or not name.startswith(QUEUE_PREFIX)


def _sentence(difference: Any) -> str:
    """One difference as text; a change of a column comes as a list of parts."""
    parts = difference[0] if isinstance(difference, list) else difference
    return " ".join(str(part) for part in parts if part is not None)


@contextmanager
def _loose_foreign_keys(connection: Connection) -> Iterator[None]:
    """On SQLite a step may rebuild a table, and with foreign keys on that would delete what references it."""
    raw = connection.connection.dbapi_connection
    if connection.dialect.name != "sqlite" or raw is None:
        yield
        return
    raw.execute("PRAGMA foreign_keys = OFF")
    try:
        yield
    finally:
        raw.execute("PRAGMA foreign_keys = ON")


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(DIRECTORY))
    return config


@lru_cache(maxsize=1)
def _heads() -> set[str]:
    return set(ScriptDirectory.from_config(_config()).get_heads())


def main() -> int:
    """Migrate an empty database and print how the models differ from it; 0 when they do not."""
    engine = create_engine("sqlite://", poolclass=StaticPool)
    upgrade_engine(engine)
    found = differences(engine)
    for sentence in found:
        sys.stderr.write(f"the models differ from the migrations: {sentence}\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
