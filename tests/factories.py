"""Rows for tests, as plain functions: each writes what it makes and returns it.

Each has sensible values for everything and takes others by name. Wrap several calls in one `transaction()` to
write them at once. Names are invented.
"""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from itertools import count
from typing import Any, TypeVar

from eventhub.extensions import Base
from eventhub.models.accounts import Account, Grant
from eventhub.models.agencies import Agency, Officer, OfficerDuty
from eventhub.models.attendances import Attendance, Consent, RequestedTopic, Wish
from eventhub.models.codes import Goal, LanguageLevel, PositionKind, Role, TopicSource, WishSource, WishStrength
from eventhub.models.columns import Spans
from eventhub.models.employers import Employer, EmployerContact, Participation, Position
from eventhub.models.events import Event, EventState, Round
from eventhub.models.interpreters import Interpreter, InterpreterDuty
from eventhub.models.people import Participant, ParticipantGoal, PrivateRecord, SpokenLanguage, Travel
from eventhub.models.places import District, Municipality, MunicipalityKind, Room, Venue
from eventhub.models.plans import PlanVersion, PublishedItem
from eventhub.models.sessions import Session, Topic
from eventhub.models.transaction import transaction

Row = TypeVar("Row", bound=Base)
DAY = date(2027, 4, 14)
_numbers = count(1)


def saved(model: type[Row], **values: Any) -> Row:
    """A row of the model with these values, written to the database."""
    with transaction() as session:
        row = model(**values)
        session.add(row)
        session.flush()
    return row


def make_municipality(name: str = "Musterstadt", **values: Any) -> Municipality:
    number = next(_numbers)
    with transaction():
        district = saved(District, key=f"{number % 100_000:05}", name="Musterkreis")
        defaults = {
            "district_id": district.id,
            "ags": f"{number:08}",
            "kind": MunicipalityKind.TOWN,
            "latitude": 51.9,
            "longitude": 7.2,
            "population": 20_000,
            "postcode": "48000",
        }
        return saved(Municipality, name=name, **defaults | values)


def make_venue(municipality: Municipality | None = None, **values: Any) -> Venue:
    defaults = {"name": "Musterhalle", "address": "Musterweg 1", "step_free": True}
    reach = {"reachable_by_train": True, "reachable_by_bus": True}
    with transaction():
        return saved(Venue, municipality=municipality or make_municipality(), **defaults | reach | values)


def make_room(venue: Venue, **values: Any) -> Room:
    return saved(Room, venue=venue, **{"name": f"Raum {next(_numbers)}", "seats": 20, "tables": 10} | values)


def make_event(
    municipality: Municipality | None = None,
    *,
    rounds: int = 8,
    day: date = DAY,
    round_rows: list[Round] | None = None,
    **values: Any,
) -> Event:
    """An open event with rounds of 10 minutes and 5 minutes between them from 9:00 on, or with the given rounds."""
    number = next(_numbers)
    with transaction():
        place = municipality or make_municipality()
        defaults = {
            "municipality": place,
            "venue": make_venue(place),
            "slug": f"event-{number}",
            "title": {"de": "Mustertag"},
            "state": EventState.OPEN,
            "capacity": 50,
        }
        return saved(Event, day=day, rounds=round_rows or make_rounds(rounds), **defaults | values)


def make_rounds(rounds: int, first: time = time(9), minutes: int = 10, changeover: int = 5) -> list[Round]:
    """Rounds of a clock grid, not written yet."""
    start = datetime.combine(DAY, first)
    starts = [start + number * timedelta(minutes=minutes + changeover) for number in range(rounds)]
    ends = [begin + timedelta(minutes=minutes) for begin in starts]
    times = zip(starts, ends, strict=True)
    return [Round(number=number, starts=begin.time(), ends=end.time()) for number, (begin, end) in enumerate(times)]


def make_participant(
    municipality: Municipality | None = None,
    *,
    languages: Sequence[str] = ("uk",),
    private: bool = False,
    **values: Any,
) -> Participant:
    """A participant who speaks the languages well; with `private`, with an encrypted record."""
    defaults = {"preferred_name": "Amal Beispiel", "german_level": LanguageLevel.A2, "travel": Travel.TRANSPORT}
    record = PrivateRecord(flags={"document": "24"}, notes="ruhig", contact={"email": "amal@example.org"})
    with transaction():
        return saved(
            Participant,
            municipality=municipality or make_municipality(),
            languages=[SpokenLanguage(language=code, level=LanguageLevel.C1) for code in languages],
            goals=[ParticipantGoal(goal=Goal.EMPLOYMENT)],
            private=record if private else None,
            **defaults | values,
        )


def make_attendance(event: Event, participant: Participant | None = None, **values: Any) -> Attendance:
    """An attendance in the first eight rounds."""
    defaults = {"roster_number": next(_numbers), "available": ((0, 8),)}
    with transaction():
        return saved(Attendance, event=event, participant=participant or make_participant(), **defaults | values)


def make_employer(municipality: Municipality | None = None, *, contact: bool = False, **values: Any) -> Employer:
    defaults = {"name": f"Musterbetrieb {next(_numbers)}", "industry": "Bäckerei"}
    with transaction():
        firm = saved(Employer, municipality=municipality or make_municipality(), **defaults | values)
        if contact:
            saved(EmployerContact, employer_id=firm.id, contact={"name": "Kim Muster", "email": "kim@example.org"})
        return firm


def make_position(employer: Employer, **values: Any) -> Position:
    defaults = {
        "kind": PositionKind.EMPLOYMENT,
        "title": "Bäckerhelfer/in",
        "occupation": "9412",
        "german_level": LanguageLevel.A2,
    }
    return saved(Position, employer=employer, **defaults | values)


def make_participation(event: Event, employer: Employer | None = None, **values: Any) -> Participation:
    """An employer with one table in the first eight rounds."""
    with transaction():
        firm = employer or make_employer()
        return saved(Participation, event=event, employer=firm, **{"available": ((0, 8),)} | values)


def make_wish(
    attendance: Attendance,
    participation: Participation,
    strength: WishStrength = WishStrength.LIKE,
    source: WishSource = WishSource.PARTICIPANT,
) -> Wish:
    return saved(Wish, attendance=attendance, participation=participation, strength=strength, source=source)


def make_consent(attendance: Attendance, participation: Participation | None = None, **values: Any) -> Consent:
    about = {"attendance": attendance, "participation_id": participation.id if participation else None}
    return saved(Consent, **about, **{"text_version": "1", "language": "de"} | values)


def make_interpreter(languages: Sequence[str] = ("uk", "ru"), **values: Any) -> Interpreter:
    return saved(Interpreter, languages=tuple(languages), **{"name": "Ira Beispiel"} | values)


def make_interpreter_duty(
    event: Event, interpreter: Interpreter | None = None, available: Spans = ((0, 8),)
) -> InterpreterDuty:
    with transaction() as session:
        session.refresh(event, ["rounds"])
        duty = InterpreterDuty.at(event, interpreter or make_interpreter(), available)
        session.add(duty)
        session.flush()
        return duty


def make_topic(code: str = "residence", **values: Any) -> Topic:
    return saved(Topic, code=code, **{"title": {"de": "Aufenthalt und Arbeit"}} | values)


def make_session(event: Event, topic: Topic, *, hosts: Sequence[Agency] = (), **values: Any) -> Session:
    """A session of two rounds from the first round on, for 15 people, in German."""
    defaults = {"first_round": 0, "rounds": 2, "capacity": 15, "languages": ("de",)}
    return saved(Session, event=event, topic=topic, hosts=list(hosts), **defaults | values)


def make_requested_topic(attendance: Attendance, topic: Topic, *, named_ok: bool = False) -> RequestedTopic:
    return saved(RequestedTopic, attendance=attendance, topic=topic, source=TopicSource.PERSON, named_ok=named_ok)


def make_agency(code: str = "abh", **values: Any) -> Agency:
    return saved(Agency, code=code, **{"name": "Musterbehörde"} | values)


def make_officer(agency: Agency, topics: Sequence[Topic] = (), **values: Any) -> Officer:
    defaults = {"name": "Toni Muster", "languages": ("de",)}
    return saved(Officer, agency=agency, topics=list(topics), **defaults | values)


def make_officer_duty(event: Event, session: Session, officer: Officer) -> OfficerDuty:
    with transaction() as writing:
        writing.refresh(event, ["rounds"])
        duty = OfficerDuty.at(event, session, officer)
        writing.add(duty)
        writing.flush()
        return duty


def make_plan_version(event: Event, **values: Any) -> PlanVersion:
    defaults = {"number": 1, "problem": {}, "plan": {}, "problem_sha256": "0" * 64}
    return saved(PlanVersion, event=event, **defaults | values)


def make_published_date(attendance: Attendance, participation: Participation, **values: Any) -> PublishedItem:
    return _published(attendance, participation_id=participation.id, **values)


def make_published_seat(attendance: Attendance, session: Session, **values: Any) -> PublishedItem:
    return _published(attendance, session_id=session.id, **values)


def _published(attendance: Attendance, **values: Any) -> PublishedItem:
    number = next(_numbers)
    defaults = {"uid": f"{number}@example.org", "first_round": 0, "end_round": 1, "told": {}}
    ids = {"event_id": attendance.event_id, "attendance_id": attendance.id}
    return saved(PublishedItem, **ids | defaults | values)


def make_account(*grants: Grant, **values: Any) -> Account:
    return saved(Account, grants=list(grants), **{"email": f"account{next(_numbers)}@example.org"} | values)


def staff_grant(role: Role, municipality: Municipality | None = None) -> Grant:
    """A grant of a staff role, not written yet; in the whole district without a municipality."""
    return Grant(role=role, everywhere=municipality is None, municipality_id=municipality.id if municipality else None)
