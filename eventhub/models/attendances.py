"""Attendances: a participant at an event, with what they need, want, wish and agree to."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventhub.extensions import Base, UTCDateTime
from eventhub.models.codes import TopicSource, WishSource, WishStrength
from eventhub.models.columns import Identified, RoundSpans, Spans, coded, utc_now
from eventhub.models.employers import Participation
from eventhub.models.events import Event
from eventhub.models.people import Participant
from eventhub.models.sessions import Topic


class AttendanceState(StrEnum):
    """How far a participant's coming is settled; a declined or cancelled one no longer takes the day."""

    INVITED = "invited"
    REGISTERED = "registered"
    CONFIRMED = "confirmed"
    DECLINED = "declined"
    CANCELLED = "cancelled"


_STANDING = text("withdrawn_at IS NULL")
_STANDING_ALONE = text("withdrawn_at IS NULL AND participation_id IS NULL")
_COMES = text("state NOT IN ('declined', 'cancelled')")


class Attendance(Identified, Base):
    """A participant at an event: at most one a day that is not called off.

    `available` are the rounds the person can be there; `secret_generation` is all that is stored of their links.
    """

    __tablename__ = "attendance"
    __table_args__ = (
        ForeignKeyConstraint(["event_id", "day"], ["event.id", "event.day"], ondelete="CASCADE", onupdate="CASCADE"),
        UniqueConstraint("event_id", "id"),
        UniqueConstraint("event_id", "participant_id"),
        UniqueConstraint("event_id", "roster_number"),
        Index(
            "uq_attendance_one_a_day",
            "participant_id",
            "day",
            unique=True,
            sqlite_where=_COMES,
            postgresql_where=_COMES,
        ),
        CheckConstraint("min_dates >= 0 AND min_dates <= max_dates", name="min_dates_up_to_max_dates"),
        CheckConstraint("roster_number >= 1", name="roster_number_positive"),
        CheckConstraint("secret_generation >= 0", name="secret_generation_not_negative"),
    )

    event_id: Mapped[int]
    day: Mapped[date]
    participant_id: Mapped[int] = mapped_column(ForeignKey("participant.id", ondelete="CASCADE"))
    state: Mapped[AttendanceState] = mapped_column(coded(AttendanceState, "state"), default=AttendanceState.REGISTERED)
    roster_number: Mapped[int]
    available: Mapped[Spans] = mapped_column(RoundSpans)
    min_dates: Mapped[int] = mapped_column(default=1)
    max_dates: Mapped[int] = mapped_column(default=4)
    needs_interpreter: Mapped[bool] = mapped_column(default=False)
    needs_step_free: Mapped[bool] = mapped_column(default=False)
    needs_childcare: Mapped[bool] = mapped_column(default=False)
    companions: Mapped[str | None] = mapped_column(String(40))
    """Attendances of one event with the same label should be there at the same time."""
    secret_generation: Mapped[int] = mapped_column(default=0)

    event: Mapped[Event] = relationship(lazy="raise")
    participant: Mapped[Participant] = relationship(lazy="raise")
    wishes: Mapped[list["Wish"]] = relationship(
        back_populates="attendance", lazy="raise", cascade="all, delete-orphan", passive_deletes=True
    )
    requested_topics: Mapped[list["RequestedTopic"]] = relationship(
        back_populates="attendance", lazy="raise", cascade="all, delete-orphan", passive_deletes=True
    )
    consents: Mapped[list["Consent"]] = relationship(
        back_populates="attendance", lazy="raise", cascade="all, delete-orphan", passive_deletes=True
    )


class RequestedTopic(Base):
    """A participant should have a seat in a session on this topic.

    `named_ok`: was told that the agency sees the name. `before_dates`: the session should come before the dates.
    """

    __tablename__ = "requested_topic"

    attendance_id: Mapped[int] = mapped_column(ForeignKey("attendance.id", ondelete="CASCADE"), primary_key=True)
    topic_id: Mapped[int] = mapped_column(ForeignKey("topic.id"), primary_key=True)
    source: Mapped[TopicSource] = mapped_column(coded(TopicSource, "source"))
    named_ok: Mapped[bool] = mapped_column(default=False)
    before_dates: Mapped[bool] = mapped_column(default=False)

    attendance: Mapped[Attendance] = relationship(back_populates="requested_topics", lazy="raise")
    topic: Mapped[Topic] = relationship(lazy="raise")


class Wish(Base):
    """A wish about one participant and one employer at one event; both are at that event, the database checks."""

    __tablename__ = "wish"
    __table_args__ = (
        ForeignKeyConstraint(
            ["event_id", "attendance_id"], ["attendance.event_id", "attendance.id"], ondelete="CASCADE"
        ),
        ForeignKeyConstraint(
            ["event_id", "participation_id"],
            ["participation.event_id", "participation.id"],
            ondelete="CASCADE",
        ),
    )

    event_id: Mapped[int]
    attendance_id: Mapped[int] = mapped_column(primary_key=True)
    participation_id: Mapped[int] = mapped_column(primary_key=True)
    source: Mapped[WishSource] = mapped_column(coded(WishSource, "source"), primary_key=True)
    strength: Mapped[WishStrength] = mapped_column(coded(WishStrength, "strength"))

    attendance: Mapped[Attendance] = relationship(back_populates="wishes", lazy="raise", overlaps="participation")
    participation: Mapped[Participation] = relationship(lazy="raise", overlaps="attendance,wishes")


class ConsentPurpose(StrEnum):
    """What a participant agreed to; each is asked on its own and nothing is ticked beforehand."""

    NAME_TO_EMPLOYER = "name_to_employer"
    CONTACT_TO_EMPLOYER = "contact_to_employer"
    PERMISSION_NOTE_TO_EMPLOYER = "permission_note_to_employer"
    MAIL = "mail"


class Consent(Identified, Base):
    """A consent with its proof: which text in which language, when given, when withdrawn.

    `participation_id` says which employer it is about; without one it is about none.
    """

    __tablename__ = "consent"
    __table_args__ = (
        ForeignKeyConstraint(
            ["event_id", "attendance_id"], ["attendance.event_id", "attendance.id"], ondelete="CASCADE"
        ),
        ForeignKeyConstraint(
            ["event_id", "participation_id"],
            ["participation.event_id", "participation.id"],
            ondelete="CASCADE",
        ),
        CheckConstraint("(participation_id IS NULL) = (purpose = 'mail')", name="employer_where_one_is_meant"),
        CheckConstraint("withdrawn_at >= given_at", name="withdrawn_after_given"),
        Index(
            "uq_consent_standing",
            "attendance_id",
            "purpose",
            unique=True,
            sqlite_where=_STANDING_ALONE,
            postgresql_where=_STANDING_ALONE,
        ),
        Index(
            "uq_consent_standing_for_employer",
            "attendance_id",
            "purpose",
            "participation_id",
            unique=True,
            sqlite_where=_STANDING,
            postgresql_where=_STANDING,
        ),
    )

    event_id: Mapped[int]
    attendance_id: Mapped[int] = mapped_column(index=True)
    participation_id: Mapped[int | None]
    purpose: Mapped[ConsentPurpose] = mapped_column(coded(ConsentPurpose, "purpose"))
    text_version: Mapped[str] = mapped_column(String(40))
    language: Mapped[str] = mapped_column(String(16))
    given_at: Mapped[datetime] = mapped_column(UTCDateTime, default=utc_now)
    withdrawn_at: Mapped[datetime | None] = mapped_column(UTCDateTime)

    attendance: Mapped[Attendance] = relationship(back_populates="consents", lazy="raise")
    participation: Mapped[Participation | None] = relationship(lazy="raise", viewonly=True)
