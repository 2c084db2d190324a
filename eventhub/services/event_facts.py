"""All rows that an event's problem is made of, read in a fixed number of queries."""

from dataclasses import dataclass
from typing import TypeVar

from sqlalchemy import Select, select
from sqlalchemy.orm import Session as DatabaseSession
from sqlalchemy.orm import joinedload, selectinload

from eventhub.models.attendances import Attendance, AttendanceState, RequestedTopic
from eventhub.models.columns import Identified
from eventhub.models.employers import Employer, Participation
from eventhub.models.events import Event
from eventhub.models.interpreters import InterpreterDuty
from eventhub.models.people import Participant
from eventhub.models.plans import ItemState, PlanLock, PublishedItem
from eventhub.models.sessions import Session
from eventhub.models.visibility import ScopeOption

Row = TypeVar("Row", bound=Identified)

PLANNED_STATES = (AttendanceState.REGISTERED, AttendanceState.CONFIRMED)


@dataclass(frozen=True, slots=True)
class EventFacts:
    """An event with who comes, who offers, who helps, and what is settled. Lists are sorted by public id."""

    event: Event
    attendances: tuple[Attendance, ...]
    participations: tuple[Participation, ...]
    sessions: tuple[Session, ...]
    duties: tuple[InterpreterDuty, ...]
    locks: tuple[PlanLock, ...]
    told: tuple[PublishedItem, ...]


def event_facts(session: DatabaseSession, event: Event, scope: ScopeOption) -> EventFacts:
    """The facts of an event whose rounds are loaded, as far as the scope sees them.

    Only participants who said they come are in it, and only employers that an organiser approved, with a confirmed
    address.
    """
    return EventFacts(
        event=event,
        attendances=_read(session, _attendances(event), scope),
        participations=_read(session, _participations(event), scope),
        sessions=_read(session, _sessions(event), scope),
        duties=_read(session, _duties(event), scope),
        locks=_read(session, _locks(event), scope),
        told=_read(session, _told(event), scope),
    )


def _read(session: DatabaseSession, statement: Select[Row], scope: ScopeOption) -> tuple[Row, ...]:
    return tuple(sorted(session.scalars(statement.options(scope)), key=lambda row: row.public_id))


def _attendances(event: Event) -> Select[Attendance]:
    person = joinedload(Attendance.participant)
    return (
        select(Attendance)
        .where(Attendance.event_id == event.id, Attendance.state.in_(PLANNED_STATES))
        .options(
            person.selectinload(Participant.languages),
            person.selectinload(Participant.experience),
            person.selectinload(Participant.goals),
            person.joinedload(Participant.municipality),
            selectinload(Attendance.requested_topics).joinedload(RequestedTopic.topic),
            selectinload(Attendance.wishes),
        )
    )


def _participations(event: Event) -> Select[Participation]:
    firm = joinedload(Participation.employer)
    return (
        select(Participation)
        .join(Participation.employer)
        .where(
            Participation.event_id == event.id,
            Participation.withdrawn.is_(False),
            Employer.approved_at.is_not(None),
            Employer.email_confirmed_at.is_not(None),
        )
        .options(firm.selectinload(Employer.positions), firm.joinedload(Employer.municipality))
    )


def _sessions(event: Event) -> Select[Session]:
    return (
        select(Session).where(Session.event_id == event.id).options(joinedload(Session.topic), joinedload(Session.room))
    )


def _duties(event: Event) -> Select[InterpreterDuty]:
    interpreter = joinedload(InterpreterDuty.interpreter)
    return select(InterpreterDuty).where(InterpreterDuty.event_id == event.id).options(interpreter)


def _locks(event: Event) -> Select[PlanLock]:
    return select(PlanLock).where(PlanLock.event_id == event.id)


def _told(event: Event) -> Select[PublishedItem]:
    return select(PublishedItem).where(PublishedItem.event_id == event.id, PublishedItem.state == ItemState.CONFIRMED)
