"""Rules the database keeps, whoever writes: on SQLite and on PostgreSQL."""

from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import delete, inspect, select, update
from sqlalchemy.exc import IntegrityError, StatementError
from sqlalchemy.orm import Session

from eventhub.extensions import Base, db
from eventhub.models.accounts import Grant
from eventhub.models.agencies import OfficerDuty, OfficerSlot
from eventhub.models.attendances import Attendance, AttendanceState, Wish
from eventhub.models.codes import Role, WishSource, WishStrength
from eventhub.models.columns import utc_now
from eventhub.models.events import Event, EventState, Round
from eventhub.models.interpreters import InterpreterDuty, InterpreterSlot
from eventhub.models.jobs import Job, JobState
from eventhub.models.plans import LockKind, PlanLock, PlanPointers
from eventhub.models.timeslots import slots_between
from eventhub.models.transaction import transaction
from eventhub.models.visibility import EVERYTHING
from tests import factories as make

NEXT_DAY = make.DAY + timedelta(days=1)


def test_person_attends_one_event_a_day(app: Flask) -> None:
    person = make.make_participant()
    make.make_attendance(make.make_event(), person)
    make.make_attendance(make.make_event(day=NEXT_DAY), person)
    with pytest.raises(IntegrityError):
        make.make_attendance(make.make_event(), person)


def test_cancelled_attendance_frees_the_day(app: Flask) -> None:
    person = make.make_participant()
    make.make_attendance(make.make_event(), person, state=AttendanceState.CANCELLED)
    make.make_attendance(make.make_event(), person)
    with pytest.raises(IntegrityError), transaction() as session:
        session.execute(update(Attendance).values(state="registered").options(EVERYTHING.option()))


def test_postponed_event_takes_attendances_and_duties_along(session: Session) -> None:
    event = make.make_event()
    make.make_attendance(event)
    make.make_interpreter_duty(event)
    with transaction():
        event.day = NEXT_DAY
    assert session.scalars(select(Attendance.day).options(EVERYTHING.option())).all() == [NEXT_DAY]
    assert set(session.scalars(select(InterpreterDuty.day))) == {NEXT_DAY}
    assert set(session.scalars(select(InterpreterSlot.day))) == {NEXT_DAY}


def test_event_cannot_move_to_a_day_on_which_a_guest_is_elsewhere(app: Flask) -> None:
    person = make.make_participant()
    event = make.make_event()
    make.make_attendance(event, person)
    make.make_attendance(make.make_event(day=NEXT_DAY), person)
    with pytest.raises(IntegrityError), transaction():
        event.day = NEXT_DAY


def test_attendance_cannot_claim_another_day_than_its_event(app: Flask) -> None:
    attendance = make.make_attendance(make.make_event())
    with pytest.raises(IntegrityError), transaction():
        attendance.day = NEXT_DAY


def test_interpreter_is_not_in_two_places_at_a_time(app: Flask) -> None:
    interpreter = make.make_interpreter()
    make.make_interpreter_duty(make.make_event(), interpreter, available=((0, 4),))
    later = make.make_event(rounds=8)
    with pytest.raises(IntegrityError):
        make.make_interpreter_duty(later, interpreter, available=((3, 8),))


def test_interpreter_may_go_from_one_place_to_the_next(session: Session) -> None:
    interpreter = make.make_interpreter()
    make.make_interpreter_duty(make.make_event(), interpreter, available=((0, 4),))
    make.make_interpreter_duty(make.make_event(), interpreter, available=((4, 8),))
    assert len(session.scalars(select(InterpreterDuty)).all()) == 2


def test_interpreter_is_not_in_two_places_on_different_clock_grids(app: Flask) -> None:
    interpreter = make.make_interpreter()
    make.make_interpreter_duty(make.make_event(), interpreter, available=((0, 1),))
    shifted = make.make_event(round_rows=make.make_rounds(2, first=time(9, 5), minutes=20))
    with pytest.raises(IntegrityError):
        make.make_interpreter_duty(shifted, interpreter, available=((0, 1),))


def test_officer_is_not_in_two_sessions_at_a_time(app: Flask) -> None:
    topic, officer = make.make_topic(), make.make_officer(make.make_agency())
    here, there = make.make_event(), make.make_event()
    make.make_officer_duty(here, make.make_session(here, topic), officer)
    with pytest.raises(IntegrityError):
        make.make_officer_duty(there, make.make_session(there, topic, first_round=1), officer)


def test_officer_hosts_one_session_after_the_other(session: Session) -> None:
    topic, officer = make.make_topic(), make.make_officer(make.make_agency())
    event = make.make_event()
    for first in (0, 2):
        make.make_officer_duty(event, make.make_session(event, topic, first_round=first), officer)
    assert len(session.scalars(select(OfficerDuty)).all()) == 2


def test_duty_that_ends_frees_its_slots(session: Session) -> None:
    event = make.make_event()
    make.make_officer_duty(event, make.make_session(event, make.make_topic()), make.make_officer(make.make_agency()))
    with transaction():
        session.execute(delete(OfficerDuty))
    assert session.scalars(select(OfficerSlot)).all() == []


@pytest.mark.parametrize(
    ("starts", "ends", "slots"),
    [
        (time(0), time(0, 5), range(1)),
        (time(9), time(9, 10), range(108, 110)),
        (time(9, 3), time(9, 6), range(108, 110)),
        (time(23, 55), time(23, 59), range(287, 288)),
    ],
)
def test_slots_between_cover_the_time(starts: time, ends: time, slots: range) -> None:
    assert slots_between(starts, ends) == slots


def test_wish_is_about_an_employer_at_the_same_event(app: Flask) -> None:
    here, there = make.make_event(), make.make_event(day=NEXT_DAY)
    attendance, elsewhere = make.make_attendance(here), make.make_participation(there)
    wish = {"source": WishSource.PARTICIPANT, "strength": WishStrength.LIKE}
    with pytest.raises(IntegrityError), transaction() as session:
        session.add(
            Wish(event_id=here.id, attendance_id=attendance.id, participation_id=elsewhere.id, **wish),
        )


def test_roster_number_is_unique_within_an_event(app: Flask) -> None:
    event = make.make_event()
    make.make_attendance(event, roster_number=7)
    with pytest.raises(IntegrityError):
        make.make_attendance(event, roster_number=7)


def test_active_jobs_have_different_keys(session: Session) -> None:
    make.saved(Job, kind="plan", dedupe_key="event", state=JobState.DONE)
    make.saved(Job, kind="plan", dedupe_key="event")
    with pytest.raises(IntegrityError):
        make.saved(Job, kind="plan", dedupe_key="event", state=JobState.RUNNING)


def test_failed_job_says_why(app: Flask) -> None:
    with pytest.raises(IntegrityError):
        make.saved(Job, kind="plan", dedupe_key="event", state=JobState.FAILED)


def test_plan_pointer_stays_within_its_event(app: Flask) -> None:
    version = make.make_plan_version(make.make_event())
    other = make.make_event()
    with pytest.raises(IntegrityError):
        make.saved(PlanPointers, event_id=other.id, draft_id=version.id)


def test_lock_is_on_a_date_or_on_a_seat(app: Flask) -> None:
    event = make.make_event()
    ids = {"event_id": event.id, "attendance_id": make.make_attendance(event).id, "kind": LockKind.PINNED}
    table, seat = make.make_participation(event), make.make_session(event, make.make_topic())
    with pytest.raises(IntegrityError):
        make.saved(PlanLock, **ids)
    with pytest.raises(IntegrityError):
        make.saved(PlanLock, **ids, participation_id=table.id, session_id=seat.id)
    with pytest.raises(IntegrityError):
        make.saved(PlanLock, **ids, participation_id=table.id)
    assert make.saved(PlanLock, **ids, session_id=seat.id).id


@pytest.mark.parametrize(
    "values",
    [
        {"role": Role.ORGANISER},
        {"role": Role.AGENCY},
        {"role": Role.EMPLOYER, "everywhere": True},
        {"role": Role.HELPER, "everywhere": True, "municipality_id": 1},
        {"role": Role.DATA_PROTECTION},
    ],
)
def test_grant_says_where_it_holds(app: Flask, values: dict[str, Any]) -> None:
    make.make_municipality()
    with pytest.raises(IntegrityError):
        make.make_account(Grant(**values))


def test_code_outside_its_enumeration_is_refused_by_the_database(app: Flask) -> None:
    event = make.make_event()
    with pytest.raises(IntegrityError), db.engine.begin() as connection:
        connection.exec_driver_sql(f"UPDATE event SET state = 'sleeping' WHERE id = {event.id}")


def test_open_event_has_a_venue(app: Flask) -> None:
    with pytest.raises(IntegrityError):
        make.make_event(venue=None)
    assert make.make_event(venue=None, state=EventState.DRAFT).venue_id is None


def test_round_begins_before_it_ends(app: Flask) -> None:
    event = make.make_event()
    with pytest.raises(IntegrityError):
        make.saved(Round, event_id=event.id, number=99, starts=time(10), ends=time(10))


@pytest.mark.parametrize("title", [{}, {"en": "Day"}, {"de": " "}, {"de": "Tag", "Deutsch!": "x"}])
def test_text_needs_german_and_language_tags(app: Flask, title: dict[str, str]) -> None:
    with pytest.raises(StatementError):
        make.make_topic(title=title)


@pytest.mark.parametrize("spans", [((3, 3),), ((4, 6), (0, 2)), ((0, 3), (2, 5)), ((-1, 2),)])
def test_spans_are_sorted_disjoint_and_not_empty(app: Flask, spans: Any) -> None:
    with pytest.raises(StatementError):
        make.make_attendance(make.make_event(), available=spans)


def test_languages_come_back_sorted_and_once(session: Session) -> None:
    interpreter = make.make_interpreter(["uk", "ar", "uk"])
    session.expire_all()
    assert interpreter.languages == ("ar", "uk")


def test_naive_instant_is_refused(app: Flask) -> None:
    with pytest.raises(StatementError, match="time zone"):
        make.make_event(registration_opens=utc_now().replace(tzinfo=None))


def test_instant_comes_back_in_utc(session: Session) -> None:
    berlin = timezone(timedelta(hours=2))
    event = make.make_event(registration_opens=datetime(2027, 4, 1, 10, tzinfo=berlin))
    session.expire_all()
    assert event.registration_opens == datetime(2027, 4, 1, 8, tzinfo=UTC)
    assert event.registration_opens.tzinfo is UTC


def test_event_takes_everything_of_its_own_with_it(session: Session) -> None:
    event = make.make_event()
    attendance, table = make.make_attendance(event), make.make_participation(event)
    seat = make.make_session(event, make.make_topic(), hosts=[make.make_agency()])
    make.make_wish(attendance, table)
    make.make_consent(attendance, purpose="mail")
    make.make_published_date(attendance, table)
    make.make_published_seat(attendance, seat)
    make.make_interpreter_duty(event)
    version = make.make_plan_version(event)
    make.saved(PlanPointers, event_id=event.id, draft_id=version.id)
    with transaction():
        session.execute(delete(Event))
    with db.engine.connect() as connection:
        kept = {
            table.name for table in Base.metadata.sorted_tables if connection.execute(select(table).limit(1)).first()
        }
    assert kept == {"district", "municipality", "venue", "participant", "spoken_language", "participant_goal"} | {
        "employer",
        "topic",
        "agency",
        "interpreter",
    }


def test_public_ids_are_long_random_and_unlike_the_sequence(app: Flask) -> None:
    ids = {make.make_topic(code=str(number)).public_id for number in range(20)}
    assert len(ids) == 20
    assert {len(public_id) for public_id in ids} == {22}


def test_every_constraint_has_a_name(app: Flask) -> None:
    inspector = inspect(db.engine)
    for table in Base.metadata.tables:
        constraints = [
            *inspector.get_foreign_keys(table),
            *inspector.get_unique_constraints(table),
            *inspector.get_check_constraints(table),
            inspector.get_pk_constraint(table),
        ]
        assert all(constraint["name"] for constraint in constraints), table


def test_every_foreign_key_to_a_row_that_goes_is_decided() -> None:
    """Rows of a participant or an attendance go with them: the deletion rule must find nothing left."""
    for table in Base.metadata.tables.values():
        for key in table.foreign_keys:
            if key.column.table.name in {"participant", "attendance"}:
                assert key.ondelete == "CASCADE", f"{table.name}.{key.parent.name}"


def test_local_day_and_clock_make_an_instant(session: Session) -> None:
    before, after = make.make_event(day=date(2027, 3, 27)), make.make_event(day=date(2027, 3, 28))
    assert before.at(time(9)).astimezone(UTC).hour == 8
    assert after.at(time(9)).astimezone(UTC).hour == 7
