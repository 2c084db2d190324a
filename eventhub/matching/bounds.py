"""True bounds of the levels, from linear programmes over blocks of rounds.

A level's bound is taken with the levels before it held at least at the plan's own values, so it stays true whatever
those values are.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from eventhub.matching.blockmodel import BlockModel, Blocks
from eventhub.matching.decisions import Values
from eventhub.matching.instance import Bools, Instance
from eventhub.matching.milp import Floats
from eventhub.matching.rules import MORE_IS_BETTER

# Solvers are exact to about seven digits: a bound is rounded down only where it is clearly below the next number.
SLACK = 1e-3
RELATIVE_SLACK = 1e-7
INTEGER_GAP = 0.9  # an integer programme need not be searched for what is less than one point
Key = tuple[int, ...]


def signed(level: str, value: int) -> int:
    """A level's value so that more is better; its own inverse."""
    return value if level in MORE_IS_BETTER else -value


def model_value(instance: Instance, level: str, value: int) -> int:
    """What a model's terms of the level must sum to for the whole plan to have that value."""
    return signed(level, value) - instance.base.get(level, 0)


@dataclass(frozen=True)
class FitCosts:
    """A fit programme's optimum and its reduced costs: a date with -5 costs at least 5 points of it if it takes place,
    one with 5 if it does not."""

    optimum: float
    costs: Floats  # [K, R]


class Bounds:
    """Bounds of all levels, remembered per values of the levels before; that of `waiting` is 0 until proven better."""

    def __init__(self, instance: Instance, order: Sequence[str]) -> None:
        self.instance = instance
        self.order = list(order)
        self._known: dict[Key, int] = {}
        self._fit: dict[Key, list[FitCosts]] = {}

    def key(self, level: str, values: Values) -> Key:
        """What a bound depends on: the level and the values of those before it."""
        at = self.order.index(level)
        return (at, *(values[name] for name in self.order[:at]))

    def goals(self, seconds: float) -> Values:
        """Each level's bound with the levels before at their own bounds: the best that could be hoped for."""
        goals: Values = {}
        model = self._model(Blocks.whole(self.instance.rounds), self.instance.allowed)
        for level in self.order:
            # The fit programme tells the prices too, whatever is known of its bound.
            if level == "fit" or self.key(level, goals) not in self._known:
                self._solve(model, level, goals, seconds, -np.inf)
            goals[level] = self.known(level, goals)
            if level != "waiting":
                model.at_least(level, model_value(self.instance, level, goals[level]))
        return goals

    def known(self, level: str, values: Values) -> int:
        """The best bound known for a plan of these values: one computed for early values that are no better.

        What bounds all plans with at least some early values bounds those with better ones as well.
        """
        at = self.order.index(level)
        mine = [signed(name, values[name]) for name in self.order[:at]]
        bounds = [signed(level, self._plain(level))]
        for (other, *theirs), bound in self._known.items():
            early = [signed(name, value) for name, value in zip(self.order, theirs, strict=False)]
            if other == at and all(they <= we for they, we in zip(early, mine, strict=True)):
                bounds.append(signed(level, bound))
        return signed(level, min(bounds))

    def compute(self, level: str, values: Values, seconds: float) -> int:
        """The bound from the programme over one block, or a sharper one that is known."""
        key = self.key(level, values)
        if key not in self._known:
            self._known[key] = self._plain(level)
            self.tighten(level, values, Blocks.whole(self.instance.rounds), seconds)
        return self.known(level, values)

    def sharpen(self, level: str, values: Values, bound: float) -> None:
        """Remember a bound on the level's signed value that was proven elsewhere."""
        if not np.isfinite(bound):
            return
        key = self.key(level, values)
        top = signed(level, int(np.floor(bound + SLACK + RELATIVE_SLACK * abs(bound))))
        if signed(level, top) < signed(level, self._known.get(key, self._plain(level))):
            self._known[key] = top

    def tighten(self, level: str, values: Values, blocks: Blocks, seconds: float, *, relaxed: bool = True) -> None:
        """Sharpen the bound by a programme over `blocks`, linear or not; without dates no better plan can have."""
        model = self._model(blocks, self.possible(level, values))
        self.hold(model, level, values)
        self._solve(model, level, values, seconds, float(signed(level, values[level])), relaxed=relaxed)

    def _model(self, blocks: Blocks, dates: Bools) -> BlockModel:
        return BlockModel(self.instance, blocks, np.logical_or.reduceat(dates, blocks.edges[:-1], axis=1))

    def _solve(
        self, model: BlockModel, level: str, values: Values, seconds: float, least: float, *, relaxed: bool = True
    ) -> None:
        """Bound a level by a model that holds the levels before it; plans the model leaves out reach only `least`."""
        plain, base = self._plain(level), self.instance.base.get(level)
        if level == "waiting" or plain == base:
            self._known[self.key(level, values)] = plain
            return
        model.maximise({level: 1.0})
        solution = model.model.solve(seconds, relaxed=relaxed, absolute_gap=0.0 if relaxed else INTEGER_GAP)
        bound = max(solution.bound + (base or 0), least)
        self.sharpen(level, values, bound)
        if level == "fit" and solution.proven and solution.reduced_costs is not None:
            costs = np.zeros((len(self.instance.pair_p), model.blocks.count))
            costs[model.choices.k, model.choices.b] = solution.reduced_costs[model.x]
            by_round = np.repeat(costs, np.diff(model.blocks.edges), axis=1)
            self._fit.setdefault(self.key(level, values), []).append(FitCosts(bound, by_round))

    def hold(self, model: BlockModel, level: str, values: Values) -> None:
        """Rows that keep the levels before this one at the values."""
        for name in self.order[: self.order.index(level)]:
            model.at_least(name, model_value(self.instance, name, values[name]))

    def possible(self, level: str, values: Values) -> Bools:
        """[K, R] dates that a plan with these early values and more than this fit may have (by their reduced costs)."""
        possible = self.instance.allowed.copy()
        if level == "fit":
            for fit in self._fit.get(self.key(level, values), []):
                slack = SLACK + RELATIVE_SLACK * fit.optimum
                possible &= fit.optimum + np.minimum(0.0, fit.costs) >= values["fit"] + 1 - slack
        return possible

    def prices(self, values: Values) -> Floats:
        """[K] reduced costs of the fit programme over one block; zeros where no programme told."""
        fits = self._fit.get(self.key("fit", values))
        return fits[0].costs[:, 0] if fits else np.zeros(len(self.instance.pair_p))

    def _plain(self, level: str) -> int:
        """A bound that needs no programme: everything that counts for the level, counted."""
        instance = self.instance
        most = {
            "seats": len(instance.seat_p),
            "promised": int(instance.promised.sum()),
            "kept": int((instance.kept_round >= 0).sum() + instance.seat_kept.sum()),
            "fit": int(instance.score.sum()),
        }
        return most[level] + instance.base[level] if level in most else 0
