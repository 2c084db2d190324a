"""Timetables with the fewest breaks, proven, or with a true bound."""

import time
from collections.abc import Sequence
from math import ceil

from ortools.graph.python import max_flow
from ortools.sat.python import cp_model

from eventhub.matching.plan import Status
from eventhub.matching.timetable import Activity, Timetable, Timetabling, breaks
from eventhub.matching.timetable_model import TimetableModel

TINY = 1e-6  # the solver tells whole numbers as floats


def solve_timetable(problem: Timetabling, time_limit: float, seed: int = 0) -> Timetable:
    """The timetable with the fewest breaks, or the best that was found within `time_limit` seconds."""
    started = time.monotonic()
    if not room_for_all(problem):
        return Timetable("infeasible", seconds=_since(started))
    built = TimetableModel(problem)
    solver = _solver(time_limit - _since(started), seed)
    outcome = solver.solve(built.model)
    if outcome == cp_model.INFEASIBLE:
        return Timetable("infeasible", seconds=_since(started))
    bound = max(0, ceil(solver.best_objective_bound - TINY))
    if outcome == cp_model.UNKNOWN:
        return Timetable("unknown", bound=bound, seconds=_since(started))
    rounds = tuple(next(r for r, take in choice.items() if solver.value(take)) for choice in built.takes)
    status: Status = "optimal" if outcome == cp_model.OPTIMAL else "feasible"
    return Timetable(status, rounds, sum(breaks(problem, rounds).values()), bound, _since(started))


def _since(started: float) -> float:
    return round(time.monotonic() - started, 3)


def _solver(seconds: float, seed: int) -> cp_model.CpSolver:
    """One worker raises the bound from one unsatisfiable core to the next; the other finds timetables on the way."""
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 2
    solver.parameters.subsolvers.extend(["core", "quick_restart_no_lp"])
    solver.parameters.max_time_in_seconds = max(0.0, seconds)
    solver.parameters.random_seed = seed
    return solver


def room_for_all(problem: Timetabling) -> bool:
    """Whether the rounds have room for all activities, and each person's rounds for theirs, all else left aside.

    Clauses count badly: what the pigeonhole principle refutes is better found by a flow.
    """
    mine = problem.activities_of().values()
    return fits(problem.activities, problem.rounds, problem.capacity) and all(
        fits([problem.activities[i] for i in indices], problem.rounds, 1) for indices in mine
    )


def fits(activities: Sequence[Activity], rounds: int, capacity: int) -> bool:
    """Whether each activity can have one of its rounds with at most `capacity` in any, by maximum flow."""
    flow = max_flow.SimpleMaxFlow()
    source, sink = 0, 1
    for r in range(rounds):
        flow.add_arc_with_capacity(2 + r, sink, max(0, capacity))
    for i, activity in enumerate(activities):
        flow.add_arc_with_capacity(source, 2 + rounds + i, 1)
        for r in activity.choices:
            flow.add_arc_with_capacity(2 + rounds + i, 2 + r, 1)
    if not activities:
        return True
    flow.solve(source, sink)
    return bool(flow.optimal_flow() == len(activities))
