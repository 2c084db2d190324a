"""Events: series, the event itself, its clock grid of rounds and breaks."""

from datetime import date, datetime, time
from enum import StrEnum
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventhub.extensions import Base, UTCDateTime
from eventhub.models.columns import Identified, LocalisedText, Texts, coded
from eventhub.models.places import Municipality, Venue

if TYPE_CHECKING:
    from eventhub.models.sessions import Session


class EventKind(StrEnum):
    """A rotation has employers and dates; an information event has sessions only."""

    ROTATION = "rotation"
    INFORMATION = "information"


class EventState(StrEnum):
    """Where an event stands in its life; it can be cancelled or postponed from any of them."""

    DRAFT = "draft"
    OPEN = "open"
    PLANNED = "planned"
    PUBLISHED = "published"
    RUNNING = "running"
    CLOSED = "closed"
    ARCHIVED = "archived"
    CANCELLED = "cancelled"
    POSTPONED = "postponed"


CALLED_OFF = (EventState.CANCELLED, EventState.POSTPONED)
"""States in which the event is not held on its day."""


class Series(Identified, Base):
    """Events that belong together over several places; agency staff is planned over the whole series."""

    __tablename__ = "series"

    district_id: Mapped[int] = mapped_column(ForeignKey("district.id"))
    slug: Mapped[str] = mapped_column(String(80), unique=True)
    title: Mapped[Texts] = mapped_column(LocalisedText)

    events: Mapped[list["Event"]] = relationship(back_populates="series", lazy="raise", passive_deletes="all")


class Event(Identified, Base):
    """One day at one place.

    `day` and the times of its rounds and breaks are local, in the IANA zone `zone`. The pair (id, day) is
    referenced by attendances and duties, so a postponed event moves their day along.
    """

    __tablename__ = "event"
    __table_args__ = (
        UniqueConstraint("id", "day"),
        CheckConstraint("capacity >= 0", name="capacity_not_negative"),
        CheckConstraint("overbooking_percent BETWEEN 0 AND 100", name="overbooking_is_a_percentage"),
        CheckConstraint("registration_opens < registration_closes", name="registration_opens_before_it_closes"),
        CheckConstraint("venue_id IS NOT NULL OR state IN ('draft', 'cancelled', 'postponed')", name="open_has_venue"),
    )

    series_id: Mapped[int | None] = mapped_column(ForeignKey("series.id", ondelete="SET NULL"), index=True)
    municipality_id: Mapped[int] = mapped_column(ForeignKey("municipality.id"), index=True)
    venue_id: Mapped[int | None] = mapped_column(ForeignKey("venue.id"))
    slug: Mapped[str] = mapped_column(String(80), unique=True)
    title: Mapped[Texts] = mapped_column(LocalisedText)
    description: Mapped[Texts | None] = mapped_column(LocalisedText)
    kind: Mapped[EventKind] = mapped_column(coded(EventKind, "kind"), default=EventKind.ROTATION)
    state: Mapped[EventState] = mapped_column(coded(EventState, "state"), default=EventState.DRAFT)
    day: Mapped[date]
    zone: Mapped[str] = mapped_column(String(64), default="Europe/Berlin")
    registration_opens: Mapped[datetime | None] = mapped_column(UTCDateTime)
    registration_closes: Mapped[datetime | None] = mapped_column(UTCDateTime)
    capacity: Mapped[int]
    overbooking_percent: Mapped[int] = mapped_column(default=0)
    fit_weights: Mapped[dict[str, int] | None] = mapped_column(JSON(none_as_null=True))

    series: Mapped[Series | None] = relationship(back_populates="events", lazy="raise")
    municipality: Mapped[Municipality] = relationship(lazy="raise")
    venue: Mapped[Venue | None] = relationship(lazy="raise")
    rounds: Mapped[list["Round"]] = relationship(
        back_populates="event",
        lazy="raise",
        cascade="all, delete-orphan",
        passive_deletes=True,
        order_by="Round.number",
    )
    breaks: Mapped[list["Break"]] = relationship(
        back_populates="event",
        lazy="raise",
        cascade="all, delete-orphan",
        passive_deletes=True,
        order_by="Break.starts",
    )
    sessions: Mapped[list["Session"]] = relationship(
        back_populates="event",
        lazy="raise",
        cascade="all, delete-orphan",
        passive_deletes=True,
        order_by="Session.first_round, Session.id",
    )

    def at(self, clock: time) -> datetime:
        """The aware datetime of a clock time on the event's day and in its zone."""
        return datetime.combine(self.day, clock, tzinfo=ZoneInfo(self.zone))


class Round(Base):
    """One round of the clock grid; numbered from 0, once, and never renumbered: a dropped round stays, marked."""

    __tablename__ = "round"
    __table_args__ = (
        CheckConstraint("number >= 0", name="number_not_negative"),
        CheckConstraint("starts < ends", name="starts_before_it_ends"),
    )

    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    starts: Mapped[time]
    ends: Mapped[time]
    dropped: Mapped[bool] = mapped_column(default=False)

    event: Mapped[Event] = relationship(back_populates="rounds", lazy="raise")


class Break(Base):
    """A common break of an event: time between two rounds with a name."""

    __tablename__ = "break"
    __table_args__ = (CheckConstraint("starts < ends", name="starts_before_it_ends"),)

    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"), primary_key=True)
    starts: Mapped[time] = mapped_column(primary_key=True)
    ends: Mapped[time]
    label: Mapped[Texts] = mapped_column(LocalisedText)

    event: Mapped[Event] = relationship(back_populates="breaks", lazy="raise")
