"""The solver against everything: on tiny problems its plan is the best of all plans, and proven so."""

import time
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings

from eventhub.matching.blockmodel import BlockModel, Blocks
from eventhub.matching.bounds import Bounds, signed
from eventhub.matching.decisions import level_values, rank, to_assignments
from eventhub.matching.firstplan import first_plan
from eventhub.matching.instance import compile_problem
from eventhub.matching.lead import Lead
from eventhub.matching.plan import LevelValue, Plan
from eventhub.matching.problem import Assignments, Interpreter, Pair, PlannedSeat, Problem, Session
from eventhub.matching.roundmodel import RoundModel
from eventhub.matching.rules import LEVELS, level_order, levels, violations
from eventhub.matching.solve import Options, Progress, Shared
from tests.matching.problems import dates, employer, every_plan, participant, problem, problems


class Alone:
    """A link without anybody at the other end; it keeps the plans that were handed over."""

    def __init__(self) -> None:
        self.plans: list[Plan] = []

    def progress(self, progress: Progress) -> None:
        pass

    def plan(self, plan: Plan) -> None:
        self.plans.append(plan)

    def share(self, shared: Shared) -> None:
        pass

    def heard(self) -> None:
        return None


def solved(document: Problem, seconds: float = 20.0, seed: int = 0) -> Plan:
    now = time.monotonic()
    return Lead(document, Options(seconds, 1, seed), Alone(), now, now + seconds).run()


def best_levels(document: Problem) -> dict[str, int]:
    order = level_order(document)
    return max((levels(document, found) for found in every_plan(document)), key=lambda values: rank(values, order))


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(problems())
def test_plan_of_a_tiny_problem_is_the_best_of_all_plans(document: Problem) -> None:
    plan = solved(document)
    assert violations(document, plan) == []
    assert {name: level.value for name, level in plan.levels.items()} == best_levels(document)
    assert plan.status == "optimal"


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(problems(people=6, firms=4, most_rounds=6))
def test_bounds_of_every_handed_over_plan_hold_for_the_best_plan(document: Problem) -> None:
    now = time.monotonic()
    link = Alone()
    best = Lead(document, Options(10.0, 1, 0), link, now, now + 10.0).run()
    order = level_order(document)
    for plan in [*link.plans, best]:
        assert violations(document, plan) == []
        values = levels(document, plan)
        assert {name: level.value for name, level in plan.levels.items()} == values
        for at, name in enumerate(order):
            if all(values[earlier] == best.levels[earlier].value for earlier in order[:at]):
                assert signed(name, plan.levels[name].bound) >= signed(name, best.levels[name].value)


@settings(max_examples=40)
@given(problems(people=6, firms=4, most_rounds=6))
def test_first_plan_keeps_every_rule(document: Problem) -> None:
    compiled = compile_problem(document)
    first = first_plan(compiled.instance, 10.0, document.keep_first)
    assert first is not None
    given_ = to_assignments(compiled, first)
    assert violations(document, given_) == []
    assert level_values(compiled.instance, first) == levels(document, given_)


@settings(max_examples=25)
@given(problems(people=4, firms=3, most_rounds=6))
def test_finer_blocks_never_give_a_weaker_bound(document: Problem) -> None:
    instance = compile_problem(document).instance
    blocks, last = Blocks.whole(instance.rounds), float("inf")
    while True:
        model = BlockModel(instance, blocks)
        model.maximise({"fit": 1.0})
        bound = model.model.solve(10.0).bound
        assert bound <= last + 1e-6
        if blocks.single:
            break
        blocks, last = blocks.halved(), bound


@settings(max_examples=40)
@given(problems(people=5, firms=4, most_rounds=5))
def test_prices_say_at_least_what_a_forced_pair_costs(document: Problem) -> None:
    instance = compile_problem(document).instance
    bounds = Bounds(instance, LEVELS)
    goals = bounds.goals(10.0)
    costs = np.minimum(0.0, bounds.prices(goals))
    for k in range(len(instance.pair_p)):
        forced = BlockModel(instance, Blocks.whole(instance.rounds))
        bounds.hold(forced, "fit", goals)
        forced.model.add_row(forced.x[forced.choices.k == k], lower=1.0)
        forced.maximise({"fit": 1.0})
        solution = forced.model.solve(10.0, relaxed=True)
        assert solution.infeasible or solution.bound + instance.base["fit"] <= goals["fit"] + 1 + costs[k] + 1e-6


@settings(max_examples=20)
@given(problems(people=5, firms=4, most_rounds=5))
def test_prices_are_told_even_where_the_bound_of_fit_is_known(document: Problem) -> None:
    instance = compile_problem(document).instance
    fresh, informed = Bounds(instance, LEVELS), Bounds(instance, LEVELS)
    goals = fresh.goals(10.0)
    informed.sharpen("fit", goals, float(goals["fit"]))
    assert informed.goals(10.0) == goals
    assert informed.prices(goals) == pytest.approx(fresh.prices(goals))


def test_problem_without_pairs_is_solved_by_an_empty_plan() -> None:
    plan = solved(problem(pairs=()))
    assert plan.dates == ()
    assert plan.status == "optimal"


def test_problem_without_anybody_is_solved() -> None:
    plan = solved(problem(participants=(), employers=(), pairs=()))
    assert plan.status == "optimal"
    assert set(plan.levels) == set(LEVELS)


def test_promise_comes_before_a_better_score() -> None:
    document = problem(
        rounds=1,
        participants=(participant("p0", available=((0, 1),)), participant("p1", available=((0, 1),))),
        employers=(employer("e0", available=((0, 1),)),),
        pairs=(Pair("p0", "e0", 1, promised=True), Pair("p1", "e0", 100)),
    )
    assert [d.participant for d in solved(document).dates] == ["p0"]


def test_seat_comes_before_a_promise() -> None:
    document = problem(
        rounds=1,
        participants=(participant("p0", available=((0, 1),), requires=("law",)),),
        employers=(employer("e0", available=((0, 1),)),),
        pairs=(Pair("p0", "e0", 100, promised=True),),
        sessions=(Session("s0", "law", 0, 1, 1),),
    )
    plan = solved(document)
    assert plan.seats == (PlannedSeat("p0", "s0"),)
    assert plan.dates == ()


def test_running_day_keeps_what_was_announced_before_all_else() -> None:
    announced = Assignments(dates=dates(("p1", "e0", 0)))
    document = problem(
        rounds=1,
        participants=(participant("p0", available=((0, 1),)), participant("p1", available=((0, 1),))),
        employers=(employer("e0", available=((0, 1),)),),
        pairs=(Pair("p0", "e0", 100, promised=True), Pair("p1", "e0", 1)),
        previous=announced,
    )
    assert [d.participant for d in solved(document).dates] == ["p0"]
    assert [d.participant for d in solved(replace(document, keep_first=True)).dates] == ["p1"]


def test_group_talk_shares_one_interpreter() -> None:
    document = problem(
        rounds=1,
        participants=tuple(participant(f"p{i}", available=((0, 1),)) for i in range(3)),
        employers=(employer("e0", available=((0, 1),), seats=3, group=True),),
        pairs=tuple(Pair(f"p{i}", "e0", 50, ("ar",)) for i in range(3)),
        interpreters=(Interpreter("i0", ("ar",), ((0, 1),)),),
    )
    assert {d.interpreter for d in solved(document).dates} == {"i0"}
    assert len(solved(document).dates) == 3
    apart = replace(document, employers=(employer("e0", available=((0, 1),), seats=3),))
    assert len(solved(apart).dates) == 1


def test_tolerance_gives_fit_for_less_waiting() -> None:
    document = problem(
        rounds=5,
        participants=(participant("p0", available=((0, 5),), min_dates=2, max_dates=2),),
        employers=(
            employer("e0", available=((0, 1),)),
            employer("e1", available=((4, 5),)),
            employer("e2", available=((1, 2),)),
        ),
        pairs=(Pair("p0", "e0", 90), Pair("p0", "e1", 80), Pair("p0", "e2", 79)),
    )
    strict = solved(document)
    assert (strict.levels["fit"].value, strict.levels["waiting"].value) == (170, 3)
    relaxed = solved(replace(document, fit_tolerance=0.01))
    assert (relaxed.levels["fit"].value, relaxed.levels["waiting"].value) == (169, 0)
    assert relaxed.levels["fit"].bound == 170
    assert relaxed.levels["fit"].proven


def test_rounds_without_the_person_are_no_waiting() -> None:
    document = problem(
        rounds=6,
        participants=(participant("p0", available=((0, 2), (4, 6)), max_dates=2),),
        employers=(employer("e0", available=((0, 2),)), employer("e1", available=((4, 6),))),
        pairs=(Pair("p0", "e0", 50), Pair("p0", "e1", 50)),
    )
    plan = solved(document)
    assert [d.round for d in plan.dates] == [1, 4]
    assert plan.levels["waiting"] == LevelValue(0, 0, True)
    one_less = replace(document, employers=(employer("e0", available=((0, 1),)), employer("e1", available=((5, 6),))))
    assert solved(one_less).levels["waiting"] == LevelValue(2, 2, True)


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(problems(people=4, firms=3, most_rounds=6))
def test_exact_model_counts_waiting_as_the_rules_do(document: Problem) -> None:
    compiled = compile_problem(document)
    first = first_plan(compiled.instance, 10.0, document.keep_first)
    assert first is not None
    model = RoundModel(compiled.instance, waiting=True)
    columns, values = model.hint(first)
    for column, value in zip(columns, values, strict=True):
        model.model.add_row(np.array([column]), lower=value, upper=value)
    model.maximise({"waiting": 1.0})
    solution = model.model.solve(10.0)
    assert solution.values is not None
    counted = model.idle_elsewhere - model.value("waiting", solution.values)
    assert round(counted) == level_values(compiled.instance, first)["waiting"]


@pytest.mark.parametrize("seed", [0, 1])
def test_same_seed_gives_the_same_plan(seed: int) -> None:
    document = problem(
        rounds=6,
        participants=tuple(participant(f"p{i}", rounds=6) for i in range(5)),
        employers=tuple(employer(f"e{i}", rounds=6, min_dates=2) for i in range(3)),
        pairs=tuple(Pair(f"p{i}", f"e{j}", (7 * i + 11 * j) % 100) for i in range(5) for j in range(3)),
    )
    one, two = solved(document, seed=seed), solved(document, seed=seed)
    assert one.status == "optimal"
    assert (one.dates, one.seats) == (two.dates, two.seats)


def test_held_and_pinned_dates_are_in_the_plan() -> None:
    document = problem(
        held=Assignments(dates=dates(("p0", "e0", 0))),
        pinned=Assignments(dates=dates(("p1", "e0", 2))),
        closed_before=1,
    )
    plan = solved(document)
    assert {("p0", "e0", 0), ("p1", "e0", 2)} <= {d.key for d in plan.dates}
    assert violations(document, plan) == []


def test_held_date_that_is_pinned_as_well_is_no_conflict() -> None:
    fact = Assignments(dates=dates(("p0", "e0", 0)))
    plan = solved(problem(held=fact, pinned=fact, closed_before=2))
    assert plan.status == "optimal"
