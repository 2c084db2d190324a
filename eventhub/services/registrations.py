"""People at an event: registered, changed and taken off by the event's organisers."""

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import joinedload, selectinload

from eventhub.errors import InputError, NotFoundError
from eventhub.extensions import db
from eventhub.models.attendances import Attendance, AttendanceState, RequestedTopic
from eventhub.models.events import Event
from eventhub.models.people import Participant
from eventhub.models.sessions import Topic
from eventhub.models.transaction import transaction
from eventhub.services import audit
from eventhub.services.actor import Actor
from eventhub.services.consents import agree_names
from eventhub.services.events import find_event, find_event_to_change
from eventhub.services.people import add_person, change_person, find_person
from eventhub.services.people_entries import AttendanceEntry, PersonEntry

STAYS_AWAY = (AttendanceState.CANCELLED, AttendanceState.DECLINED)


def find_attendance(actor: Actor, slug: str, attendance_id: str) -> Attendance:
    """A person at an event with all planning facts, for the event's organisers."""
    event = find_event(actor, slug)
    person = joinedload(Attendance.participant)
    query = (
        select(Attendance)
        .where(Attendance.event_id == event.id, Attendance.public_id == attendance_id)
        .options(
            actor.sees(),
            person.joinedload(Participant.municipality),
            person.selectinload(Participant.languages),
            person.selectinload(Participant.experience),
            person.selectinload(Participant.goals),
            selectinload(Attendance.requested_topics).joinedload(RequestedTopic.topic),
        )
    )
    found = db.session.scalar(query)
    if found is None:
        raise NotFoundError("There is no such person at this event.")
    return found


def register_person(actor: Actor, slug: str, person: PersonEntry, entry: AttendanceEntry) -> str:
    """Add a person nobody knew yet and let them come; returns the attendance's public id."""
    with transaction():
        event = find_event_to_change(actor, slug)
        return _come(actor, event, add_person(actor, person), entry)


def register_known_person(actor: Actor, slug: str, person_id: str, entry: AttendanceEntry) -> str:
    """Let a person of the actor's own municipalities come, also one who had called off."""
    with transaction():
        event = find_event_to_change(actor, slug)
        return _come(actor, event, find_person(actor, person_id), entry)


def change_attendance(actor: Actor, slug: str, attendance_id: str, entry: AttendanceEntry) -> None:
    """Replace what is known of a person's coming, wherever they live."""
    with transaction():
        find_event_to_change(actor, slug)
        attendance = find_attendance(actor, slug, attendance_id)
        _fill(actor, attendance, entry)
        audit.record(actor, "attendance.changed", attendance)


def change_registration(
    actor: Actor, slug: str, attendance_id: str, person: PersonEntry, entry: AttendanceEntry
) -> None:
    """Replace what is known of a person of the actor's own municipalities, and of their coming."""
    with transaction():
        find_event_to_change(actor, slug)
        change_person(actor, find_attendance(actor, slug, attendance_id).participant.public_id, person)
        change_attendance(actor, slug, attendance_id, entry)


def take_off(actor: Actor, slug: str, attendance_id: str) -> None:
    """Call a person's coming off; what is known of it stays, and the day is free for another event."""
    with transaction():
        find_event_to_change(actor, slug)
        attendance = find_attendance(actor, slug, attendance_id)
        attendance.state = AttendanceState.CANCELLED
        audit.record(actor, "attendance.cancelled", attendance)


def _come(actor: Actor, event: Event, person: Participant, entry: AttendanceEntry) -> str:
    attendance = _at(actor, event, person)
    if attendance is None:
        attendance = Attendance(event_id=event.id, day=event.day, participant_id=person.id, requested_topics=[])
        attendance.roster_number = _next_number(actor, event)
        db.session.add(attendance)
    elif attendance.state not in STAYS_AWAY:
        raise InputError("This person is at the event already.")
    attendance.participant, attendance.state = person, AttendanceState.REGISTERED
    attendance.available = entry.available
    _take_day()
    _fill(actor, attendance, entry)
    audit.record(actor, "attendance.added", attendance)
    return attendance.public_id


def _at(actor: Actor, event: Event, person: Participant) -> Attendance | None:
    query = select(Attendance).where(Attendance.event_id == event.id, Attendance.participant_id == person.id)
    return db.session.scalar(query.options(actor.sees(), selectinload(Attendance.requested_topics)))


def _next_number(actor: Actor, event: Event) -> int:
    query = select(func.max(Attendance.roster_number)).where(Attendance.event_id == event.id)
    return (db.session.scalar(query.options(actor.sees())) or 0) + 1


def _take_day() -> None:
    """Write an attendance; the database refuses a second one on the same day."""
    try:
        db.session.flush()
    except IntegrityError:
        raise InputError("This person comes to another event on the same day.") from None


def _fill(actor: Actor, attendance: Attendance, entry: AttendanceEntry) -> None:
    attendance.available = entry.available
    attendance.min_dates, attendance.max_dates = entry.min_dates, entry.max_dates
    attendance.needs_interpreter = entry.needs_interpreter
    attendance.needs_step_free = entry.needs_step_free
    attendance.needs_childcare = entry.needs_childcare
    attendance.requested_topics = _topics(attendance, entry)
    agree_names(actor, attendance, entry.named_to, attendance.participant.interface_language)


def _topics(attendance: Attendance, entry: AttendanceEntry) -> list[RequestedTopic]:
    known = {row.topic_id: row for row in attendance.requested_topics}
    wanted = [wish.topic for wish in entry.topics]
    ids = {row.public_id: row.id for row in db.session.scalars(select(Topic).where(Topic.public_id.in_(wanted)))}
    rows = []
    for wish in entry.topics:
        row = known.get(ids[wish.topic], RequestedTopic(topic_id=ids[wish.topic]))
        row.source, row.named_ok, row.before_dates = wish.source, wish.named_ok, wish.before_dates
        rows.append(row)
    return rows
