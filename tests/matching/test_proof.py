"""Proofs: what the ladder of programmes says about a plan holds against the exact model and against every plan."""

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings

from eventhub.matching.blockmodel import Blocks
from eventhub.matching.bounds import Bounds, signed
from eventhub.matching.decisions import Values, level_values
from eventhub.matching.firstplan import first_plan
from eventhub.matching.instance import Instance, compile_problem
from eventhub.matching.problem import Pair, Problem
from eventhub.matching.proof import Prover, ladder
from eventhub.matching.roundmodel import RoundModel
from eventhub.matching.rules import level_order, levels
from tests.matching.problems import employer, every_plan, participant, problem, problems


def first_values(document: Problem) -> tuple[Instance, Bounds, Values]:
    """A problem's instance, bounds that know nothing yet, and the levels of its first plan."""
    instance = compile_problem(document).instance
    first = first_plan(instance, 10.0, document.keep_first)
    assert first is not None
    return instance, Bounds(instance, level_order(document)), level_values(instance, first)


def best_of(instance: Instance, bounds: Bounds, level: str, values: Values) -> int:
    """The best value of a level with those before it at least at the values, by one model of everything."""
    model = RoundModel(instance, waiting=level == "waiting")
    bounds.hold(model, level, values)
    model.maximise({level: 1.0})
    solution = model.model.solve(20.0)
    assert solution.proven
    assert solution.values is not None
    found = model.value(level, solution.values) + instance.base.get(level, 0) - model.idle_elsewhere
    return signed(level, round(found))


@pytest.mark.parametrize("rounds", [1, 2, 3, 12, 16, 24])
def test_ladder_ends_with_single_rounds_and_never_gets_coarser(rounds: int) -> None:
    counts = [rung.blocks.count for rung in ladder(rounds)]
    assert counts == sorted(counts)
    assert counts[-1] == rounds


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(problems(people=6, firms=4, most_rounds=6))
def test_every_rung_gives_a_true_bound_on_every_level(document: Problem) -> None:
    instance, bounds, values = first_values(document)
    for level in level_order(document)[:6]:
        best = best_of(instance, bounds, level, values)
        bounds.compute(level, values, 10.0)
        for rung in ladder(instance.rounds):
            bounds.tighten(level, values, rung.blocks, 10.0, relaxed=rung.relaxed)
            assert signed(level, bounds.known(level, values)) >= signed(level, best)


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(problems(people=6, firms=4, most_rounds=6))
def test_dates_filtered_out_are_in_no_better_plan(document: Problem) -> None:
    instance, bounds, values = first_values(document)
    bounds.compute("fit", values, 10.0)
    for rung in ladder(instance.rounds):
        bounds.tighten("fit", values, rung.blocks, 10.0, relaxed=rung.relaxed)
    possible = bounds.possible("fit", values)
    best = best_of(instance, bounds, "fit", values)
    narrow = RoundModel(instance, possible)
    bounds.hold(narrow, "fit", values)
    narrow.maximise({"fit": 1.0})
    solution = narrow.model.solve(20.0)
    reached = values["fit"]
    if solution.values is not None:
        reached = max(reached, round(narrow.value("fit", solution.values)) + instance.base["fit"])
    assert reached == best


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(problems(people=5, firms=3, most_rounds=5))
def test_exact_programme_finds_a_better_plan_or_proves_that_there_is_none(document: Problem) -> None:
    instance, bounds, values = first_values(document)
    prover = Prover(instance, bounds)
    for level in level_order(document):
        found = prover.exactly(level, values, 20.0)
        best = best_of(instance, bounds, level, values)
        assert signed(level, bounds.known(level, values)) >= signed(level, best)
        if found is None:
            assert values[level] == best
            assert bounds.known(level, values) == best
        else:
            better = level_values(instance, found)
            assert signed(level, better[level]) > signed(level, values[level])


@settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow])
@given(problems())
def test_turns_end_in_a_proof_that_agrees_with_every_plan(document: Problem) -> None:
    instance, bounds, values = first_values(document)
    level = level_order(document)[0]
    prover = Prover(instance, bounds)
    for _ in range(10):
        bounds.compute(level, values, 10.0)
        found = prover.turn([level], values, lambda: 20.0)
        if found is None:
            break
        values = level_values(instance, found)
    best = max(signed(level, levels(document, plan)[level]) for plan in every_plan(document))
    assert signed(level, values[level]) == best
    assert bounds.known(level, values) == values[level]


def test_people_who_come_for_one_round_share_its_tables_already_over_one_block() -> None:
    """Three people who are there in the first round only, and two tables: no more than two of them have a date."""
    people = tuple(participant(f"p{i}", available=((0, 1),)) for i in range(3))
    firms = tuple(employer(f"e{i}", available=((0, 1), (3, 4))) for i in range(2))
    document = problem(
        participants=people,
        employers=firms,
        pairs=tuple(Pair(p.id, e.id, 50) for p in people for e in firms),
    )
    instance = compile_problem(document).instance
    bounds = Bounds(instance, level_order(document))
    goals = bounds.goals(10.0)
    assert goals["left_out"] == 1
    assert goals["fit"] == 100


def test_size_counts_the_dates_that_may_be_in_a_better_plan() -> None:
    document = problem()
    instance, bounds, values = first_values(document)
    prover = Prover(instance, bounds)
    rounds = Blocks.rounds(instance.rounds)
    assert prover.size("fit", values, rounds) == int(instance.allowed.sum())
    bounds.compute("fit", values, 10.0)
    assert bounds.known("fit", values) == values["fit"]
    assert prover.size("fit", values, rounds) == 0
    assert np.array_equal(bounds.possible("promised", values), instance.allowed)


def test_programme_that_is_too_large_is_left_for_a_later_turn() -> None:
    document = problem(
        pairs=(Pair("p0", "e0", 50), Pair("p1", "e0", 50)), employers=(employer("e0", available=((0, 1),)),)
    )
    instance, bounds, values = first_values(document)
    prover = Prover(instance, bounds)
    assert prover.turn(["left_out"], values, lambda: 20.0, most=1) is None
    assert bounds.known("left_out", values) == 0
    assert prover.turn(["left_out"], values, lambda: 20.0) is None
    assert bounds.known("left_out", values) == values["left_out"] == 1
