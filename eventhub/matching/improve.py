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
from eventhub.matching.milp import Floats, Solution
from eventhub.matching.roundmodel import RoundModel

# A neighbourhood grows while it is solved with fewer simplex iterations; 300 take some hundredths of a second. The
# clock has no say in it, so that runs repeat; the limit of seconds is for a step that got stuck. The levels before fit
# are worth larger neighbourhoods: few things are amiss there, and each needs a longer chain of changes.
ITERATIONS = {"early": 3000, "fit": 300, "waiting": 300}
STEP_SECONDS = 5.0
KINDS = ("rounds", "people", "employers")
SHARES = {"early": (0.2, 0.4, 0.4), "fit": (0.5, 0.3, 0.2), "waiting": (0.1, 0.2, 0.7)}
NODES = 100
# What a point of a later level is worth while an earlier one is worked on; only the order of magnitude matters.
TIE_WEIGHTS = {"seats": 5e3, "promised": 5e3, "left_out": 5e3, "shortfall": 5e2, "kept": 5e2, "fit": 1.0}
TARGET_WEIGHT = 2e4
RELATED = 10.0


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
        mode = target if target in ("fit", "waiting") else "early"
        kind = str(self.random.choice(KINDS, p=SHARES[mode]))
        free = self._neighbourhood(kind, target, self.scale[mode, kind])
        part = rest(self.instance, self.incumbent.decisions, free)
        model = RoundModel(part.instance, waiting=target == "waiting")
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
        model.maximise({**weights, target: 1.0 if target in ("fit", "waiting") else TARGET_WEIGHT})

    def _adapt(self, mode: str, kind: str, solution: Solution) -> None:
        """Grow or shrink the next neighbourhoods of this kind; by iterations and not by time, so that runs repeat."""
        factor = 1.1 if solution.proven and solution.iterations < ITERATIONS[mode] else 0.8
        self.scale[mode, kind] = float(np.clip(self.scale[mode, kind] * factor, 0.05, 100.0))

    def _lost_pair(self, target: str) -> int | None:
        """A pair without a date that the target speaks for, better scores more often."""
        instance, decisions = self.instance, self.incumbent.decisions
        met = decisions.round >= 0
        dates_p = np.bincount(instance.pair_p[met], minlength=len(instance.left_p))
        dates_e = np.bincount(instance.pair_e[met], minlength=len(instance.need_e))
        short = (dates_p < instance.need_p)[instance.pair_p] | (dates_e < instance.need_e)[instance.pair_e]
        seatless = np.zeros(len(dates_p), dtype=bool)
        seatless[instance.seat_p[~decisions.seat]] = True
        wanted = {
            "seats": seatless[instance.pair_p],
            "promised": instance.promised,
            "left_out": (instance.dateless_p & (dates_p == 0))[instance.pair_p],
            "shortfall": short,
            "kept": instance.kept_round >= 0,
        }.get(target, ~met)
        lost = np.flatnonzero(~met & wanted)
        if not len(lost):
            lost = np.flatnonzero(~met)
        if not len(lost):
            return None
        weights = instance.score[lost] + 1.0
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

    def _start(self, target: str) -> tuple[list[int], list[int], list[int]]:
        """People, employers and rounds that must be free for the step to be of use: around a lost pair or a gap."""
        instance = self.instance
        if target == "waiting":
            gap = self._gap()
            if gap is None:
                return [], [], []
            dates = np.flatnonzero((instance.pair_p == gap.person) & (self.incumbent.decisions.round == gap.end))
            return [gap.person], [int(e) for e in instance.pair_e[dates]], [gap.idle, gap.end]
        pair = self._lost_pair(target)
        if pair is None:
            return [], [], []
        rounds = np.flatnonzero(instance.allowed[pair])
        return [int(instance.pair_p[pair])], [int(instance.pair_e[pair])], [int(self.random.choice(rounds))]

    def _chosen(self, start: list[int], total: int, wanted: float, weights: Floats | None = None) -> Bools:
        """A mask over `total` with the start and others drawn (by weight), about `wanted` in all."""
        chosen = np.zeros(total, dtype=bool)
        chosen[start] = True
        others = np.flatnonzero(~chosen)
        more = min(len(others), max(0, int(wanted + self.random.random()) - len(start)))
        share = weights[others] / weights[others].sum() if weights is not None and len(others) else None
        chosen[self.random.choice(others, size=more, replace=False, p=share)] = True
        return chosen

    def _near(self, people: list[int], employers: list[int]) -> Floats:
        """[P] how much sooner somebody is freed along: they meet the employer, or sit where the person would sit."""
        instance, decisions = self.instance, self.incumbent.decisions
        weights = np.ones(len(instance.left_p))
        met = decisions.round >= 0
        weights[instance.pair_p[met & np.isin(instance.pair_e, employers)]] += RELATED
        wanted = instance.seat_session[np.isin(instance.seat_p, people)]
        weights[instance.seat_p[decisions.seat & np.isin(instance.seat_session, wanted)]] += RELATED
        return weights

    def _neighbourhood(self, kind: str, target: str, scale: float) -> Neighbourhood:
        """Some rounds with everything in them, or some people with one employer, or some employers with one person."""
        instance = self.instance
        people, employers, rounds = self._start(target)
        if kind == "rounds":
            some = self._chosen(rounds, instance.rounds, 3.0 * scale)
            return Neighbourhood(
                np.ones(len(instance.pair_p), dtype=bool), some, np.zeros(len(instance.seat_p), dtype=bool)
            )
        wanted_p, wanted_e = (8.0 * scale, 1.0) if kind == "people" else (1.0, 3.0 * scale)
        near = None if target in ("fit", "waiting") else self._near(people, employers)
        some_p = self._chosen(people, len(instance.left_p), wanted_p, near)
        some_e = self._chosen(employers, len(instance.seats_e), wanted_e)
        return Neighbourhood(
            some_p[instance.pair_p] | some_e[instance.pair_e],
            np.ones(instance.rounds, dtype=bool),
            some_p[instance.seat_p],
        )
