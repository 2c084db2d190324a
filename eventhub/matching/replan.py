"""Plan anew around what was announced, in the calling process.

A warm process has the plan of a running day of 200 people in well under a second
(docs/adr/0015-plan-the-day-anew.md).
"""

import time
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from eventhub.matching.announced import held_fast, most_kept
from eventhub.matching.conflicts import pin_conflicts
from eventhub.matching.decisions import Decisions, Rest, narrowed, to_assignments
from eventhub.matching.firstplan import first_plan
from eventhub.matching.instance import Instance, compile_problem
from eventhub.matching.levelwise import Levelwise
from eventhub.matching.plan import Plan
from eventhub.matching.problem import Problem
from eventhub.matching.rules import level_order


@dataclass(frozen=True)
class Arrangement:
    """A search for the best plan of an instance, of which the part around some fixed items is open."""

    search: Levelwise
    part: Rest
    fixed: Decisions

    @property
    def decisions(self) -> Decisions:
        """The best plan of the whole instance so far."""
        return self.part.merged(self.fixed, self.search.best)


def arrange(instance: Instance, order: Sequence[str], deadline: float) -> Arrangement | None:
    """Solve all levels but `waiting` of an instance whose pins can stand, as far as it goes until `deadline` (a time of
    `time.monotonic`); None if out of time before there was any plan."""
    if order[0] == "kept":
        announced = most_kept(instance, deadline)
        if announced is None:
            return None
        start, part = announced.plan, held_fast(instance, announced)
        search = Levelwise(part.instance, order, part.part(start), deadline)
        search.bounds.sharpen("kept", {}, announced.bound)
    else:
        first = first_plan(instance, deadline - time.monotonic(), keep_first=False)
        if first is None:
            return None
        start, part = first, narrowed(instance, np.ones(len(instance.pair_p), dtype=bool))
        search = Levelwise(part.instance, order, part.part(start), deadline)
    search.run()
    return Arrangement(search, part, start)


def replan(problem: Problem, seconds: float = 60.0, waiting_until: float = 0.6) -> Plan:
    """The best plan that was found within about `seconds`, with the bounds that were proven; less waiting
    is sought until `waiting_until` seconds have passed.

    Fast where `keep_first` holds most of what was announced. `infeasible` with the conflicts where the pins cannot
    stand, `unknown` where the time was too short for any plan.
    """
    started = time.monotonic()
    conflicts = pin_conflicts(problem)
    if conflicts:
        return Plan(status="infeasible", conflicts=conflicts, seconds=time.monotonic() - started)
    compiled = compile_problem(problem)
    found = arrange(compiled.instance, level_order(problem), started + seconds)
    if found is None:
        return Plan(seconds=time.monotonic() - started)
    found.search.smooth(problem.fit_tolerance, started + waiting_until - time.monotonic())
    levels = found.search.levels()
    given = to_assignments(compiled, found.decisions)
    return Plan(
        dates=given.dates,
        seats=given.seats,
        status="optimal" if all(level.proven for level in levels.values()) else "feasible",
        levels=levels,
        seconds=time.monotonic() - started,
    )
