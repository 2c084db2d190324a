"""The course of a solve: a first plan, bounds, repair, proof, then less waiting.

`Lead` knows nothing about processes: `process.solve_in_child` gives it a link, stops it in time and keeps the best plan
it handed over.
"""

import time
from math import ceil

import numpy as np

from eventhub.matching.blockmodel import Blocks
from eventhub.matching.bounds import Bounds, signed
from eventhub.matching.conflicts import pin_conflicts
from eventhub.matching.decisions import Decisions, Values, level_values, narrowed, rank, to_assignments
from eventhub.matching.firstplan import first_plan
from eventhub.matching.improve import Improver
from eventhub.matching.instance import Bools, compile_problem
from eventhub.matching.milp import Floats
from eventhub.matching.plan import LevelValue, Plan
from eventhub.matching.problem import Problem
from eventhub.matching.proof import EFFORT, LARGE, SMALL_WAITING, TIME_SHARE, Prover
from eventhub.matching.replan import Arrangement, arrange
from eventhub.matching.rules import level_order
from eventhub.matching.solve import Link, Options, Progress, Shared, Stage

ANNOUNCED_SHARE = 0.3  # of the time may go into exact models around what was announced
PAIRS_PER_PERSON = 8
FEW_PAIRS = 1000
PATIENCE = 25  # steps without progress before the bounds are worked on,
TURN = 100  # and steps at most before those that cost little are
STRICT_SHARE = 0.5  # of the time for waiting goes by before the tolerance of fit is spent


class Lead:
    """One solve. `started` and `deadline` are times of `time.monotonic`."""

    def __init__(self, problem: Problem, options: Options, link: Link, started: float, deadline: float) -> None:
        self.problem = problem
        self.options = options
        self.link = link
        self.started = started
        self.deadline = deadline
        self.order = level_order(problem)
        self.compiled = compile_problem(problem)
        self.instance = self.compiled.instance
        self.bounds = Bounds(self.instance, self.order)
        self.waiting_time = options.waiting_time
        self.best_fit = 0
        self.enough: Values = {}
        self.last = Plan(status="unknown", seed=options.seed)

    def seconds(self) -> float:
        """Seconds since the start."""
        return time.monotonic() - self.started

    def remaining(self) -> float:
        """Seconds until the deadline."""
        return self.deadline - time.monotonic()

    def run(self) -> Plan:
        """Search until everything is proven or the time is up; the best plan found."""
        conflicts = pin_conflicts(self.problem)
        if conflicts:
            return Plan(status="infeasible", conflicts=conflicts, seconds=self.seconds(), seed=self.options.seed)
        first = first_plan(self.instance, self.remaining(), self.problem.keep_first)
        if first is None:
            return self.last
        self.hand_over(first)
        first = self._around_announced(first)
        self.tell("bounds")
        goals = self.bounds.goals(self.remaining())
        self.hand_over(first)
        return _Search(self, self._useful(first, goals), self.bounds.prices(goals), first).run()

    def _around_announced(self, first: Decisions) -> Decisions:
        """A better plan to start from where some of it was announced (see `replan`), and its bounds."""
        instance = self.instance
        if not (instance.kept_round >= 0).any() and not instance.seat_kept.any():
            return first
        self.tell("what was announced")
        found = arrange(instance, self.order, time.monotonic() + self.remaining() * ANNOUNCED_SHARE)
        if found is None:
            return first
        self._smooth(found)
        for level, known in found.search.levels().items():
            self.bounds.sharpen(level, found.search.values, signed(level, known.bound))
        return max(first, found.decisions, key=lambda plan: rank(level_values(instance, plan), self.order))

    def _smooth(self, found: Arrangement) -> None:
        """Less waiting around what was announced: part of the time for waiting."""
        begun = self.seconds()
        found.search.smooth(0.0, min(self.waiting_time, self.remaining()) * TIME_SHARE)
        self.waiting_time -= min(self.waiting_time, self.seconds() - begun)

    def _useful(self, decisions: Decisions, goals: Values) -> Bools:
        """[K] the pairs worth trying: those with the best reduced costs, and all that something speaks for."""
        instance = self.instance
        most = max(FEW_PAIRS, PAIRS_PER_PERSON * len(instance.left_p))
        wanted: Bools = (decisions.round >= 0) | instance.promised | instance.pinned | (instance.kept_round >= 0)
        wanted[np.argsort(-self.bounds.prices(goals), kind="stable")[:most]] = True
        return wanted

    def tell(self, stage: Stage) -> None:
        """Say where the search is."""
        self.link.progress(Progress(stage, self.seconds(), self.last.levels))

    def bounded(self, values: Values) -> Values:
        """The values that the bound of `waiting` is taken with: of `fit` only what must be kept."""
        return {**values, **{level: min(values[level], cap) for level, cap in self.enough.items()}}

    def levels(self, values: Values) -> dict[str, LevelValue]:
        """Each level of a plan beside its bound."""
        found = {}
        for level in self.order:
            bound = self.bounds.known(level, self.bounded(values) if level == "waiting" else values)
            best = max(values["fit"], self.best_fit) if level == "fit" else values[level]
            found[level] = LevelValue(values[level], bound, best == bound)
        return found

    def hand_over(self, decisions: Decisions) -> Plan:
        """Give a plan (over all pairs) to the outside, with its levels and bounds."""
        levels = self.levels(level_values(self.instance, decisions))
        given = to_assignments(self.compiled, decisions)
        proven = all(level.proven for level in levels.values())
        self.last = Plan(
            dates=given.dates,
            seats=given.seats,
            status="optimal" if proven else "feasible",
            levels=levels,
            seconds=self.seconds(),
            seed=self.options.seed,
        )
        self.link.plan(self.last)
        return self.last


class _Search:
    """The part of the course that works on the useful pairs only."""

    def __init__(self, lead: Lead, useful: Bools, prices: Floats, first: Decisions) -> None:
        self.lead = lead
        self.prices = prices
        self.prover = Prover(lead.instance, lead.bounds)
        self._work_on(useful, first)

    def _work_on(self, useful: Bools, whole: Decisions) -> None:
        """Choose the pairs to work with and the plan (over all pairs) to start from."""
        self.useful = useful
        self.part = narrowed(self.lead.instance, useful)
        self.improver = Improver(
            self.part.instance,
            self.lead.order,
            self.part.part(whole),
            self.prices[self.part.pairs],
            self.lead.options.seed,
        )
        self.improver.enough = self.lead.enough

    @property
    def values(self) -> Values:
        """Level values of the best plan."""
        return self.improver.incumbent.values

    def run(self) -> Plan:
        """Levels first, then waiting."""
        limit = self.lead.options.time_limit
        self._share()
        self._repair(max(limit - self.lead.waiting_time, limit / 2))
        self._smooth()
        return self._hand_over()

    def _hand_over(self) -> Plan:
        none = Decisions.none(self.lead.instance)
        return self.lead.hand_over(self.part.merged(none, self.improver.incumbent.decisions))

    def _found(self, stage: Stage) -> None:
        """A better plan: tell everybody."""
        self._hand_over()
        self.lead.tell(stage)
        self._share()

    def _share(self) -> None:
        decisions, prices = self.improver.incumbent.decisions, self.prices[self.part.pairs]
        self.lead.link.share(Shared(self.useful, prices, decisions, self._targets(), self.lead.enough))

    def _targets(self) -> tuple[str, ...]:
        """The levels to work on: those not proven, waiting only when nothing else is left or its turn has come."""
        if self.lead.enough:
            return ("waiting",)
        levels = self.lead.levels(self.values)
        return tuple(level for level in self.lead.order if not levels[level].proven and level != "waiting")

    def _listen(self) -> bool:
        heard = self.lead.link.heard()
        if heard is None or not np.array_equal(heard.pairs, self.useful):
            return False
        return self.improver.offer(heard.decisions)

    def _step(self, seconds: float) -> bool:
        """One step of repair, and what the others found meanwhile; whether the plan is better than before."""
        return self.improver.step(self._targets(), seconds) | self._listen()

    def _repair(self, levels_end: float) -> None:
        """Repair and prove in turns until the levels are proven or their time is over."""
        lead, steps, calm = self.lead, 0, 0
        while (left := levels_end - lead.seconds()) > 0 and self._targets():
            steps, calm = steps + 1, calm + 1
            if self._step(left):
                self._found("repair")
                calm = 0
            if calm >= PATIENCE or steps >= TURN:
                self._prove(levels_end, LARGE if calm >= PATIENCE else EFFORT)
                steps = calm = 0

    def _prove(self, levels_end: float, most: int) -> None:
        lead = self.lead
        self._complete_bounds()
        lead.tell("proof")
        found = self.prover.turn(self._targets(), self.values, lambda: levels_end - lead.seconds(), most)
        if found is not None:
            self._offer_whole(found)
        self._found("proof")

    def _complete_bounds(self) -> None:
        """Compute the bounds that go with the values of the best plan."""
        for level in self.lead.order:
            self.lead.bounds.compute(level, self.values, max(self.lead.remaining(), 0.1))
        self._hand_over()

    def _offer_whole(self, decisions: Decisions) -> None:
        """Take over a plan over all pairs if it is better; its pairs become useful ones."""
        if self.improver.counted(level_values(self.lead.instance, decisions)) > self.improver.counted(self.values):
            self._work_on(self.useful | (decisions.round >= 0), decisions)

    def _smooth(self) -> None:
        """Less waiting: first with all other levels kept, then `fit` may fall to the tolerance."""
        lead = self.lead
        self._complete_bounds()
        lead.best_fit = self.values["fit"]
        end = min(lead.seconds() + lead.waiting_time, lead.options.time_limit)
        spared = ceil(lead.problem.fit_tolerance * lead.best_fit)
        if spared:
            self._wait_less(lead.best_fit, lead.seconds() + (end - lead.seconds()) * STRICT_SHARE)
        self._wait_less(lead.best_fit - spared, end)

    def _wait_less(self, fit: int, end: float) -> None:
        """Repair for less waiting, with at least this fit, until the time is over or it is proven."""
        lead = self.lead
        lead.enough = {"fit": fit}
        self.improver.enough = lead.enough
        self._found("less waiting")
        self._prove_waiting(end)
        while (left := min(end - lead.seconds(), lead.remaining())) > 0 and not self._waiting_is_proven():
            if self._step(left):
                self._found("less waiting")

    def _waiting_is_proven(self) -> bool:
        return self.lead.levels(self.values)["waiting"].proven

    def _prove_waiting(self, end: float) -> None:
        """Solve the exact model where it is small."""
        lead = self.lead
        if (
            self._waiting_is_proven()
            or self.prover.size("waiting", self.values, Blocks.rounds(lead.instance.rounds)) > SMALL_WAITING
        ):
            return
        values = lead.bounded(self.values)
        found = self.prover.exactly("waiting", values, (end - lead.seconds()) * TIME_SHARE)
        if found is not None:
            self._offer_whole(found)
        self._found("less waiting")
