"""A participant's schedule, read from what was published to them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from eventhub.errors import NotFoundError
from eventhub.extensions import db
from eventhub.models.attendances import Attendance, AttendanceState
from eventhub.models.codes import Role
from eventhub.models.columns import Texts
from eventhub.models.events import CALLED_OFF, Event, EventState
from eventhub.models.interpreters import Interpreter
from eventhub.models.plans import ItemState, PublishedItem
from eventhub.services.actor import Actor

STAFF = (Role.ORGANISER, Role.CASE_WORKER, Role.HELPER)
NOT_COMING = (AttendanceState.DECLINED, AttendanceState.CANCELLED)


@dataclass(frozen=True, slots=True)
class ScheduleEntry:
    """A date or a session in somebody's schedule. `starts` and `ends` are aware, in the event's zone.

    `title` is the employer's name or the session's topic; `interpreter` is who interprets, empty where nobody does.
    """

    uid: str
    sequence: int
    is_session: bool
    cancelled: bool
    starts: datetime
    ends: datetime
    title: Texts
    venue: str
    address: str
    room: str
    interpreter: str
    updated_at: datetime


@dataclass(frozen=True, slots=True)
class Schedule:
    """One participant's view of a published plan: entries in the order of the clock, cancelled ones included."""

    attendance_id: str
    roster_number: int
    event_id: str
    event_title: Texts
    event_state: EventState
    day: date
    venue: str
    address: str
    attendance_state: AttendanceState
    entries: tuple[ScheduleEntry, ...]

    @property
    def stands(self) -> bool:
        """Whether anything of it is still to be held or was; not once all was taken back."""
        return self.event_state not in CALLED_OFF and any(not entry.cancelled for entry in self.entries)

    def ahead(self, moment: datetime) -> tuple[ScheduleEntry, ...]:
        """Where to go from that moment (aware) on: what has not ended yet; nothing once the event is called off."""
        if self.event_state in CALLED_OFF or self.attendance_state in NOT_COMING:
            return ()
        return tuple(entry for entry in self.entries if not entry.cancelled and entry.ends > moment)


def participant_schedule(actor: Actor, attendance_id: str) -> Schedule:
    """The schedule of one person at one event, for that person and the staff of the event or of their home.

    Raises NotFoundError for everybody else: who attends is nobody's business.
    """
    attendance = _attendance(actor, attendance_id)
    event = attendance.event
    return Schedule(
        attendance_id=attendance.public_id,
        roster_number=attendance.roster_number,
        event_id=event.public_id,
        event_title=event.title,
        event_state=event.state,
        day=event.day,
        venue=event.venue.name if event.venue else "",
        address=event.venue.address if event.venue else "",
        attendance_state=attendance.state,
        entries=tuple(sorted(_entries(actor, attendance), key=lambda entry: (entry.starts, entry.uid))),
    )


def _attendance(actor: Actor, public_id: str) -> Attendance:
    query = (
        select(Attendance)
        .where(Attendance.public_id == public_id)
        .options(actor.sees(), joinedload(Attendance.event).joinedload(Event.venue), joinedload(Attendance.participant))
    )
    attendance = db.session.scalar(query)
    if attendance is None or not _may_read(actor, attendance):
        raise NotFoundError("There is no such schedule.")
    return attendance


def _may_read(actor: Actor, attendance: Attendance) -> bool:
    """The person, and staff where the event is or where the person lives; a partner sees their own lists instead."""
    places = (attendance.event.municipality_id, attendance.participant.municipality_id)
    own = actor.participant_id is not None and actor.participant_id == attendance.participant_id
    return own or any(actor.may(*STAFF, municipality_id=place) for place in places)


def _entries(actor: Actor, attendance: Attendance) -> Iterator[ScheduleEntry]:
    query = (
        select(PublishedItem, Interpreter.name)
        .outerjoin(Interpreter, PublishedItem.interpreter_id == Interpreter.id)
        .where(PublishedItem.attendance_id == attendance.id)
        .options(actor.sees())
    )
    return (_entry(item, interpreter or "") for item, interpreter in db.session.execute(query))


def _entry(item: PublishedItem, interpreter: str) -> ScheduleEntry:
    told = item.told
    return ScheduleEntry(
        uid=item.uid,
        sequence=item.sequence,
        is_session=item.session_id is not None,
        cancelled=item.state is ItemState.CANCELLED,
        starts=datetime.fromisoformat(told["starts"]),
        ends=datetime.fromisoformat(told["ends"]),
        title=told["title"],
        venue=told["venue"] or "",
        address=told["address"] or "",
        room=told.get("room") or "",
        interpreter=interpreter,
        updated_at=item.updated_at,
    )
