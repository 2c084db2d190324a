"""The events that anybody may know of."""

from dataclasses import dataclass
from datetime import date, time

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from eventhub.extensions import db
from eventhub.models.columns import Texts
from eventhub.models.events import Event, EventState
from eventhub.services import moments

ANNOUNCED = (EventState.OPEN, EventState.PLANNED, EventState.PUBLISHED, EventState.RUNNING)


@dataclass(frozen=True, slots=True)
class UpcomingEvent:
    """An announced event: `starts` and `ends` are local clock times, None while there are no rounds."""

    title: Texts
    municipality: str
    venue: str
    address: str
    day: date
    starts: time | None
    ends: time | None


def upcoming_events() -> tuple[UpcomingEvent, ...]:
    """Announced events from today on, the next one first; needs no actor, for it names nobody."""
    query = (
        select(Event)
        .where(Event.state.in_(ANNOUNCED), Event.day >= moments.today())
        .options(joinedload(Event.municipality), joinedload(Event.venue), selectinload(Event.rounds))
        .order_by(Event.day, Event.id)
    )
    return tuple(map(_upcoming, db.session.scalars(query)))


def _upcoming(event: Event) -> UpcomingEvent:
    rounds = [row for row in event.rounds if not row.dropped]
    return UpcomingEvent(
        title=event.title,
        municipality=event.municipality.name,
        venue=event.venue.name if event.venue else "",
        address=event.venue.address if event.venue else "",
        day=event.day,
        starts=rounds[0].starts if rounds else None,
        ends=rounds[-1].ends if rounds else None,
    )
