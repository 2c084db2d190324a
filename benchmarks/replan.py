"""How fast a warm process plans a running day anew: `python -m benchmarks.replan DAY.json…`.

Seconds count from the problem in memory to the finished plan. Each day is also planned after the events that happen on
such days. BEST.json holds `{NAME: {"best": {LEVEL: VALUE}}}` by file name without `.json`.
"""

import argparse
import json
import statistics
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from eventhub.matching.documents import read_problem
from eventhub.matching.plan import Plan
from eventhub.matching.problem import Problem
from eventhub.matching.replan import replan
from eventhub.matching.rules import level_order, violations
from tests.matching.days import employer_left, interpreter_fell_out, round_dropped, table_closed, table_opened


def busiest(day: Problem) -> str:
    """The employer with most announced dates still to come."""
    return Counter(d.employer for d in day.previous.dates if d.round >= day.closed_before).most_common(1)[0][0]


EVENTS: dict[str, Callable[[Problem], Problem]] = {
    "as it is": lambda day: day,
    "employer leaves": lambda day: employer_left(day, busiest(day)),
    "interpreter falls out": lambda day: interpreter_fell_out(day, day.interpreters[0].id),
    "table opens": lambda day: table_opened(day, busiest(day)),
    "table closes": lambda day: table_closed(day, busiest(day)),
    "last round dropped": lambda day: round_dropped(day, day.rounds - 1),
}


def timed(day: Problem, runs: int) -> tuple[Plan, list[float]]:
    """The plan and the seconds of each run."""
    seconds = []
    for _ in range(runs):
        start = time.perf_counter()
        plan = replan(day)
        seconds.append(time.perf_counter() - start)
    return plan, seconds


def verdict(day: Problem, plan: Plan, best: dict[str, int] | None) -> str:
    """Whether the plan is valid, what is not proven, and how it compares to the best known."""
    if plan.status == "infeasible":
        return "the pins cannot stand"
    words = [f"{len(violations(day, plan))} rules broken"] if violations(day, plan) else ["valid"]
    unproven = [level for level in level_order(day) if not plan.levels[level].proven]
    words.append(f"not proven: {', '.join(unproven)}" if unproven else "all proven")
    if best is not None:
        same = all(plan.levels[level].value == value for level, value in best.items())
        words.append("equals the best known" if same else "NOT the best known")
    return "; ".join(words)


def main() -> None:
    """Print one line for each day and event."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path, metavar="DAY.json")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--best", type=Path, metavar="BEST.json")
    arguments = parser.parse_args()
    known = json.loads(arguments.best.read_text()) if arguments.best else {}
    for file in arguments.files:
        day = read_problem(file.read_bytes())
        replan(day)
        for name, happens in EVENTS.items():
            changed = happens(day)
            plan, seconds = timed(changed, arguments.runs)
            best = known[file.stem]["best"] if name == "as it is" and file.stem in known else None
            values = " ".join(f"{level}={plan.levels[level].value}" for level in level_order(day) if plan.levels)
            sys.stdout.write(
                f"{file.stem:12} {name:22} median {statistics.median(seconds):.3f} s, slowest {max(seconds):.3f} s; "
                f"{verdict(changed, plan, best)}; {values}\n"
            )


if __name__ == "__main__":
    main()
