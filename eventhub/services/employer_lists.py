"""An employer's list of dates at an event, read from what was published."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from eventhub.errors import NotFoundError
from eventhub.extensions import db
from eventhub.models.attendances import Attendance, Consent, ConsentPurpose
from eventhub.models.codes import LanguageLevel, Role
from eventhub.models.employers import Participation
from eventhub.models.plans import ItemState, PublishedItem
from eventhub.services.actor import Actor


@dataclass(frozen=True, slots=True)
class EmployerDate:
    """A date at an employer's table. `name` is there only where the person agreed to that for this employer."""

    starts: datetime
    ends: datetime
    roster_number: int
    name: str | None
    german_level: LanguageLevel
    with_interpreter: bool


def employer_dates(actor: Actor, participation_id: str) -> tuple[EmployerDate, ...]:
    """The published dates of an employer at an event, for that employer and the event's organisers.

    Holds nothing that an employer may not see (R2): a number instead of a name unless the person agreed for this
    employer and has not withdrawn it, the German level, whether somebody interprets.
    """
    participation = _participation(actor, participation_id)
    query = (
        select(PublishedItem)
        .where(PublishedItem.participation_id == participation.id, PublishedItem.state == ItemState.CONFIRMED)
        .options(actor.sees(), joinedload(PublishedItem.attendance).joinedload(Attendance.participant))
        .order_by(PublishedItem.first_round, PublishedItem.id)
    )
    named = _named(actor, participation)
    return tuple(_employer_date(item, item.attendance_id in named) for item in db.session.scalars(query))


def _participation(actor: Actor, public_id: str) -> Participation:
    query = (
        select(Participation)
        .where(Participation.public_id == public_id)
        .options(joinedload(Participation.event), joinedload(Participation.employer))
    )
    found = db.session.scalar(query)
    if found is None or not _may_read(actor, found):
        raise NotFoundError("There is no such list of dates.")
    return found


def _may_read(actor: Actor, participation: Participation) -> bool:
    organises = actor.may(Role.ORGANISER, municipality_id=participation.event.municipality_id)
    return organises or actor.is_employer(participation.employer_id)


def _named(actor: Actor, participation: Participation) -> frozenset[int]:
    """Attendances of the people who agreed that this employer gets their name."""
    query = (
        select(Consent.attendance_id)
        .where(
            Consent.participation_id == participation.id,
            Consent.purpose == ConsentPurpose.NAME_TO_EMPLOYER,
            Consent.withdrawn_at.is_(None),
        )
        .options(actor.sees())
    )
    return frozenset(db.session.scalars(query))


def _employer_date(item: PublishedItem, named: bool) -> EmployerDate:
    attendance = item.attendance
    return EmployerDate(
        starts=datetime.fromisoformat(item.told["starts"]),
        ends=datetime.fromisoformat(item.told["ends"]),
        roster_number=attendance.roster_number,
        name=attendance.participant.preferred_name if named else None,
        german_level=attendance.participant.german_level,
        with_interpreter=item.interpreter_id is not None,
    )
