"""Make an event and change what it is, where and when."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from itertools import count

from sqlalchemy import Select, func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session as DatabaseSession
from sqlalchemy.orm import selectinload

from eventhub.errors import ConflictError, InputError
from eventhub.extensions import db
from eventhub.models.codes import Role
from eventhub.models.columns import Texts
from eventhub.models.events import Event, EventKind, EventState
from eventhub.models.interpreters import InterpreterDuty, InterpreterSlot
from eventhub.models.places import Municipality
from eventhub.models.plans import ItemState, PublishedItem
from eventhub.models.sessions import Session
from eventhub.models.timeslots import slots_of
from eventhub.models.transaction import transaction
from eventhub.services import audit
from eventhub.services.actor import Actor
from eventhub.services.clock_grids import ClockGrid, grid_of
from eventhub.services.events import find_event, find_event_to_change
from eventhub.services.places import find_municipality, find_venue

LONGEST_SLUG = 60
UMLAUTS = {ord("ä"): "ae", ord("ö"): "oe", ord("ü"): "ue", ord("ß"): "ss"}


@dataclass(frozen=True, slots=True)
class EventEntry:
    """What an organiser enters about an event; places by public id, `venue` empty while there is none."""

    title: Texts
    description: Texts | None
    kind: EventKind
    municipality: str
    venue: str
    day: date
    grid: ClockGrid
    capacity: int
    overbooking_percent: int


def event_entry(actor: Actor, slug: str) -> EventEntry:
    """What was entered about an event, for its organisers; raises ConflictError where its rounds are irregular."""
    event = find_event(actor, slug)
    grid = grid_of(event)
    if grid is None:
        raise ConflictError("The rounds of this event are not regular; they cannot be edited in a form.")
    home = db.session.get_one(Municipality, event.municipality_id)
    return EventEntry(
        title=event.title,
        description=event.description,
        kind=event.kind,
        municipality=home.public_id,
        venue=event.venue.public_id if event.venue else "",
        day=event.day,
        grid=grid,
        capacity=event.capacity,
        overbooking_percent=event.overbooking_percent,
    )


def create_event(actor: Actor, entry: EventEntry) -> str:
    """Make a draft of an event and return its slug; needs the role of organiser in the municipality."""
    with transaction() as session:
        home = _municipality(actor, entry.municipality)
        event = Event(municipality_id=home.id, slug=_free_slug(session, home.name, entry.day), state=EventState.DRAFT)
        _fill(actor, event, entry)
        event.rounds, event.breaks = entry.grid.rows(), entry.grid.breaks()
        session.add(event)
        session.flush()
        audit.record(actor, "event.created", event)
        return event.slug


def change_event(actor: Actor, slug: str, entry: EventEntry) -> None:
    """Change an event. Its clock grid is fixed once something was published, for people know it.

    Raises InputError for what cannot be, ConflictError where somebody has something else at the new time.
    """
    try:
        with transaction() as session:
            event = find_event_to_change(actor, slug)
            event.municipality_id = _municipality(actor, entry.municipality).id
            regrid = grid_of(event) != entry.grid
            if regrid:
                _refuse_regrid(actor, session, event, entry.grid)
            _fill(actor, event, entry)
            if regrid:
                _regrid(session, event, entry.grid)
            session.flush()
            audit.record(actor, "event.changed", event)
    except IntegrityError:
        raise ConflictError(
            "Somebody who belongs to this event has something else on that day: a person another event, or an"
            " interpreter another duty at that time."
        ) from None


def _municipality(actor: Actor, public_id: str) -> Municipality:
    row = find_municipality(public_id)
    actor.require(Role.ORGANISER, municipality_id=row.id)
    return row


def _fill(actor: Actor, event: Event, entry: EventEntry) -> None:
    if not entry.venue and event.state is not EventState.DRAFT:
        raise InputError("Choose a venue: an event that is open has one.")
    event.title, event.description, event.kind = entry.title, entry.description, entry.kind
    event.venue_id = find_venue(actor, entry.venue).id if entry.venue else None
    event.day, event.capacity, event.overbooking_percent = entry.day, entry.capacity, entry.overbooking_percent


def _refuse_regrid(actor: Actor, session: DatabaseSession, event: Event, grid: ClockGrid) -> None:
    told = select(PublishedItem.id).where(
        PublishedItem.event_id == event.id, PublishedItem.state == ItemState.CONFIRMED
    )
    if session.scalar(told.limit(1).options(actor.sees())) is not None:
        raise InputError("People were told times already, so the rounds stay as they are.")
    last = session.scalar(select(func.max(Session.first_round + Session.rounds)).where(Session.event_id == event.id))
    if last is not None and last > grid.rounds:
        raise InputError("An information session lies in a round that would vanish; move it first.")


def _regrid(session: DatabaseSession, event: Event, grid: ClockGrid) -> None:
    """New times for the rounds, none of them renumbered, and for the interpreters who serve in them."""
    rows = grid.rows()
    for old, new in zip(event.rounds, rows, strict=False):
        old.starts, old.ends = new.starts, new.ends
    for surplus in event.rounds[len(rows) :]:
        session.delete(surplus)
    event.rounds.extend(rows[len(event.rounds) :])
    session.refresh(event, ["breaks"])
    event.breaks.clear()
    session.flush()
    event.breaks.extend(grid.breaks())
    for duty in session.scalars(_duties(event)).all():
        times = [(row.starts, row.ends) for row in rows if any(a <= row.number < b for a, b in duty.available)]
        duty.slots.clear()
        session.flush()
        duty.slots.extend(InterpreterSlot(slot=slot) for slot in slots_of(times))


def _duties(event: Event) -> Select[InterpreterDuty]:
    slots = selectinload(InterpreterDuty.slots)
    return select(InterpreterDuty).where(InterpreterDuty.event_id == event.id).options(slots)


def _free_slug(session: DatabaseSession, place: str, day: date) -> str:
    """Place and day, such as 'duelmen-2027-04-22', with a number where that is taken."""
    plain = place.lower().translate(UMLAUTS)
    ascii_only = unicodedata.normalize("NFKD", plain).encode("ascii", "ignore").decode()
    stem = f"{re.sub(r'[^a-z0-9]+', '-', ascii_only).strip('-')[:LONGEST_SLUG]}-{day:%Y-%m-%d}"
    taken = set(session.scalars(select(Event.slug).where(Event.slug.startswith(stem))))
    return stem if stem not in taken else next(f"{stem}-{n}" for n in count(2) if f"{stem}-{n}" not in taken)
