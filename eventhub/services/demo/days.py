"""The series and its events: clock grid, breaks, sessions, and who is on duty."""

from datetime import UTC, datetime, time, timedelta

from eventhub.demo.calendar import (
    BREAK_LABEL,
    EVENTS,
    SERIES_SLUG,
    SERIES_TITLE,
    TOPICS,
    DemoEvent,
    Session,
)
from eventhub.models.agencies import OfficerDuty
from eventhub.models.events import Break, Event, EventKind, EventState, Round, Series
from eventhub.models.interpreters import InterpreterDuty as Duty
from eventhub.models.sessions import Session as SessionRow
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
        rounds=[Round(number=number, starts=starts, ends=ends) for number, (starts, ends) in enumerate(data.clock())],
        breaks=[Break(starts=starts, ends=ends, label=BREAK_LABEL) for starts, ends in data.pauses()],
    )


def _add_sessions(known: Known, data: DemoEvent) -> None:
    for session in data.sessions:
        row = known.add(_session(known, data, session), data.slug, session.room, session.first_round)
        _add_officer_duty(known, data, session, row)


def _session(known: Known, data: DemoEvent, session: Session) -> SessionRow:
    return SessionRow(
        event=known.events[data.slug],
        topic=known.topics[session.topic],
        room=known.rooms[data.municipality, session.room],
        first_round=session.first_round,
        rounds=session.rounds,
        capacity=session.capacity,
        languages=session.languages,
        hosts=[known.agencies[AGENCY_OF_TOPIC[session.topic]]],
    )


def _add_officer_duty(known: Known, data: DemoEvent, session: Session, row: SessionRow) -> None:
    officer = known.officers[AGENCY_OF_TOPIC[session.topic], session.officer]
    known.add(OfficerDuty.at(known.events[data.slug], row, officer), data.slug, row.public_id)


def _add_interpreters(known: Known, data: DemoEvent) -> None:
    event = known.events[data.slug]
    for duty in data.interpreters:
        interpreter = known.interpreters[duty.interpreter]
        known.add(Duty.at(event, interpreter, ((duty.first, duty.end),)), data.slug, duty.interpreter)
