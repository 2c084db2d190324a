"""Topics, and the information sessions that are offered about them at an event."""

from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, Column, ForeignKey, ForeignKeyConstraint, String, Table, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventhub.extensions import Base
from eventhub.models.columns import Identified, LanguageList, LocalisedText, Texts
from eventhub.models.events import Event
from eventhub.models.places import Room

if TYPE_CHECKING:
    from eventhub.models.agencies import Agency, OfficerDuty

session_host = Table(
    "session_host",
    Base.metadata,
    Column("session_id", ForeignKey("session.id", ondelete="CASCADE"), primary_key=True),
    Column("agency_id", ForeignKey("agency.id"), primary_key=True),
)
"""Which agencies co-host a session."""


class Topic(Identified, Base):
    """What an information session is about; `code` names it in problems and settings, such as 'residence'."""

    __tablename__ = "topic"

    code: Mapped[str] = mapped_column(String(40), unique=True)
    title: Mapped[Texts] = mapped_column(LocalisedText)
    description: Mapped[Texts | None] = mapped_column(LocalisedText)


class Session(Identified, Base):
    """An information session: it starts with round `first_round` and takes `rounds` rounds.

    `languages` empty means that no language is needed to follow it.
    """

    __tablename__ = "session"
    __table_args__ = (
        ForeignKeyConstraint(["event_id", "first_round"], ["round.event_id", "round.number"]),
        UniqueConstraint("event_id", "id"),
        CheckConstraint("rounds >= 1", name="takes_a_round"),
        CheckConstraint("capacity >= 0", name="capacity_not_negative"),
    )

    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"))
    topic_id: Mapped[int] = mapped_column(ForeignKey("topic.id"))
    room_id: Mapped[int | None] = mapped_column(ForeignKey("room.id"))
    first_round: Mapped[int]
    rounds: Mapped[int] = mapped_column(default=1)
    capacity: Mapped[int]
    languages: Mapped[tuple[str, ...]] = mapped_column(LanguageList, default=())

    event: Mapped[Event] = relationship(back_populates="sessions", lazy="raise")
    topic: Mapped[Topic] = relationship(lazy="raise")
    room: Mapped[Room | None] = relationship(lazy="raise")
    hosts: Mapped[list["Agency"]] = relationship(secondary=session_host, lazy="raise", passive_deletes=True)
    duties: Mapped[list["OfficerDuty"]] = relationship(
        back_populates="session", lazy="raise", cascade="all, delete-orphan", passive_deletes=True
    )
