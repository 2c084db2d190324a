"""The baselines obey the rules, and where both prove a level they agree with the solver."""

import time

from hypothesis import HealthCheck, given, settings

from benchmarks.backends import by_cp_sat, by_highs
from benchmarks.greedy import greedy_plan
from benchmarks.monolith import Monolith
from eventhub.matching.plan import Plan
from eventhub.matching.problem import Problem
from eventhub.matching.rules import level_order, levels, violations
from tests.matching.problems import every_plan, problems

SLOW = [HealthCheck.too_slow]


def by_monolith(document: Problem, solve: object) -> tuple[Plan | None, dict[str, tuple[int, bool]]]:
    monolith, plans, bounds = Monolith(document), [], {}
    order = [name for name in level_order(document) if name in monolith.programme.levels]
    assert callable(solve)
    solve(
        monolith.programme,
        order,
        time.monotonic() + 30,
        lambda chosen: plans.append(monolith.plan(chosen)),
        lambda name, gap, proven: bounds.update({name: (gap, proven)}),
    )
    return (plans[-1] if plans else None), bounds


@settings(max_examples=60, suppress_health_check=SLOW)
@given(problems(people=6, firms=4, most_rounds=6))
def test_greedy_plan_keeps_every_rule_but_pins(document: Problem) -> None:
    broken = violations(document, greedy_plan(document))
    assert [sentence for sentence in broken if not sentence.startswith("Rule 9")] == []


@settings(max_examples=30, suppress_health_check=SLOW)
@given(problems())
def test_monolith_proves_the_best_of_all_plans(document: Problem) -> None:
    best = next(iter(every_plan(document)), None)
    if best is None:
        return
    order = level_order(document)[:-1]

    def rank(values: dict[str, int]) -> tuple[int, ...]:
        return tuple(-values[n] if n in ("left_out", "shortfall") else values[n] for n in order)

    top = max(rank(levels(document, one)) for one in every_plan(document))
    for solve in (by_cp_sat, by_highs):
        plan, bounds = by_monolith(document, solve)
        assert plan is not None
        assert violations(document, plan) == []
        assert rank(levels(document, plan)) == top
        assert bounds == dict.fromkeys(order, (0, True))
