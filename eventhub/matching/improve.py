"""Make a valid plan better, one neighbourhood at a time (large neighbourhood search, Shaw 1998).

Each step frees some rounds, some people or some employers, holds all the rest, and solves what is free exactly. A step
never makes the plan worse in the order of the levels.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from eventhub.matching.bounds import model_value
from eventhub.matching.decisions import (
    Decisions,
    Neighbourhood,
    Values,
    busy_rounds,
    idle_rounds,
    level_values,
    rank,
    rest,
)
from eventhub.matching.instance import Instance
from eventhub.matching.milp import Solution
from eventhub.matching.roundmodel import RoundModel

# A neighbourhood grows while it is solved with fewer simplex iterations than this (in about a tenth of a second).
ITERATIONS = 1000
STEP_SECONDS = 0.5
KINDS = ("rounds", "people", "employers")
SHARES = {"fit": (0.5, 0.3, 0.2), "waiting": (0.2, 0.4, 0.4)}
NODES = 100
# What a point of a later level is worth while an earlier one is worked on; only the order of magnitude matters.
TIE_WEIGHTS = {"seats": 5e3, "promised": 5e3, "left_out": 5e3, "shortfall": 5e2, "kept": 5e2, "fit": 1.0}
TARGET_WEIGHT = 2e4


@dataclass
class Incumbent:
    """The best plan so far and its level values."""

    decisions: Decisions
    values: Values


class Improver:
    """Steps of improvement on one instance; `incumbent` is always valid.

    `enough` caps what counts of a level: under a tolerance, more fit than that makes no plan better.
    """

    def __init__(self, instance: Instance, order: Sequence[str], decisions: Decisions, seed: int) -> None:
        self.instance = instance
        self.order = tuple(order)
        self.incumbent = Incumbent(decisions, level_values(instance, decisions))
        self.enough: Values = {}
        self.random = np.random.default_rng(seed)
        self.scale = {(mode, kind): 1.0 for mode in SHARES for kind in KINDS}

    def counted(self, values: Values) -> tuple[int, ...]:
        """Level values as a tuple that is larger for the better plan."""
        return rank({**values, **{level: min(values[level], cap) for level, cap in self.enough.items()}}, self.order)

    def offer(self, decisions: Decisions) -> bool:
        """Take over a plan that is at least as good; whether it is better."""
        values = level_values(self.instance, decisions)
        new, old = self.counted(values), self.counted(self.incumbent.values)
        if new >= old:
            self.incumbent = Incumbent(decisions, values)
        return new > old

    def step(self, target: str, seconds: float) -> bool:
        """Work on one neighbourhood towards level `target`; whether the plan became better.

        Every other step works on `fit` instead of an earlier target: one that cannot be reached must not stop the rest.
        """
        if target != "waiting" and self.random.random() < 0.5:
            target = "fit"
        mode = "waiting" if target == "waiting" else "fit"
        kind = str(self.random.choice(KINDS, p=SHARES[mode]))
        free = self._neighbourhood(kind, mode)
        part = rest(self.instance, self.incumbent.decisions, free)
        model = RoundModel(part.instance, waiting=mode == "waiting")
        self.aim(model, target)
        noise = self.random.random(len(model.x)) * (0.4 / max(1, int(part.instance.left_p.sum())))
        model.model.add_objective(model.x, noise)
        solution = model.model.solve(
            seconds,
            absolute_gap=0.3,
            node_limit=NODES,
            hint=model.hint(part.part(self.incumbent.decisions)),
            seed=int(self.random.integers(1 << 30)),
        )
        self._adapt(mode, kind, solution)
        if solution.values is None:
            return False
        return self.offer(part.merged(self.incumbent.decisions, model.decisions(solution.values)))

    def aim(self, model: RoundModel, target: str) -> None:
        """Rows that keep the levels before the target, and an objective for it and those after it."""
        at = self.order.index(target)
        for level in self.order[:at]:
            value = min(self.incumbent.values[level], self.enough.get(level, self.incumbent.values[level]))
            model.at_least(level, model_value(model.instance, level, value))
        weights = {level: TIE_WEIGHTS[level] for level in self.order[at + 1 :] if level in TIE_WEIGHTS}
        model.maximise({**weights, target: 1.0 if target in SHARES else TARGET_WEIGHT})

    def _adapt(self, mode: str, kind: str, solution: Solution) -> None:
        """Grow or shrink the next neighbourhoods of this kind; by iterations and not by time, so that runs repeat."""
        factor = 1.1 if solution.proven and solution.iterations < ITERATIONS else 0.8
        self.scale[mode, kind] = float(np.clip(self.scale[mode, kind] * factor, 0.05, 100.0))

    def _neighbourhood(self, kind: str, mode: str) -> Neighbourhood:
        make: dict[str, Callable[[str, float], Neighbourhood]] = {
            "rounds": self._free_rounds,
            "people": self._free_people,
            "employers": self._free_employers,
        }
        return make[kind](mode, self.scale[mode, kind])

    def _size(self, wanted: float, most: int) -> int:
        """A whole number near `wanted`, between 1 and `most`; the fraction is drawn."""
        return int(min(most, max(1, int(wanted + self.random.random()))))

    def _lost_pair(self) -> int | None:
        """A pair without a date, better scores more often."""
        lost = np.flatnonzero(self.incumbent.decisions.round < 0)
        if not len(lost):
            return None
        weights = self.instance.score[lost] + 1.0
        return int(self.random.choice(lost, p=weights / weights.sum()))

    def _free_rounds(self, mode: str, scale: float) -> Neighbourhood:
        instance, rounds = self.instance, np.zeros(self.instance.rounds, dtype=bool)
        pair = self._lost_pair()
        if pair is not None:
            rounds[self.random.choice(np.flatnonzero(instance.allowed[pair]))] = True
        open_ = np.flatnonzero(instance.allowed.any(axis=0))
        more = self._size(2.0 * scale, len(open_))
        rounds[self.random.choice(open_, size=more, replace=False)] = True
        return Neighbourhood(
            np.ones(len(instance.pair_p), dtype=bool), rounds, np.zeros(len(instance.seat_p), dtype=bool)
        )

    def _free_people(self, mode: str, scale: float) -> Neighbourhood:
        instance = self.instance
        weights = np.ones(len(instance.left_p))
        if mode == "waiting":
            weights += 3.0 * idle_rounds(instance, busy_rounds(instance, self.incumbent.decisions))
        chosen = np.zeros(len(weights), dtype=bool)
        pair = self._lost_pair()
        if pair is not None and mode != "waiting":
            chosen[instance.pair_p[pair]] = True
        count = self._size(8.0 * scale, len(weights))
        chosen[self.random.choice(len(weights), size=count, replace=False, p=weights / weights.sum())] = True
        return Neighbourhood(chosen[instance.pair_p], np.ones(instance.rounds, dtype=bool), chosen[instance.seat_p])

    def _free_employers(self, mode: str, scale: float) -> Neighbourhood:
        instance = self.instance
        chosen = np.zeros(len(instance.seats_e), dtype=bool)
        pair = self._lost_pair()
        if pair is not None:
            chosen[instance.pair_e[pair]] = True
        chosen[self.random.choice(len(chosen), size=self._size(2.0 * scale, len(chosen)), replace=False)] = True
        return Neighbourhood(
            chosen[instance.pair_e], np.ones(instance.rounds, dtype=bool), np.zeros(len(instance.seat_p), dtype=bool)
        )
