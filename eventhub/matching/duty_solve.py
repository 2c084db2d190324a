"""Duty plans level by level, each proven or with a true bound.

Which sessions are held is settled day by day, for days meet only in people's loads. Load and travel need all days.
"""

import time
from dataclasses import replace
from math import ceil

from ortools.sat.python import cp_model

from eventhub.matching.duty import LEVELS, DutyLevel, DutyPlan, DutyProblem, Hosted, Number
from eventhub.matching.duty_load import Loads
from eventhub.matching.duty_model import DutyModel
from eventhub.matching.duty_rules import levels, loads
from eventhub.matching.duty_travel import travel

TINY = 1e-6  # the solver tells whole numbers as floats
SOLVED = (cp_model.OPTIMAL, cp_model.FEASIBLE)
LOAD_SHARE = 0.6  # of the time that is left when the load's turn has come


def solve_duty(problem: DutyProblem, time_limit: float, seed: int = 0) -> DutyPlan:
    """The best duty plan found within `time_limit` seconds; holding no session at all is always one."""
    return _Search(problem, time_limit, seed).run()


class _Search:
    """The best plan so far, and the bound of each level whose turn has come."""

    def __init__(self, problem: DutyProblem, time_limit: float, seed: int) -> None:
        self.problem = problem
        self.seed = seed
        self.started = time.monotonic()
        self.deadline = self.started + time_limit
        self.best = DutyPlan()
        self.bounds: dict[str, Number] = {}

    def run(self) -> DutyPlan:
        """All levels in their order."""
        days = sorted({event.day for event in self.problem.events})
        whole = DutyModel(self.problem, days)
        held = [self._day(day, whole) for day in days]
        self.best = DutyPlan(tuple(session for sessions, _, _ in held for session in sessions))
        self.bounds |= {"required": sum(bound for _, bound, _ in held), "wished": sum(bound for _, _, bound in held)}
        self._load(whole)
        self._travel(whole)
        return self._judged()

    def _day(self, day: str, whole: DutyModel) -> tuple[tuple[Hosted, ...], int, int]:
        """Hold as many required sessions of a day as can be, then wished ones; returns them and both bounds."""
        built = DutyModel(self.problem, [day])
        sessions: tuple[Hosted, ...] = ()
        bounds = []
        for required in (True, False):
            literals = built.wanted(day, required)
            built.hint(sessions)
            found, bound = self._minimise(built, len(literals) - sum(literals), self.deadline)
            sessions = found if found is not None else sessions
            bounds.append(len(literals) - bound)
            reached = self._held(sessions, required)
            for model in (built, whole):
                model.model.add(sum(model.wanted(day, required)) >= reached)
        return sessions, bounds[0], bounds[1]

    def _held(self, sessions: tuple[Hosted, ...], required: bool) -> int:
        wanted = {session.id for session in self.problem.sessions if session.required == required}
        return sum(held.session in wanted for held in sessions)

    def _load(self, whole: DutyModel) -> None:
        """The longest duty, then how many have as much, or less by one unit after the other."""
        summed = Loads(whole)
        until = time.monotonic() + LOAD_SHARE * (self.deadline - time.monotonic())
        bound = self._improve(whole, summed.longest(), until)
        longest = bound * summed.unit
        proven: tuple[int, ...] | None = None if longest == max(self._loads(), default=0) else (longest,)
        summed.settle_longest(self._loads())
        while steps := summed.next_counts():
            number = summed.number(steps)
            if proven is None:
                bound = self._improve(whole, number, until)
                proven = summed.proven(steps, self._loads(), bound)
            summed.settle(steps, self._loads())
        self.bounds["load"] = self._loads() if proven is None else proven

    def _loads(self) -> tuple[int, ...]:
        return loads(self.problem, self.best)

    def _improve(self, whole: DutyModel, objective: cp_model.LinearExprT, until: float) -> int:
        """Make the plan better if that can be; returns a bound on the objective."""
        whole.hint(self.best.sessions)
        self._complete(whole, objective)
        found, bound = self._minimise(whole, objective, until)
        if found is not None:
            self.best = DutyPlan(found)
        return bound

    def _travel(self, whole: DutyModel) -> None:
        self.bounds["travel"] = self._improve(whole, travel(whole), self.deadline)

    def _complete(self, built: DutyModel, objective: cp_model.LinearExprT) -> None:
        """Hint at all literals, given those of a plan: the search then begins with that plan, however short it is."""
        solver = self._solver(self.deadline)
        solver.parameters.fix_variables_to_their_hinted_value = True
        built.model.minimize(objective)
        if solver.solve(built.model) in SOLVED:
            built.model.clear_hints()
            for i, value in enumerate(solver.response_proto.solution):
                built.model.add_hint(built.model.get_int_var_from_proto_index(i), value)

    def _minimise(
        self, built: DutyModel, objective: cp_model.LinearExprT, until: float
    ) -> tuple[tuple[Hosted, ...] | None, int]:
        """The best sessions found, None without any, and a true bound on the objective, which must not be negative."""
        built.model.minimize(objective)
        solver = self._solver(until)
        outcome = solver.solve(built.model)
        bound = max(0, ceil(solver.best_objective_bound - TINY))
        return built.plan(solver) if outcome in SOLVED else None, bound

    def _solver(self, until: float) -> cp_model.CpSolver:
        """One worker: a second one, without linear programmes, takes more than it gives."""
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.linearization_level = 2
        solver.parameters.random_seed = self.seed
        solver.parameters.max_time_in_seconds = max(0.0, until - time.monotonic())
        return solver

    def _judged(self) -> DutyPlan:
        """The best plan with its values from the rules, which know no solver."""
        values = levels(self.problem, self.best)
        found = {name: DutyLevel(values[name], self.bounds[name], values[name] == self.bounds[name]) for name in LEVELS}
        return replace(
            self.best,
            levels=found,
            status="optimal" if all(level.proven for level in found.values()) else "feasible",
            seconds=round(time.monotonic() - self.started, 3),
            seed=self.seed,
        )
