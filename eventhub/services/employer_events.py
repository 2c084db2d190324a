"""The events that an employer takes part in, and how many dates it was told of at each."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from eventhub.errors import NotFoundError
from eventhub.extensions import db
from eventhub.models.columns import Texts
from eventhub.models.employers import Participation
from eventhub.models.events import Event, EventState
from eventhub.models.plans import ItemState, PlanPointers, PublishedItem
from eventhub.services.actor import Actor


@dataclass(frozen=True, slots=True)
class EmployerEvent:
    """An employer at an event; `dates` are those published, none while `published` is false."""

    participation_id: str
    employer: str
    title: Texts
    day: date
    state: EventState
    venue: str
    address: str
    tables: int
    published: bool
    dates: int


def employer_events(actor: Actor) -> tuple[EmployerEvent, ...]:
    """The events of the employers that the actor speaks for, the earliest first; drafts are nobody's business yet."""
    query = (
        select(Participation)
        .join(Participation.event)
        .where(
            Participation.employer_id.in_(actor.scope().employers),
            Participation.withdrawn.is_(False),
            Event.state != EventState.DRAFT,
        )
        .options(joinedload(Participation.event).joinedload(Event.venue), joinedload(Participation.employer))
        .order_by(Event.day, Participation.id)
    )
    rows = db.session.scalars(query).all()
    published = published_events({row.event_id for row in rows})
    dates = _dates(actor, {row.id for row in rows})
    return tuple(_employer_event(row, row.event_id in published, dates.get(row.id, 0)) for row in rows)


def employer_event(actor: Actor, participation_id: str) -> EmployerEvent:
    """One of them; raises NotFoundError for any other."""
    for event in employer_events(actor):
        if event.participation_id == participation_id:
            return event
    raise NotFoundError("There is no such list of dates.")


def published_events(events: Iterable[int]) -> frozenset[int]:
    """Those of the events (sequence numbers) whose plan is published now; one that was put off is so no longer."""
    published = PlanPointers.published_id.is_not(None)
    return frozenset(
        db.session.scalars(select(PlanPointers.event_id).where(PlanPointers.event_id.in_(events), published))
    )


def _dates(actor: Actor, participations: set[int]) -> dict[int | None, int]:
    query = (
        select(PublishedItem.participation_id, func.count())
        .where(PublishedItem.participation_id.in_(participations), PublishedItem.state == ItemState.CONFIRMED)
        .group_by(PublishedItem.participation_id)
        .options(actor.sees())
    )
    return dict(db.session.execute(query).all())


def _employer_event(row: Participation, published: bool, dates: int) -> EmployerEvent:
    event = row.event
    return EmployerEvent(
        participation_id=row.public_id,
        employer=row.employer.name,
        title=event.title,
        day=event.day,
        state=event.state,
        venue=event.venue.name if event.venue else "",
        address=event.venue.address if event.venue else "",
        tables=row.tables,
        published=published,
        dates=dates,
    )
