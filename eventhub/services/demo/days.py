"""The series and its events: clock grid, breaks, sessions, and who is on duty."""

from datetime import UTC, datetime, time, timedelta

from eventhub.demo.calendar import (
    BREAK_LABEL,
    EVENTS,
    SERIES_SLUG,
    SERIES_TITLE,
    TOPICS,
    DemoEvent,
    InterpreterDuty,
    Session,
)
from eventhub.models.agencies import OfficerDuty, OfficerSlot
from eventhub.models.events import Break, Event, EventKind, EventState, Round, Series
from eventhub.models.interpreters import InterpreterDuty as Duty
from eventhub.models.interpreters import InterpreterSlot
from eventhub.models.sessions import Session as SessionRow
from eventhub.models.timeslots import slots_of
from eventhub.services.demo.known import Known

REGISTRATION_WEEKS = 10
OVERBOOKING_PERCENT = 15
AGENCY_OF_TOPIC = {topic.code: topic.agency for topic in TOPICS}


def add_days(known: Known) -> None:
    """All events of the series, open for registration and ready to be planned."""
    district = known.municipalities["Coesfeld"].district_id
    series = known.add(Series(district_id=district, slug=SERIES_SLUG, title=SERIES_TITLE), SERIES_SLUG)
    known.session.flush()
    for data in EVENTS:
        known.events[data.slug] = known.add(_event(known, data, series), data.slug)
    known.session.flush()
    for data in EVENTS:
        _add_clock(known, data)
        known.session.flush()
        _add_sessions(known, data)
        _add_interpreters(known, data)


def _event(known: Known, data: DemoEvent, series: Series) -> Event:
    closes = datetime.combine(data.day, time(12), tzinfo=UTC) - timedelta(days=7)
    return Event(
        series_id=series.id,
        municipality_id=known.municipalities[data.municipality].id,
        venue_id=known.venues[data.municipality].id,
        slug=data.slug,
        title=data.title,
        kind=EventKind.ROTATION if data.firms else EventKind.INFORMATION,
        state=EventState.OPEN,
        day=data.day,
        registration_opens=closes - timedelta(weeks=REGISTRATION_WEEKS),
        registration_closes=closes,
        capacity=data.capacity,
        overbooking_percent=OVERBOOKING_PERCENT,
    )


def _add_clock(known: Known, data: DemoEvent) -> None:
    event = known.events[data.slug]
    for number, (starts, ends) in enumerate(data.clock()):
        known.session.add(Round(event_id=event.id, number=number, starts=starts, ends=ends))
    for starts, ends in data.pauses():
        known.session.add(Break(event_id=event.id, starts=starts, ends=ends, label=BREAK_LABEL))


def _add_sessions(known: Known, data: DemoEvent) -> None:
    for session in data.sessions:
        row = known.add(_session(known, data, session), data.slug, session.room, session.first_round)
        known.session.flush()
        _add_officer_duty(known, data, session, row)


def _session(known: Known, data: DemoEvent, session: Session) -> SessionRow:
    return SessionRow(
        event_id=known.events[data.slug].id,
        topic_id=known.topics[session.topic].id,
        room_id=known.rooms[data.municipality, session.room].id,
        first_round=session.first_round,
        rounds=session.rounds,
        capacity=session.capacity,
        languages=session.languages,
        hosts=[known.agencies[AGENCY_OF_TOPIC[session.topic]]],
    )


def _add_officer_duty(known: Known, data: DemoEvent, session: Session, row: SessionRow) -> None:
    officer = known.officers[AGENCY_OF_TOPIC[session.topic], session.officer]
    event = known.events[data.slug]
    duty = OfficerDuty(event_id=event.id, session_id=row.id, day=event.day, officer_id=officer.id)
    known.add(duty, data.slug, row.public_id)
    known.session.flush()
    clock = list(data.clock())
    span = (clock[session.first_round][0], clock[session.first_round + session.rounds - 1][1])
    for slot in slots_of([span]):
        known.session.add(OfficerSlot(duty_id=duty.id, officer_id=officer.id, day=event.day, slot=slot))


def _add_interpreters(known: Known, data: DemoEvent) -> None:
    for duty in data.interpreters:
        _add_interpreter_duty(known, data, duty)


def _add_interpreter_duty(known: Known, data: DemoEvent, duty: InterpreterDuty) -> None:
    event, interpreter = known.events[data.slug], known.interpreters[duty.interpreter]
    row = Duty(event_id=event.id, day=event.day, interpreter_id=interpreter.id, available=((duty.first, duty.end),))
    known.add(row, data.slug, duty.interpreter)
    known.session.flush()
    for slot in slots_of(list(data.clock())[duty.first : duty.end]):
        known.session.add(InterpreterSlot(duty_id=row.id, interpreter_id=interpreter.id, day=event.day, slot=slot))
