"""The sessions that an agency hosts, over all places, read from what was published."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload

from eventhub.extensions import db
from eventhub.models.agencies import Agency
from eventhub.models.columns import Texts
from eventhub.models.events import CALLED_OFF, Event, EventState
from eventhub.models.plans import ItemState, Publication, PublishedItem
from eventhub.models.sessions import Session
from eventhub.services.actor import Actor
from eventhub.services.employer_events import published_events
from eventhub.services.rosters import session_facts


@dataclass(frozen=True, slots=True)
class AgencySession:
    """A session of an event that was published: `seats` of `capacity` are given out.

    `stands` is false once the event was called off or put off to another day, until it is published anew.
    `starts` and `ends` are aware, in the event's zone. `publications` counts how often its event was published, the
    last time at `published_at`.
    """

    public_id: str
    event_title: Texts
    event_state: EventState
    topic: Texts
    day: date
    starts: datetime
    ends: datetime
    municipality: str
    venue: str
    address: str
    room: str
    languages: tuple[str, ...]
    seats: int
    capacity: int
    stands: bool
    publications: int
    published_at: datetime


def agency_sessions(actor: Actor) -> tuple[AgencySession, ...]:
    """The sessions hosted by the agencies that the actor speaks for, in the order of the clock.

    Only of events that were published; what is cancelled or postponed is among them.
    """
    sessions = db.session.scalars(_hosted(actor)).all()
    items = _items(actor, sessions)
    publications = _publications({session.event_id for session in sessions})
    standing = published_events(publications)
    rows = (
        _agency_session(session, items[session.id], session.event_id in standing, *publications[session.event_id])
        for session in sessions
        if session.event_id in publications
    )
    return tuple(sorted(rows, key=lambda row: (row.starts, row.public_id)))


def _hosted(actor: Actor) -> Select[Session]:
    event = joinedload(Session.event)
    return (
        select(Session)
        .where(Session.hosts.any(Agency.id.in_(actor.scope().agencies)))
        .options(
            event.selectinload(Event.rounds),
            event.joinedload(Event.venue),
            event.joinedload(Event.municipality),
            joinedload(Session.topic),
            joinedload(Session.room),
        )
    )


def _items(actor: Actor, sessions: Sequence[Session]) -> dict[int | None, list[PublishedItem]]:
    """The seats that stand, by session."""
    query = (
        select(PublishedItem)
        .where(
            PublishedItem.session_id.in_([session.id for session in sessions]),
            PublishedItem.state == ItemState.CONFIRMED,
        )
        .options(actor.sees())
    )
    found: dict[int | None, list[PublishedItem]] = defaultdict(list)
    for item in db.session.scalars(query):
        found[item.session_id].append(item)
    return found


def _publications(events: set[int]) -> dict[int, tuple[int, datetime]]:
    """How often each event was published, and when last; without those that never were."""
    query = (
        select(Publication.event_id, func.count(), func.max(Publication.published_at))
        .where(Publication.event_id.in_(events))
        .group_by(Publication.event_id)
    )
    return {event: (count, last) for event, count, last in db.session.execute(query)}


def _agency_session(
    session: Session, items: list[PublishedItem], published: bool, publications: int, published_at: datetime
) -> AgencySession:
    event, told = session.event, session_facts(session, items)
    return AgencySession(
        public_id=session.public_id,
        event_title=event.title,
        event_state=event.state,
        topic=told["title"],
        day=event.day,
        starts=datetime.fromisoformat(told["starts"]),
        ends=datetime.fromisoformat(told["ends"]),
        municipality=event.municipality.name,
        venue=told["venue"] or "",
        address=told["address"] or "",
        room=told.get("room") or "",
        languages=session.languages,
        seats=len(items),
        capacity=session.capacity,
        stands=published and event.state not in CALLED_OFF,
        publications=publications,
        published_at=published_at,
    )
