"""Each rule: a plan that just keeps it, and one that just breaks it."""

from dataclasses import replace

import pytest

from eventhub.matching.problem import Assignments, Interpreter, Pair, PlannedDate, PlannedSeat, Problem, Session
from eventhub.matching.rules import levels, violations
from tests.matching.problems import dates, employer, participant, plan, problem


def rules_broken(document: Problem, *given: object, seats: tuple[tuple[str, str], ...] = ()) -> list[str]:
    return [sentence.split(":")[0] for sentence in violations(document, plan(*given, seats=seats))]


def with_session(**changes: object) -> Problem:
    session = Session("s0", "law", 1, 2, 1, ("ar", "de"))
    people = (participant("p0", requires=("law",)), participant("p1", requires=("law",)))
    return problem(participants=people, sessions=(session,), **changes)


def test_empty_plan_breaks_nothing() -> None:
    assert violations(problem(), plan()) == []


def test_pair_that_is_not_listed_breaks_rule_1() -> None:
    only = problem(pairs=(Pair("p0", "e0", 50),))
    assert rules_broken(only, ("p0", "e0", 0)) == []
    assert rules_broken(only, ("p0", "e1", 0)) == ["Rule 1"]


def test_pair_that_meets_twice_breaks_rule_1() -> None:
    assert rules_broken(problem(), ("p0", "e0", 0), ("p0", "e0", 1)) == ["Rule 1"]


def test_person_in_two_places_breaks_rule_2() -> None:
    assert rules_broken(problem(), ("p0", "e0", 0), ("p0", "e1", 1)) == []
    assert rules_broken(problem(), ("p0", "e0", 0), ("p0", "e1", 0)) == ["Rule 2"]


def test_date_during_a_session_breaks_rule_2() -> None:
    document = with_session()
    assert rules_broken(document, ("p0", "e0", 0), ("p0", "e1", 3), seats=(("p0", "s0"),)) == []
    assert rules_broken(document, ("p0", "e0", 2), seats=(("p0", "s0"),)) == ["Rule 2"]


def test_date_outside_anybodys_rounds_breaks_rule_3() -> None:
    late = problem(participants=(participant("p0", available=((2, 4),)), participant("p1")))
    assert rules_broken(late, ("p0", "e0", 2)) == []
    assert rules_broken(late, ("p0", "e0", 1)) == ["Rule 3"]
    early = problem(employers=(employer("e0", available=((0, 2),)), employer("e1")))
    assert rules_broken(early, ("p0", "e0", 1)) == []
    assert rules_broken(early, ("p0", "e0", 2)) == ["Rule 3"]


def test_new_date_in_a_closed_round_breaks_rule_3() -> None:
    document = problem(closed_before=2)
    assert rules_broken(document, ("p0", "e0", 2)) == []
    assert rules_broken(document, ("p0", "e0", 1)) == ["Rule 3"]


def test_more_dates_than_seats_break_rule_4() -> None:
    assert rules_broken(problem(), ("p0", "e0", 0), ("p1", "e0", 0)) == ["Rule 4"]
    roomy = problem(employers=(employer("e0", seats=2), employer("e1")))
    assert rules_broken(roomy, ("p0", "e0", 0), ("p1", "e0", 0)) == []


def test_full_session_breaks_rule_4() -> None:
    assert rules_broken(with_session(), seats=(("p0", "s0"),)) == []
    assert rules_broken(with_session(), seats=(("p0", "s0"), ("p1", "s0"))) == ["Rule 4"]


def test_one_date_too_many_breaks_rule_5() -> None:
    document = problem(participants=(participant("p0", max_dates=1), participant("p1")))
    assert rules_broken(document, ("p0", "e0", 0)) == []
    assert rules_broken(document, ("p0", "e0", 0), ("p0", "e1", 1)) == ["Rule 5"]


INTERPRETED = problem(
    pairs=(Pair("p0", "e0", 50, ("ar", "kmr")), Pair("p1", "e1", 50, ("ar",)), Pair("p1", "e0", 50, ("ar",))),
    interpreters=(Interpreter("i0", ("ar",), ((0, 3),)), Interpreter("i1", ("uk",), ((0, 4),))),
)


def test_date_with_a_fitting_interpreter_keeps_rule_6() -> None:
    assert rules_broken(INTERPRETED, ("p0", "e0", 0, "i0")) == []


@pytest.mark.parametrize(
    ("date", "rule"),
    [
        (("p0", "e0", 0), "Rule 6"),
        (("p0", "e0", 0, "i1"), "Rule 6"),
        (("p0", "e0", 3, "i0"), "Rule 3"),
    ],
    ids=["nobody", "wrong language", "not available"],
)
def test_date_without_a_fitting_interpreter_breaks_a_rule(date: tuple[str, str, int], rule: str) -> None:
    assert rules_broken(INTERPRETED, date) == [rule]


def test_interpreter_nobody_needs_breaks_rule_6() -> None:
    document = problem(interpreters=(Interpreter("i0", ("ar",), ((0, 4),)),))
    assert rules_broken(document, ("p0", "e0", 0, "i0")) == ["Rule 6"]


def test_interpreter_at_two_talks_breaks_rule_6_but_may_serve_one_group() -> None:
    assert rules_broken(INTERPRETED, ("p0", "e0", 0, "i0"), ("p1", "e1", 0, "i0")) == ["Rule 6"]
    group = replace(INTERPRETED, employers=(employer("e0", seats=2, group=True), employer("e1")))
    assert rules_broken(group, ("p0", "e0", 0, "i0"), ("p1", "e0", 0, "i0")) == []
    apart = replace(INTERPRETED, employers=(employer("e0", seats=2), employer("e1")))
    assert rules_broken(apart, ("p0", "e0", 0, "i0"), ("p1", "e0", 0, "i0")) == ["Rule 6"]


def test_seat_nobody_requires_breaks_rule_7() -> None:
    document = replace(with_session(), participants=(participant("p0"), participant("p1")))
    assert rules_broken(document, seats=(("p0", "s0"),)) == ["Rule 7"]


def test_second_seat_for_a_topic_breaks_rule_7() -> None:
    document = with_session()
    twice = replace(document, sessions=(*document.sessions, Session("s1", "law", 3, 1, 9)))
    assert rules_broken(twice, seats=(("p0", "s1"),)) == []
    assert rules_broken(twice, seats=(("p0", "s0"), ("p0", "s1"))) == ["Rule 7"]


def test_session_in_no_understood_language_breaks_rule_7() -> None:
    people = (participant("p0", requires=("law",), understands=("uk",)), participant("p1"))
    assert rules_broken(replace(with_session(), participants=people), seats=(("p0", "s0"),)) == ["Rule 7"]


def test_date_before_its_session_breaks_rule_8() -> None:
    document = with_session(pairs=(Pair("p0", "e0", 50, after=("law",)),))
    assert rules_broken(document, ("p0", "e0", 3), seats=(("p0", "s0"),)) == []
    assert rules_broken(document, ("p0", "e0", 0), seats=(("p0", "s0"),)) == ["Rule 8"]
    assert rules_broken(document, ("p0", "e0", 3)) == ["Rule 8"]


def test_missing_pin_or_held_date_breaks_rule_9() -> None:
    pinned = problem(pinned=Assignments(dates=dates(("p0", "e0", 1))))
    assert rules_broken(pinned, ("p0", "e0", 1)) == []
    assert rules_broken(pinned, ("p0", "e0", 2)) == ["Rule 9"]
    held = problem(held=Assignments(seats=(PlannedSeat("p0", "s0"),)), sessions=(Session("s0", "law", 0, 1, 1),))
    assert rules_broken(held) == ["Rule 9"]


def test_held_date_is_exempt_from_rules_3_to_8() -> None:
    facts = Assignments(dates=dates(("p0", "e0", 0), ("p1", "e0", 0)))
    document = problem(held=facts, closed_before=2, employers=(employer("e0", available=((2, 4),)), employer("e1")))
    assert rules_broken(document, ("p0", "e0", 0), ("p1", "e0", 0)) == []


def test_held_dates_count_towards_the_most_dates() -> None:
    document = problem(
        held=Assignments(dates=dates(("p0", "e0", 0))), participants=(participant("p0", max_dates=1), participant("p1"))
    )
    assert rules_broken(document, ("p0", "e0", 0), ("p0", "e1", 1)) == ["Rule 5"]


def test_levels_of_an_empty_plan_count_what_is_missing() -> None:
    document = with_session(pairs=(Pair("p0", "e0", 50, promised=True),))
    assert levels(document, plan()) == {
        "seats": 0,
        "promised": 0,
        "left_out": 1,
        "shortfall": 1,
        "kept": 0,
        "fit": 0,
        "waiting": 0,
    }


def test_levels_count_seats_promises_kept_dates_and_scores() -> None:
    document = with_session(
        pairs=(Pair("p0", "e0", 70, promised=True), Pair("p1", "e1", 40)),
        previous=Assignments(dates=dates(("p0", "e0", 0), ("p1", "e1", 0)), seats=(PlannedSeat("p0", "s0"),)),
    )
    found = levels(document, plan(("p0", "e0", 0), ("p1", "e1", 2), seats=(("p0", "s0"),)))
    assert found == {
        "seats": 1,
        "promised": 1,
        "left_out": 0,
        "shortfall": 0,
        "kept": 2,
        "fit": 110,
        "waiting": 0,
    }


def test_waiting_counts_only_available_rounds_between_activities() -> None:
    document = problem(rounds=6, participants=(participant("p0", available=((0, 2), (3, 6))), participant("p1")))
    assert levels(document, plan(("p0", "e0", 0), ("p0", "e1", 4)))["waiting"] == 2
    assert levels(document, plan(("p0", "e0", 1), ("p0", "e1", 3)))["waiting"] == 0


def test_employers_without_a_listed_pair_are_not_short() -> None:
    document = problem(
        pairs=(Pair("p0", "e0", 50),), employers=(employer("e0", min_dates=2), employer("e1", min_dates=5))
    )
    assert levels(document, plan(("p0", "e0", 0)))["shortfall"] == 1


def test_interpreter_does_not_matter_for_a_kept_date() -> None:
    document = replace(INTERPRETED, previous=Assignments(dates=(PlannedDate("p0", "e0", 0, "i1"),)))
    assert levels(document, plan(("p0", "e0", 0, "i0")))["kept"] == 1
