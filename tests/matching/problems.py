"""Small problems for the tests of `eventhub.matching`, and every plan a tiny one has."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from typing import Any

from hypothesis import strategies as st

from eventhub.matching.plan import Plan
from eventhub.matching.problem import (
    Assignments,
    Employer,
    Interpreter,
    Pair,
    Participant,
    PlannedDate,
    PlannedSeat,
    Problem,
    Session,
)
from eventhub.matching.rules import violations


def participant(id_: str = "p0", *, rounds: int = 4, **changes: Any) -> Participant:
    return replace(Participant(id_, ((0, rounds),), 1, 3, (), ("de",)), **changes)


def employer(id_: str = "e0", *, rounds: int = 4, **changes: Any) -> Employer:
    return replace(Employer(id_, 1, ((0, rounds),)), **changes)


def problem(**changes: Any) -> Problem:
    """Two people, two firms, four rounds, all pairs listed with score 50."""
    pairs = tuple(Pair(p, e, 50) for p in ("p0", "p1") for e in ("e0", "e1"))
    base = Problem(
        name="small",
        rounds=4,
        participants=(participant("p0"), participant("p1")),
        employers=(employer("e0"), employer("e1")),
        pairs=pairs,
    )
    return replace(base, **changes)


def dates(*given: tuple[str, str, int] | tuple[str, str, int, str]) -> tuple[PlannedDate, ...]:
    return tuple(PlannedDate(*date) for date in given)


def plan(*given: Any, seats: tuple[tuple[str, str], ...] = ()) -> Plan:
    return Plan(dates=dates(*given), seats=tuple(PlannedSeat(*seat) for seat in seats), status="feasible")


def every_plan(problem: Problem) -> Iterator[Assignments]:
    """All valid plans of a tiny problem, by trying everything. Interpreters: every choice for every date."""
    held = {(d.participant, d.employer) for d in problem.held.dates}
    pairs = [p for p in problem.pairs if (p.participant, p.employer) not in held]
    options = []
    for pair in pairs:
        helpers: list[str | None] = [i.id for i in problem.interpreters] if pair.interpreter else [None]
        options.append([None, *((r, h) for r in range(problem.rounds) for h in helpers)])
    seats = [(p.id, s.id) for p in problem.participants for s in problem.sessions if s.topic in p.requires]
    for taken in product((False, True), repeat=len(seats)):
        given = tuple(PlannedSeat(*seat) for seat, on in zip(seats, taken, strict=True) if on)
        for choice in product(*options):
            met = tuple(
                PlannedDate(pair.participant, pair.employer, *where)
                for pair, where in zip(pairs, choice, strict=True)
                if where is not None
            )
            found = Assignments((*problem.held.dates, *met), (*problem.held.seats, *given))
            if not violations(problem, found):
                yield found


def _spans(rounds: int) -> st.SearchStrategy[tuple[tuple[int, int], ...]]:
    def spans(free: list[bool]) -> tuple[tuple[int, int], ...]:
        return tuple((r, r + 1) for r, open_ in enumerate(free) if open_)

    return st.lists(st.booleans() | st.just(True), min_size=rounds, max_size=rounds).map(spans)


@st.composite
def problems(draw: st.DrawFn, people: int = 3, firms: int = 2, most_rounds: int = 3) -> Problem:
    """Random problems of a few people and firms with everything that can occur in one."""
    rounds = draw(st.integers(2, most_rounds))
    languages = ("ar", "uk")
    participants = []
    for i in range(draw(st.integers(1, people))):
        low = draw(st.integers(0, 2))
        requires = ("law",) if draw(st.booleans()) else ()
        understands = (draw(st.sampled_from(languages)),)
        participants.append(
            Participant(f"p{i}", draw(_spans(rounds)), low, low + draw(st.integers(0, 1)), requires, understands)
        )
    employers = [
        Employer(f"e{i}", draw(st.integers(1, 2)), draw(_spans(rounds)), draw(st.integers(0, 2)), draw(st.booleans()))
        for i in range(draw(st.integers(1, firms)))
    ]
    pairs = [
        Pair(
            p.id,
            e.id,
            draw(st.integers(0, 100)),
            draw(st.sampled_from([(), (), ("ar",), ("uk",), ("ar", "uk")])),
            draw(st.booleans()),
            draw(st.sampled_from([(), (), ("law",)])),
        )
        for p in participants
        for e in employers
        if draw(st.integers(0, 4))
    ]
    sessions = [Session("s0", "law", draw(st.integers(0, rounds - 1)), 1, 1, draw(st.sampled_from([(), ("ar",)])))]
    interpreters = [Interpreter("i0", draw(st.sampled_from([("ar",), ("ar", "uk")])), draw(_spans(rounds)))]
    previous = tuple(
        PlannedDate(pair.participant, pair.employer, draw(st.integers(0, rounds - 1)))
        for pair in pairs
        if draw(st.integers(0, 2)) == 0
    )
    return Problem(
        name="random",
        rounds=rounds,
        participants=tuple(participants),
        employers=tuple(employers),
        pairs=tuple(pairs),
        sessions=tuple(sessions),
        interpreters=tuple(interpreters),
        closed_before=draw(st.sampled_from([0, 0, 1])),
        previous=Assignments(dates=previous),
        keep_first=draw(st.booleans()),
    )
