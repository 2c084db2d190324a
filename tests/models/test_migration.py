"""Models and migrations agree, on both databases."""

from flask import Flask
from sqlalchemy import CheckConstraint, inspect

from eventhub.extensions import Base, db
from eventhub.models.migration import is_current, pending_changes, upgrade


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
