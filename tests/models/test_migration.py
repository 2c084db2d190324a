"""Models and migrations agree, on both databases."""

import threading
from contextlib import suppress
from pathlib import Path

import pytest
from alembic.migration import MigrationContext
from alembic.operations import Operations
from flask import Flask
from sqlalchemy import CheckConstraint, String, create_engine, inspect

from eventhub.extensions import Base, db
from eventhub.models.migration import is_current, migrating, pending_changes, upgrade, upgrade_engine
from tests import factories as make


def test_migrations_match_models(app: Flask) -> None:
    assert pending_changes(app) == []


def test_pending_changes_name_a_missing_column(app: Flask) -> None:
    with db.engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE topic DROP COLUMN description")
    (sentence,) = pending_changes(app)
    assert "add_column" in sentence
    assert "topic" in sentence


def test_check_constraints_are_all_migrated(app: Flask) -> None:
    for table in Base.metadata.tables.values():
        checks = {rule for rule in table.constraints if isinstance(rule, CheckConstraint)}
        found = {rule["name"] for rule in inspect(db.engine).get_check_constraints(table.name)}
        assert found == {str(rule.name) for rule in checks}, table.name


def test_upgrade_twice_changes_nothing(app: Flask) -> None:
    upgrade(app)
    assert is_current(db.engine)
    assert pending_changes(app) == []


def test_rebuilding_a_table_keeps_what_references_it(app: Flask) -> None:
    """On SQLite most changes of a table rebuild it, and dropping the old one must not delete its people."""
    make.make_participant()
    with migrating(db.engine) as connection:
        operations = Operations(MigrationContext.configure(connection))
        with operations.batch_alter_table("municipality", recreate="auto") as table:
            table.alter_column("name", type_=String(300), existing_type=String(200))
    with db.engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM participant").scalar() == 1
        assert connection.exec_driver_sql("SELECT count(*) FROM spoken_language").scalar() == 1
        if connection.dialect.name == "sqlite":
            assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1


def test_failed_migration_leaves_nothing_behind(app: Flask) -> None:
    with suppress(LookupError), migrating(db.engine) as connection:
        connection.exec_driver_sql("CREATE TABLE half_done (id INTEGER)")
        raise LookupError
    assert not inspect(db.engine).has_table("half_done")


def test_migration_that_loses_a_parent_row_is_refused(sqlite_app: Flask) -> None:
    make.make_participant()
    with pytest.raises(RuntimeError, match="participant"), migrating(db.engine) as connection:
        connection.exec_driver_sql("DELETE FROM municipality")
    with db.engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM municipality").scalar() == 1


def test_processes_that_start_together_migrate_once(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'eventhub.sqlite'}"
    failures: list[BaseException] = []

    def start() -> None:
        engine = create_engine(url)
        try:
            upgrade_engine(engine)
        except BaseException as error:
            failures.append(error)
        engine.dispose()

    threads = [threading.Thread(target=start) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert (tmp_path / "eventhub.sqlite").stat().st_mode & 0o777 == 0o600
