"""Partner agencies, their officers, and the officers' duties at sessions."""

from datetime import date

from sqlalchemy import Column, ForeignKey, ForeignKeyConstraint, String, Table, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventhub.extensions import Base
from eventhub.models.columns import Identified, LanguageList
from eventhub.models.encryption import Encrypted
from eventhub.models.events import Event
from eventhub.models.sessions import Session, Topic
from eventhub.models.timeslots import SlotColumns, slot_constraints, slots_of

officer_topic = Table(
    "officer_topic",
    Base.metadata,
    Column("officer_id", ForeignKey("officer.id", ondelete="CASCADE"), primary_key=True),
    Column("topic_id", ForeignKey("topic.id"), primary_key=True),
)
"""Which topics an officer can speak about."""


class Agency(Identified, Base):
    """A partner of the day: the immigration office (ABH), the integration centre (KI), a chamber."""

    __tablename__ = "agency"

    code: Mapped[str] = mapped_column(String(40), unique=True)
    name: Mapped[str] = mapped_column(String(200))

    officers: Mapped[list["Officer"]] = relationship(
        back_populates="agency", lazy="raise", cascade="all, delete-orphan", passive_deletes=True
    )


class Officer(Identified, Base):
    """A member of an agency's staff who can host sessions."""

    __tablename__ = "officer"

    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id", ondelete="CASCADE"), index=True)
    name: Mapped[str] = mapped_column(String(200))
    languages: Mapped[tuple[str, ...]] = mapped_column(LanguageList, default=())
    contact: Mapped[dict[str, str] | None] = mapped_column(
        Encrypted("officer.contact"), deferred=True, deferred_raiseload=True
    )

    agency: Mapped[Agency] = relationship(back_populates="officers", lazy="raise")
    topics: Mapped[list[Topic]] = relationship(secondary=officer_topic, lazy="raise", passive_deletes=True)


class OfficerDuty(Identified, Base):
    """An officer hosts a session on a day; its time slots keep the officer out of any other place meanwhile."""

    __tablename__ = "officer_duty"
    __table_args__ = (
        ForeignKeyConstraint(["event_id", "day"], ["event.id", "event.day"], ondelete="CASCADE", onupdate="CASCADE"),
        ForeignKeyConstraint(["event_id", "session_id"], ["session.event_id", "session.id"], ondelete="CASCADE"),
        UniqueConstraint("officer_id", "session_id"),
        UniqueConstraint("id", "officer_id", "day"),
    )

    event_id: Mapped[int]
    session_id: Mapped[int] = mapped_column(index=True)
    day: Mapped[date]
    officer_id: Mapped[int] = mapped_column(ForeignKey("officer.id", ondelete="CASCADE"))

    event: Mapped[Event] = relationship(lazy="raise", overlaps="duties,session")
    officer: Mapped[Officer] = relationship(lazy="raise")
    session: Mapped[Session] = relationship(back_populates="duties", lazy="raise", overlaps="event")
    slots: Mapped[list["OfficerSlot"]] = relationship(lazy="raise", cascade="all, delete-orphan", passive_deletes=True)

    @classmethod
    def at(cls, event: Event, session: Session, officer: Officer) -> "OfficerDuty":
        """A duty at a session of an event whose rounds are loaded, with the time slots it takes."""
        return cls(event=event, session=session, officer=officer, slots=cls.slots_at(event, session))

    @staticmethod
    def slots_at(event: Event, session: Session) -> "list[OfficerSlot]":
        """The time slots that a duty at the session takes."""
        end = session.first_round + session.rounds
        hosted = [row for row in event.rounds if session.first_round <= row.number < end]
        return [OfficerSlot(slot=slot) for slot in slots_of((row.starts, row.ends) for row in hosted)]


class OfficerSlot(SlotColumns, Base):
    """Five minutes of a day in which an officer is on duty: no officer has the same ones twice."""

    __tablename__ = "officer_slot"
    __table_args__ = slot_constraints("officer")

    officer_id: Mapped[int] = mapped_column(primary_key=True)
