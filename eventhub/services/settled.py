"""What is settled about an event's plan, in the ids of its problem: locks and what was told to people.

What speaks of a person, employer or session that is no longer part of the event is left out.
"""

from collections.abc import Iterator

from eventhub.errors import InputError
from eventhub.matching.problem import Assignments, PlannedDate, PlannedSeat
from eventhub.models.plans import LockKind, PlanLock, PublishedItem
from eventhub.services.event_facts import EventFacts

Settling = PlanLock | PublishedItem


class Settled:
    """Reads locks and published items in terms of public ids."""

    def __init__(self, facts: EventFacts) -> None:
        self._facts = facts
        self._people = {row.id: row.public_id for row in facts.attendances}
        self._tables = {row.id: row.public_id for row in facts.participations}
        self._sessions = {row.id: row.public_id for row in facts.sessions}
        self._interpreters = {row.interpreter_id: row.interpreter.public_id for row in facts.duties}

    def pinned(self) -> Assignments:
        """The dates and seats that the organiser locked in."""
        rows = [lock for lock in self._facts.locks if _pins(lock)]
        return Assignments(
            tuple(date for row in rows for date in self._date(row, row.round, None)),
            tuple(seat for row in rows for seat in self._seat(row)),
        )

    def previous(self) -> Assignments:
        """The dates and seats that people were told of."""
        rows = self._facts.told
        return Assignments(
            tuple(date for row in rows for date in self._date(row, row.first_round, row.interpreter_id)),
            tuple(seat for row in rows for seat in self._seat(row)),
        )

    def _date(self, row: Settling, number: int | None, interpreter_id: int | None) -> Iterator[PlannedDate]:
        person, table = self._people.get(row.attendance_id), self._tables.get(row.participation_id or 0)
        if person is not None and table is not None and number is not None:
            yield PlannedDate(person, table, number, self._interpreters.get(interpreter_id or 0))

    def _seat(self, row: Settling) -> Iterator[PlannedSeat]:
        person, session = self._people.get(row.attendance_id), self._sessions.get(row.session_id or 0)
        if person is not None and session is not None:
            yield PlannedSeat(person, session)


def _pins(lock: PlanLock) -> bool:
    """Whether a lock pins. A forbidden date is no candidate pair (`fit_inputs`); a problem cannot forbid a seat."""
    if lock.kind is LockKind.FORBIDDEN and lock.session_id is not None:
        raise InputError("A seat in a session cannot be forbidden; lock the person into another session instead.")
    return lock.kind is LockKind.PINNED
