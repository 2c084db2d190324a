"""A session's roster, read from what was published: who comes, by number, and by name only where that is agreed."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

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
from eventhub.services.telling import session_told

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
    items = db.session.scalars(query).all()
    entries = [_entry(item.attendance, session) for item in items]
    return _roster(session, session_facts(session, items), entries)


def session_facts(session: Session, items: Sequence[PublishedItem]) -> dict[str, Any]:
    """When and where a session is, as its people (`items`) were told; as it is planned while nobody was told.

    A later change of the session itself reaches nobody before it is published.
    """
    return items[0].told if items else session_told(session.event, session, Clock(session.event))


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


def _roster(session: Session, told: dict[str, Any], entries: list[RosterEntry]) -> SessionRoster:
    return SessionRoster(
        topic=told["title"][GERMAN],
        venue=", ".join(filter(None, (told["venue"], told["address"]))),
        room=told.get("room") or "",
        start=datetime.fromisoformat(told["starts"]).replace(tzinfo=None),
        end=datetime.fromisoformat(told["ends"]).replace(tzinfo=None),
        co_hosts=tuple(sorted(agency.name for agency in session.hosts)),
        entries=tuple(sorted(entries, key=lambda entry: entry.number)),
    )
