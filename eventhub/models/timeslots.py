"""One duty per person and time, as a constraint that SQLite and PostgreSQL both enforce.

A duty occupies slots of five minutes of a local day. The slots' primary key is (person, day, slot), so a second
duty that touches the same five minutes is refused by the database, whoever writes it, on whatever clock grid.
"""

from collections.abc import Iterable
from datetime import date, time

from sqlalchemy import CheckConstraint, ForeignKeyConstraint
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.schema import SchemaItem

SLOT_MINUTES = 5
SLOTS_A_DAY = 24 * 60 // SLOT_MINUTES


def slots_between(starts: time, ends: time) -> range:
    """Numbers of the slots of a day that the time from `starts` to `ends` touches; both are local clock times."""
    first = (starts.hour * 60 + starts.minute) // SLOT_MINUTES
    last = -(-(ends.hour * 60 + ends.minute) // SLOT_MINUTES)
    return range(first, last)


def slots_of(times: Iterable[tuple[time, time]]) -> list[int]:
    """Numbers of all slots that the times touch, sorted, each once."""
    return sorted({slot for starts, ends in times for slot in slots_between(starts, ends)})


class SlotColumns:
    """The columns that the slots of officers and of interpreters share."""

    day: Mapped[date] = mapped_column(primary_key=True)
    slot: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    duty_id: Mapped[int] = mapped_column(index=True)


def slot_constraints(person: str) -> tuple[SchemaItem, ...]:
    """A slot belongs to a duty of the same person on the same day and moves with it."""
    return (
        ForeignKeyConstraint(
            ["duty_id", f"{person}_id", "day"],
            [f"{person}_duty.id", f"{person}_duty.{person}_id", f"{person}_duty.day"],
            ondelete="CASCADE",
            onupdate="CASCADE",
        ),
        CheckConstraint(f"slot >= 0 AND slot < {SLOTS_A_DAY}", name="slot_of_the_day"),
    )
