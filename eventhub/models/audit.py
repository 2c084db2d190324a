"""Who saw, changed or exported what, and when."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, String
from sqlalchemy.orm import Mapped, mapped_column

from eventhub.extensions import Base, UTCDateTime
from eventhub.models.columns import PUBLIC_ID_LENGTH, Identified, utc_now


class AuditEntry(Identified, Base):
    """One entry; triggers refuse an update always, and a delete until the entry is six months old.

    It references nothing, so it outlives what it speaks of: `actor` and `subject_id` are public ids, `details`
    holds coded values and never names.
    """

    __tablename__ = "audit_entry"

    at: Mapped[datetime] = mapped_column(UTCDateTime, default=utc_now, index=True)
    actor: Mapped[str] = mapped_column(String(40))
    """Public id of the account or participant, or 'system'."""
    action: Mapped[str] = mapped_column(String(40))
    subject_table: Mapped[str] = mapped_column(String(40))
    subject_id: Mapped[str] = mapped_column(String(PUBLIC_ID_LENGTH), index=True)
    details: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
