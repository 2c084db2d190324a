"""Information sessions of an event, entered by its organisers."""

from dataclasses import dataclass
from typing import TypeVar

from sqlalchemy import Select, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import joinedload, selectinload

from eventhub.errors import InputError, NotFoundError
from eventhub.extensions import db
from eventhub.models.agencies import Agency, OfficerDuty
from eventhub.models.columns import Identified
from eventhub.models.events import Event
from eventhub.models.places import Room
from eventhub.models.sessions import Session, Topic
from eventhub.models.transaction import transaction
from eventhub.services import audit
from eventhub.services.actor import Actor
from eventhub.services.entries import Named
from eventhub.services.events import find_event, find_event_to_change
from eventhub.services.topics import all_agencies, all_topics
from eventhub.services.traces import is_pinned, was_told

Row = TypeVar("Row", bound=Identified)


@dataclass(frozen=True, slots=True)
class SessionEntry:
    """A session as it was entered; `topic`, `room` and `hosts` are public ids."""

    topic: str
    first_round: int
    rounds: int
    room: str | None
    capacity: int
    languages: tuple[str, ...]
    hosts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SessionParts:
    """What a session of an event can be made of."""

    topics: tuple[Named, ...]
    rooms: tuple[Named, ...]
    agencies: tuple[Named, ...]


def event_sessions(actor: Actor, slug: str) -> tuple[Session, ...]:
    """The sessions of an event by time, with topic, room and hosts, for its organisers."""
    event = find_event(actor, slug)
    query = _whole().where(Session.event_id == event.id).order_by(Session.first_round, Session.id)
    return tuple(db.session.scalars(query))


def find_session(actor: Actor, slug: str, session_id: str) -> Session:
    """A session of an event, with topic, room and hosts, for the event's organisers."""
    event = find_event(actor, slug)
    found = db.session.scalar(_whole().where(Session.event_id == event.id, Session.public_id == session_id))
    if found is None:
        raise NotFoundError("There is no such session at this event.")
    return found


def session_parts(actor: Actor, slug: str) -> SessionParts:
    """All topics and agencies, and the rooms of the event's venue."""
    event = find_event(actor, slug)
    rooms = db.session.scalars(select(Room).where(Room.venue_id == event.venue_id).order_by(Room.name))
    return SessionParts(all_topics(), tuple(Named(row.public_id, row.name) for row in rooms), all_agencies())


def add_session(actor: Actor, slug: str, entry: SessionEntry) -> str:
    """Offer a session at an event and return its public id."""
    with transaction() as writing:
        event = find_event_to_change(actor, slug)
        row = Session(event_id=event.id)
        _fill(row, event, entry)
        writing.add(row)
        writing.flush()
        audit.record(actor, "session.added", row, first_round=entry.first_round, capacity=entry.capacity)
        return row.public_id


def change_session(actor: Actor, slug: str, session_id: str, entry: SessionEntry) -> None:
    """Replace what is known of a session; the duties of officers move along with its time.

    Raises InputError where an officer has another duty at the new time.
    """
    with transaction() as writing:
        event = find_event_to_change(actor, slug)
        row = find_session(actor, slug, session_id)
        _fill(row, event, entry)
        writing.flush()
        _move_duties(row, event)
        audit.record(actor, "session.changed", row, first_round=entry.first_round, capacity=entry.capacity)


def remove_session(actor: Actor, slug: str, session_id: str) -> None:
    """Take a session off an event; raises InputError once something pinned or told refers to it."""
    with transaction() as writing:
        find_event_to_change(actor, slug)
        row = find_session(actor, slug, session_id)
        if was_told(actor, session_id=row.id) or is_pinned(actor, session_id=row.id):
            raise InputError(
                "Seats in this session were published or pinned. Give it 0 seats and take off its pins, then plan and "
                "publish again: everybody concerned is told."
            )
        audit.record(actor, "session.removed", row)
        writing.delete(row)


def _fill(row: Session, event: Event, entry: SessionEntry) -> None:
    end = entry.first_round + entry.rounds
    held = {round_.number for round_ in event.rounds if not round_.dropped}
    if not held.issuperset(range(entry.first_round, end)):
        raise InputError("The session would last longer than the event; let it start earlier or take fewer rounds.")
    row.topic = _one(Topic, entry.topic)
    row.room = None if entry.room is None else _one(Room, entry.room, venue_id=event.venue_id)
    row.hosts = [_one(Agency, host) for host in entry.hosts]
    row.first_round, row.rounds = entry.first_round, entry.rounds
    row.capacity, row.languages = entry.capacity, entry.languages


def _one(model: type[Row], public_id: str, **where: object) -> Row:
    found = db.session.scalar(select(model).filter_by(public_id=public_id, **where))
    if found is None:
        raise NotFoundError("What was chosen does not exist any more.")
    return found


def _move_duties(row: Session, event: Event) -> None:
    query = select(OfficerDuty).where(OfficerDuty.session_id == row.id).options(selectinload(OfficerDuty.slots))
    duties = db.session.scalars(query).all()
    for duty in duties:
        duty.slots = []
    db.session.flush()
    for duty in duties:
        duty.slots = OfficerDuty.slots_at(event, row)
    try:
        db.session.flush()
    except IntegrityError:
        raise InputError("Somebody who hosts this session has another duty at that time.") from None


def _whole() -> Select[Session]:
    return select(Session).options(joinedload(Session.topic), joinedload(Session.room), selectinload(Session.hosts))
