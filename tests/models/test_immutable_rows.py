"""Audit entries and plan versions: the database itself refuses to change them."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import delete, update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from eventhub.extensions import db
from eventhub.models.audit import AuditEntry
from eventhub.models.columns import utc_now
from eventhub.models.plans import PlanVersion
from eventhub.models.transaction import transaction
from tests import factories as make

ENTRY = {"actor": "system", "action": "publish", "subject_table": "event", "subject_id": "x" * 22}


def entry(days: int = 0) -> AuditEntry:
    return make.saved(AuditEntry, at=utc_now() - timedelta(days=days), **ENTRY)


@pytest.mark.parametrize("days", [0, 400])
def test_audit_entry_never_changes(session: Session, days: int) -> None:
    entry(days)
    with pytest.raises(DBAPIError, match="never changes"), transaction():
        session.execute(update(AuditEntry).values(actor="somebody else"))


@pytest.mark.parametrize("days", [0, 170])
def test_young_audit_entry_stays(session: Session, days: int) -> None:
    entry(days)
    with pytest.raises(DBAPIError, match="six months"), transaction():
        session.execute(delete(AuditEntry))


def test_audit_entry_older_than_six_months_may_go(session: Session) -> None:
    entry(190)
    with transaction():
        session.execute(delete(AuditEntry))
    assert session.query(AuditEntry).count() == 0


def test_audit_entry_is_not_replaced(app: Flask) -> None:
    entry()
    replace = {
        "sqlite": "INSERT OR REPLACE INTO audit_entry SELECT * FROM audit_entry",
        "postgresql": "INSERT INTO audit_entry SELECT * FROM audit_entry ON CONFLICT (id) DO UPDATE SET actor = 'x'",
    }
    with pytest.raises(DBAPIError, match=r"never changes|six months"), db.engine.begin() as connection:
        connection.exec_driver_sql(replace[db.engine.dialect.name])


def test_audit_table_is_not_emptied(app: Flask) -> None:
    entry()
    empty = {"sqlite": "DELETE FROM audit_entry", "postgresql": "TRUNCATE audit_entry"}
    with pytest.raises(DBAPIError, match="six months"), db.engine.begin() as connection:
        connection.exec_driver_sql(empty[db.engine.dialect.name])


def test_plan_version_never_changes(session: Session) -> None:
    make.make_plan_version(make.make_event())
    with pytest.raises(DBAPIError, match="never changes"), transaction():
        session.execute(update(PlanVersion).values(plan={"dates": []}))
