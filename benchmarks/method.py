"""One method on one problem, telling each better plan: `python -m benchmarks.method NAME FILE SECONDS`.

A line of JSON on standard output for each plan: `levels` (name to value, bound, proven; bound null where none is
known) and `broken` (rules it breaks; there should be none).
"""

import json
import sys
import time
from pathlib import Path

from eventhub.matching.documents import read_problem
from eventhub.matching.plan import Plan
from eventhub.matching.problem import Problem
from eventhub.matching.rules import MORE_IS_BETTER, level_order, levels, violations

METHODS = ("eventhub", "greedy", "cp-sat", "highs")


def main(name: str, path: str, seconds: float) -> None:
    """Run the method; all its seconds count, those for reading too."""
    deadline = time.monotonic() + seconds
    problem = read_problem(Path(path).read_bytes())
    if name == "eventhub":
        _eventhub(problem, seconds)
    elif name == "greedy":
        _greedy(problem)
    else:
        _monolith(problem, name, deadline)


def tell(problem: Problem, plan: Plan, bounds: dict[str, tuple[int, bool]]) -> None:
    """Print a plan's levels and what is known about their bounds."""
    values = levels(problem, plan)
    known = {name: [values[name], *bounds.get(name, (None, False))] for name in level_order(problem)}
    _print({"levels": known, "broken": len(violations(problem, plan))})


def _print(line: dict[str, object]) -> None:
    sys.stdout.write(json.dumps(line) + "\n")
    sys.stdout.flush()


def _eventhub(problem: Problem, seconds: float) -> None:
    from eventhub.matching.process import solve_in_child
    from eventhub.matching.solve import Options, Progress

    def show(progress: Progress) -> None:
        if progress.levels:
            known = {n: [level.value, level.bound, level.proven] for n, level in progress.levels.items()}
            _print({"levels": known, "broken": 0})

    plan = solve_in_child(problem, Options(seconds, 2), show, lambda: False)
    if plan.levels:
        tell(problem, plan, {name: (level.bound, level.proven) for name, level in plan.levels.items()})


def _greedy(problem: Problem) -> None:
    from benchmarks.greedy import greedy_plan

    tell(problem, greedy_plan(problem), {})


def _monolith(problem: Problem, name: str, deadline: float) -> None:
    from benchmarks.backends import by_cp_sat, by_highs
    from benchmarks.monolith import Monolith

    monolith = Monolith(problem)
    bounds: dict[str, tuple[int, bool]] = {}
    best = Plan()

    def found(chosen: set[int]) -> None:
        nonlocal best
        best = monolith.plan(chosen)
        tell(problem, best, bounds)

    def bounded(level: str, gap: int, proven: bool) -> None:
        value = levels(problem, best)[level]
        bounds[level] = (value + gap if level in MORE_IS_BETTER else value - gap, proven)
        tell(problem, best, bounds)

    order = [level for level in level_order(problem) if level in monolith.programme.levels]
    solve = by_cp_sat if name == "cp-sat" else by_highs
    solve(monolith.programme, order, deadline, found, bounded)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], float(sys.argv[3]))
