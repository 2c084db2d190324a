"""Who comes to the door: the people of today's events, by name and number and nothing more."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import joinedload

from eventhub.errors import NotFoundError
from eventhub.extensions import db
from eventhub.models.attendances import Attendance
from eventhub.models.codes import Role
from eventhub.models.columns import Texts
from eventhub.models.events import Event, EventState
from eventhub.models.plans import ItemState, PublishedItem
from eventhub.models.visibility import within
from eventhub.services import moments
from eventhub.services.actor import Actor
from eventhub.services.event_facts import PLANNED_STATES

ROLES = (Role.HELPER, Role.ORGANISER)
SOON = (EventState.PUBLISHED, EventState.RUNNING)


@dataclass(frozen=True, slots=True)
class DoorEvent:
    """An event as the desk needs it; `today` is false where it is the next one."""

    slug: str
    title: Texts
    day: date
    today: bool
    state: EventState
    venue: str
    address: str


@dataclass(frozen=True, slots=True)
class DoorPerson:
    """Somebody who is expected: when their first date or session starts (aware), or None without any."""

    number: int
    name: str
    first: datetime | None

    def matches(self, search: str) -> bool:
        """Whether that is their number or part of their name; an empty search finds everybody."""
        wanted = search.strip()
        if wanted.isdecimal():
            return str(self.number) == wanted.lstrip("0")
        return wanted.casefold() in self.name.casefold()


@dataclass(frozen=True, slots=True)
class DoorList:
    """An event and who is expected, in the order of names."""

    event: DoorEvent
    people: tuple[DoorPerson, ...]


def door_events(actor: Actor) -> tuple[DoorEvent, ...]:
    """Today's events where the actor helps or organises, else those of the next day with a published one."""
    return tuple(_door_event(event) for event in _events(actor))


def door_list(actor: Actor, slug: str) -> DoorList:
    """The people of one of those events; raises NotFoundError for any other event."""
    event = next((event for event in _events(actor) if event.slug == slug), None)
    if event is None:
        raise NotFoundError("There is no such event at your door.")
    firsts = _firsts(actor, event)
    query = (
        select(Attendance)
        .where(Attendance.event_id == event.id, Attendance.state.in_(PLANNED_STATES))
        .options(actor.sees(), joinedload(Attendance.participant))
    )
    people = [
        DoorPerson(row.roster_number, row.participant.preferred_name, firsts.get(row.id))
        for row in db.session.scalars(query)
    ]
    return DoorList(_door_event(event), tuple(sorted(people, key=lambda one: (one.name.casefold(), one.number))))


def _events(actor: Actor) -> Sequence[Event]:
    today = moments.today()
    query = (
        select(Event)
        .where(
            within(Event.municipality_id, actor.places(*ROLES)),
            or_(
                and_(Event.day == today, Event.state != EventState.DRAFT),
                and_(Event.day > today, Event.state.in_(SOON)),
            ),
        )
        .options(joinedload(Event.venue))
        .order_by(Event.day, Event.id)
    )
    events = db.session.scalars(query).all()
    return [event for event in events if event.day == events[0].day]


def _firsts(actor: Actor, event: Event) -> dict[int, datetime]:
    """When the first thing that each person was told of starts; by sequence number of the attendance."""
    query = (
        select(PublishedItem.attendance_id, func.min(PublishedItem.told["starts"].as_string()))
        .where(PublishedItem.event_id == event.id, PublishedItem.state == ItemState.CONFIRMED)
        .group_by(PublishedItem.attendance_id)
        .options(actor.sees())
    )
    return {attendance: datetime.fromisoformat(starts) for attendance, starts in db.session.execute(query)}


def _door_event(event: Event) -> DoorEvent:
    return DoorEvent(
        slug=event.slug,
        title=event.title,
        day=event.day,
        today=event.day == moments.today(),
        state=event.state,
        venue=event.venue.name if event.venue else "",
        address=event.venue.address if event.venue else "",
    )
