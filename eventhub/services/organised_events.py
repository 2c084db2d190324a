"""The organiser's events: where they are, how far they are, and how much belongs to each."""

from dataclasses import dataclass
from datetime import date, time
from typing import Any

from sqlalchemy import ScalarSelect, Select, func, select
from sqlalchemy.orm import InstrumentedAttribute, joinedload, selectinload

from eventhub.extensions import db
from eventhub.models.attendances import Attendance
from eventhub.models.codes import Role
from eventhub.models.columns import Texts
from eventhub.models.employers import Participation
from eventhub.models.events import Event, EventKind, EventState
from eventhub.models.interpreters import InterpreterDuty
from eventhub.models.places import Municipality
from eventhub.models.plans import PlanPointers
from eventhub.models.sessions import Session
from eventhub.services.actor import Actor
from eventhub.services.event_facts import PLANNED_STATES
from eventhub.services.events import find_event


@dataclass(frozen=True, slots=True)
class EventSummary:
    """An event with the numbers that say how far it is; `drafted`: there is a plan that is not published yet."""

    public_id: str
    slug: str
    title: Texts
    kind: EventKind
    state: EventState
    day: date
    starts: time | None
    ends: time | None
    rounds: int
    municipality: str
    venue: str
    address: str
    capacity: int
    people: int
    employers: int
    sessions: int
    interpreters: int
    drafted: bool
    published: bool


@dataclass(frozen=True, slots=True)
class PlaceOnMap:
    """A municipality of the district; `mine`: the organiser plans there."""

    name: str
    latitude: float
    longitude: float
    population: int
    mine: bool


def organised_events(actor: Actor) -> tuple[EventSummary, ...]:
    """All events that the actor organises, by day; a person without that role gets none."""
    places = actor.places(Role.ORGANISER)
    query = _summaries(actor).order_by(Event.day, Event.id)
    if places is not None:
        query = query.where(Event.municipality_id.in_(places))
    return tuple(_summary(*row) for row in db.session.execute(query))


def organised_event(actor: Actor, slug: str) -> EventSummary:
    """One event, for its organisers; raises NotFoundError."""
    event = find_event(actor, slug)
    return _summary(*db.session.execute(_summaries(actor).where(Event.id == event.id)).one())


def places_on_map(actor: Actor) -> tuple[PlaceOnMap, ...]:
    """All municipalities of the district; where they lie is no secret."""
    places = actor.places(Role.ORGANISER)
    rows = db.session.scalars(select(Municipality).order_by(Municipality.name))
    return tuple(
        PlaceOnMap(row.name, row.latitude, row.longitude, row.population, places is None or row.id in places)
        for row in rows
    )


def _summaries(actor: Actor) -> Select[*tuple[Any, ...]]:
    return (
        select(
            Event,
            _count(Attendance.event_id, Attendance.state.in_(PLANNED_STATES)),
            _count(Participation.event_id, Participation.withdrawn.is_(False)),
            _count(Session.event_id),
            _count(InterpreterDuty.event_id),
            PlanPointers.draft_id.is_not(None),
            PlanPointers.published_id.is_not(None),
        )
        .outerjoin(PlanPointers, PlanPointers.event_id == Event.id)
        .options(actor.sees(), joinedload(Event.municipality), joinedload(Event.venue), selectinload(Event.rounds))
    )


def _count(column: InstrumentedAttribute[int], *conditions: Any) -> ScalarSelect[int]:
    return select(func.count()).where(column == Event.id, *conditions).correlate(Event).scalar_subquery()


def _summary(
    event: Event, people: int, employers: int, sessions: int, interpreters: int, drafted: bool, published: bool
) -> EventSummary:
    held = [row for row in event.rounds if not row.dropped]
    return EventSummary(
        public_id=event.public_id,
        slug=event.slug,
        title=event.title,
        kind=event.kind,
        state=event.state,
        day=event.day,
        starts=held[0].starts if held else None,
        ends=held[-1].ends if held else None,
        rounds=len(held),
        municipality=event.municipality.name,
        venue=event.venue.name if event.venue else "",
        address=event.venue.address if event.venue else "",
        capacity=event.capacity,
        people=people,
        employers=employers,
        sessions=sessions,
        interpreters=interpreters,
        drafted=drafted,
        published=published,
    )
