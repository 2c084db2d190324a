"""Interpreters and their duties at events."""

from datetime import date

from sqlalchemy import ForeignKey, ForeignKeyConstraint, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventhub.extensions import Base
from eventhub.models.columns import Identified, LanguageList, RoundSpans, Spans
from eventhub.models.encryption import Encrypted
from eventhub.models.events import Event
from eventhub.models.timeslots import SlotColumns, slot_constraints, slots_of


class Interpreter(Identified, Base):
    """Somebody who interprets between German and their languages."""

    __tablename__ = "interpreter"

    name: Mapped[str] = mapped_column(String(200))
    languages: Mapped[tuple[str, ...]] = mapped_column(LanguageList)
    contact: Mapped[dict[str, str] | None] = mapped_column(
        Encrypted("interpreter.contact"), deferred=True, deferred_raiseload=True
    )


class InterpreterDuty(Identified, Base):
    """An interpreter serves at an event in the rounds `available`; the time slots of those rounds are taken."""

    __tablename__ = "interpreter_duty"
    __table_args__ = (
        ForeignKeyConstraint(["event_id", "day"], ["event.id", "event.day"], ondelete="CASCADE", onupdate="CASCADE"),
        UniqueConstraint("event_id", "interpreter_id"),
        UniqueConstraint("id", "interpreter_id", "day"),
    )

    event_id: Mapped[int]
    day: Mapped[date]
    interpreter_id: Mapped[int] = mapped_column(ForeignKey("interpreter.id", ondelete="CASCADE"))
    available: Mapped[Spans] = mapped_column(RoundSpans)

    event: Mapped[Event] = relationship(lazy="raise")
    interpreter: Mapped[Interpreter] = relationship(lazy="raise")
    slots: Mapped[list["InterpreterSlot"]] = relationship(
        lazy="raise", cascade="all, delete-orphan", passive_deletes=True
    )

    @classmethod
    def at(cls, event: Event, interpreter: Interpreter, available: Spans) -> "InterpreterDuty":
        """A duty in the rounds `available` of an event whose rounds are loaded, with the time slots it takes."""
        slots = cls.slots_at(event, available)
        return cls(event=event, interpreter=interpreter, available=available, slots=slots)

    @staticmethod
    def slots_at(event: Event, available: Spans) -> "list[InterpreterSlot]":
        """The time slots that a duty in these rounds takes."""
        serves = [row for row in event.rounds if any(first <= row.number < end for first, end in available)]
        return [InterpreterSlot(slot=slot) for slot in slots_of((row.starts, row.ends) for row in serves)]


class InterpreterSlot(SlotColumns, Base):
    """Five minutes of a day in which an interpreter is on duty: no interpreter has the same ones twice."""

    __tablename__ = "interpreter_slot"
    __table_args__ = slot_constraints("interpreter")

    interpreter_id: Mapped[int] = mapped_column(primary_key=True)
