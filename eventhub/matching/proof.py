"""Proof of what a search has found: bounds from finer and finer programmes, and at last from the exact one."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np

from eventhub.matching.blockmodel import Blocks
from eventhub.matching.bounds import Bounds, Key, signed
from eventhub.matching.decisions import Decisions, Values
from eventhub.matching.instance import Instance
from eventhub.matching.roundmodel import RoundModel

LARGE = 60_000  # columns of dates in a linear programme that is worth solving for a bound,
SMALL = 12_000  # in an integer programme,
SMALL_WAITING = 1_500  # and in one where idle rounds are counted
EFFORT = 15_000  # columns of dates in the programmes of one turn, before the search has its turn again
TIME_SHARE = 0.3  # of the time left that one integer programme may take
FIRST_SECONDS = 1.5  # for an exact programme; each time that it was not enough doubles it


@dataclass(frozen=True)
class Rung:
    """One programme: over these blocks, linear (`relaxed`) or integer."""

    blocks: Blocks
    relaxed: bool


def ladder(rounds: int) -> tuple[Rung, ...]:
    """From coarse to fine; integer only where that is cheap. The linear one over one block is where bounds begin."""
    whole = Blocks.whole(rounds)
    rungs, blocks = [Rung(whole, relaxed=False)], whole
    while not blocks.single:
        blocks = blocks.halved()
        rungs.append(Rung(blocks, relaxed=True))
        if blocks.count == 2:
            rungs.append(Rung(blocks, relaxed=False))
    return tuple(rungs)


class Prover:
    """Climbs the ladder for each open level; what it learns goes into `bounds`."""

    def __init__(self, instance: Instance, bounds: Bounds) -> None:
        self.instance = instance
        self.bounds = bounds
        self.rungs = ladder(instance.rounds)
        self.solved: dict[Key, set[int]] = {}  # rungs
        self.tried: dict[Key, int] = {}  # exact programmes so far

    def turn(
        self, levels: Iterable[str], values: Values, remaining: Callable[[], float], most: int = LARGE
    ) -> Decisions | None:
        """Work on the bounds of open levels, the first first; a better plan if one was come across.

        No programme has more than `most` columns of dates.
        """
        spent = 0
        for level in levels:
            while self.bounds.known(level, values) != values[level] and spent < EFFORT:
                rung = self._next(level, values, most)
                if rung is None:
                    break
                spent += self.size(level, values, rung.blocks)
                self.bounds.tighten(level, values, rung.blocks, self._seconds(rung, remaining()), relaxed=rung.relaxed)
            if spent >= EFFORT:
                return None
            if self.bounds.known(level, values) != values[level] and self._worth_exactly(level, values, most):
                return self.exactly(level, values, self._exact_seconds(level, values, remaining()))
        return None

    def _seconds(self, rung: Rung, remaining: float) -> float:
        return max(0.1, remaining if rung.relaxed else remaining * TIME_SHARE)

    def _next(self, level: str, values: Values, most: int) -> Rung | None:
        """The coarsest programme not solved yet that is not too large; with a better plan it may become smaller."""
        solved = self.solved.setdefault(self.bounds.key(level, values), set())
        for at, rung in enumerate(self.rungs):
            limit = min(most, LARGE if rung.relaxed else SMALL)
            if at not in solved and self.size(level, values, rung.blocks) <= limit:
                solved.add(at)
                return rung
        return None

    def size(self, level: str, values: Values, blocks: Blocks) -> int:
        """Columns of dates in a model over the blocks that has to prove the level."""
        possible = self.bounds.possible(level, values)
        return int(np.logical_or.reduceat(possible, blocks.edges[:-1], axis=1).sum())

    def _worth_exactly(self, level: str, values: Values, most: int) -> bool:
        return self.size(level, values, Blocks.rounds(self.instance.rounds)) <= min(most, SMALL)

    def _exact_seconds(self, level: str, values: Values, remaining: float) -> float:
        """Little at first: while the others go on, a better plan may make the programme smaller."""
        key = self.bounds.key(level, values)
        self.tried[key] = self.tried.get(key, 0) + 1
        return max(0.1, min(FIRST_SECONDS * 2.0 ** (self.tried[key] - 1), remaining * TIME_SHARE))

    def exactly(self, level: str, values: Values, seconds: float) -> Decisions | None:
        """Ask one model of the whole problem for a plan that is better on the level; the plan, or a bound."""
        instance, waiting = self.instance, level == "waiting"
        model = RoundModel(instance, self.bounds.possible(level, values), waiting=waiting)
        self.bounds.hold(model, level, values)
        model.maximise({level: 1.0})
        least = signed(level, values[level]) + 1 - instance.base.get(level, 0) + model.idle_elsewhere
        model.at_least(level, least)
        solution = model.model.solve(seconds, absolute_gap=0.9)
        bound = solution.bound + instance.base.get(level, 0) - model.idle_elsewhere
        self.bounds.sharpen(level, values, max(bound, float(signed(level, values[level]))))
        return None if solution.values is None else model.decisions(solution.values)
