"""The database handle, the declarative base and the one way to store an instant.

SQLite is opened so that web server and worker can use one file together: write-ahead log, foreign keys on, and
transactions begun by SQLAlchemy instead of the driver (the driver would begin them too late and commit too early).
"""

from datetime import UTC, datetime
from typing import Any

from flask_migrate import Migrate
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import Connection, DateTime, Dialect, Engine, ExceptionContext, MetaData, event
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.types import TypeDecorator

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}

SQLITE_PRAGMAS = (
    "foreign_keys = ON",
    "journal_mode = WAL",
    "synchronous = NORMAL",
    "busy_timeout = 15000",
    "recursive_triggers = ON",
)

WRITES = "eventhub_writes"
"""Execution option of a connection whose transaction is going to write; see `eventhub.models.transaction`."""


class UTCDateTime(TypeDecorator[datetime]):
    """An instant: takes aware datetimes only, stores and returns them in UTC."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Convert to UTC; a naive datetime has no instant, so it is refused."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs a time zone, this datetime has none")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return an aware datetime in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Base(DeclarativeBase):
    """The root of all models."""

    metadata = MetaData(naming_convention=NAMING)


db = SQLAlchemy(metadata=Base.metadata, add_models_to_shell=False)
migrate = Migrate()


@event.listens_for(Engine, "connect")
def _prepare_sqlite(connection: Any, _record: object) -> None:
    if type(connection).__module__ != "sqlite3":
        return
    connection.isolation_level = None
    for pragma in SQLITE_PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


@event.listens_for(Engine, "begin")
def _begin_sqlite(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        writes = connection.get_execution_options().get(WRITES, False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


@event.listens_for(Engine, "handle_error")
def _keep_values_out_of_messages(context: ExceptionContext) -> None:
    """PostgreSQL's detail of a broken constraint quotes the row, which may be about a person: keep the first line."""
    diagnosis = getattr(context.original_exception, "diag", None)
    first_line = getattr(diagnosis, "message_primary", None)
    if first_line is not None and context.sqlalchemy_exception is not None:
        context.original_exception.args = (first_line,)
        context.sqlalchemy_exception.args = (first_line,)
