"""Timetables: each rule just kept and just broken, and the solver against brute force."""

from collections.abc import Iterator
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eventhub.errors import InputError
from eventhub.matching.timetable import Activity, Timetabling, breaks, violations
from eventhub.matching.timetable_solve import fits, room_for_all, solve_timetable

DAY = (0, 1, 2, 3, 4, 5, 6)


def timetabling(*activities: Activity, capacity: int = 9, rounds: int = 7, max_difference: int = 2) -> Timetabling:
    people = sorted({person for activity in activities for person in activity.people})
    return Timetabling(rounds, tuple(people), activities, capacity, max_difference)


def meeting(
    people: str, rounds: tuple[int, ...] = DAY, fixed: int | None = None, after: tuple[int, ...] = ()
) -> Activity:
    return Activity(tuple(people), rounds, fixed, after)


def test_breaks_count_groups_of_idle_rounds_not_their_length() -> None:
    problem = timetabling(meeting("ab"), meeting("ac"), meeting("ad"))
    assert breaks(problem, (0, 1, 2)) == {"a": 0, "b": 0, "c": 0, "d": 0}
    assert breaks(problem, (0, 1, 6))["a"] == 1
    assert breaks(problem, (0, 2, 6))["a"] == 2


def test_round_that_is_not_allowed_is_a_violation() -> None:
    problem = timetabling(meeting("ab", (1, 2), fixed=2))
    assert violations(problem, (2,)) == []
    assert violations(problem, (1,)) == ["Activity 0 may not take round 1."]


def test_person_in_two_places_is_a_violation() -> None:
    problem = timetabling(meeting("ab"), meeting("ac"))
    assert violations(problem, (0, 1)) == []
    assert violations(problem, (1, 1)) == ["a has 2 activities in round 1."]


def test_more_activities_than_tables_are_a_violation() -> None:
    problem = timetabling(meeting("ab"), meeting("cd"), capacity=1)
    assert violations(problem, (0, 1)) == []
    assert violations(problem, (1, 1)) == ["Round 1 holds 2 activities, but at most 1 fit."]


def test_activity_before_its_predecessor_is_a_violation() -> None:
    problem = timetabling(meeting("ab"), meeting("cd", after=(0,)))
    assert violations(problem, (0, 1)) == []
    assert violations(problem, (1, 1)) == ["Activity 1 in round 1 is not after activity 0 in round 1."]


def test_numbers_of_breaks_too_far_apart_are_a_violation() -> None:
    problem = timetabling(*(meeting(f"a{other}") for other in "bcde"), max_difference=2)
    assert violations(problem, (0, 2, 4, 5)) == []
    assert violations(problem, (0, 2, 4, 6)) == ["a has 3 breaks and b has 0: that is more than 2 apart."]


def test_timetable_of_another_length_is_a_violation() -> None:
    assert violations(timetabling(meeting("ab")), ()) == ["There are 0 rounds for 1 activities."]


@pytest.mark.parametrize(
    "activity",
    [Activity(("a", "a"), (0,)), Activity(("x",), (0,)), Activity(("a",), (2,)), Activity(("a",), (0,), after=(3,))],
)
def test_activity_that_contradicts_the_problem_is_refused(activity: Activity) -> None:
    with pytest.raises(InputError, match="Activity 0"):
        Timetabling(2, ("a",), (activity,), 1)


def test_nothing_to_do_is_a_timetable() -> None:
    found = solve_timetable(timetabling(), 10)
    assert (found.status, found.breaks, found.bound) == ("optimal", 0, 0)


def test_gap_that_cannot_be_closed_is_a_proven_break() -> None:
    found = solve_timetable(timetabling(meeting("ab", (0,)), meeting("ac", (2, 4))), 10)
    assert (found.status, found.breaks, found.bound) == ("optimal", 1, 1)


def test_tables_that_just_suffice_and_just_do_not() -> None:
    four = [meeting(pair, (0, 1)) for pair in ("ab", "cd", "ef", "gh")]
    assert solve_timetable(timetabling(*four, capacity=2), 10).status == "optimal"
    assert solve_timetable(timetabling(*four, capacity=1), 10).status == "infeasible"


def test_rounds_that_just_suffice_a_person_and_just_do_not() -> None:
    three = [meeting(pair, (0, 1, 2)) for pair in ("ab", "ac", "ad")]
    assert solve_timetable(timetabling(*three), 10).status == "optimal"
    assert solve_timetable(timetabling(*three, meeting("ae", (1, 2))), 10).status == "infeasible"


def test_precedence_that_just_fits_and_just_does_not() -> None:
    first = meeting("ab", (1, 2))
    assert solve_timetable(timetabling(first, meeting("cd", (1, 2), after=(0,))), 10).rounds == (1, 2)
    assert solve_timetable(timetabling(first, meeting("cd", (0, 1), after=(0,))), 10).status == "infeasible"


def test_precedences_in_a_circle_are_infeasible() -> None:
    circle = timetabling(meeting("ab", after=(1,)), meeting("cd", after=(0,)))
    assert solve_timetable(circle, 10).status == "infeasible"


def test_activity_fixed_to_a_round_that_is_not_allowed_is_infeasible() -> None:
    assert solve_timetable(timetabling(meeting("ab", (0, 1), fixed=1)), 10).rounds == (1,)
    assert solve_timetable(timetabling(meeting("ab", (0, 1), fixed=2)), 10).status == "infeasible"


def test_unfair_breaks_that_cannot_be_avoided_are_infeasible() -> None:
    spread = [meeting(f"a{other}", (2 * i,)) for i, other in enumerate("bcde")]
    assert solve_timetable(timetabling(*spread, max_difference=3), 10).breaks == 3
    assert solve_timetable(timetabling(*spread, max_difference=2), 10).status == "infeasible"


def test_people_with_a_break_each_allow_more_breaks_to_others() -> None:
    """With everybody at one break or more, three are fair."""
    spread = [meeting(f"a{other}", (2 * i,)) for i, other in enumerate("bcde")]
    gaps = [meeting(f"{person}{person.upper()}", (r,)) for person in "bcde" for r in (0, 2, 4, 6)]
    everybody = [a for a in gaps if (a.people[0], a.rounds[0]) not in {("b", 0), ("c", 2), ("d", 4), ("e", 6)}]
    assert solve_timetable(timetabling(*spread, *everybody), 10).status == "optimal"


def test_room_is_counted_over_rounds_that_are_shared() -> None:
    assert fits([meeting("ab", (0,)), meeting("cd", (0, 1))], 2, 1)
    assert not fits([meeting("ab", (0,)), meeting("cd", (0,))], 2, 1)
    assert not room_for_all(timetabling(*(meeting("abc"[i] + "xyz"[i], (0, 1)) for i in range(3)), capacity=1))


@st.composite
def tiny_problems(draw: st.DrawFn) -> Timetabling:
    rounds = draw(st.integers(1, 5))
    some_rounds = st.sets(st.integers(0, rounds - 1), min_size=1).map(lambda found: tuple(sorted(found)))
    activities = []
    for i in range(draw(st.integers(0, 4))):
        people = tuple(sorted(draw(st.sets(st.sampled_from("abcd"), min_size=1, max_size=3))))
        after = tuple(draw(st.sets(st.integers(0, i - 1), max_size=1))) if i else ()
        activities.append(Activity(people, draw(some_rounds), draw(st.none() | st.integers(0, rounds - 1)), after))
    return Timetabling(rounds, tuple("abcd"), tuple(activities), draw(st.integers(1, 3)), draw(st.integers(0, 2)))


def all_timetables(problem: Timetabling) -> Iterator[tuple[int, ...]]:
    for rounds in product(range(problem.rounds), repeat=len(problem.activities)):
        if not violations(problem, rounds):
            yield rounds


@settings(max_examples=60)
@given(tiny_problems())
def test_solver_equals_brute_force(problem: Timetabling) -> None:
    found = solve_timetable(problem, 30)
    best = min((sum(breaks(problem, rounds).values()) for rounds in all_timetables(problem)), default=None)
    if best is None:
        assert found.status == "infeasible"
    else:
        assert (found.status, found.breaks, found.bound) == ("optimal", best, best)
        assert violations(problem, found.rounds) == []
        assert sum(breaks(problem, found.rounds).values()) == best
