"""Queries about people: refused without a scope, narrowed with one, on both databases."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import create_engine, delete, exists, func, literal_column, select, text, update
from sqlalchemy.orm import Session, aliased, joinedload, selectinload

import eventhub
from eventhub.extensions import WRITES, Base, db
from eventhub.models.attendances import Attendance, Consent, RequestedTopic, Wish
from eventhub.models.codes import WishSource, WishStrength
from eventhub.models.employers import EmployerContact
from eventhub.models.events import Event
from eventhub.models.people import Participant, PrivateRecord, SpokenLanguage
from eventhub.models.plans import ItemState, PublishedItem
from eventhub.models.scope import SCOPED_TABLES, UnscopedQueryError
from eventhub.models.sessions import session_host
from eventhub.models.transaction import transaction
from eventhub.models.visibility import EVERYTHING, Scope
from tests import factories as make


@dataclass
class World:
    """Two municipalities with an event each; `guest` lives in B and comes to the event in A."""

    a: int
    b: int
    event_a: int
    event_b: int
    native: int
    guest: int
    stranger: int


@pytest.fixture
def world(app: Flask) -> World:
    with transaction():
        a, b = make.make_municipality("A"), make.make_municipality("B")
        event_a, event_b = make.make_event(a), make.make_event(b, day=make.DAY.replace(day=15))
        native = make.make_participant(a, preferred_name="native", private=True)
        guest = make.make_participant(b, preferred_name="guest", private=True)
        stranger = make.make_participant(b, preferred_name="stranger", private=True)
        make.make_attendance(event_a, native)
        make.make_attendance(event_a, guest)
        make.make_attendance(event_b, stranger)
        return World(a.id, b.id, event_a.id, event_b.id, native.id, guest.id, stranger.id)


@pytest.fixture
def any_session() -> Iterator[Session]:
    """A session that nobody set up for scopes, on a database without tables: a refused query never gets there."""
    engine = create_engine("sqlite://", execution_options={WRITES: True})
    with Session(engine) as session:
        yield session
    engine.dispose()


A_PARTICIPANT = aliased(Participant)
UNSCOPED = {
    "entity": select(Participant),
    "column": select(Participant.preferred_name),
    "count": select(func.count()).select_from(Participant),
    "alias": select(A_PARTICIPANT.id),
    "join": select(Event.id).join(Attendance, Attendance.event_id == Event.id),
    "exists": select(Event).where(exists().where(Attendance.event_id == Event.id)),
    "subquery": select(Event).where(Event.id.in_(select(Attendance.event_id))),
    "scalar subquery": select(Event.id, select(func.count(Attendance.id)).scalar_subquery()),
    "union": select(Participant.id).union(select(Attendance.id)),
    "bare table": select(Participant.__table__),
    "bare column": select(Participant.__table__.c.preferred_name),
    "text": text("SELECT preferred_name FROM participant"),
    "text as rows": select(Participant).from_statement(text("SELECT * FROM participant")),
    "text in a condition": select(Event).where(text("EXISTS (SELECT 1 FROM participant)")),
    "literal column": select(Event.id, literal_column("(SELECT preferred_name FROM participant)")),
    "update": update(Participant).values(preferred_name="x"),
    "delete": delete(Participant),
}


@pytest.mark.parametrize("statement", UNSCOPED.values(), ids=UNSCOPED.keys())
def test_query_about_people_without_scope_is_refused(any_session: Session, statement: Any) -> None:
    with pytest.raises(UnscopedQueryError, match="needs a scope"):
        any_session.execute(statement)


@pytest.mark.parametrize("table", sorted(SCOPED_TABLES))
def test_every_table_about_people_is_guarded(any_session: Session, table: str) -> None:
    (model,) = (mapper.class_ for mapper in Base.registry.mappers if mapper.class_.__tablename__ == table)
    with pytest.raises(UnscopedQueryError, match=table):
        any_session.execute(select(model))


def test_tables_referencing_a_person_are_all_guarded() -> None:
    people = {"participant", "attendance"}
    references = {
        table.name
        for table in Base.metadata.tables.values()
        if any(key.column.table.name in people for key in table.foreign_keys)
    }
    assert references <= SCOPED_TABLES


def test_get_without_scope_is_refused(session: Session, world: World) -> None:
    with pytest.raises(UnscopedQueryError):
        session.get(Participant, world.native)


def test_legacy_query_without_scope_is_refused(session: Session, world: World) -> None:
    with pytest.raises(UnscopedQueryError):
        session.query(Participant).count()


def test_no_relationship_leads_to_people_from_elsewhere() -> None:
    """An eager join is added after the hook has looked: from a table without a scope it would not be noticed."""
    ways = {
        str(relationship)
        for mapper in Base.registry.mappers
        if mapper.class_.__tablename__ not in SCOPED_TABLES
        for relationship in mapper.relationships
        if relationship.mapper.class_.__tablename__ in SCOPED_TABLES
    }
    assert ways == set()


def test_lazy_load_raises_instead_of_querying(session: Session, world: World) -> None:
    person = session.scalars(select(Participant).options(EVERYTHING.option())).first()
    assert person is not None
    with pytest.raises(Exception, match="raise"):
        _ = person.languages


def names(session: Session, scope: Scope) -> set[str]:
    return set(session.scalars(select(Participant.preferred_name).options(scope.option())))


def test_municipality_sees_its_people_and_its_guests(session: Session, world: World) -> None:
    assert names(session, Scope(municipalities=frozenset({world.a}))) == {"native", "guest"}
    assert names(session, Scope(municipalities=frozenset({world.b}))) == {"guest", "stranger"}
    assert names(session, Scope(municipalities=None)) == {"native", "guest", "stranger"}
    assert names(session, Scope()) == set()


def test_guest_shows_no_private_record(session: Session, world: World) -> None:
    here = Scope(municipalities=frozenset({world.a}), private=frozenset({world.a}))
    records = session.scalars(select(PrivateRecord.participant_id).options(here.option())).all()
    assert records == [world.native]


def test_helper_sees_no_private_record(session: Session, world: World) -> None:
    helper = Scope(municipalities=None)
    assert session.scalars(select(PrivateRecord).options(helper.option())).all() == []


@pytest.mark.parametrize("load", [selectinload, joinedload])
def test_eager_loads_are_narrowed_too(session: Session, world: World, load: Any) -> None:
    here = Scope(municipalities=frozenset({world.a}), private=frozenset({world.a}))
    people = select(Participant).options(load(Participant.private), load(Participant.languages), here.option())
    found = {person.preferred_name: person for person in session.scalars(people).unique()}
    assert found["native"].private is not None
    assert found["guest"].private is None
    assert [language.language for language in found["guest"].languages] == ["uk"]


NARROWED = {
    "alias": select(A_PARTICIPANT.preferred_name),
    "join": select(Participant.preferred_name).join(Attendance, Attendance.participant_id == Participant.id),
    "subquery": select(select(Participant.preferred_name).subquery().c.preferred_name),
    "language": select(Participant.preferred_name).where(Participant.languages.any(SpokenLanguage.language == "uk")),
}


@pytest.mark.parametrize("statement", NARROWED.values(), ids=NARROWED.keys())
def test_scope_reaches_every_form_of_a_query(session: Session, world: World, statement: Any) -> None:
    here = Scope(municipalities=frozenset({world.a}))
    assert set(session.scalars(statement.options(here.option()))) == {"native", "guest"}


def test_count_and_update_and_delete_stay_in_scope(session: Session, world: World) -> None:
    here = Scope(municipalities=frozenset({world.a})).option()
    assert session.scalar(select(func.count(Attendance.id)).options(here)) == 2
    with transaction():
        session.execute(update(Participant).values(preferred_name="changed").options(here))
        session.execute(delete(Attendance).options(here))
    assert names(session, EVERYTHING) == {"changed", "stranger"}
    assert session.scalar(select(func.count(Attendance.id)).options(EVERYTHING.option())) == 1


def test_what_cannot_be_narrowed_needs_everything(session: Session, world: World) -> None:
    union = select(Participant.id).union(select(Attendance.participant_id))
    with pytest.raises(UnscopedQueryError):
        session.execute(select(Participant.__table__).options(Scope(municipalities=frozenset({world.a})).option()))
    assert len(session.execute(select(union.subquery()).options(EVERYTHING.option())).all()) == 3


def test_participant_sees_only_themselves(session: Session, world: World) -> None:
    me = Scope(participants=frozenset({world.guest}))
    assert names(session, me) == {"guest"}
    assert session.scalars(select(PrivateRecord.participant_id).options(me.option())).all() == [world.guest]
    assert len(session.scalars(select(Attendance).options(me.option())).all()) == 1


@dataclass
class Partners:
    """At one event, `person` has a date with `employer` and a seat in a session of `agency`."""

    employer: int
    rival: int
    agency: int
    other_agency: int
    interpreter: int


@pytest.fixture
def partners(app: Flask) -> Partners:
    with transaction() as session:
        event = make.make_event()
        person = make.make_attendance(event, make.make_participant(preferred_name="person", private=True))
        other = make.make_attendance(event, make.make_participant(preferred_name="other", private=True))
        firm, rival = make.make_employer(contact=True), make.make_employer(contact=True)
        table, rival_table = make.make_participation(event, firm), make.make_participation(event, rival)
        agency, other_agency = make.make_agency("abh"), make.make_agency("ki")
        residence, training = make.make_topic("residence"), make.make_topic("training")
        interpreter = make.make_interpreter()
        make.make_published_date(person, table, interpreter_id=interpreter.id)
        make.make_published_date(other, table, state=ItemState.CANCELLED)
        make.make_published_seat(person, make.make_session(event, residence, hosts=[agency]))
        make.make_published_seat(other, make.make_session(event, training, hosts=[other_agency]))
        for topic in (residence, training):
            make.make_requested_topic(person, topic)
        make.make_wish(person, rival_table, WishStrength.NO)
        make.make_wish(person, table, WishStrength.MUST)
        make.make_wish(person, table, WishStrength.MUST, WishSource.EMPLOYER)
        make.make_consent(person, table, purpose="name_to_employer")
        make.make_consent(person, rival_table, purpose="name_to_employer")
        session.flush()
        return Partners(firm.id, rival.id, agency.id, other_agency.id, interpreter.id)


def test_employer_sees_a_person_once_a_date_is_published(session: Session, partners: Partners) -> None:
    assert names(session, Scope(employers=frozenset({partners.employer}))) == {"person"}
    assert names(session, Scope(employers=frozenset({partners.rival}))) == set()


def test_employer_sees_own_items_even_cancelled_ones(session: Session, partners: Partners) -> None:
    items = select(PublishedItem).options(Scope(employers=frozenset({partners.employer})).option())
    assert {item.state for item in session.scalars(items)} == {ItemState.CONFIRMED, ItemState.CANCELLED}
    assert all(item.session_id is None for item in session.scalars(items))


def test_employer_never_sees_a_participants_wish(session: Session, partners: Partners) -> None:
    for employer in (partners.employer, partners.rival):
        wishes = session.scalars(select(Wish).options(Scope(employers=frozenset({employer})).option())).all()
        assert all(wish.source is WishSource.EMPLOYER for wish in wishes)


def test_employer_sees_the_consents_about_itself(session: Session, partners: Partners) -> None:
    consents = select(Consent).options(Scope(employers=frozenset({partners.employer})).option())
    assert len(session.scalars(consents).all()) == 1


def test_employer_sees_no_private_record_and_no_topic(session: Session, partners: Partners) -> None:
    ours = Scope(employers=frozenset({partners.employer})).option()
    assert session.scalars(select(PrivateRecord).options(ours)).all() == []
    assert session.scalars(select(RequestedTopic).options(ours)).all() == []


def test_employer_sees_its_own_contact_only(session: Session, partners: Partners) -> None:
    contacts = select(EmployerContact.employer_id).options(Scope(employers=frozenset({partners.rival})).option())
    assert session.scalars(contacts).all() == [partners.rival]


def test_agency_sees_people_and_topics_of_its_own_sessions(session: Session, partners: Partners) -> None:
    ours = Scope(agencies=frozenset({partners.agency}))
    assert names(session, ours) == {"person"}
    topics = session.scalars(select(RequestedTopic).options(ours.option(), joinedload(RequestedTopic.topic))).all()
    assert [topic.topic.code for topic in topics] == ["residence"]
    assert names(session, Scope(agencies=frozenset({partners.other_agency}))) == {"other"}


def test_agency_sees_no_dates(session: Session, partners: Partners) -> None:
    items = session.scalars(select(PublishedItem).options(Scope(agencies=frozenset({partners.agency})).option())).all()
    assert [item.participation_id for item in items] == [None]


def test_interpreter_sees_the_people_they_interpret_for(session: Session, partners: Partners) -> None:
    assert names(session, Scope(interpreters=frozenset({partners.interpreter}))) == {"person"}


def test_session_hosts_are_no_people(session: Session, partners: Partners) -> None:
    assert len(session.execute(select(session_host)).all()) == 2


def test_only_the_rules_name_a_table_without_its_model() -> None:
    package = Path(eventhub.__file__).parent
    users = {
        path.relative_to(package).as_posix()
        for path in package.rglob("*.py")
        if re.search(r"__table__|metadata\.tables", path.read_text(encoding="utf-8"))
    }
    assert users <= {"models/visibility.py", "models/scope.py"}
    assert db.metadata is Base.metadata
