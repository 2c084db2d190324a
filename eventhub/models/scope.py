"""The guard on every query about people; it fails closed.

Every select, update or delete through a session that touches a table about people must carry a scope:

    session.scalars(select(Attendance).options(scope.option()))

Without one it raises, whoever wrote it. With one, each such table is narrowed to the rows the scope can see, also in
joins and eager loads. Statements that cannot be narrowed (textual SQL, unions, tables without their models) are
refused unless the scope is `EVERYTHING`.

Two ways round it are closed by tests: nothing but `visibility` names a table by `__table__`, and no relationship leads
from a table without a scope to one with, for eager joins are added after the hook has looked.
"""

from functools import lru_cache

from sqlalchemy import (
    ClauseElement,
    Column,
    ColumnClause,
    Delete,
    Executable,
    Insert,
    Select,
    Table,
    TextClause,
    Update,
    event,
)
from sqlalchemy.orm import ORMExecuteState, Session, with_loader_criteria
from sqlalchemy.orm.interfaces import ORMOption
from sqlalchemy.sql import visitors

from eventhub.models.visibility import EVERYTHING, RULES, Scope, ScopeOption

SCOPED_TABLES: frozenset[str] = frozenset(model.__tablename__ for model in RULES)
"""Names of the tables about people."""


class UnscopedQueryError(RuntimeError):
    """A query about people came without a scope: a mistake in the code, never the user's."""


@event.listens_for(Session, "do_orm_execute")
def _apply_scope(state: ORMExecuteState) -> None:
    """Refuse a statement about people without a scope, and narrow one that has it."""
    if state.is_column_load or _only_inserts(state.statement):
        return
    scope = _scope_of(state)
    touched = _people_tables(state.statement)
    if scope == EVERYTHING or not touched:
        return
    if scope is None or not state.is_orm_statement or not isinstance(state.statement, _NARROWABLE):
        raise UnscopedQueryError(f"a query of {', '.join(touched)} needs a scope, see eventhub/models/scope.py")
    if not state.is_relationship_load:  # the criteria of the first statement come along with it
        state.statement = state.statement.options(*_criteria(scope))


@lru_cache(maxsize=256)
def _criteria(scope: Scope) -> tuple[ORMOption, ...]:
    return tuple(
        with_loader_criteria(model, rule(scope), include_aliases=True, propagate_to_loaders=True)
        for model, rule in RULES.items()
    )


_NARROWABLE = (Select, Update, Delete)


def _only_inserts(statement: Executable) -> bool:
    return isinstance(statement, Insert) and statement.select is None


def _scope_of(state: ORMExecuteState) -> Scope | None:
    for option in state.user_defined_options:
        if isinstance(option, ScopeOption) and isinstance(option.payload, Scope):
            return option.payload
    return None


def _people_tables(statement: Executable) -> list[str]:
    """Names of the tables about people that a statement touches; text cannot be looked into, so it counts as one."""
    assert isinstance(statement, ClauseElement)
    found = set()
    for element in visitors.iterate(statement):
        if isinstance(element, TextClause) or _is_literal_sql(element):
            found.add("textual SQL")
        table = element.table if isinstance(element, Column) else element
        if isinstance(table, Table) and table.name in SCOPED_TABLES:
            found.add(table.name)
    return sorted(found)


def _is_literal_sql(element: object) -> bool:
    """Whether it is a `literal_column`, which may hold any SQL; SQLAlchemy makes those two of its own."""
    return isinstance(element, ColumnClause) and element.is_literal and element.name not in ("*", "1")
