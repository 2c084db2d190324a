"""A case worker's people: who lives in their municipality, and which events they attend."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from eventhub.errors import NotFoundError
from eventhub.extensions import db
from eventhub.models.attendances import Attendance, AttendanceState
from eventhub.models.codes import Role
from eventhub.models.columns import Texts
from eventhub.models.events import Event, EventState
from eventhub.models.people import Participant
from eventhub.models.transaction import transaction
from eventhub.models.visibility import within
from eventhub.services import audit
from eventhub.services.actor import Actor
from eventhub.services.links import personal_path
from eventhub.services.secrets import Purpose


@dataclass(frozen=True, slots=True)
class CaseEvent:
    """An event that somebody attends, with their number there and how far their coming is settled."""

    attendance_id: str
    roster_number: int
    title: Texts
    day: date
    event_state: EventState
    state: AttendanceState


@dataclass(frozen=True, slots=True)
class Case:
    """A person of the municipality with their events, the earliest first."""

    name: str
    municipality: str
    events: tuple[CaseEvent, ...]


def cases(actor: Actor, search: str = "") -> tuple[Case, ...]:
    """The people who live where the actor is a case worker, in the order of names.

    With `search`, only those whose name holds it.
    """
    query = (
        select(Participant)
        .where(within(Participant.municipality_id, actor.places(Role.CASE_WORKER)))
        .options(actor.sees(), joinedload(Participant.municipality))
    )
    wanted = search.strip().casefold()
    people = [person for person in db.session.scalars(query) if wanted in person.preferred_name.casefold()]
    events = _events(actor)
    rows = (Case(person.preferred_name, person.municipality.name, tuple(events[person.id])) for person in people)
    return tuple(sorted(rows, key=lambda row: row.name.casefold()))


def open_case(actor: Actor, attendance_id: str) -> str:
    """The address of the personal page of one of these people, to show or print it beside them; it is noted.

    Raises NotFoundError for everybody who lives elsewhere, even a guest at an event here.
    """
    query = (
        select(Attendance)
        .join(Attendance.participant)
        .where(
            Attendance.public_id == attendance_id,
            within(Participant.municipality_id, actor.places(Role.CASE_WORKER)),
        )
        .options(actor.sees())
    )
    with transaction() as session:
        attendance = session.scalar(query)
        if attendance is None:
            raise NotFoundError("There is no such person at this event.")
        audit.record(actor, "schedule.opened", attendance)
        return personal_path(actor, Purpose.PAGE, attendance_id)


def _events(actor: Actor) -> dict[int, list[CaseEvent]]:
    """By sequence number of the person."""
    query = (
        select(Attendance)
        .join(Attendance.participant)
        .join(Attendance.event)
        .where(within(Participant.municipality_id, actor.places(Role.CASE_WORKER)))
        .options(actor.sees(), joinedload(Attendance.event))
        .order_by(Event.day, Attendance.id)
    )
    found: dict[int, list[CaseEvent]] = defaultdict(list)
    for row in db.session.scalars(query):
        found[row.participant_id].append(_case_event(row))
    return found


def _case_event(attendance: Attendance) -> CaseEvent:
    event = attendance.event
    return CaseEvent(
        attendance_id=attendance.public_id,
        roster_number=attendance.roster_number,
        title=event.title,
        day=event.day,
        event_state=event.state,
        state=attendance.state,
    )
