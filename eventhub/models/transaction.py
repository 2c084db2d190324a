"""One use case is one transaction: all of it or nothing.

Reading needs no ceremony. Writing happens inside `with transaction() as session:`, and only there. On SQLite the
transaction then begins as a writer (BEGIN IMMEDIATE) and waits for its turn: a transaction that begins as a reader
and turns writer later fails at once when somebody else has written meanwhile, however long the busy timeout.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import event
from sqlalchemy.orm import ORMExecuteState, Session, UOWTransaction

from eventhub.extensions import WRITES, db

_ADVICE = "make, change and delete rows inside `with transaction():`, see eventhub/models/transaction.py"


class WriteOutsideTransactionError(RuntimeError):
    """A flush or a bulk statement came outside `transaction()`: a mistake in the code, never the user's."""


@contextmanager
def transaction() -> Iterator[Session]:
    """Write in one transaction: commits at the end, rolls everything back when an exception leaves the block.

    Inside another one it joins it, so that a use case can be made of parts; the outermost commits. Objects read
    before it began are read again when they are next used.
    """
    session = db.session()
    if session.in_transaction():
        if _writes(session):
            yield session
            return
        session.commit()
    session.connection(execution_options={WRITES: True})
    try:
        yield session
        session.commit()
    except BaseException:
        session.rollback()
        raise


def _writes(session: Session) -> bool:
    return bool(session.connection().get_execution_options().get(WRITES, False))


@event.listens_for(Session, "before_flush")
def _refuse_flush(session: Session, _context: UOWTransaction, _instances: object) -> None:
    if (session.new or session.dirty or session.deleted) and not _writes(session):
        raise WriteOutsideTransactionError(_ADVICE)


@event.listens_for(Session, "do_orm_execute")
def _refuse_bulk(state: ORMExecuteState) -> None:
    if (state.is_insert or state.is_update or state.is_delete) and not _writes(state.session):
        raise WriteOutsideTransactionError(_ADVICE)
