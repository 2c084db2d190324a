"""Plans: immutable versions, the pointers to them, the organiser's locks, and what was told to people."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, ForeignKeyConstraint, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventhub.extensions import Base, UTCDateTime
from eventhub.models.attendances import Attendance
from eventhub.models.columns import PUBLIC_ID_LENGTH, Identified, coded, utc_now
from eventhub.models.employers import Participation
from eventhub.models.events import Event
from eventhub.models.sessions import Session


class PlanVersion(Identified, Base):
    """A computed plan with the problem it answers. A trigger refuses every update: a new plan is a new version.

    `problem_sha256` is the hash of the canonical problem document in hex; the version is stale when the hash of
    today's problem differs. `created_by` is the public id of an account, or None for the system.
    """

    __tablename__ = "plan_version"
    __table_args__ = (
        UniqueConstraint("event_id", "id"),
        UniqueConstraint("event_id", "number"),
        ForeignKeyConstraint(["event_id", "parent_id"], ["plan_version.event_id", "plan_version.id"]),
        CheckConstraint("length(problem_sha256) = 64", name="problem_sha256_is_hex"),
        CheckConstraint("number >= 1", name="number_positive"),
    )

    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"))
    number: Mapped[int]
    parent_id: Mapped[int | None]
    problem: Mapped[dict[str, Any]] = mapped_column(JSON(none_as_null=True), deferred=True)
    plan: Mapped[dict[str, Any]] = mapped_column(JSON(none_as_null=True), deferred=True)
    problem_sha256: Mapped[str] = mapped_column(String(64))
    created_at: Mapped[datetime] = mapped_column(UTCDateTime, default=utc_now)
    created_by: Mapped[str | None] = mapped_column(String(PUBLIC_ID_LENGTH))

    event: Mapped[Event] = relationship(lazy="raise")
    parent: Mapped["PlanVersion | None"] = relationship(
        remote_side="[PlanVersion.event_id, PlanVersion.id]", lazy="raise", viewonly=True
    )


class PlanPointers(Base):
    """Which version of an event is the draft and which is published; undo moves the pointer.

    A version that has been published and is no longer pointed to is superseded.
    """

    __tablename__ = "plan_pointers"
    __table_args__ = (
        ForeignKeyConstraint(["event_id", "draft_id"], ["plan_version.event_id", "plan_version.id"]),
        ForeignKeyConstraint(["event_id", "published_id"], ["plan_version.event_id", "plan_version.id"]),
    )

    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"), primary_key=True)
    draft_id: Mapped[int | None]
    published_id: Mapped[int | None]

    draft: Mapped[PlanVersion | None] = relationship(
        foreign_keys="[PlanPointers.event_id, PlanPointers.draft_id]", lazy="raise", viewonly=True
    )
    published: Mapped[PlanVersion | None] = relationship(
        foreign_keys="[PlanPointers.event_id, PlanPointers.published_id]", lazy="raise", viewonly=True
    )


class Publication(Identified, Base):
    """A version was published at that instant by that account."""

    __tablename__ = "publication"
    __table_args__ = (
        ForeignKeyConstraint(
            ["event_id", "plan_version_id"], ["plan_version.event_id", "plan_version.id"], ondelete="CASCADE"
        ),
    )

    event_id: Mapped[int]
    plan_version_id: Mapped[int] = mapped_column(index=True)
    published_at: Mapped[datetime] = mapped_column(UTCDateTime, default=utc_now)
    published_by: Mapped[str | None] = mapped_column(String(PUBLIC_ID_LENGTH))


class LockKind(StrEnum):
    """What an organiser's lock does."""

    PINNED = "pinned"
    FORBIDDEN = "forbidden"


class PlanLock(Identified, Base):
    """An organiser's lock on a date (with `participation_id`) or on a seat (with `session_id`) of an event.

    A pinned date names its round; a forbidden one without a round means that the two never meet.
    """

    __tablename__ = "plan_lock"
    __table_args__ = (
        ForeignKeyConstraint(
            ["event_id", "attendance_id"], ["attendance.event_id", "attendance.id"], ondelete="CASCADE"
        ),
        ForeignKeyConstraint(
            ["event_id", "participation_id"], ["participation.event_id", "participation.id"], ondelete="CASCADE"
        ),
        ForeignKeyConstraint(["event_id", "session_id"], ["session.event_id", "session.id"], ondelete="CASCADE"),
        ForeignKeyConstraint(["event_id", "round"], ["round.event_id", "round.number"], ondelete="CASCADE"),
        UniqueConstraint("attendance_id", "session_id"),
        UniqueConstraint("attendance_id", "participation_id", "round"),
        CheckConstraint("(participation_id IS NULL) <> (session_id IS NULL)", name="date_or_seat"),
        CheckConstraint("round IS NULL OR participation_id IS NOT NULL", name="round_of_a_date"),
        CheckConstraint(
            "kind = 'forbidden' OR participation_id IS NULL OR round IS NOT NULL", name="pinned_date_has_a_round"
        ),
    )

    event_id: Mapped[int]
    kind: Mapped[LockKind] = mapped_column(coded(LockKind, "kind"))
    attendance_id: Mapped[int]
    participation_id: Mapped[int | None]
    session_id: Mapped[int | None]
    round: Mapped[int | None]

    attendance: Mapped[Attendance] = relationship(lazy="raise", viewonly=True)
    participation: Mapped[Participation | None] = relationship(lazy="raise", viewonly=True)
    session: Mapped[Session | None] = relationship(lazy="raise", viewonly=True)


class ItemState(StrEnum):
    """State of a published item, as calendars know it (RFC 5545, 3.8.1.11)."""

    CONFIRMED = "confirmed"
    CANCELLED = "cancelled"


class PublishedItem(Identified, Base):
    """What was told to a person: one date with an employer or one seat in a session.

    Calendars, mails and rosters are made from here, never from a draft. `uid` stays for good and `sequence` rises
    with every real change (RFC 5545, 3.8.7.4). `[first_round, end_round)` is the span of rounds; `told` holds what
    was shown, such as clock times and place, so that a later change can be seen as one.
    """

    __tablename__ = "published_item"
    __table_args__ = (
        ForeignKeyConstraint(
            ["event_id", "attendance_id"], ["attendance.event_id", "attendance.id"], ondelete="CASCADE"
        ),
        ForeignKeyConstraint(
            ["event_id", "participation_id"], ["participation.event_id", "participation.id"], ondelete="CASCADE"
        ),
        ForeignKeyConstraint(["event_id", "session_id"], ["session.event_id", "session.id"], ondelete="CASCADE"),
        UniqueConstraint("attendance_id", "participation_id"),
        UniqueConstraint("attendance_id", "session_id"),
        CheckConstraint("(participation_id IS NULL) <> (session_id IS NULL)", name="date_or_seat"),
        CheckConstraint("first_round >= 0 AND first_round < end_round", name="span_of_rounds"),
        CheckConstraint("sequence >= 0", name="sequence_not_negative"),
    )

    event_id: Mapped[int] = mapped_column(index=True)
    attendance_id: Mapped[int]
    participation_id: Mapped[int | None] = mapped_column(index=True)
    session_id: Mapped[int | None] = mapped_column(index=True)
    interpreter_id: Mapped[int | None] = mapped_column(ForeignKey("interpreter.id", ondelete="SET NULL"), index=True)
    uid: Mapped[str] = mapped_column(String(120), unique=True)
    sequence: Mapped[int] = mapped_column(default=0)
    state: Mapped[ItemState] = mapped_column(coded(ItemState, "state"), default=ItemState.CONFIRMED)
    first_round: Mapped[int]
    end_round: Mapped[int]
    told: Mapped[dict[str, Any]] = mapped_column(JSON(none_as_null=True))
    updated_at: Mapped[datetime] = mapped_column(UTCDateTime, default=utc_now)

    attendance: Mapped[Attendance] = relationship(lazy="raise", viewonly=True)
    participation: Mapped[Participation | None] = relationship(lazy="raise", viewonly=True)
    session: Mapped[Session | None] = relationship(lazy="raise", viewonly=True)
