"""Participants themselves: entered and changed by the organisers of the municipality where they live."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from eventhub.errors import NotFoundError
from eventhub.extensions import db
from eventhub.models.codes import Goal, Role
from eventhub.models.people import Experience, Participant, ParticipantGoal, PrivateRecord, SpokenLanguage
from eventhub.models.places import Municipality
from eventhub.services import audit
from eventhub.services.actor import Actor
from eventhub.services.entries import Contact, Named, contact_of
from eventhub.services.people_entries import ExperienceEntry, LanguageEntry, PersonEntry
from eventhub.services.places import find_municipality

MOST_FOUND = 50


def is_own(actor: Actor, person: Participant) -> bool:
    """Whether the actor organises where the person lives."""
    return actor.may(Role.ORGANISER, municipality_id=person.municipality_id)


def find_person(actor: Actor, person_id: str) -> Participant:
    """A person of the actor's own municipalities, with all planning facts; raises NotFoundError for others."""
    query = (
        select(Participant)
        .where(Participant.public_id == person_id)
        .options(
            actor.sees(),
            selectinload(Participant.languages),
            selectinload(Participant.experience),
            selectinload(Participant.goals),
        )
    )
    person = db.session.scalar(query)
    if person is None or not is_own(actor, person):
        raise NotFoundError("There is no such person.")
    return person


def found_people(actor: Actor, search: str) -> tuple[Named, ...]:
    """People of the actor's own municipalities whose name holds that text, at most 50, by name."""
    places = db.session.scalars(select(Municipality)).all()
    own = [row.id for row in places if actor.may(Role.ORGANISER, municipality_id=row.id)]
    names = {row.id: row.name for row in places}
    query = (
        select(Participant)
        .where(Participant.municipality_id.in_(own), Participant.preferred_name.icontains(search, autoescape=True))
        .order_by(Participant.preferred_name, Participant.id)
        .limit(MOST_FOUND)
        .options(actor.sees())
    )
    people = db.session.scalars(query)
    return tuple(Named(row.public_id, f"{row.preferred_name}, {names[row.municipality_id]}") for row in people)


def add_person(actor: Actor, entry: PersonEntry) -> Participant:
    """A new person in one of the actor's own municipalities; only inside a transaction."""
    person = Participant(languages=[], experience=[], goals=[])
    _fill(actor, person, entry)
    db.session.add(person)
    db.session.flush()
    _keep_contact(actor, person, entry.contact)
    audit.record(actor, "participant.added", person)
    return person


def change_person(actor: Actor, person_id: str, entry: PersonEntry) -> Participant:
    """Replace what is known of a person; only inside a transaction."""
    person = find_person(actor, person_id)
    _fill(actor, person, entry)
    _keep_contact(actor, person, entry.contact)
    audit.record(actor, "participant.changed", person)
    return person


def contact_of_person(actor: Actor, person: Participant) -> Contact:
    """How to reach a person, as far as the actor may see it."""
    record = _private(actor, person)
    return contact_of(None if record is None else record.contact)


def _fill(actor: Actor, person: Participant, entry: PersonEntry) -> None:
    place = find_municipality(entry.municipality)
    actor.require(Role.ORGANISER, municipality_id=place.id)
    person.municipality_id = place.id
    person.preferred_name = entry.preferred_name
    person.interface_language = entry.interface_language
    person.german_level = entry.german_level
    person.travel = entry.travel
    person.is_minor = entry.is_minor
    person.languages = _languages(person, entry.languages)
    person.experience = _experience(person, entry.experience)
    person.goals = _goals(person, entry.goals)


def _languages(person: Participant, entries: Sequence[LanguageEntry]) -> list[SpokenLanguage]:
    """Rows that stay are kept, with whether the person can read, which this form does not ask."""
    known = {row.language: row for row in person.languages}
    rows = [known.get(entry.language, SpokenLanguage(language=entry.language)) for entry in entries]
    for row, entry in zip(rows, entries, strict=True):
        row.level, row.understands = entry.level, entry.understands
    return rows


def _experience(person: Participant, entries: Sequence[ExperienceEntry]) -> list[Experience]:
    known = {row.occupation: row for row in person.experience}
    rows = [known.get(entry.occupation, Experience(occupation=entry.occupation)) for entry in entries]
    for row, entry in zip(rows, entries, strict=True):
        row.years = entry.years
    return rows


def _goals(person: Participant, goals: Sequence[Goal]) -> list[ParticipantGoal]:
    known = {row.goal: row for row in person.goals}
    return [known.get(goal, ParticipantGoal(goal=goal)) for goal in goals]


def _keep_contact(actor: Actor, person: Participant, contact: Contact) -> None:
    record = _private(actor, person)
    if record is None:
        record = PrivateRecord(participant_id=person.id)
        db.session.add(record)
    record.contact = contact.stored() or None


def _private(actor: Actor, person: Participant) -> PrivateRecord | None:
    query = select(PrivateRecord).where(PrivateRecord.participant_id == person.id)
    return db.session.scalar(query.options(actor.sees()))
