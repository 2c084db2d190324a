"""Employers, their positions, and their participation in events."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventhub.extensions import Base, UTCDateTime
from eventhub.models.codes import LanguageLevel, PositionKind
from eventhub.models.columns import Identified, LanguageList, RoundSpans, Spans, coded
from eventhub.models.encryption import Encrypted
from eventhub.models.events import Event
from eventhub.models.places import Municipality


class Employer(Identified, Base):
    """A firm; it takes part once its e-mail address is confirmed and an organiser approved it."""

    __tablename__ = "employer"

    municipality_id: Mapped[int] = mapped_column(ForeignKey("municipality.id"), index=True)
    name: Mapped[str] = mapped_column(String(200))
    industry: Mapped[str] = mapped_column(String(100))
    email_confirmed_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    approved_at: Mapped[datetime | None] = mapped_column(UTCDateTime)

    municipality: Mapped[Municipality] = relationship(lazy="raise")
    positions: Mapped[list["Position"]] = relationship(
        back_populates="employer",
        lazy="raise",
        cascade="all, delete-orphan",
        passive_deletes=True,
        order_by="Position.id",
    )


class EmployerContact(Base):
    """Whom to write to at an employer: name, e-mail, telephone; encrypted.

    The employer has no relationship to it: an eager join from there would escape the scope (see `scope`).
    """

    __tablename__ = "employer_contact"

    employer_id: Mapped[int] = mapped_column(ForeignKey("employer.id", ondelete="CASCADE"), primary_key=True)
    contact: Mapped[dict[str, str]] = mapped_column(Encrypted("employer_contact.contact"))


class Position(Identified, Base):
    """Something an employer offers; the employer's own words are in one language, `lang`."""

    __tablename__ = "position"
    __table_args__ = (
        CheckConstraint("places >= 1", name="offers_a_place"),
        CheckConstraint("length(occupation) BETWEEN 1 AND 4", name="occupation_is_isco"),
        CheckConstraint("hours_per_week > 0 AND hours_per_week <= 60", name="hours_of_a_week"),
    )

    employer_id: Mapped[int] = mapped_column(ForeignKey("employer.id", ondelete="CASCADE"), index=True)
    kind: Mapped[PositionKind] = mapped_column(coded(PositionKind, "kind"))
    title: Mapped[str] = mapped_column(String(200))
    lang: Mapped[str] = mapped_column(String(16), default="de")
    occupation: Mapped[str] = mapped_column(String(4))
    """ISCO-08, 1 to 4 digits."""
    places: Mapped[int] = mapped_column(default=1)
    german_level: Mapped[LanguageLevel] = mapped_column(coded(LanguageLevel, "german_level"))
    useful_languages: Mapped[tuple[str, ...]] = mapped_column(LanguageList, default=())
    hours_per_week: Mapped[float | None]
    reachable_without_car: Mapped[bool] = mapped_column(default=True)

    employer: Mapped[Employer] = relationship(back_populates="positions", lazy="raise")


class Participation(Identified, Base):
    """An employer at an event: `tables` dates at a time, or with `group_talk` one common talk of as many seats."""

    __tablename__ = "participation"
    __table_args__ = (
        UniqueConstraint("event_id", "id"),
        UniqueConstraint("event_id", "employer_id"),
        CheckConstraint("tables >= 1", name="has_a_table"),
        CheckConstraint("min_dates >= 0", name="min_dates_not_negative"),
    )

    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"))
    employer_id: Mapped[int] = mapped_column(ForeignKey("employer.id", ondelete="CASCADE"), index=True)
    tables: Mapped[int] = mapped_column(default=1)
    group_talk: Mapped[bool] = mapped_column(default=False)
    available: Mapped[Spans] = mapped_column(RoundSpans)
    min_dates: Mapped[int] = mapped_column(default=0)
    staff_languages: Mapped[tuple[str, ...]] = mapped_column(LanguageList, default=("de",))
    withdrawn: Mapped[bool] = mapped_column(default=False)

    event: Mapped[Event] = relationship(lazy="raise")
    employer: Mapped[Employer] = relationship(lazy="raise")
