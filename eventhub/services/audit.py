"""Keep account of who saw, changed or exported what."""

from eventhub.extensions import Base, db
from eventhub.models.audit import AuditEntry
from eventhub.models.columns import Identified
from eventhub.services.actor import Actor


def record(actor: Actor, action: str, subject: Identified, **details: object) -> None:
    """Add an entry to the transaction under way; `details` are coded values and figures, never names."""
    table = subject.__tablename__ if isinstance(subject, Base) else type(subject).__name__
    entry = AuditEntry(
        actor=actor.name, action=action, subject_table=table, subject_id=subject.public_id, details=details or None
    )
    db.session.add(entry)
