"""Which rows about people a scope can see: the one place that decides, one rule for each table."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, SQLColumnExpression, and_, false, or_, select, true
from sqlalchemy.orm.interfaces import UserDefinedOption

from eventhub.extensions import Base
from eventhub.models.attendances import Attendance, Consent, RequestedTopic, Wish
from eventhub.models.codes import WishSource
from eventhub.models.employers import Employer, EmployerContact, Participation
from eventhub.models.events import Event
from eventhub.models.people import Experience, Participant, ParticipantGoal, PrivateRecord, SpokenLanguage
from eventhub.models.plans import ItemState, PlanLock, PublishedItem
from eventhub.models.sessions import Session, session_host

Municipalities = frozenset[int] | None
"""Municipality ids; None means all of the district."""

NOWHERE: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Scope:
    """What an actor can see; all fields are sequence numbers of rows.

    `municipalities`: planning facts of the people who live there or come to an event there. `private`: the
    encrypted records of the people who live there, and employers' contacts. `participants`, `employers`, `agencies`,
    `interpreters`: themselves, and what was published to them.
    """

    municipalities: Municipalities = NOWHERE
    private: Municipalities = NOWHERE
    participants: frozenset[int] = NOWHERE
    employers: frozenset[int] = NOWHERE
    agencies: frozenset[int] = NOWHERE
    interpreters: frozenset[int] = NOWHERE

    def option(self) -> "ScopeOption":
        """The option that gives a statement this scope."""
        return ScopeOption(self)


EVERYTHING = Scope(municipalities=None, private=None)


class ScopeOption(UserDefinedOption):
    """Carries a scope on a statement and on the eager loads that follow from it."""

    propagate_to_loaders = True


def within(column: SQLColumnExpression[Any], places: Municipalities) -> ColumnElement[bool]:
    """The condition that a column holds one of these sequence numbers; for None: no condition."""
    if places is None:
        return true()
    return column.in_(places) if places else false()


def _own_tables(scope: Scope) -> Select[Any]:
    """Participations of the scope's employers."""
    tables = Participation.__table__.c
    return select(tables.id).where(within(tables.employer_id, scope.employers))


def _items(scope: Scope, column: str) -> Select[Any]:
    """Values of a column of the published items that went to the scope's partners."""
    items = PublishedItem.__table__.c
    hosted = select(session_host.c.session_id).where(within(session_host.c.agency_id, scope.agencies))
    return select(items[column]).where(
        or_(
            items.participation_id.in_(_own_tables(scope)),
            items.session_id.in_(hosted),
            within(items.interpreter_id, scope.interpreters),
        )
    )


def _attendances(scope: Scope) -> Select[Any]:
    rows, people, events = Attendance.__table__.c, Participant.__table__.c, Event.__table__.c
    return select(rows.id).where(
        or_(
            rows.participant_id.in_(select(people.id).where(within(people.municipality_id, scope.municipalities))),
            rows.event_id.in_(select(events.id).where(within(events.municipality_id, scope.municipalities))),
            within(rows.participant_id, scope.participants),
            rows.id.in_(_items(scope, "attendance_id").where(PublishedItem.__table__.c.state == ItemState.CONFIRMED)),
        )
    )


def _people(scope: Scope) -> Select[Any]:
    rows, people = Attendance.__table__.c, Participant.__table__.c
    return select(people.id).where(
        or_(
            within(people.municipality_id, scope.municipalities),
            within(people.id, scope.participants),
            people.id.in_(select(rows.participant_id).where(rows.id.in_(_attendances(scope)))),
        )
    )


def _own_attendances(scope: Scope) -> Select[Any]:
    """Attendances without those that are seen only because something was published to a partner."""
    return _attendances(Scope(municipalities=scope.municipalities, participants=scope.participants))


def _residents(scope: Scope) -> Select[Any]:
    people = Participant.__table__.c
    return select(people.id).where(
        or_(within(people.municipality_id, scope.private), within(people.id, scope.participants))
    )


def _hosted_topic(scope: Scope) -> ColumnElement[bool]:
    """A requested topic is the agency's business when the person has a seat in a session it hosts on that topic."""
    items, sessions = PublishedItem.__table__.c, Session.__table__.c
    seats = select(items.id).where(
        items.attendance_id == RequestedTopic.attendance_id,
        items.session_id == sessions.id,
        sessions.topic_id == RequestedTopic.topic_id,
        session_host.c.session_id == sessions.id,
        within(session_host.c.agency_id, scope.agencies),
    )
    return seats.exists()


def _topics(scope: Scope) -> ColumnElement[bool]:
    return or_(RequestedTopic.attendance_id.in_(_own_attendances(scope)), _hosted_topic(scope))


def _wishes(scope: Scope) -> ColumnElement[bool]:
    """Staff see all wishes of an attendance; each side sees its own and never the other's."""
    rows = Attendance.__table__.c
    staff = _attendances(Scope(municipalities=scope.municipalities))
    mine = select(rows.id).where(within(rows.participant_id, scope.participants))
    return or_(
        Wish.attendance_id.in_(staff),
        and_(Wish.source == WishSource.PARTICIPANT, Wish.attendance_id.in_(mine)),
        and_(Wish.source == WishSource.EMPLOYER, Wish.participation_id.in_(_own_tables(scope))),
    )


def _consents(scope: Scope) -> ColumnElement[bool]:
    """An employer sees the consents that are about itself."""
    return or_(Consent.attendance_id.in_(_own_attendances(scope)), Consent.participation_id.in_(_own_tables(scope)))


def _contacts(scope: Scope) -> ColumnElement[bool]:
    """Staff see the contacts of employers that sit in their municipality or take part in one of its events."""
    firms, parts, events = Employer.__table__.c, Participation.__table__.c, Event.__table__.c
    here = select(events.id).where(within(events.municipality_id, scope.private))
    return or_(
        EmployerContact.employer_id.in_(select(firms.id).where(within(firms.municipality_id, scope.private))),
        EmployerContact.employer_id.in_(select(parts.employer_id).where(parts.event_id.in_(here))),
        within(EmployerContact.employer_id.expression, scope.employers),
    )


def _published(scope: Scope) -> ColumnElement[bool]:
    return or_(
        PublishedItem.attendance_id.in_(_own_attendances(scope)),
        PublishedItem.id.in_(_items(scope, "id")),
    )


RULES: dict[type[Base], Callable[[Scope], ColumnElement[bool]]] = {
    Participant: lambda scope: Participant.id.in_(_people(scope)),
    SpokenLanguage: lambda scope: SpokenLanguage.participant_id.in_(_people(scope)),
    Experience: lambda scope: Experience.participant_id.in_(_people(scope)),
    ParticipantGoal: lambda scope: ParticipantGoal.participant_id.in_(_people(scope)),
    PrivateRecord: lambda scope: PrivateRecord.participant_id.in_(_residents(scope)),
    Attendance: lambda scope: Attendance.id.in_(_attendances(scope)),
    RequestedTopic: _topics,
    Wish: _wishes,
    Consent: _consents,
    PlanLock: lambda scope: PlanLock.attendance_id.in_(_own_attendances(scope)),
    PublishedItem: _published,
    EmployerContact: _contacts,
}
