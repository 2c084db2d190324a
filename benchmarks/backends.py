"""The monolithic programme in CP-SAT (two workers) and HiGHS (one thread), level by level, with default settings."""

import time
from collections.abc import Callable
from datetime import timedelta

from ortools.math_opt.python import mathopt
from ortools.sat.python import cp_model

from benchmarks.monolith import INFINITE, Programme, Row, Terms

Columns = set[int]
Found = Callable[[Columns], None]
"""Called with the columns that are 1, whenever a better solution is there."""
Bounded = Callable[[str, int, bool], None]
"""Called with a level's name, by how much a true bound is better than the last solution, and whether it is proven."""
TINY = 1e-6


def by_cp_sat(programme: Programme, order: list[str], deadline: float, found: Found, bounded: Bounded) -> None:
    """Solve the levels in order until the deadline (of `time.monotonic`)."""
    model = cp_model.CpModel()
    columns = [model.new_int_var(0, upper, "") for upper in programme.uppers]
    for row in programme.rows:
        model.add_linear_constraint(sum(v * columns[c] for c, v in row.terms.items()), row.lower, row.upper)
    for name in order:
        terms = sum(v * columns[c] for c, v in programme.levels[name].items())
        model.maximize(terms)
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 2
        solver.parameters.max_time_in_seconds = max(0.01, deadline - time.monotonic())
        outcome = solver.solve(model, _Told(columns, found))
        if outcome not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            return
        bounded(name, round(solver.best_objective_bound - solver.objective_value), outcome == cp_model.OPTIMAL)
        if outcome == cp_model.FEASIBLE:
            return
        model.clear_hints()
        for column in columns:
            model.add_hint(column, solver.value(column))
        model.add(terms >= round(solver.objective_value))


class _Told(cp_model.CpSolverSolutionCallback):
    def __init__(self, columns: list[cp_model.IntVar], found: Found) -> None:
        super().__init__()
        self.columns = columns
        self.found = found

    def on_solution_callback(self) -> None:
        self.found({i for i, column in enumerate(self.columns) if self.value(column)})


def by_highs(programme: Programme, order: list[str], deadline: float, found: Found, bounded: Bounded) -> None:
    """The same with HiGHS, which tells a solution only at the end of a level."""
    model = mathopt.Model()
    columns = [model.add_integer_variable(lb=0, ub=upper) for upper in programme.uppers]
    for row in programme.rows:
        _add(model, columns, row)
    for name in order:
        terms = programme.levels[name]
        model.maximize(mathopt.fast_sum(v * columns[c] for c, v in terms.items()))
        limit = timedelta(seconds=max(0.01, deadline - time.monotonic()))
        parameters = mathopt.SolveParameters(time_limit=limit, relative_gap_tolerance=0.0, absolute_gap_tolerance=0.5)
        result = mathopt.solve(model, mathopt.SolverType.HIGHS, params=parameters)
        if not result.has_primal_feasible_solution():
            return
        chosen = {i for i, value in enumerate(result.variable_values(columns)) if value > 0.5}
        found(chosen)
        proven = result.termination.reason == mathopt.TerminationReason.OPTIMAL
        bounded(name, 0 if proven else int(result.dual_bound() - result.objective_value() + TINY), proven)
        if not proven:
            return
        _add(model, columns, Row(terms, lower=round(result.objective_value())))


def _add(model: mathopt.Model, columns: list[mathopt.Variable], row: Row) -> None:
    """A row; rows without any column say nothing."""
    lower = -float("inf") if row.lower == -INFINITE else row.lower
    upper = float("inf") if row.upper == INFINITE else row.upper
    model.add_linear_constraint(lb=lower, ub=upper, expr=_sum(columns, row.terms))


def _sum(columns: list[mathopt.Variable], terms: Terms) -> mathopt.LinearSum:
    return mathopt.fast_sum(v * columns[c] for c, v in terms.items())
