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
from eventhub.matching.improve import STEP_SECONDS, Improver
from eventhub.matching.instance import Bools, compile_problem
from eventhub.matching.plan import LevelValue, Plan
from eventhub.matching.problem import Problem
from eventhub.matching.replan import arrange
from eventhub.matching.roundmodel import RoundModel
from eventhub.matching.rules import level_order
from eventhub.matching.solve import Link, Options, Progress, Shared

ANNOUNCED_SHARE = 0.3  # of the time may go into exact models around what was announced
LEVEL_SHARE = 0.75  # of the time may go into levels 1–6 before `waiting` gets its turn
PAIRS_PER_PERSON = 8
FEW_PAIRS = 1000
PATIENCE = 60  # steps without progress before the bounds are worked on
LARGE = 60_000  # columns of dates in a linear programme that is worth solving for a bound
SMALL = 12_000  # columns of dates in an exact model that is worth trying as a whole
SMALL_WAITING = 1_500  # the same where idle rounds are counted,
WAITING_PROOF_SHARE = 0.3  # and the share of the time left that this may take


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
        return _Search(self, self._useful(first, goals), first).run()

    def _around_announced(self, first: Decisions) -> Decisions:
        """A better plan to start from where some of it was announced (see `replan`), and its bounds."""
        instance = self.instance
        if not (instance.kept_round >= 0).any() and not instance.seat_kept.any():
            return first
        self.tell("what was announced")
        found = arrange(instance, self.order, time.monotonic() + self.remaining() * ANNOUNCED_SHARE)
        if found is None:
            return first
        found.search.smooth(0.0, self.remaining() * WAITING_PROOF_SHARE)
        for level, known in found.search.levels().items():
            self.bounds.sharpen(level, found.search.values, signed(level, known.bound))
        return max(first, found.decisions, key=lambda plan: rank(level_values(instance, plan), self.order))

    def _useful(self, decisions: Decisions, goals: Values) -> Bools:
        """[K] the pairs worth trying: those with the best reduced costs, and all that something speaks for."""
        instance = self.instance
        most = max(FEW_PAIRS, PAIRS_PER_PERSON * len(instance.left_p))
        wanted: Bools = (decisions.round >= 0) | instance.promised | instance.pinned | (instance.kept_round >= 0)
        wanted[np.argsort(-self.bounds.costs(goals), kind="stable")[:most]] = True
        return wanted

    def tell(self, stage: str) -> None:
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

    def __init__(self, lead: Lead, useful: Bools, first: Decisions) -> None:
        self.lead = lead
        self.tightened = dict.fromkeys(lead.order, Blocks.whole(lead.instance.rounds))
        self.tried_exactly: set[str] = set()
        self._work_on(useful, first)

    def _work_on(self, useful: Bools, whole: Decisions) -> None:
        """Choose the pairs to work with and the plan (over all pairs) to start from."""
        self.useful = useful
        self.part = narrowed(self.lead.instance, useful)
        self.improver = Improver(self.part.instance, self.lead.order, self.part.part(whole), self.lead.options.seed)
        self.improver.enough = self.lead.enough

    @property
    def values(self) -> Values:
        """Level values of the best plan."""
        return self.improver.incumbent.values

    def run(self) -> Plan:
        """Levels first, then waiting."""
        lead = self.lead
        levels_end = lead.seconds() + lead.remaining() * LEVEL_SHARE
        self._share()
        self._repair(levels_end)
        self._smooth()
        return self._hand_over()

    def _hand_over(self) -> Plan:
        none = Decisions.none(self.lead.instance)
        return self.lead.hand_over(self.part.merged(none, self.improver.incumbent.decisions))

    def _found(self, stage: str) -> None:
        """A better plan: tell everybody."""
        self._hand_over()
        self.lead.tell(stage)
        self._share()

    def _share(self) -> None:
        decisions = self.improver.incumbent.decisions
        self.lead.link.share(Shared(self.useful, decisions, self._targets(), self.lead.enough))

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

    def _repair(self, levels_end: float) -> None:
        """Repair until the levels are proven or their share of the time is used."""
        calm = 0
        while (left := levels_end - self.lead.seconds()) > 0 and (targets := self._targets()):
            if self.improver.step(targets, min(left, STEP_SECONDS)) | self._listen():
                self._found("repair")
                calm = 0
            calm += 1
            if calm > PATIENCE:
                calm = 0
                self._complete_bounds()
                any(self._prove(level, left) for level in targets)

    def _complete_bounds(self) -> None:
        """Compute the bounds that go with the values of the best plan."""
        for level in self.lead.order:
            self.lead.bounds.compute(level, self.values, max(self.lead.remaining(), 0.1))
        self._hand_over()

    def _prove(self, level: str, seconds: float) -> bool:
        """Sharpen an open bound: over twice as many blocks, and at last exactly; False where nothing is left to try."""
        blocks = self.tightened[level]
        if not blocks.single:
            self.tightened[level] = blocks = blocks.halved()
            if self._size_of(level, blocks) > LARGE:
                return False
            self.lead.tell("proof")
            self.lead.bounds.tighten(level, self.values, blocks, seconds)
            self._hand_over()
            return True
        if level in self.tried_exactly or self._size_of(level, blocks) > SMALL:
            return False
        self.tried_exactly.add(level)
        self.lead.tell("proof")
        self._prove_exactly(level, seconds)
        return True

    def _size_of(self, level: str, blocks: Blocks) -> int:
        """Columns of dates in a model over the blocks that has to prove the level."""
        instance = self.lead.instance
        pairs = self.lead.bounds.possible(level, self.values)
        return int(np.logical_or.reduceat(instance.allowed[pairs], blocks.edges[:-1], axis=1).sum())

    def _prove_exactly(self, level: str, seconds: float) -> None:
        """Solve the whole problem for one level in one model."""
        lead, instance = self.lead, self.lead.instance
        pairs = lead.bounds.possible(level, self.values)
        model = RoundModel(instance, np.repeat(pairs[:, None], instance.rounds, axis=1), waiting=level == "waiting")
        values = lead.bounded(self.values)
        lead.bounds.hold(model, level, values)
        model.maximise({level: 1.0})
        solution = model.model.solve(seconds, absolute_gap=0.5, seed=lead.options.seed)
        if solution.infeasible:
            return
        bound = solution.bound + instance.base.get(level, 0) - model.idle_elsewhere
        lead.bounds.sharpen(level, values, max(bound, float(signed(level, values[level]))))
        if solution.values is not None:
            self._offer_whole(model.decisions(solution.values))
        self._found("proof")

    def _offer_whole(self, decisions: Decisions) -> None:
        """Take over a plan over all pairs if it is better; its pairs become useful ones."""
        if self.improver.counted(level_values(self.lead.instance, decisions)) > self.improver.counted(self.values):
            self._work_on(self.useful | (decisions.round >= 0), decisions)

    def _smooth(self) -> None:
        """Less waiting, with all other levels kept; `fit` may fall to the tolerance."""
        lead = self.lead
        self._complete_bounds()
        lead.best_fit = self.values["fit"]
        lead.enough = {"fit": lead.best_fit - ceil(lead.problem.fit_tolerance * lead.best_fit)}
        self.improver.enough = lead.enough
        self._found("less waiting")
        if self._size_of("waiting", Blocks.rounds(lead.instance.rounds)) <= SMALL_WAITING:
            self._prove_exactly("waiting", lead.remaining() * WAITING_PROOF_SHARE)
        while (left := lead.remaining()) > 0 and not lead.levels(self.values)["waiting"].proven:
            if self.improver.step(self._targets(), min(left, STEP_SECONDS)) | self._listen():
                self._found("less waiting")
