"""A use case is one transaction, and writing happens nowhere else."""

import threading
from contextlib import suppress

import pytest
from flask import Flask
from sqlalchemy import select, update
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from eventhub.extensions import WRITES, db
from eventhub.models.sessions import Topic
from eventhub.models.transaction import WriteOutsideTransactionError, transaction
from tests import factories as make


def codes(session: Session) -> list[str]:
    return sorted(session.scalars(select(Topic.code)))


def topic(code: str) -> Topic:
    return Topic(code=code, title={"de": "Thema"})


def test_transaction_commits_at_its_end(app: Flask, session: Session) -> None:
    with transaction() as writing:
        writing.add(topic("a"))
    db.session.remove()
    assert codes(db.session()) == ["a"]


def test_exception_takes_everything_back(session: Session) -> None:
    with suppress(LookupError), transaction() as writing:
        writing.add(topic("a"))
        writing.flush()
        writing.add(topic("b"))
        raise LookupError
    assert codes(session) == []


def test_inner_transaction_joins_the_outer_one(session: Session) -> None:
    with suppress(LookupError), transaction() as outer:
        with transaction() as inner:
            inner.add(topic("a"))
        assert inner is outer
        raise LookupError
    assert codes(session) == []


def test_flush_outside_a_transaction_is_refused(session: Session) -> None:
    session.add(topic("a"))
    with pytest.raises(WriteOutsideTransactionError):
        session.commit()
    session.rollback()
    assert codes(session) == []


def test_bulk_statement_outside_a_transaction_is_refused(session: Session) -> None:
    make.make_topic("a")
    with pytest.raises(WriteOutsideTransactionError):
        session.execute(update(Topic).values(code="b"))
    assert codes(session) == ["a"]


def test_unsaved_change_before_a_transaction_is_refused(session: Session) -> None:
    codes(session)
    session.add(topic("a"))
    with pytest.raises(WriteOutsideTransactionError), transaction():
        pass


def test_reading_then_writing_in_turn_loses_nothing(app: Flask) -> None:
    """Two threads read and then write in one transaction, 20 times each, as web server and worker do."""
    make.make_topic("a", title={"de": "0"})
    failures: list[BaseException] = []

    def count_up() -> None:
        try:
            for _ in range(20):
                with app.app_context(), transaction() as session:
                    row = session.scalars(select(Topic).with_for_update()).one()
                    row.title = {"de": str(int(row.title["de"]) + 1)}
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=count_up) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    db.session.remove()
    assert failures == []
    assert db.session.scalars(select(Topic.title)).one() == {"de": "40"}


def test_sqlite_reader_turned_writer_would_fail_at_once(sqlite_app: Flask) -> None:
    """Why `transaction` begins as a writer: without that, this is what happens."""
    with db.engine.connect() as reader:
        reader.exec_driver_sql("SELECT * FROM topic")
        make.make_topic("a")
        with pytest.raises(OperationalError, match="locked"):
            reader.exec_driver_sql("DELETE FROM topic")


def test_sqlite_reader_is_not_held_up_by_a_writer(sqlite_app: Flask) -> None:
    with transaction() as writing:
        writing.add(topic("a"))
        writing.flush()
        with db.engine.connect() as reader:
            assert reader.exec_driver_sql("SELECT count(*) FROM topic").scalar() == 0


def test_sqlite_is_opened_for_many_processes(sqlite_app: Flask) -> None:
    with db.engine.connect() as connection:
        pragmas = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("foreign_keys", "journal_mode", "busy_timeout", "recursive_triggers")
        }
    assert pragmas == {"foreign_keys": 1, "journal_mode": "wal", "busy_timeout": 15000, "recursive_triggers": 1}


def test_sqlite_writer_begins_as_one(sqlite_app: Flask) -> None:
    writer = db.engine.execution_options(**{WRITES: True})
    with writer.connect() as first, first.begin(), db.engine.connect() as second:
        second.exec_driver_sql("PRAGMA busy_timeout = 1")
        with pytest.raises(OperationalError, match="locked"):
            second.exec_driver_sql("INSERT INTO district (public_id, key, name) VALUES ('x', '1', 'x')")
