"""The people of an event, page by page."""

from dataclasses import dataclass

from sqlalchemy import Select, false, func, or_, select
from sqlalchemy.orm import contains_eager
from sqlalchemy.orm.interfaces import ORMOption

from eventhub.extensions import db
from eventhub.models.attendances import Attendance
from eventhub.models.people import Participant
from eventhub.services.actor import Actor
from eventhub.services.events import find_event

PAGE = 50


@dataclass(frozen=True, slots=True)
class PeoplePage:
    """One page of an event's people in the order of their numbers; `total` counts those on all pages."""

    people: tuple[Attendance, ...]
    total: int
    number: int

    @property
    def last(self) -> int:
        """The number of the last page, from 1."""
        return max(1, -(-self.total // PAGE))


def event_people(actor: Actor, slug: str, search: str = "", page: int = 1) -> PeoplePage:
    """People of an event whose name holds that text or who have that number, for its organisers.

    A page beyond the last one shows the last one.
    """
    event = find_event(actor, slug)
    chosen = _found(search).where(Attendance.event_id == event.id)
    total = db.session.scalar(chosen.with_only_columns(func.count(Attendance.id)).options(actor.sees())) or 0
    number = max(1, min(page, -(-total // PAGE)))
    query = (
        chosen.order_by(Attendance.roster_number)
        .limit(PAGE)
        .offset((number - 1) * PAGE)
        .options(actor.sees(), *_facts())
    )
    return PeoplePage(tuple(db.session.scalars(query)), total, number)


def _found(search: str) -> Select[Attendance]:
    people = select(Attendance).join(Attendance.participant).join(Participant.municipality)
    if not search:
        return people
    name = Participant.preferred_name.icontains(search, autoescape=True)
    number = Attendance.roster_number == int(search) if search.isdecimal() and len(search) < 8 else false()
    return people.where(or_(name, number))


def _facts() -> tuple[ORMOption, ...]:
    person = contains_eager(Attendance.participant)
    return (
        person.contains_eager(Participant.municipality),
        person.selectinload(Participant.languages),
        person.selectinload(Participant.goals),
    )
