"""Duty of co-hosts: each rule just kept and just broken, each level, and the solver against brute force."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eventhub.matching.duty import DutyPlan, DutyProblem, EventDay, Hosted, Hours, Officer, Wanted, Way
from eventhub.matching.duty_rules import levels, violations
from eventhub.matching.duty_solve import solve_duty

MONDAY, TUESDAY = "2027-04-12", "2027-04-13"
HALF_HOURS = tuple((600 + 30 * i, 630 + 30 * i) for i in range(6))


def officer(
    name: str = "kim", home: str = "a", hours: tuple[int, int] = (540, 960), **more: tuple[str, ...]
) -> Officer:
    return Officer(
        name,
        "office",
        home,
        more.get("topics", ("law",)),
        more.get("languages", ("uk",)),
        tuple(Hours(day, *hours) for day in more.get("days", (MONDAY, TUESDAY))),
    )


def session(
    name: str, earliest: int = 0, latest: int = 5, rounds: int = 1, event: str = "fair", officers: int = 1, **more: str
) -> Wanted:
    required = name.startswith("r")
    return Wanted(
        name, event, more.get("topic", "law"), rounds, earliest, latest, more.get("language"), officers, required
    )


def problem(
    *sessions: Wanted, officers: tuple[Officer, ...] = (officer(),), minutes: int = 30, **more: int
) -> DutyProblem:
    return DutyProblem(
        name="",
        places=("a", "b", "island"),
        ways=(Way(("a", "b"), minutes),),
        officers=officers,
        events=(
            EventDay("fair", "a", MONDAY, HALF_HOURS),
            EventDay("other", "b", MONDAY, HALF_HOURS),
            EventDay("next", "a", TUESDAY, HALF_HOURS),
            EventDay("far", "island", MONDAY, HALF_HOURS),
        ),
        sessions=sessions,
        break_after=more.get("break_after", 360),
        break_minutes=more.get("break_minutes", 30),
    )


def plan(*hosted: tuple[str, int, str]) -> DutyPlan:
    """Sessions with their first rounds and their officers, separated by blanks."""
    return DutyPlan(tuple(Hosted(name, first, tuple(who.split())) for name, first, who in hosted))


def broken(document: DutyProblem, *hosted: tuple[str, int, str]) -> list[str]:
    return [sentence.split(":")[0] for sentence in violations(document, plan(*hosted))]


def solved(document: DutyProblem) -> tuple[object, ...]:
    """The values of all levels, after asserting that they are proven and what the checker says."""
    found = solve_duty(document, 30)
    assert violations(document, found) == []
    assert found.status == "optimal"
    assert {name: level.value for name, level in found.levels.items()} == levels(document, found)
    assert all(level.value == level.bound for level in found.levels.values())
    return tuple(level.value for level in found.levels.values())


def test_session_outside_its_span_or_held_twice_breaks_rule_1() -> None:
    document = problem(session("s", 1, 2))
    assert broken(document, ("s", 1, "kim")) == []
    assert broken(document, ("s", 0, "kim")) == ["Rule 1"]
    assert broken(document, ("s", 3, "kim")) == ["Rule 1"]
    assert broken(document, ("s", 1, "kim"), ("s", 2, "kim")) == ["Rule 1"]


def test_too_few_or_the_same_officer_twice_break_rule_2() -> None:
    document = problem(session("s", officers=2), officers=(officer("kim"), officer("lou")))
    assert broken(document, ("s", 0, "kim lou")) == []
    assert broken(document, ("s", 0, "kim")) == ["Rule 2"]
    assert "Rule 2" in broken(document, ("s", 0, "kim kim"))


def test_officer_without_topic_or_language_breaks_rule_3() -> None:
    assert broken(problem(session("s", language="uk")), ("s", 0, "kim")) == []
    assert broken(problem(session("s", language="ar")), ("s", 0, "kim")) == ["Rule 3"]
    assert broken(problem(session("s", topic="work")), ("s", 0, "kim")) == ["Rule 3"]


def test_way_from_and_to_home_must_lie_within_hours() -> None:
    document = problem(session("s", event="other"), officers=(officer(hours=(570, 810)),))
    assert broken(document, ("s", 0, "kim")) == []
    assert broken(document, ("s", 5, "kim")) == []
    late = replace(document, officers=(officer(hours=(571, 809)),))
    assert broken(late, ("s", 0, "kim")) == broken(late, ("s", 5, "kim")) == ["Rule 4"]


def test_day_off_and_place_out_of_reach_break_rule_4() -> None:
    away = problem(session("s"), officers=(officer(days=(TUESDAY,)),))
    assert broken(away, ("s", 0, "kim")) == ["Rule 4"]
    assert broken(problem(session("s", event="far")), ("s", 0, "kim")) == ["Rule 4"]


def test_two_places_and_ways_that_are_too_long_break_rule_5() -> None:
    document = problem(session("s"), session("t"), session("u", event="other"))
    assert broken(document, ("s", 0, "kim"), ("t", 1, "kim")) == []
    assert broken(document, ("s", 0, "kim"), ("t", 0, "kim")) == ["Rule 5"]
    assert broken(document, ("s", 0, "kim"), ("u", 2, "kim")) == []
    assert broken(document, ("s", 0, "kim"), ("u", 1, "kim")) == ["Rule 5"]
    assert broken(replace(document, ways=(Way(("a", "b"), 31),)), ("s", 0, "kim"), ("u", 2, "kim")) == ["Rule 5"]


def test_long_stretch_without_a_break_breaks_rule_6() -> None:
    document = problem(session("s"), session("t"), session("u"), break_after=90)
    assert broken(document, ("s", 0, "kim"), ("t", 1, "kim"), ("u", 2, "kim")) == []
    assert broken(document, ("s", 0, "kim"), ("t", 1, "kim"), ("u", 3, "kim")) == []
    strict = replace(document, break_after=89)
    assert broken(strict, ("s", 0, "kim"), ("t", 1, "kim"), ("u", 2, "kim")) == ["Rule 6"]
    longer = replace(document, break_minutes=31)
    assert broken(longer, ("s", 0, "kim"), ("t", 1, "kim"), ("u", 3, "kim")) == ["Rule 6"]


def test_way_is_no_break() -> None:
    document = problem(session("s"), session("u", event="other"), break_after=89)
    assert broken(document, ("s", 0, "kim"), ("u", 3, "kim")) == []
    assert broken(document, ("s", 0, "kim"), ("u", 2, "kim")) == ["Rule 6"]


def test_levels_count_sessions_loads_and_ways() -> None:
    document = problem(session("r"), session("w", event="other", rounds=2), officers=(officer("kim"), officer("lou")))
    found = plan(("r", 0, "kim"), ("w", 2, "kim"))
    assert levels(document, found) == {"required": 1, "wished": 1, "load": (90, 0), "travel": 60}


def test_shortest_way_counts() -> None:
    document = replace(problem(), ways=(Way(("a", "b"), 90), Way(("a", "island"), 20), Way(("b", "island"), 30)))
    assert document.distances()["b", "a"] == 50


def test_no_session_is_a_plan() -> None:
    assert solved(problem()) == (0, 0, (0,), 0)


def test_required_session_comes_before_two_wished_ones() -> None:
    assert solved(problem(session("r", 0, 0, 2), session("w", 0, 0), session("x", 1, 1)))[:2] == (1, 0)


def test_sessions_move_so_that_one_officer_can_hold_both() -> None:
    assert solved(problem(session("r", 0, 1), session("s", 0, 0)))[:2] == (1, 1)
    assert solved(problem(session("r", 0, 0), session("s", 0, 0)))[:2] == (1, 0)


def test_way_between_venues_that_just_fits_and_just_does_not() -> None:
    pair = session("r", 0, 0), session("s", 2, 2, event="other")
    assert solved(problem(*pair, minutes=30))[:2] == (1, 1)
    assert solved(problem(*pair, minutes=31))[:2] == (1, 0)


def test_break_that_just_fits_and_just_does_not() -> None:
    three = session("r", 0, 0), session("s", 1, 1), session("t", 3, 3)
    assert solved(problem(*three, break_after=60))[:2] == (1, 2)
    assert solved(problem(*three, break_after=60, break_minutes=31))[:2] == (1, 1)


def test_load_is_shared_before_ways_are_saved() -> None:
    officers = officer("kim"), officer("lou", home="b")
    assert solved(problem(session("r", 0, 0), session("s", 1, 1), officers=officers)) == (1, 1, (30, 30), 60)


def test_second_longest_duty_counts_too() -> None:
    """Only kim knows the law; the rest is shared between the other two, and not left to one."""
    others = [officer(name, topics=("work",)) for name in ("lou", "max")]
    work = [session(f"s{i}", i, i, topic="work") for i in range(2)]
    document = problem(session("r", rounds=4, latest=2), *work, officers=(officer("kim"), *others))
    assert solved(document)[2] == (120, 30, 30)


def test_ways_are_short_where_loads_allow() -> None:
    officers = officer("kim", home="a"), officer("lou", home="b")
    document = problem(session("r"), session("s", event="other"), officers=officers)
    assert solved(document) == (1, 1, (30, 30), 0)


def test_same_seed_gives_same_plan() -> None:
    officers = officer("kim"), officer("lou"), officer("max", home="b")
    document = problem(*(session(f"s{i}", event="other") for i in range(4)), officers=officers)
    assert solve_duty(document, 30, 3).sessions == solve_duty(document, 30, 3).sessions


def test_no_time_still_gives_a_valid_plan_with_true_bounds() -> None:
    document = problem(session("r"), session("s"))
    found = solve_duty(document, 0)
    assert violations(document, found) == []
    bounds = [found.levels[name].bound for name in ("required", "wished")]
    assert bounds >= [1, 1]


@st.composite
def tiny_problems(draw: st.DrawFn) -> DutyProblem:
    officers = tuple(
        officer(
            name,
            draw(st.sampled_from("ab")),
            (draw(st.sampled_from((540, 600, 630))), draw(st.sampled_from((720, 780, 840)))),
            topics=tuple(sorted(draw(st.sets(st.sampled_from(("law", "work")), min_size=1)))),
        )
        for name in ("kim", "lou", "max")[: draw(st.integers(1, 3))]
    )
    sessions = []
    for i in range(draw(st.integers(1, 4))):
        rounds = draw(st.integers(1, 2))
        earliest = draw(st.integers(0, 4))
        sessions.append(
            session(
                f"{draw(st.sampled_from('rw'))}{i}",
                earliest,
                min(earliest + draw(st.integers(0, 1)), 6 - rounds),
                rounds,
                draw(st.sampled_from(("fair", "other", "next"))),
                draw(st.sampled_from((1, 1, 2))),
                topic=draw(st.sampled_from(("law", "work"))),
            )
        )
    return problem(
        *sessions,
        officers=officers,
        minutes=draw(st.sampled_from((0, 15, 30, 45))),
        break_after=draw(st.sampled_from((0, 60, 90, 360))),
        break_minutes=draw(st.sampled_from((0, 30, 45))),
    )


def all_plans(document: DutyProblem) -> Iterator[DutyPlan]:
    names = [one.id for one in document.officers]
    choices = [
        [
            None,
            *(Hosted(s.id, r, who) for r in range(s.earliest, s.latest + 1) for who in combinations(names, s.officers)),
        ]
        for s in document.sessions
    ]
    for chosen in product(*choices):
        found = DutyPlan(tuple(held for held in chosen if held))
        if not violations(document, found):
            yield found


@settings(max_examples=60)
@given(tiny_problems())
def test_solver_equals_brute_force(document: DutyProblem) -> None:
    def rank(found: DutyPlan) -> tuple[object, ...]:
        value = levels(document, found)
        return -value["required"], -value["wished"], value["load"], value["travel"]

    best = min(all_plans(document), key=rank)
    assert solved(document) == tuple(levels(document, best).values())


@pytest.mark.parametrize("seed", [1, 2])
def test_bounds_hold_where_the_time_is_short(seed: int) -> None:
    from benchmarks.duty_problems import invented

    document = invented(3, 2, 4, 2, seed)
    short, full = solve_duty(document, 0.3), solve_duty(document, 60)
    assert violations(document, short) == violations(document, full) == []
    assert full.status == "optimal"
    for name in ("required", "wished"):
        assert short.levels[name].bound >= full.levels[name].value
    if [short.levels[name].value for name in ("required", "wished")] == [
        full.levels[name].value for name in ("required", "wished")
    ]:
        assert short.levels["load"].bound <= full.levels["load"].value
