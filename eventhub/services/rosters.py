"""A session's roster, read from what was published: who comes, by number, and by name only where that is agreed."""

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload
from sqlalchemy.orm.interfaces import ORMOption

from eventhub.documents.roster import RosterEntry, SessionRoster
from eventhub.errors import NotFoundError
from eventhub.extensions import db
from eventhub.models.attendances import Attendance
from eventhub.models.codes import Role
from eventhub.models.events import Event
from eventhub.models.people import Participant
from eventhub.models.plans import ItemState, PublishedItem
from eventhub.models.sessions import Session
from eventhub.services.actor import Actor
from eventhub.services.clock import Clock
from eventhub.services.fit_inputs import understood_languages

GERMAN = "de"


def session_roster(actor: Actor, session_id: str) -> SessionRoster:
    """The roster of a session, for its event's organisers and for the agencies that host it.

    It names a person only where they were told that the agency sees the name, whoever asks: the sheet lies on the
    agency's table. Raises NotFoundError for everybody else.
    """
    session = _session(actor, session_id)
    query = (
        select(PublishedItem)
        .where(PublishedItem.session_id == session.id, PublishedItem.state == ItemState.CONFIRMED)
        .options(actor.sees(), *_people())
    )
    return _roster(session, [_entry(item.attendance, session) for item in db.session.scalars(query)])


def _session(actor: Actor, public_id: str) -> Session:
    query = (
        select(Session)
        .where(Session.public_id == public_id)
        .options(
            joinedload(Session.event).selectinload(Event.rounds),
            joinedload(Session.event).joinedload(Event.venue),
            joinedload(Session.topic),
            joinedload(Session.room),
            selectinload(Session.hosts),
        )
    )
    session = db.session.scalar(query)
    if session is None or not _may_read(actor, session):
        raise NotFoundError("There is no such roster.")
    return session


def _may_read(actor: Actor, session: Session) -> bool:
    organises = actor.may(Role.ORGANISER, municipality_id=session.event.municipality_id)
    return organises or any(actor.is_agency(agency.id) for agency in session.hosts)


def _people() -> tuple[ORMOption, ...]:
    person = joinedload(PublishedItem.attendance)
    return (
        person.joinedload(Attendance.participant).selectinload(Participant.languages),
        person.selectinload(Attendance.requested_topics),
    )


def _entry(attendance: Attendance, session: Session) -> RosterEntry:
    requests = [request for request in attendance.requested_topics if request.topic_id == session.topic_id]
    return RosterEntry(
        number=attendance.roster_number,
        languages=understood_languages(attendance.participant),
        topic=session.topic.title[GERMAN],
        name=attendance.participant.preferred_name,
        named_ok=bool(requests) and all(request.named_ok for request in requests),
    )


def _roster(session: Session, entries: list[RosterEntry]) -> SessionRoster:
    clock = Clock(session.event)
    venue = session.event.venue
    return SessionRoster(
        topic=session.topic.title[GERMAN],
        venue="" if venue is None else f"{venue.name}, {venue.address}",
        room="" if session.room is None else session.room.name,
        start=clock.starts(session.first_round).replace(tzinfo=None),
        end=clock.ends(session.first_round + session.rounds).replace(tzinfo=None),
        co_hosts=tuple(sorted(agency.name for agency in session.hosts)),
        entries=tuple(sorted(entries, key=lambda entry: entry.number)),
    )
