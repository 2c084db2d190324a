"""Problem and plan as JSON documents, `eventhub-problem/1` and `eventhub-plan/1` (docs/formats.md)."""

from collections.abc import Collection
from itertools import pairwise
from typing import Any

from eventhub.matching.plan import STATUSES, LevelValue, Plan, Status
from eventhub.matching.problem import (
    MAX_ROUNDS,
    Assignments,
    Employer,
    Interpreter,
    Pair,
    Participant,
    PlannedDate,
    PlannedSeat,
    Problem,
    Session,
    Span,
)
from eventhub.matching.reading import MAX_NUMBER, Record, distinct, fail, kind, parse, shown

PROBLEM_SCHEMA = "eventhub-problem/1"
PLAN_SCHEMA = "eventhub-plan/1"


def read_problem(text: str | bytes) -> Problem:
    """The problem in a JSON text. Raises InputError with one sentence that names the place of the first mistake."""
    top = Record(parse(text, "The problem"), "")
    if top.take("schema") != PROBLEM_SCHEMA:
        fail("schema", f"must be {PROBLEM_SCHEMA!r}, not {shown(top.take('schema'))}")
    rounds = top.integer("rounds", 1, MAX_ROUNDS)
    problem = Problem(
        name=_name(top),
        rounds=rounds,
        participants=top.items("participants", lambda v, w: _participant(v, w, rounds), required=True),
        employers=top.items("employers", lambda v, w: _employer(v, w, rounds), required=True),
        pairs=top.items("pairs", _pair, required=True),
        sessions=top.items("sessions", lambda v, w: _session(v, w, rounds)),
        interpreters=top.items("interpreters", lambda v, w: _interpreter(v, w, rounds)),
        closed_before=top.integer("closed_before", 0, rounds, default=0),
        held=_assignments(top, "held", rounds),
        pinned=_assignments(top, "pinned", rounds),
        previous=_assignments(top, "previous", rounds),
        keep_first=top.flag("keep_first"),
        fit_tolerance=top.share("fit_tolerance"),
        extras=top.extras(),
    )
    top.done()
    _check_references(problem)
    return problem


def _name(top: Record) -> str:
    value = top.take("name")
    if value is not None and not isinstance(value, str):
        fail("name", f"must be a text, not {kind(value)}")
    return value or ""


def _spans(record: Record, rounds: int) -> tuple[Span, ...]:
    def read(value: object, where: str) -> Span:
        if not isinstance(value, list) or len(value) != 2 or any(type(v) is not int for v in value):
            fail(where, "must be two whole numbers [first, end]")
        first, end = value
        if not 0 <= first < end <= rounds:
            fail(where, f"the span {shown(value)} does not lie within the {rounds} rounds")
        return first, end

    spans = record.items("available", read, required=True)
    for earlier, later in pairwise(spans):
        if later[0] < earlier[1]:
            fail(record.at("available"), "the spans must be sorted and must not overlap")
    return spans


def _participant(value: object, where: str, rounds: int) -> Participant:
    record = Record(value, where)
    found = Participant(
        id=record.text("id"),
        available=_spans(record, rounds),
        min_dates=record.integer("min_dates", 0),
        max_dates=record.integer("max_dates", 0),
        requires=record.texts("requires"),
        understands=record.texts("understands"),
    )
    record.done()
    if found.min_dates > found.max_dates:
        fail(where, f"min_dates ({found.min_dates}) is more than max_dates ({found.max_dates})")
    return found


def _employer(value: object, where: str, rounds: int) -> Employer:
    record = Record(value, where)
    found = Employer(
        id=record.text("id"),
        seats=record.integer("seats", 0),
        available=_spans(record, rounds),
        min_dates=record.integer("min_dates", 0, default=0),
        group=record.flag("group"),
    )
    record.done()
    return found


def _pair(value: object, where: str) -> Pair:
    record = Record(value, where)
    found = Pair(
        participant=record.text("participant"),
        employer=record.text("employer"),
        score=record.integer("score", 0, 100),
        interpreter=record.texts("interpreter"),
        promised=record.flag("promised"),
        after=record.texts("after"),
    )
    record.done()
    return found


def _session(value: object, where: str, rounds: int) -> Session:
    record = Record(value, where)
    found = Session(
        id=record.text("id"),
        topic=record.text("topic"),
        first_round=record.integer("first_round", 0, rounds - 1),
        rounds=record.integer("rounds", 1, rounds),
        capacity=record.integer("capacity", 0),
        languages=record.texts("languages"),
    )
    record.done()
    if found.end > rounds:
        fail(where, f"the session ends in round {found.end - 1}, but there are only {rounds} rounds")
    return found


def _interpreter(value: object, where: str, rounds: int) -> Interpreter:
    record = Record(value, where)
    found = Interpreter(id=record.text("id"), languages=record.texts("languages"), available=_spans(record, rounds))
    record.done()
    return found


def _date(value: object, where: str, rounds: int) -> PlannedDate:
    record = Record(value, where)
    helper = record.take("interpreter")
    found = PlannedDate(
        participant=record.text("participant"),
        employer=record.text("employer"),
        round=record.integer("round", 0, rounds - 1),
        interpreter=None if helper is None else record.text("interpreter"),
    )
    record.done()
    return found


def _seat(value: object, where: str) -> PlannedSeat:
    record = Record(value, where)
    found = PlannedSeat(participant=record.text("participant"), session=record.text("session"))
    record.done()
    return found


def _dates_and_seats(record: Record, rounds: int) -> Assignments:
    return Assignments(
        dates=record.items("dates", lambda v, w: _date(v, w, rounds)),
        seats=record.items("seats", _seat),
    )


def _assignments(top: Record, key: str, rounds: int) -> Assignments:
    value = top.take(key)
    if value is None:
        return Assignments()
    record = Record(value, key)
    found = _dates_and_seats(record, rounds)
    record.done()
    return found


class _Known:
    """The ids of a problem, to check references against."""

    def __init__(self, problem: Problem) -> None:
        self.participants = {p.id for p in problem.participants}
        self.employers = {e.id for e in problem.employers}
        self.sessions = {s.id for s in problem.sessions}
        self.interpreters = {i.id for i in problem.interpreters}
        self.pairs = {(p.participant, p.employer) for p in problem.pairs}

    def check(self, given: Assignments, where: str) -> None:
        """Refuse dates and seats that name somebody unknown."""
        for i, date in enumerate(given.dates):
            place = f"{where}dates[{i}]"
            _among(date.participant, self.participants, place, "participant")
            _among(date.employer, self.employers, place, "employer")
            if date.interpreter is not None:
                _among(date.interpreter, self.interpreters, place, "interpreter")
        for i, seat in enumerate(given.seats):
            place = f"{where}seats[{i}]"
            _among(seat.participant, self.participants, place, "participant")
            _among(seat.session, self.sessions, place, "session")


def _among(value: str, known: Collection[str], where: str, what: str) -> None:
    if value not in known:
        fail(where, f"the {what} {shown(value)} is not known")


def _check_references(problem: Problem) -> None:
    for key in ("participants", "employers", "sessions", "interpreters"):
        distinct((item.id for item in getattr(problem, key)), key)
    known = _Known(problem)
    for i, pair in enumerate(problem.pairs):
        _among(pair.participant, known.participants, f"pairs[{i}]", "participant")
        _among(pair.employer, known.employers, f"pairs[{i}]", "employer")
    distinct(((pair.participant, pair.employer) for pair in problem.pairs), "pairs")
    for key in ("held", "pinned", "previous"):
        given: Assignments = getattr(problem, key)
        known.check(given, f"{key}.")
        distinct((date.key for date in given.dates), f"{key}.dates")
        distinct((seat.key for seat in given.seats), f"{key}.seats")
    _check_held(problem, known)


def _check_held(problem: Problem, known: _Known) -> None:
    """What took place must have been possible: a listed pair met once, a topic was heard once."""
    met = [(date.participant, date.employer) for date in problem.held.dates]
    for i, pair in enumerate(met):
        if pair not in known.pairs:
            fail(f"held.dates[{i}]", f"{pair[0]} and {pair[1]} are not among the pairs")
    distinct(met, "held.dates")
    topic = {session.id: session.topic for session in problem.sessions}
    distinct(((seat.participant, topic[seat.session]) for seat in problem.held.seats), "held.seats")


def read_plan(text: str | bytes, problem: Problem) -> Plan:
    """The plan in a JSON text, its references checked against `problem`. Raises InputError.

    Whether it keeps the rules is another question: `rules.violations` answers it.
    """
    top = Record(parse(text, "The plan"), "")
    if top.take("schema") != PLAN_SCHEMA:
        fail("schema", f"must be {PLAN_SCHEMA!r}, not {shown(top.take('schema'))}")
    given = _dates_and_seats(top, problem.rounds)
    status = _status(top)
    seconds = top.take("seconds")
    if seconds is not None and (isinstance(seconds, bool) or not isinstance(seconds, int | float)):
        fail("seconds", f"must be a number, not {kind(seconds)}")
    plan = Plan(
        dates=given.dates,
        seats=given.seats,
        status=status,
        levels=_levels(top),
        conflicts=top.items("conflicts", _sentence),
        seconds=float(seconds or 0),
        seed=top.integer("seed", 0, default=0),
    )
    top.done()
    _Known(problem).check(given, "")
    return plan


def _status(top: Record) -> Status:
    value = top.take("status")
    found = next((status for status in STATUSES if status == value), None)
    if found is None:
        fail("status", f"must be one of {', '.join(STATUSES)}, not {shown(value)}")
    return found


def _sentence(value: object, where: str) -> str:
    if not isinstance(value, str):
        fail(where, f"must be a text, not {kind(value)}")
    return value


def _levels(top: Record) -> dict[str, LevelValue]:
    value = top.take("levels")
    record = Record({} if value is None else value, "levels")
    found: dict[str, LevelValue] = {}
    for name in value if isinstance(value, dict) else ():
        level = Record(record.take(name), f"levels.{name}")
        found[name] = LevelValue(level.integer("value", 0), level.integer("bound", -MAX_NUMBER), level.flag("proven"))
        level.done()
    return found


def problem_document(problem: Problem) -> dict[str, Any]:
    """The problem as a JSON-able object with every key present, in the order of its lists."""
    return {
        "schema": PROBLEM_SCHEMA,
        "name": problem.name,
        "rounds": problem.rounds,
        "participants": [
            {
                "id": p.id,
                "available": [list(span) for span in p.available],
                "min_dates": p.min_dates,
                "max_dates": p.max_dates,
                "requires": list(p.requires),
                "understands": list(p.understands),
            }
            for p in problem.participants
        ],
        "employers": [
            {
                "id": e.id,
                "seats": e.seats,
                "group": e.group,
                "available": [list(span) for span in e.available],
                "min_dates": e.min_dates,
            }
            for e in problem.employers
        ],
        "pairs": [
            {
                "participant": p.participant,
                "employer": p.employer,
                "score": p.score,
                "interpreter": list(p.interpreter),
                "promised": p.promised,
                "after": list(p.after),
            }
            for p in problem.pairs
        ],
        "sessions": [
            {
                "id": s.id,
                "topic": s.topic,
                "first_round": s.first_round,
                "rounds": s.rounds,
                "capacity": s.capacity,
                "languages": list(s.languages),
            }
            for s in problem.sessions
        ],
        "interpreters": [
            {"id": i.id, "languages": list(i.languages), "available": [list(span) for span in i.available]}
            for i in problem.interpreters
        ],
        "closed_before": problem.closed_before,
        "held": _assignments_document(problem.held),
        "pinned": _assignments_document(problem.pinned),
        "previous": _assignments_document(problem.previous),
        "keep_first": problem.keep_first,
        "fit_tolerance": problem.fit_tolerance,
        **problem.extras,
    }


def _assignments_document(given: Assignments | Plan) -> dict[str, Any]:
    return {
        "dates": [
            {"participant": d.participant, "employer": d.employer, "round": d.round, "interpreter": d.interpreter}
            for d in given.dates
        ],
        "seats": [{"participant": s.participant, "session": s.session} for s in given.seats],
    }


def plan_document(plan: Plan) -> dict[str, Any]:
    """The plan as a JSON-able object."""
    return {
        "schema": PLAN_SCHEMA,
        **_assignments_document(plan),
        "status": plan.status,
        "levels": {
            name: {"value": level.value, "bound": level.bound, "proven": level.proven}
            for name, level in plan.levels.items()
        },
        "conflicts": list(plan.conflicts),
        "seconds": plan.seconds,
        "seed": plan.seed,
    }
