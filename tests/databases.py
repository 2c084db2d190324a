"""Settings for tests, and SQLite: a file migrated once by the real migrations, then copied for each test."""

from pathlib import Path

from sqlalchemy import create_engine

from eventhub.models.migration import upgrade_engine
from eventhub.settings import Settings


def settings_for_tests(instance: Path, database_url: str) -> Settings:
    """Settings of an installation in a folder of its own, with keys of its own and short heartbeats."""
    return Settings(
        instance=instance,
        database_url=database_url,
        queue_url=f"sqlite:///{instance / 'queue.sqlite'}",
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
