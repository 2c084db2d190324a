"""Solve an instance exactly, one level after the other: for what is small, or of which most is fixed."""

import time
from collections.abc import Sequence
from math import ceil

import numpy as np

from eventhub.matching.bounds import Bounds
from eventhub.matching.decisions import Decisions, Values, level_values, rank
from eventhub.matching.instance import Instance
from eventhub.matching.plan import LevelValue
from eventhub.matching.roundmodel import RoundModel

COLUMNS = 60_000  # of dates, in an exact model that is worth trying;
COLUMNS_WAITING = 10_000  # the same where idle rounds are counted
TIES = 0.4


class Levelwise:
    """`best` is the best plan so far, `bounds` are true whenever the clock stops the search.

    `deadline` is a time of `time.monotonic`.
    """

    def __init__(self, instance: Instance, order: Sequence[str], start: Decisions, deadline: float) -> None:
        self.instance = instance
        self.order = tuple(order)
        self.early = tuple(level for level in order if level not in ("fit", "waiting"))
        self.best = start
        self.deadline = deadline
        self.bounds = Bounds(instance, order)
        self.best_fit = 0

    @property
    def values(self) -> Values:
        """Level values of the best plan."""
        return level_values(self.instance, self.best)

    def levels(self) -> dict[str, LevelValue]:
        """Each level of the best plan beside a true bound, given the plan's values at the levels before."""
        values = self.values
        bounds = {level: self.bounds.known(level, values) for level in self.order}
        reached = {**values, "fit": max(values["fit"], self.best_fit)}
        return {
            level: LevelValue(values[level], bounds[level], reached[level] == bounds[level]) for level in self.order
        }

    def run(self) -> None:
        """All levels but `waiting`: reach at once what the linear programme promises, as is mostly possible; where it
        is not, find out level by level what is."""
        if self.instance.allowed.sum() > COLUMNS:
            return
        reached: list[str] = []
        goals = self.bounds.goals(self._left())
        while not self._solve("fit", goals) and len(reached) < len(self.early) and self._left() > 0:
            goals = self._lowered(goals, reached)

    def _lowered(self, goals: Values, reached: list[str]) -> Values:
        """Goals that are lower at the first level where they must be; the levels up to it are appended to `reached`."""
        for level in self.early[len(reached) :]:
            self._solve(level, goals)
            reached.append(level)
            if self.bounds.known(level, goals) != goals[level] or self._left() <= 0:
                break
        return self.bounds.goals(self._left())

    def smooth(self, tolerance: float, seconds: float) -> None:
        """Less waiting for at most `seconds`, with all other levels kept; `fit` may fall by the share `tolerance`."""
        self.best_fit = self.values["fit"]
        if self.instance.allowed.sum() <= COLUMNS_WAITING and seconds > 0:
            enough = self.best_fit - ceil(tolerance * self.best_fit)
            self._solve("waiting", {**self.values, "fit": enough}, seconds)

    def _solve(self, level: str, goals: Values, seconds: float = float("inf")) -> bool:
        """Make a level as good as it can be with those before at their goals; whether a plan was found."""
        model = RoundModel(self.instance, waiting=level == "waiting")
        self.bounds.hold(model, level, goals)
        model.maximise({level: 1.0})
        if level == "fit":
            self._break_ties(model)
        solution = model.model.solve(
            min(seconds, self._left()), absolute_gap=0.4, hint=model.hint(self.best), sub_mips=False
        )
        if solution.infeasible:
            return False
        self.bounds.sharpen(level, goals, solution.bound + self.instance.base.get(level, 0) - model.idle_elsewhere)
        if solution.values is None:
            return False
        self.best = max(self.best, model.decisions(solution.values), key=lambda plan: self._counted(plan, goals))
        return True

    def _break_ties(self, model: RoundModel) -> None:
        """A preference, drawn, of less than a point in all: HiGHS proves sooner what has fewer equal solutions."""
        most = max(1, int(self.instance.left_p.sum()))
        model.model.add_objective(model.x, np.random.default_rng(0).random(len(model.x)) * (TIES / most))

    def _counted(self, decisions: Decisions, goals: Values) -> tuple[int, ...]:
        """Level values as a tuple that is larger for the better plan; `fit` beyond its goal counts for nothing."""
        values = level_values(self.instance, decisions)
        return rank({**values, "fit": min(values["fit"], goals.get("fit", values["fit"]))}, self.order)

    def _left(self) -> float:
        return self.deadline - time.monotonic()
