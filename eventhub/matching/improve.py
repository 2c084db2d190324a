"""Make a valid plan better, one neighbourhood at a time (large neighbourhood search, Shaw 1998).

Each step frees some rounds, some people or some employers, holds all the rest, and solves what is free exactly. A step
never makes the plan worse in the order of the levels.
"""

from collections.abc import Sequence
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
from eventhub.matching.instance import Bools, Instance
from eventhub.matching.milp import Solution
from eventhub.matching.roundmodel import RoundModel

# A neighbourhood grows while it is solved with fewer simplex iterations than this (some hundredths of a second). The
# clock has no say in it, so that runs repeat; the limit of seconds is for a step that got stuck.
ITERATIONS = 300
STEP_SECONDS = 5.0
KINDS = ("rounds", "people", "employers")
SHARES = {"fit": (0.5, 0.3, 0.2), "waiting": (0.4, 0.15, 0.45)}
NODES = 100
# What a point of a later level is worth while an earlier one is worked on; only the order of magnitude matters.
TIE_WEIGHTS = {"seats": 5e3, "promised": 5e3, "left_out": 5e3, "shortfall": 5e2, "kept": 5e2, "fit": 1.0}
TARGET_WEIGHT = 2e4


@dataclass
class Incumbent:
    """The best plan so far and its level values."""

    decisions: Decisions
    values: Values


@dataclass(frozen=True)
class Gap:
    """An idle round of a person, and the first or the last round of their day."""

    person: int
    idle: int
    end: int


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

    def step(self, targets: Sequence[str], seconds: float) -> bool:
        """Work on one neighbourhood towards one of the `targets`; whether the plan became better.

        The target is drawn, so that a level that cannot be improved does not stop the others.
        """
        target = str(self.random.choice(targets))
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

    def _lost_pair(self) -> int | None:
        """A pair without a date, better scores more often."""
        lost = np.flatnonzero(self.incumbent.decisions.round < 0)
        if not len(lost):
            return None
        weights = self.instance.score[lost] + 1.0
        return int(self.random.choice(lost, p=weights / weights.sum()))

    def _gap(self) -> Gap | None:
        """Somebody's idle round and one end of their day: what a plan with less waiting would have to join."""
        busy = busy_rounds(self.instance, self.incumbent.decisions)
        waiting = np.flatnonzero(idle_rounds(self.instance, busy))
        if not len(waiting):
            return None
        person = int(self.random.choice(waiting))
        at = np.flatnonzero(busy[person])
        idle = np.flatnonzero(self.instance.present_p[person] & ~busy[person])
        idle = idle[(idle > at[0]) & (idle < at[-1])]
        return Gap(person, int(self.random.choice(idle)), int(self.random.choice(at[[0, -1]])))

    def _start(self, mode: str) -> tuple[list[int], list[int], list[int]]:
        """People, employers and rounds that must be free for the step to be of use: around a lost pair or a gap."""
        instance = self.instance
        if mode == "waiting":
            gap = self._gap()
            if gap is None:
                return [], [], []
            dates = np.flatnonzero((instance.pair_p == gap.person) & (self.incumbent.decisions.round == gap.end))
            return [gap.person], [int(e) for e in instance.pair_e[dates]], [gap.idle, gap.end]
        pair = self._lost_pair()
        if pair is None:
            return [], [], []
        rounds = np.flatnonzero(instance.allowed[pair])
        return [int(instance.pair_p[pair])], [int(instance.pair_e[pair])], [int(self.random.choice(rounds))]

    def _chosen(self, start: list[int], total: int, wanted: float) -> Bools:
        """A mask over `total` with the start and others drawn, about `wanted` in all."""
        chosen = np.zeros(total, dtype=bool)
        chosen[start] = True
        more = int(wanted + self.random.random()) - len(start)
        rest_ = np.flatnonzero(~chosen)
        chosen[self.random.choice(rest_, size=min(len(rest_), max(0, more)), replace=False)] = True
        return chosen

    def _neighbourhood(self, kind: str, mode: str) -> Neighbourhood:
        instance, scale = self.instance, self.scale[mode, kind]
        people, employers, rounds = self._start(mode)
        all_rounds = np.ones(instance.rounds, dtype=bool)
        no_seats = np.zeros(len(instance.seat_p), dtype=bool)
        if kind == "rounds":
            some = self._chosen(rounds, instance.rounds, 3.0 * scale)
            return Neighbourhood(np.ones(len(instance.pair_p), dtype=bool), some, no_seats)
        if kind == "people":
            some = self._chosen(people, len(instance.left_p), 8.0 * scale)
            return Neighbourhood(some[instance.pair_p], all_rounds, some[instance.seat_p])
        some = self._chosen(employers, len(instance.seats_e), 3.0 * scale)
        return Neighbourhood(some[instance.pair_e], all_rounds, no_seats)
