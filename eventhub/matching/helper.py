"""A second process of a solve: repairs the plan the lead shares, and shares what it finds."""

import time
from dataclasses import replace

import numpy as np

from eventhub.matching.decisions import narrowed
from eventhub.matching.improve import Improver
from eventhub.matching.instance import compile_problem
from eventhub.matching.problem import Problem
from eventhub.matching.rules import level_order
from eventhub.matching.solve import Link, Shared

PAUSE = 0.05


class Helper:
    """Listens, improves, shares, until it is stopped or `deadline` (of `time.monotonic`) has passed."""

    def __init__(self, problem: Problem, seed: int, link: Link, deadline: float) -> None:
        self.instance = compile_problem(problem).instance
        self.order = level_order(problem)
        self.seed = seed
        self.link = link
        self.deadline = deadline
        self.last: Shared | None = None
        self.improver: Improver | None = None

    def run(self) -> None:
        """Work while there is time."""
        while (left := self.deadline - time.monotonic()) > 0:
            self._listen()
            if self.improver is None or self.last is None or not self.last.targets:
                time.sleep(PAUSE)
            elif self.improver.step(self.last.targets, left):
                self.link.share(replace(self.last, decisions=self.improver.incumbent.decisions))

    def _listen(self) -> None:
        heard = self.link.heard()
        if heard is None:
            return
        if self.last is None or self.improver is None or not np.array_equal(heard.pairs, self.last.pairs):
            part = narrowed(self.instance, heard.pairs).instance
            self.improver = Improver(part, self.order, heard.decisions, heard.prices, self.seed)
        self.last = heard
        self.improver.enough = heard.enough
        self.improver.offer(heard.decisions)
