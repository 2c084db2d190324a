"""Duty problem and plan as JSON, `eventhub-duty-problem/1` and `eventhub-duty-plan/1` (docs/formats.md)."""

import re
from collections.abc import Collection
from datetime import date
from itertools import pairwise
from typing import Any

from eventhub.matching.duty import (
    BREAK_AFTER,
    BREAK_MINUTES,
    LEVELS,
    DutyLevel,
    DutyPlan,
    DutyProblem,
    EventDay,
    Hosted,
    Hours,
    Number,
    Officer,
    Wanted,
    Way,
)
from eventhub.matching.plan import STATUSES
from eventhub.matching.problem import MAX_ROUNDS, Span
from eventhub.matching.reading import Record, distinct, fail, kind, parse, shown, text

PROBLEM_SCHEMA = "eventhub-duty-problem/1"
PLAN_SCHEMA = "eventhub-duty-plan/1"
DAY_MINUTES = 1440


def read_duty_problem(source: str | bytes) -> DutyProblem:
    """The problem in a JSON text. Raises InputError with one sentence that names the place of the first mistake."""
    top = _document(source, "The duty problem", PROBLEM_SCHEMA)
    name = top.take("name")
    if name is not None and not isinstance(name, str):
        fail("name", f"must be a text, not {kind(name)}")
    problem = DutyProblem(
        name=name or "",
        places=top.texts("places"),
        ways=top.items("travel", _way),
        officers=top.items("officers", _officer, required=True),
        events=top.items("events", _event, required=True),
        sessions=top.items("sessions", _wanted, required=True),
        break_after=top.integer("break_after", 0, DAY_MINUTES, default=BREAK_AFTER),
        break_minutes=top.integer("break_minutes", 0, DAY_MINUTES, default=BREAK_MINUTES),
        extras=top.extras(),
    )
    top.done()
    _check_references(problem)
    return problem


def _document(source: str | bytes, what: str, schema: str) -> Record:
    top = Record(parse(source, what), "")
    if top.take("schema") != schema:
        fail("schema", f"must be {schema!r}, not {shown(top.take('schema'))}")
    return top


def _way(value: object, where: str) -> Way:
    record = Record(value, where)
    found = Way((record.text("from"), record.text("to")), record.integer("minutes", 0, DAY_MINUTES))
    record.done()
    return found


def _officer(value: object, where: str) -> Officer:
    record = Record(value, where)
    found = Officer(
        id=record.text("id"),
        agency=record.text("agency"),
        home=record.text("home"),
        topics=record.texts("topics"),
        languages=record.texts("languages"),
        hours=record.items("hours", _hours, required=True),
    )
    record.done()
    distinct((hours.day for hours in found.hours), record.at("hours"))
    return found


def _day(record: Record) -> str:
    day = record.text("day")
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", day) or not _exists(day):
        fail(record.at("day"), f"must be a date like 2027-04-15, not {shown(day)}")
    return day


def _exists(day: str) -> bool:
    try:
        date.fromisoformat(day)
    except ValueError:
        return False
    return True


def _hours(value: object, where: str) -> Hours:
    record = Record(value, where)
    found = Hours(_day(record), *_span(record.take("minutes"), record.at("minutes")))
    record.done()
    return found


def _span(value: object, where: str) -> Span:
    if not isinstance(value, list) or len(value) != 2 or any(type(v) is not int for v in value):
        fail(where, "must be two whole numbers [start, end], minutes after midnight")
    start, end = value
    if not 0 <= start < end <= DAY_MINUTES:
        fail(where, f"{shown(value)} does not lie within a day")
    return start, end


def _event(value: object, where: str) -> EventDay:
    record = Record(value, where)
    found = EventDay(
        id=record.text("id"),
        place=record.text("place"),
        day=_day(record),
        rounds=record.items("rounds", _span, required=True),
    )
    record.done()
    if not 0 < len(found.rounds) <= MAX_ROUNDS:
        fail(record.at("rounds"), f"must be from 1 to {MAX_ROUNDS} rounds")
    for earlier, later in pairwise(found.rounds):
        if later[0] < earlier[1]:
            fail(record.at("rounds"), "the rounds must be sorted and must not overlap")
    return found


def _wanted(value: object, where: str) -> Wanted:
    record = Record(value, where)
    found = Wanted(
        id=record.text("id"),
        event=record.text("event"),
        topic=record.text("topic"),
        rounds=record.integer("rounds", 1, MAX_ROUNDS),
        earliest=record.integer("earliest", 0, MAX_ROUNDS),
        latest=record.integer("latest", 0, MAX_ROUNDS),
        language=None if record.take("language") is None else record.text("language"),
        officers=record.integer("officers", 1, default=1),
        required=record.flag("required"),
    )
    record.done()
    return found


def _among(value: str, known: Collection[str], where: str, what: str) -> None:
    if value not in known:
        fail(where, f"the {what} {shown(value)} is not known")


def _check_references(problem: DutyProblem) -> None:
    for key in ("officers", "events", "sessions"):
        distinct((item.id for item in getattr(problem, key)), key)
    for i, way in enumerate(problem.ways):
        for place in way.places:
            _among(place, problem.places, f"travel[{i}]", "place")
    distinct((tuple(sorted(way.places)) for way in problem.ways), "travel")
    for i, officer in enumerate(problem.officers):
        _among(officer.home, problem.places, f"officers[{i}]", "place")
    for i, event in enumerate(problem.events):
        _among(event.place, problem.places, f"events[{i}]", "place")
    rounds = {event.id: len(event.rounds) for event in problem.events}
    for i, session in enumerate(problem.sessions):
        _among(session.event, rounds, f"sessions[{i}]", "event")
        if not session.earliest <= session.latest <= rounds[session.event] - session.rounds:
            fail(f"sessions[{i}]", "earliest and latest must be in order, and the session must end with the event")


def read_duty_plan(source: str | bytes, problem: DutyProblem) -> DutyPlan:
    """The plan in a JSON text, its references checked against `problem`. Raises InputError.

    Whether it keeps the rules is another question: `duty_rules.violations` answers it.
    """
    top = _document(source, "The duty plan", PLAN_SCHEMA)
    status = next((status for status in STATUSES if status == top.take("status")), None)
    if status is None:
        fail("status", f"must be one of {', '.join(STATUSES)}, not {shown(top.take('status'))}")
    for key in ("levels", "seconds", "seed"):
        top.take(key)  # what the solver says about its own plan is not believed
    plan = DutyPlan(top.items("sessions", _hosted, required=True), status)
    top.done()
    sessions, officers = {s.id for s in problem.sessions}, {o.id for o in problem.officers}
    for i, held in enumerate(plan.sessions):
        _among(held.session, sessions, f"sessions[{i}]", "session")
        for officer in held.officers:
            _among(officer, officers, f"sessions[{i}]", "officer")
    return plan


def _hosted(value: object, where: str) -> Hosted:
    record = Record(value, where)
    found = Hosted(
        session=record.text("session"),
        first_round=record.integer("first_round", 0, MAX_ROUNDS),
        officers=record.items("officers", text, required=True),
    )
    record.done()
    return found


def duty_plan_document(plan: DutyPlan) -> dict[str, Any]:
    """The plan as a JSON-able object."""
    return {
        "schema": PLAN_SCHEMA,
        "sessions": [
            {"session": held.session, "first_round": held.first_round, "officers": list(held.officers)}
            for held in plan.sessions
        ],
        "status": plan.status,
        "levels": {name: _level_document(plan.levels[name]) for name in LEVELS if name in plan.levels},
        "seconds": plan.seconds,
        "seed": plan.seed,
    }


def _level_document(level: DutyLevel) -> dict[str, Any]:
    return {"value": _plain(level.value), "bound": _plain(level.bound), "proven": level.proven}


def _plain(number: Number) -> int | list[int]:
    return number if isinstance(number, int) else list(number)


def duty_problem_document(problem: DutyProblem) -> dict[str, Any]:
    """The problem as a JSON-able object."""
    return {
        "schema": PROBLEM_SCHEMA,
        "name": problem.name,
        "places": list(problem.places),
        "travel": [{"from": w.places[0], "to": w.places[1], "minutes": w.minutes} for w in problem.ways],
        "officers": [
            {
                "id": o.id,
                "agency": o.agency,
                "home": o.home,
                "topics": list(o.topics),
                "languages": list(o.languages),
                "hours": [{"day": h.day, "minutes": [h.start, h.end]} for h in o.hours],
            }
            for o in problem.officers
        ],
        "events": [
            {"id": e.id, "place": e.place, "day": e.day, "rounds": [list(span) for span in e.rounds]}
            for e in problem.events
        ],
        "sessions": [
            {
                "id": s.id,
                "event": s.event,
                "topic": s.topic,
                "language": s.language,
                "rounds": s.rounds,
                "earliest": s.earliest,
                "latest": s.latest,
                "officers": s.officers,
                "required": s.required,
            }
            for s in problem.sessions
        ],
        "break_after": problem.break_after,
        "break_minutes": problem.break_minutes,
        **problem.extras,
    }
