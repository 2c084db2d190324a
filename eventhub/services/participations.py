"""Employers at an event: taken part, changed, taken off by the event's organisers."""

from dataclasses import dataclass

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from eventhub.errors import InputError, NotFoundError
from eventhub.extensions import db
from eventhub.models.columns import Spans, utc_now
from eventhub.models.employers import Employer, EmployerContact, Participation
from eventhub.models.events import Event
from eventhub.models.transaction import transaction
from eventhub.services import audit
from eventhub.services.actor import Actor
from eventhub.services.entries import Contact, Named, contact_of, fill
from eventhub.services.events import find_event, find_event_to_change
from eventhub.services.places import find_municipality
from eventhub.services.traces import is_pinned, was_told


@dataclass(frozen=True, slots=True)
class FirmEntry:
    """An employer as it was entered; `municipality` is a public id."""

    name: str
    industry: str
    municipality: str
    contact: Contact


@dataclass(frozen=True, slots=True)
class ParticipationEntry:
    """What an employer brings to an event, as it was entered."""

    tables: int
    group_talk: bool
    available: Spans
    min_dates: int
    staff_languages: tuple[str, ...]
    withdrawn: bool = False


def event_employers(actor: Actor, slug: str) -> tuple[Participation, ...]:
    """The employers at an event by name, with their firms, positions and municipalities, for its organisers."""
    event = find_event(actor, slug)
    query = _with_firm().where(Participation.event_id == event.id).order_by(Employer.name, Participation.id)
    return tuple(db.session.scalars(query))


def find_participation(actor: Actor, slug: str, participation_id: str) -> Participation:
    """An employer at an event, with its firm, positions and municipality, for the event's organisers."""
    event = find_event(actor, slug)
    query = _with_firm().where(Participation.event_id == event.id, Participation.public_id == participation_id)
    found = db.session.scalar(query)
    if found is None:
        raise NotFoundError("There is no such employer at this event.")
    return found


def contact_of_firm(actor: Actor, participation: Participation) -> Contact:
    """Whom to write to at the employer, as far as the actor may see it."""
    query = select(EmployerContact).where(EmployerContact.employer_id == participation.employer_id)
    row = db.session.scalar(query.options(actor.sees()))
    return contact_of(None if row is None else row.contact)


def employers_here(actor: Actor, slug: str) -> tuple[Named, ...]:
    """The employers at an event by participation, for a choice."""
    event = find_event(actor, slug)
    query = select(Participation).join(Participation.employer).where(Participation.event_id == event.id)
    rows = db.session.scalars(query.options(joinedload(Participation.employer)).order_by(Employer.name))
    return tuple(Named(row.public_id, row.employer.name) for row in rows)


def known_employers(actor: Actor, slug: str) -> tuple[Named, ...]:
    """The employers of the district that are not at the event yet, by name."""
    event = find_event(actor, slug)
    here = select(Participation.employer_id).where(Participation.event_id == event.id)
    query = (
        select(Employer)
        .where(Employer.id.not_in(here))
        .options(joinedload(Employer.municipality))
        .order_by(Employer.name, Employer.id)
    )
    return tuple(Named(row.public_id, f"{row.name}, {row.municipality.name}") for row in db.session.scalars(query))


def add_new_employer(actor: Actor, slug: str, firm: FirmEntry, entry: ParticipationEntry) -> str:
    """Add an employer nobody knew yet, and let it take part; returns the participation's public id."""
    with transaction() as session:
        event = find_event_to_change(actor, slug)
        employer = Employer()
        _fill_firm(employer, firm)
        session.add(employer)
        session.flush()
        audit.record(actor, "employer.added", employer)
        session.add(EmployerContact(employer_id=employer.id, contact=firm.contact.stored()))
        return _take_part(actor, event, employer, entry)


def add_known_employer(actor: Actor, slug: str, employer_id: str, entry: ParticipationEntry) -> str:
    """Let an employer of the district take part; returns the participation's public id."""
    with transaction() as session:
        event = find_event_to_change(actor, slug)
        employer = session.scalar(select(Employer).where(Employer.public_id == employer_id))
        if employer is None:
            raise NotFoundError("There is no such employer.")
        same = select(Participation.id).where(
            Participation.event_id == event.id, Participation.employer_id == employer.id
        )
        if session.scalar(same) is not None:
            raise InputError("This employer takes part in the event already.")
        return _take_part(actor, event, employer, entry)


def change_participation(
    actor: Actor, slug: str, participation_id: str, firm: FirmEntry, entry: ParticipationEntry
) -> None:
    """Replace what is known of an employer and of what it brings to the event."""
    with transaction() as session:
        find_event_to_change(actor, slug)
        row = find_participation(actor, slug, participation_id)
        _fill_firm(row.employer, firm)
        contact = select(EmployerContact).where(EmployerContact.employer_id == row.employer_id)
        known = session.scalar(contact.options(actor.sees()))
        if known is None:
            session.add(EmployerContact(employer_id=row.employer_id, contact=firm.contact.stored()))
        else:
            known.contact = firm.contact.stored()
        fill(row, entry)
        audit.record(actor, "participation.changed", row, tables=entry.tables, withdrawn=entry.withdrawn)


def remove_participation(actor: Actor, slug: str, participation_id: str) -> None:
    """Take an employer off an event as if it had never been on it; the employer itself stays known.

    Raises InputError once something pinned or told refers to it: then it can be marked as withdrawn.
    """
    with transaction() as session:
        find_event_to_change(actor, slug)
        row = find_participation(actor, slug, participation_id)
        if was_told(actor, participation_id=row.id) or is_pinned(actor, participation_id=row.id):
            raise InputError(
                "Dates with this employer were published or pinned. Mark it as withdrawn instead, then plan and "
                "publish again: everybody concerned is told."
            )
        audit.record(actor, "participation.removed", row)
        session.delete(row)


def _take_part(actor: Actor, event: Event, employer: Employer, entry: ParticipationEntry) -> str:
    """An organiser who lets an employer take part vouches for it and for its address."""
    employer.approved_at = employer.approved_at or utc_now()
    employer.email_confirmed_at = employer.email_confirmed_at or utc_now()
    row = Participation(event_id=event.id, employer_id=employer.id)
    fill(row, entry)
    db.session.add(row)
    db.session.flush()
    audit.record(actor, "participation.added", row, tables=entry.tables)
    return row.public_id


def _fill_firm(employer: Employer, firm: FirmEntry) -> None:
    employer.name = firm.name
    employer.industry = firm.industry
    employer.municipality_id = find_municipality(firm.municipality).id


def _with_firm() -> Select[Participation]:
    firm = joinedload(Participation.employer)
    return (
        select(Participation)
        .join(Participation.employer)
        .options(firm.selectinload(Employer.positions), firm.joinedload(Employer.municipality))
    )
