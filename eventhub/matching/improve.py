"""Make a valid plan better, one neighbourhood at a time (large neighbourhood search, Shaw 1998).

Each step frees some rounds, some people or some employers, holds all the rest, and solves what is free exactly. A step
never makes the plan worse in the order of the levels.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from eventhub.matching.bounds import model_value
from eventhub.matching.chains import smoothed
from eventhub.matching.decisions import Decisions, Values, level_values, rank, rest
from eventhub.matching.instance import Bools, Instance
from eventhub.matching.milp import Floats, Solution
from eventhub.matching.neighbourhoods import KINDS, Neighbourhoods
from eventhub.matching.roundmodel import RoundModel

# A neighbourhood grows while it is solved with fewer simplex iterations; 300 take some hundredths of a second. Far from
# the best, small steps gain as much as large ones; the more steps are in vain, the larger they become. The clock has no
# say in it, so that runs repeat; the limit of seconds is for a step that got stuck. The levels before fit are worth
# larger neighbourhoods: few things are amiss there, and each needs a longer chain of changes.
ITERATIONS = {"early": (1000.0, 1000.0), "fit": (300.0, 1500.0), "waiting": (300.0, 1500.0)}
IN_VAIN, GAINED = 1.02, 0.9
STEP_SECONDS = 1.0
FIRST_SCALE = {"rounds": 0.4, "people": 0.7, "employers": 0.7}
SHARES = {"early": (0.2, 0.4, 0.4), "fit": (0.5, 0.3, 0.2), "waiting": (0.1, 0.2, 0.7)}
NODES = 30
# What a point of a later level is worth while an earlier one is worked on; only the order of magnitude matters.
TIE_WEIGHTS = {"seats": 5e3, "promised": 5e3, "left_out": 5e3, "shortfall": 5e2, "kept": 5e2, "fit": 1.0}
TARGET_WEIGHT = 2e4
CHAINS_EVERY = 10  # steps for less waiting; these exchange who meets whom, chains only when
MOST_PAID = 20  # points of fit that one pair may cost where waiting is worked on; others would only make steps larger


@dataclass
class Incumbent:
    """The best plan so far and its level values."""

    decisions: Decisions
    values: Values


class Improver:
    """Steps of improvement on one instance; `incumbent` is always valid.

    `prices` [K]: see `Neighbourhoods`. `enough` caps what counts of a level: under a tolerance, more fit than that
    makes no plan better.
    """

    def __init__(
        self, instance: Instance, order: Sequence[str], decisions: Decisions, prices: Floats, seed: int
    ) -> None:
        self.instance = instance
        self.order = tuple(order)
        self.incumbent = Incumbent(decisions, level_values(instance, decisions))
        self.enough: Values = {}
        self.random = np.random.default_rng(seed)
        self.neighbourhoods = Neighbourhoods(instance, prices, self.random)
        self.waiting_steps = 0
        self.iterations = {mode: fewest for mode, (fewest, _) in ITERATIONS.items()}
        self.scale = {(mode, kind): FIRST_SCALE[kind] for mode in SHARES for kind in KINDS}

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
        if target == "waiting" and self._turn_of_chains():
            return self.offer(smoothed(self.instance, self.incumbent.decisions, seconds, self.random))
        mode = target if target in ("fit", "waiting") else "early"
        kind = str(self.random.choice(KINDS, p=SHARES[mode]))
        free = self.neighbourhoods.draw(kind, target, self.incumbent.decisions, self.scale[mode, kind])
        if target == "waiting":
            free = replace(free, pairs=free.pairs & self._affordable())
        part = rest(self.instance, self.incumbent.decisions, free)
        model = RoundModel(part.instance, waiting=target == "waiting")
        self.aim(model, target)
        noise = self.random.random(len(model.x)) * (0.4 / max(1, int(part.instance.left_p.sum())))
        model.model.add_objective(model.x, noise)
        solution = model.model.solve(
            min(seconds, STEP_SECONDS),
            absolute_gap=0.3,
            node_limit=NODES,
            hint=model.hint(part.part(self.incumbent.decisions)),
            seed=int(self.random.integers(1 << 30)),
        )
        better = solution.values is not None and self.offer(
            part.merged(self.incumbent.decisions, model.decisions(solution.values))
        )
        self._adapt(mode, kind, solution, better)
        return better

    def aim(self, model: RoundModel, target: str) -> None:
        """Rows that keep the levels before the target, and an objective for it and those after it."""
        at = self.order.index(target)
        for level in self.order[:at]:
            value = min(self.incumbent.values[level], self.enough.get(level, self.incumbent.values[level]))
            model.at_least(level, model_value(model.instance, level, value))
        weights = {level: TIE_WEIGHTS[level] for level in self.order[at + 1 :] if level in TIE_WEIGHTS}
        model.maximise({**weights, target: 1.0 if target in ("fit", "waiting") else TARGET_WEIGHT})

    def _turn_of_chains(self) -> bool:
        """Whether the next step for less waiting moves chains of dates: the first does, and then some."""
        turn = self.waiting_steps % CHAINS_EVERY == 0
        self.waiting_steps += 1
        return turn

    def _affordable(self) -> Bools:
        """[K] the dates there are, and pairs whose price the fit that may still be given up can pay."""
        fit = self.incumbent.values["fit"]
        spare = min(fit - self.enough.get("fit", fit), MOST_PAID) + 0.5
        affordable: Bools = (self.incumbent.decisions.round >= 0) | (self.neighbourhoods.prices >= -spare)
        return affordable

    def _adapt(self, mode: str, kind: str, solution: Solution, better: bool) -> None:
        """Grow or shrink the next neighbourhoods of this kind; by iterations and not by time, so that runs repeat."""
        factor = 1.1 if solution.proven and solution.iterations < self.iterations[mode] else 0.8
        self.scale[mode, kind] = float(np.clip(self.scale[mode, kind] * factor, 0.05, 100.0))
        reach = self.iterations[mode] * (GAINED if better else IN_VAIN)
        self.iterations[mode] = float(np.clip(reach, *ITERATIONS[mode]))
