"""Consents of a participant, kept with their proof."""

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from eventhub.extensions import db
from eventhub.models.attendances import Attendance, Consent, ConsentPurpose
from eventhub.models.columns import utc_now
from eventhub.models.employers import Employer, Participation
from eventhub.services.actor import Actor
from eventhub.services.entries import Named

NAME_TEXT = "name-1"
"""Version of the text that asks whether an employer may get the name."""


def standing_names(actor: Actor, attendance: Attendance) -> tuple[Consent, ...]:
    """The person's consents that stand, that an employer gets their name."""
    query = select(Consent).where(
        Consent.attendance_id == attendance.id,
        Consent.purpose == ConsentPurpose.NAME_TO_EMPLOYER,
        Consent.withdrawn_at.is_(None),
    )
    return tuple(db.session.scalars(query.options(actor.sees())))


def employers_with_name(actor: Actor, attendance: Attendance) -> tuple[Named, ...]:
    """The employers that may know the person's name, by participation."""
    agreed = [row.participation_id for row in standing_names(actor, attendance)]
    query = select(Participation).join(Participation.employer).where(Participation.id.in_(agreed))
    rows = db.session.scalars(query.options(joinedload(Participation.employer)).order_by(Employer.name))
    return tuple(Named(row.public_id, row.employer.name) for row in rows)


def agree_names(actor: Actor, attendance: Attendance, employers: Iterable[str], language: str) -> None:
    """Let exactly these employers of the event get the name: give what is new, withdraw what is left out.

    `employers` are public ids of participations, `language` is the one in which the text was read.
    """
    query = select(Participation.id).where(
        Participation.event_id == attendance.event_id, Participation.public_id.in_(list(employers))
    )
    wanted = set(db.session.scalars(query))
    standing = {row.participation_id: row for row in standing_names(actor, attendance)}
    for participation_id in standing.keys() - wanted:
        standing[participation_id].withdrawn_at = utc_now()
    for participation_id in sorted(wanted - standing.keys()):
        db.session.add(
            Consent(
                event_id=attendance.event_id,
                attendance_id=attendance.id,
                participation_id=participation_id,
                purpose=ConsentPurpose.NAME_TO_EMPLOYER,
                text_version=NAME_TEXT,
                language=language,
            )
        )
