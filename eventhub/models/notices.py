"""Texts that the operator of an installation owes its visitors, written by staff without code."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy.orm import Mapped, mapped_column

from eventhub.extensions import Base, UTCDateTime
from eventhub.models.columns import Identified, LocalisedText, Texts, coded, utc_now


class NoticeKind(StrEnum):
    """Which text it is; every page links to all of them."""

    IMPRINT = "imprint"
    PRIVACY = "privacy"
    ACCESSIBILITY = "accessibility"
    FEEDBACK = "feedback"


class Notice(Identified, Base):
    """One of the operator's texts, in Markdown; where there is none yet, pages show the draft that comes along."""

    __tablename__ = "notice"

    kind: Mapped[NoticeKind] = mapped_column(coded(NoticeKind, "kind"), unique=True)
    body: Mapped[Texts] = mapped_column(LocalisedText)
    updated_at: Mapped[datetime] = mapped_column(UTCDateTime, default=utc_now, onupdate=utc_now)
