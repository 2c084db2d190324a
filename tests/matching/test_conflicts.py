"""Pins that cannot stand are named, and no pin is named that could."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from eventhub.matching.conflicts import pin_conflicts
from eventhub.matching.problem import Assignments, Interpreter, Pair, PlannedDate, PlannedSeat, Problem, Session
from tests.matching.problems import dates, employer, every_plan, participant, problem, problems


def pinned(*given: tuple[str, str, int], seats: tuple[PlannedSeat, ...] = (), **changes: object) -> Problem:
    return problem(pinned=Assignments(dates=dates(*given), seats=seats), **changes)


def test_pins_that_can_stand_are_no_conflict() -> None:
    assert pin_conflicts(pinned(("p0", "e0", 0), ("p1", "e0", 1))) == ()


def test_no_pins_are_no_conflict() -> None:
    assert pin_conflicts(problem()) == ()


@pytest.mark.parametrize(
    ("document", "rule"),
    [
        (pinned(("p0", "e0", 0), pairs=(Pair("p1", "e0", 5),)), "Rule 1"),
        (pinned(("p0", "e0", 0), closed_before=1), "Rule 3"),
        (pinned(("p0", "e0", 0), employers=(employer("e0", seats=0), employer("e1"))), "Rule 4"),
        (
            pinned(("p0", "e0", 0), participants=(participant("p0", min_dates=0, max_dates=0), participant("p1"))),
            "Rule 5",
        ),
        (pinned(("p0", "e0", 0), pairs=(Pair("p0", "e0", 5, ("ar",)),)), "Rule 6"),
        (pinned(("p0", "e0", 0), pairs=(Pair("p0", "e0", 5, after=("law",)),)), "Rule 8"),
        (
            pinned(seats=(PlannedSeat("p0", "s0"),), sessions=(Session("s0", "law", 0, 1, 1),)),
            "Rule 7",
        ),
    ],
    ids=["not listed", "closed", "no table", "no date allowed", "no interpreter", "no session", "not required"],
)
def test_pin_that_cannot_stand_alone_is_named_with_its_rule(document: Problem, rule: str) -> None:
    (sentence,) = pin_conflicts(document)
    assert "cannot stand" in sentence
    assert rule in sentence


def test_smallest_set_of_clashing_pins_is_named() -> None:
    document = pinned(("p0", "e0", 0), ("p0", "e1", 0), ("p1", "e1", 3))
    sentences = pin_conflicts(document)
    assert "p0 and e0 in round 0" in sentences[0]
    assert "p0 and e1 in round 0" in sentences[0]
    assert "p1" not in " ".join(sentences)
    assert sentences[1].startswith("Rule 2")


def test_pins_that_want_one_interpreter_twice_are_named() -> None:
    document = pinned(
        ("p0", "e0", 0),
        ("p1", "e1", 0),
        pairs=(Pair("p0", "e0", 5, ("ar",)), Pair("p1", "e1", 5, ("ar",))),
        interpreters=(Interpreter("i0", ("ar",), ((0, 4),)),),
    )
    sentences = pin_conflicts(document)
    assert "cannot stand together" in sentences[0]
    assert "interpreters" in sentences[1]


@st.composite
def pinned_problems(draw: st.DrawFn) -> Problem:
    document = draw(problems())
    pairs = st.sampled_from(document.pairs)
    rounds = st.integers(0, document.rounds - 1)
    drawn = draw(st.lists(st.tuples(pairs, rounds), max_size=4)) if document.pairs else []
    pins = tuple(dict.fromkeys(PlannedDate(pair.participant, pair.employer, r) for pair, r in drawn))
    seats = [PlannedSeat(p.id, "s0") for p in document.participants]
    return replace(document, pinned=Assignments(pins, tuple(draw(st.lists(st.sampled_from(seats), unique=True)))))


def can_stand(document: Problem, pins: list[PlannedDate | PlannedSeat]) -> bool:
    given_ = Assignments(
        tuple(pin for pin in pins if isinstance(pin, PlannedDate)),
        tuple(pin for pin in pins if isinstance(pin, PlannedSeat)),
    )
    return next(every_plan(replace(document, pinned=given_)), None) is not None


def named(document: Problem, sentence: str) -> list[PlannedDate | PlannedSeat]:
    words = sentence.lower()
    dates_ = [d for d in document.pinned.dates if f"{d.participant} and {d.employer} in round {d.round}" in words]
    return [*dates_, *(s for s in document.pinned.seats if f"the seat of {s.participant} in session s0" in words)]


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(pinned_problems())
def test_named_pins_cannot_stand_and_can_without_any_one_of_them(document: Problem) -> None:
    sentences = pin_conflicts(document)
    assert bool(sentences) != can_stand(document, [*document.pinned.dates, *document.pinned.seats])
    if sentences:
        culprits = named(document, sentences[0])
        assert not can_stand(document, culprits)
        for pin in culprits:
            assert can_stand(document, [other for other in culprits if other is not pin])
