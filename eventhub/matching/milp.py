"""Mixed-integer programmes from numpy arrays, solved by HiGHS through OR-Tools' MathOpt protos.

MathOpt's own modelling layer builds object by object; the largest models here have some 100,000 columns, so the
protos are filled from arrays directly.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from ortools.math_opt import callback_pb2, model_parameters_pb2, model_pb2, parameters_pb2, result_pb2
from ortools.math_opt.core.python import solver

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
INFINITY = float("inf")
_GIVEN_UP = (
    result_pb2.TERMINATION_REASON_INFEASIBLE,
    result_pb2.TERMINATION_REASON_INFEASIBLE_OR_UNBOUNDED,
)
_NO_SUB_MIPS = {
    "mip_heuristic_run_rins": False,
    "mip_heuristic_run_rens": False,
    "mip_heuristic_run_root_reduced_cost": False,
    "mip_allow_restart": False,
}
# What costs a fifth of the time of small models that start from a solution, and gains nothing there.
_SMALL_SEARCH = {"mip_allow_restart": False, "mip_heuristic_run_feasibility_jump": False}


@dataclass(frozen=True)
class Solution:
    """What a solve found.

    `values`: one number per column, None where nothing was found. `bound`: a true bound on the objective. `proven`:
    no better solution exists. `infeasible`: there is no solution at all. `iterations`: simplex iterations it took.
    `reduced_costs`: of a linear programme.
    """

    values: Floats | None
    bound: float
    proven: bool
    infeasible: bool
    iterations: int = 0
    reduced_costs: Floats | None = None


class Model:
    """Maximise a linear objective over rows and bounded columns; all indices are int arrays."""

    def __init__(self) -> None:
        self.columns = 0
        self.rows = 0
        self._upper: list[Floats] = []
        self._integer: list[NDArray[np.bool_]] = []
        self._row_lower: list[Floats] = []
        self._row_upper: list[Floats] = []
        self._entries: list[tuple[Ints, Ints, Floats]] = []
        self._objective: list[tuple[Ints, Floats]] = []

    def add_columns(self, count: int, upper: float | Floats = 1.0, *, integer: bool = True) -> Ints:
        """New columns from 0 to `upper`; returns their indices."""
        self._upper.append(np.broadcast_to(np.asarray(upper, dtype=np.float64), (count,)))
        self._integer.append(np.full(count, integer))
        self.columns += count
        return np.arange(self.columns - count, self.columns, dtype=np.int64)

    def add_rows(
        self,
        which: Ints,
        columns: Ints,
        values: float | Floats,
        *,
        count: int,
        lower: float | Floats = -INFINITY,
        upper: float | Floats = INFINITY,
    ) -> Ints:
        """`count` new rows; entry i puts `values[i]` into new row `which[i]`, `columns[i]`. Returns the rows."""
        new = np.arange(self.rows, self.rows + count, dtype=np.int64)
        self._entries.append((new[which], columns, np.broadcast_to(np.asarray(values, dtype=np.float64), which.shape)))
        self._row_lower.append(np.broadcast_to(np.asarray(lower, dtype=np.float64), (count,)))
        self._row_upper.append(np.broadcast_to(np.asarray(upper, dtype=np.float64), (count,)))
        self.rows += count
        return new

    def add_row(
        self, columns: Ints, values: float | Floats = 1.0, *, lower: float = -INFINITY, upper: float = INFINITY
    ) -> int:
        """One new row."""
        which = np.zeros(len(columns), dtype=np.int64)
        return int(self.add_rows(which, columns, values, count=1, lower=lower, upper=upper)[0])

    def maximise(self, terms: Sequence[tuple[Ints, float | Floats]]) -> None:
        """Set the objective: the sum of `values * columns` over the terms; columns may recur."""
        self._objective = [
            (columns, np.broadcast_to(np.asarray(values, dtype=np.float64), columns.shape)) for columns, values in terms
        ]

    def add_objective(self, columns: Ints, values: Floats) -> None:
        """Add terms to the objective."""
        self._objective.append((columns, values))

    def solve(
        self,
        seconds: float,
        *,
        relaxed: bool = False,
        absolute_gap: float = 0.0,
        relative_gap: float = 0.0,
        node_limit: int | None = None,
        seed: int = 0,
        hint: tuple[Ints, Floats] | None = None,
        sub_mips: bool = True,
    ) -> Solution:
        """Solve within `seconds`; `relaxed` drops integrality. The bound is true whatever ended the run.

        `hint` gives some columns, in ascending order, values to start from; the solver completes the others.
        Without `sub_mips`, HiGHS neither restarts nor solves smaller programmes in search of solutions: quicker where
        the relaxation is almost integral.
        """
        parameters = parameters_pb2.SolveParametersProto(
            random_seed=seed, relative_gap_tolerance=relative_gap, absolute_gap_tolerance=absolute_gap
        )
        parameters.time_limit.FromNanoseconds(int(max(seconds, 0.01) * 1e9))
        if node_limit is not None:
            parameters.node_limit = node_limit
            parameters.highs.bool_options.update(_SMALL_SEARCH)
        if not sub_mips:
            parameters.highs.bool_options.update(_NO_SUB_MIPS)
        hints = model_parameters_pb2.ModelSolveParametersProto()
        if hint is not None:
            values = hints.solution_hints.add().variable_values
            values.ids.extend(hint[0])
            values.values.extend(hint[1])
        result = solver.solve(
            self._proto(relaxed),
            parameters_pb2.SOLVER_TYPE_HIGHS,
            parameters_pb2.SolverInitializerProto(),
            parameters,
            hints,
            None,
            callback_pb2.CallbackRegistrationProto(),
            None,
            None,
        )
        return self._read(result)

    def _proto(self, relaxed: bool) -> model_pb2.ModelProto:
        proto = model_pb2.ModelProto()
        proto.variables.ids.extend(range(self.columns))
        proto.variables.lower_bounds.extend(np.zeros(self.columns))
        proto.variables.upper_bounds.extend(_joined(self._upper))
        integer = [not relaxed and bool(kind) for kind in np.concatenate([[], *self._integer])]
        proto.variables.integers.extend(integer)
        proto.linear_constraints.ids.extend(range(self.rows))
        proto.linear_constraints.lower_bounds.extend(_joined(self._row_lower))
        proto.linear_constraints.upper_bounds.extend(_joined(self._row_upper))
        rows, columns, values = _summed(self._entries, self.columns)
        proto.linear_constraint_matrix.row_ids.extend(rows)
        proto.linear_constraint_matrix.column_ids.extend(columns)
        proto.linear_constraint_matrix.coefficients.extend(values)
        objective = np.zeros(self.columns)
        for where, terms in self._objective:
            np.add.at(objective, where, terms)
        used = np.flatnonzero(objective)
        proto.objective.maximize = True
        proto.objective.linear_coefficients.ids.extend(used)
        proto.objective.linear_coefficients.values.extend(objective[used])
        return proto

    def _read(self, result: result_pb2.SolveResultProto) -> Solution:
        reason = result.termination.reason
        infeasible = reason in _GIVEN_UP
        bound = result.termination.objective_bounds.dual_bound
        found = [
            s for s in result.solutions if s.HasField("primal_solution") and s.primal_solution.feasibility_status == 2
        ]
        values = reduced = None
        if found:
            values = np.zeros(self.columns)
            values[list(found[0].primal_solution.variable_values.ids)] = found[0].primal_solution.variable_values.values
            if found[0].HasField("dual_solution"):
                reduced = np.zeros(self.columns)
                costs = found[0].dual_solution.reduced_costs
                reduced[list(costs.ids)] = costs.values
        return Solution(
            values=values,
            bound=-INFINITY if infeasible else bound,
            proven=values is not None and reason == result_pb2.TERMINATION_REASON_OPTIMAL,
            infeasible=infeasible,
            iterations=result.solve_stats.simplex_iterations,
            reduced_costs=reduced,
        )


def _joined(parts: Sequence[Floats]) -> Floats:
    return np.concatenate(parts) if parts else np.zeros(0)


def _summed(entries: list[tuple[Ints, Ints, Floats]], columns: int) -> tuple[Ints, Ints, Floats]:
    """The matrix in row-major order, entries of one cell added up, as MathOpt wants it."""
    if not entries:
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64), np.zeros(0)
    cell = np.concatenate([rows for rows, _, _ in entries]) * columns + np.concatenate([c for _, c, _ in entries])
    cells, place = np.unique(cell, return_inverse=True)
    values = np.zeros(len(cells))
    np.add.at(values, place, np.concatenate([v for _, _, v in entries]))
    return cells // columns, cells % columns, values
