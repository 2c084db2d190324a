"""Pins that cannot stand are named, and no pin is named that could."""

import pytest

from eventhub.matching.conflicts import pin_conflicts
from eventhub.matching.problem import Assignments, Interpreter, Pair, PlannedSeat, Problem, Session
from tests.matching.problems import dates, employer, participant, problem


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
