"""Planning anew around what was announced: nothing is kept that cannot be, and no plan is better."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings

from eventhub.matching.announced import held_fast, most_kept
from eventhub.matching.bounds import model_value
from eventhub.matching.decisions import level_values, rank
from eventhub.matching.instance import Instance, compile_problem
from eventhub.matching.plan import Plan
from eventhub.matching.problem import Assignments, Interpreter, Pair, PlannedSeat, Problem, Session
from eventhub.matching.replan import replan
from eventhub.matching.roundmodel import RoundModel
from eventhub.matching.rules import level_order, levels, violations
from tests.matching.days import (
    days,
    employer_left,
    interpreter_fell_out,
    person_stayed_away,
    round_dropped,
    running_day,
    table_closed,
    table_opened,
)
from tests.matching.problems import dates, employer, every_plan, participant, problem

FOREVER = 1e9  # of `time.monotonic`


def values(plan: Plan) -> dict[str, int]:
    return {name: level.value for name, level in plan.levels.items()}


def best_by_one_model(document: Problem) -> dict[str, int]:
    """All levels but waiting, each by the whole exact model with nothing fixed."""
    instance = compile_problem(document).instance
    found: dict[str, int] = {}
    model = RoundModel(instance)
    for level in level_order(document)[:-1]:
        model.maximise({level: 1.0})
        solution = model.model.solve(20.0)
        assert solution.values is not None
        found[level] = level_values(instance, model.decisions(solution.values))[level]
        model.at_least(level, model_value(instance, level, found[level]))
    return found


def most_without(instance: Instance, pair: int = -1, seat: int = -1) -> float:
    """What can be kept if one announced item does not stand."""
    model = RoundModel(instance)
    moved = (model.choices.k == pair) & (model.choices.b == instance.kept_round[model.choices.k])
    model.model.add_row(np.append(model.x[moved], model.y[np.arange(len(model.y)) == seat]), upper=0.0)
    model.maximise({"kept": 1.0})
    return model.model.solve(10.0).bound + instance.base["kept"]


@settings(max_examples=50, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(days())
def test_plan_of_a_tiny_day_is_the_best_of_all_plans(day: Problem) -> None:
    plan = replan(day, waiting_until=5.0)
    assert violations(day, plan) == []
    order = level_order(day)
    best = max((levels(day, found) for found in every_plan(day)), key=lambda found: rank(found, order))
    assert values(plan) == best
    assert plan.status == "optimal"


@settings(max_examples=50, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(days(people=8, firms=4, most_rounds=6))
def test_levels_of_a_small_day_are_those_of_one_model_with_nothing_fixed(day: Problem) -> None:
    plan = replan(day, waiting_until=0.0)
    assert violations(day, plan) == []
    assert {name: level.value for name, level in plan.levels.items() if name != "waiting"} == best_by_one_model(day)
    assert all(level.proven for name, level in plan.levels.items() if name != "waiting")
    assert values(plan) == levels(day, plan)


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(days(people=8, firms=4, most_rounds=5))
def test_item_held_fast_stands_in_every_plan_that_keeps_as_much(day: Problem) -> None:
    instance = compile_problem(day).instance
    announced = most_kept(instance, FOREVER)
    assert announced is not None
    assert level_values(instance, announced.plan)["kept"] == announced.bound
    for k in np.flatnonzero(announced.pairs):
        assert most_without(instance, pair=int(k)) < announced.bound
    for s in np.flatnonzero(announced.seats):
        assert most_without(instance, seat=int(s)) < announced.bound


EVENTS = {
    "nothing": lambda day: day,
    "employer leaves": lambda day: employer_left(day, "e0"),
    "interpreter falls out": lambda day: interpreter_fell_out(day, "i0"),
    "table opens": lambda day: table_opened(day, "e0"),
    "table closes": lambda day: table_closed(day, "e0"),
    "round dropped": lambda day: round_dropped(day, 2),
    "person stays away": lambda day: person_stayed_away(day, "p0"),
}


def announced_day() -> Problem:
    """Round 1 of a day of six people, three firms, an interpreter and a session."""
    people = tuple(participant(f"p{i}", rounds=5, min_dates=1, requires=("law",)) for i in range(6))
    firms = (employer("e0", rounds=5, seats=2), employer("e1", rounds=5), employer("e2", rounds=5, group=True, seats=3))
    languages = ("ar",), ("ar",), (), (), (), ()
    pairs = tuple(
        Pair(f"p{i}", f"e{j}", (17 * i + 29 * j) % 100, languages[i], promised=i == j, after=("law",) * (i == 5))
        for i in range(6)
        for j in range(3)
    )
    return running_day(
        problem(
            rounds=5,
            participants=people,
            employers=firms,
            pairs=pairs,
            sessions=(Session("s0", "law", 0, 1, 4), Session("s1", "law", 3, 2, 2)),
            interpreters=(Interpreter("i0", ("ar",), ((0, 5),)),),
        ),
        now=1,
    )


@pytest.mark.parametrize("name", EVENTS)
@pytest.mark.parametrize("keep_first", [True, False])
def test_event_of_the_day_is_planned_around(name: str, keep_first: bool) -> None:
    day = replace(EVENTS[name](announced_day()), keep_first=keep_first)
    plan = replan(day, waiting_until=10.0)
    assert violations(day, plan) == []
    assert plan.status == "optimal"
    assert {level: values(plan)[level] for level in level_order(day)[:-1]} == best_by_one_model(day)


def test_day_on_which_nothing_happens_keeps_everything() -> None:
    day = announced_day()
    plan = replan(day)
    assert plan.levels["kept"].value == len(day.previous.dates) + len(day.previous.seats)


def test_employer_that_leaves_takes_only_its_own_dates_along() -> None:
    day = employer_left(announced_day(), "e1")
    gone = {d.key for d in day.previous.dates if d.employer == "e1" and d.round >= 1}
    assert gone
    kept = {d.key for d in replan(day).dates} & {d.key for d in day.previous.dates}
    assert kept == {d.key for d in day.previous.dates} - gone


def test_table_that_opens_is_used() -> None:
    day = running_day(
        problem(
            rounds=2,
            participants=tuple(participant(f"p{i}", rounds=2) for i in range(3)),
            employers=(employer("e0", rounds=2),),
            pairs=tuple(Pair(f"p{i}", "e0", 50) for i in range(3)),
        ),
        now=1,
    )
    assert replan(day).levels["left_out"].value == 1
    assert replan(table_opened(day, "e0")).levels["left_out"].value == 0


def test_table_that_closes_drops_the_fewest_announced_dates() -> None:
    day = problem(
        rounds=1,
        participants=tuple(participant(f"p{i}", rounds=1) for i in range(3)),
        employers=(employer("e0", rounds=1, seats=2),),
        pairs=tuple(Pair(f"p{i}", "e0", 50, promised=i == 0) for i in range(3)),
        previous=Assignments(dates=dates(("p0", "e0", 0), ("p1", "e0", 0), ("p2", "e0", 0))),
        keep_first=True,
    )
    plan = replan(day)
    assert (plan.levels["kept"].value, plan.levels["kept"].proven) == (2, True)
    assert (plan.levels["promised"].value, plan.levels["promised"].proven) == (1, True)


def test_walk_in_takes_a_place_that_is_free_and_nobody_s() -> None:
    day = problem(
        rounds=2,
        participants=(participant("p0", rounds=2, max_dates=1), participant("p1", rounds=2, max_dates=1)),
        employers=(employer("e0", rounds=2),),
        pairs=(Pair("p0", "e0", 10), Pair("p1", "e0", 90)),
        previous=Assignments(dates=dates(("p0", "e0", 0))),
        keep_first=True,
    )
    assert {d.key for d in replan(day).dates} == {("p0", "e0", 0), ("p1", "e0", 1)}


def test_seat_for_a_topic_that_is_kept_is_the_only_one_for_it() -> None:
    day = problem(
        participants=(participant("p0", requires=("law",)),),
        pairs=(Pair("p0", "e0", 50, after=("law",)),),
        sessions=(Session("s0", "law", 0, 1, 5), Session("s1", "law", 2, 1, 5)),
        previous=Assignments(seats=(PlannedSeat("p0", "s1"),)),
        keep_first=True,
    )
    plan = replan(day)
    assert plan.seats == (PlannedSeat("p0", "s1"),)
    assert [d.round for d in plan.dates] == [3]


def test_tolerance_gives_fit_for_less_waiting_and_says_what_the_best_fit_is() -> None:
    day = problem(
        rounds=5,
        participants=(participant("p0", available=((0, 5),), min_dates=2, max_dates=2),),
        employers=(
            employer("e0", available=((0, 1),)),
            employer("e1", available=((4, 5),)),
            employer("e2", available=((1, 2),)),
        ),
        pairs=(Pair("p0", "e0", 90), Pair("p0", "e1", 80), Pair("p0", "e2", 79)),
        fit_tolerance=0.01,
    )
    plan = replan(day)
    assert (plan.levels["fit"].value, plan.levels["fit"].bound, plan.levels["fit"].proven) == (169, 170, True)
    assert plan.levels["waiting"].value == 0


def test_pins_that_cannot_stand_are_named() -> None:
    plan = replan(problem(pinned=Assignments(dates=dates(("p0", "e0", 0), ("p0", "e1", 0))), keep_first=True))
    assert plan.status == "infeasible"
    assert "cannot stand together" in plan.conflicts[0]


def test_what_is_held_fast_is_not_open_any_more() -> None:
    instance = compile_problem(announced_day()).instance
    announced = most_kept(instance, FOREVER)
    assert announced is not None
    part = held_fast(instance, announced)
    assert part.instance.allowed.sum() < instance.allowed.sum()
    assert level_values(part.instance, part.part(announced.plan)) == level_values(instance, announced.plan)
