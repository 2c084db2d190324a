"""Participants: who they are, independent of any event."""

from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventhub.extensions import Base
from eventhub.models.codes import Goal, LanguageLevel
from eventhub.models.columns import Identified, coded
from eventhub.models.encryption import Encrypted
from eventhub.models.places import Municipality


class Travel(StrEnum):
    """How a participant gets about."""

    CAR = "car"
    TRANSPORT = "transport"
    BICYCLE = "bicycle"
    ON_FOOT = "on_foot"


class InterfaceLanguage(StrEnum):
    """Languages the pages for participants are written in; Dari speakers read `fa`."""

    GERMAN = "de"
    PLAIN_GERMAN = "de-simple"
    ENGLISH = "en"
    UKRAINIAN = "uk"
    RUSSIAN = "ru"
    ARABIC = "ar"
    FARSI = "fa"
    TURKISH = "tr"


class Participant(Identified, Base):
    """A person. What only their own Jobcenter may see lies in `PrivateRecord`."""

    __tablename__ = "participant"

    municipality_id: Mapped[int] = mapped_column(ForeignKey("municipality.id"), index=True)
    preferred_name: Mapped[str] = mapped_column(String(200))
    german_level: Mapped[LanguageLevel] = mapped_column(coded(LanguageLevel, "german_level"))
    travel: Mapped[Travel] = mapped_column(coded(Travel, "travel"))
    interface_language: Mapped[InterfaceLanguage] = mapped_column(
        coded(InterfaceLanguage, "interface_language"), default=InterfaceLanguage.GERMAN
    )
    is_minor: Mapped[bool] = mapped_column(default=False)

    municipality: Mapped[Municipality] = relationship(lazy="raise")
    languages: Mapped[list["SpokenLanguage"]] = relationship(
        lazy="raise", cascade="all, delete-orphan", passive_deletes=True, order_by="SpokenLanguage.language"
    )
    experience: Mapped[list["Experience"]] = relationship(
        lazy="raise", cascade="all, delete-orphan", passive_deletes=True, order_by="Experience.occupation"
    )
    goals: Mapped[list["ParticipantGoal"]] = relationship(
        lazy="raise", cascade="all, delete-orphan", passive_deletes=True, order_by="ParticipantGoal.goal"
    )
    private: Mapped["PrivateRecord | None"] = relationship(
        lazy="raise", cascade="all, delete-orphan", passive_deletes=True
    )


class PrivateRecord(Base):
    """What is encrypted about a participant: residence flags, notes of the staff, contact data.

    A table of its own, so that no select of participants ever carries it by accident and its scope can be narrower.
    """

    __tablename__ = "private_record"

    participant_id: Mapped[int] = mapped_column(ForeignKey("participant.id", ondelete="CASCADE"), primary_key=True)
    flags: Mapped[dict[str, object] | None] = mapped_column(Encrypted("private_record.flags"))
    notes: Mapped[str | None] = mapped_column(Encrypted("private_record.notes"))
    contact: Mapped[dict[str, str] | None] = mapped_column(Encrypted("private_record.contact"))


class SpokenLanguage(Base):
    """A language a participant knows; `understands` is enough to follow a session, `can_read` for letters."""

    __tablename__ = "spoken_language"

    participant_id: Mapped[int] = mapped_column(ForeignKey("participant.id", ondelete="CASCADE"), primary_key=True)
    language: Mapped[str] = mapped_column(String(16), primary_key=True)
    level: Mapped[LanguageLevel] = mapped_column(coded(LanguageLevel, "level"))
    understands: Mapped[bool] = mapped_column(default=True)
    can_read: Mapped[bool] = mapped_column(default=True)


class Experience(Base):
    """Work experience in an occupation of ISCO-08 (1 to 4 digits), in years."""

    __tablename__ = "experience"
    __table_args__ = (
        CheckConstraint("length(occupation) BETWEEN 1 AND 4", name="occupation_is_isco"),
        CheckConstraint("years >= 0", name="years_not_negative"),
    )

    participant_id: Mapped[int] = mapped_column(ForeignKey("participant.id", ondelete="CASCADE"), primary_key=True)
    occupation: Mapped[str] = mapped_column(String(4), primary_key=True)
    years: Mapped[float]


class ParticipantGoal(Base):
    """One of the things a participant comes for."""

    __tablename__ = "participant_goal"

    participant_id: Mapped[int] = mapped_column(ForeignKey("participant.id", ondelete="CASCADE"), primary_key=True)
    goal: Mapped[Goal] = mapped_column(coded(Goal, "goal"), primary_key=True)
