"""What a date would cost that a plan does not have: proven from below by the programme without rounds, and from above
by plans that repair finds around it."""

from copy import copy
from dataclasses import dataclass

import numpy as np

from eventhub.matching.blockmodel import BlockModel, Blocks
from eventhub.matching.bounds import RELATIVE_SLACK, SLACK, model_value, signed
from eventhub.matching.decisions import Decisions, Neighbourhood, level_values, rest
from eventhub.matching.instance import Bools, Compiled, compile_problem
from eventhub.matching.plan import Plan
from eventhub.matching.problem import Problem
from eventhub.matching.roundmodel import RoundModel
from eventhub.matching.rules import level_order

NEIGHBOURS = 8  # people who may be moved to make room for a date
SECONDS = 2.0  # for one of the small models


@dataclass(frozen=True)
class Wish:
    """At least `count` of the open pairs in `pairs` [K] shall meet."""

    pairs: Bools
    count: int


@dataclass(frozen=True)
class Loss:
    """What gets worse first, and by how much; no level: the pins and held dates do not allow it."""

    level: str | None
    amount: int = 0


class Case:
    """A problem and a valid plan of it, in arrays."""

    def __init__(self, problem: Problem, plan: Plan) -> None:
        self.problem = problem
        self.plan = plan
        self.compiled = compile_problem(problem)
        self.instance = self.compiled.instance
        self.decisions = decided(self.compiled, plan)
        self.levels = level_order(problem)[:-1]
        self.values = level_values(self.instance, self.decisions)
        self.listed = {(pair.participant, pair.employer): pair for pair in problem.pairs}
        self.index = {pair: k for k, pair in enumerate(self.compiled.pair_ids)}

    def wish(self, participant: str, employer: str) -> Wish | None:
        """That an open pair meets; None if it is not open."""
        k = self.index.get((participant, employer))
        return None if k is None else Wish(np.arange(len(self.decisions.round)) == k, 1)

    def one_more(self, participant: str) -> Wish:
        """That a participant has one date more than in the plan."""
        p = [x.id for x in self.problem.participants].index(participant)
        mine = self.instance.pair_p == p
        return Wish(mine, int((self.decisions.round[mine] >= 0).sum()) + 1)

    def loss(self, decisions: Decisions) -> Loss | None:
        """The first level at which another plan of the problem is worse than this one, None if it is not worse."""
        values = level_values(self.instance, decisions)
        for level in self.levels:
            lost = signed(level, self.values[level]) - signed(level, values[level])
            if lost:
                return Loss(level, lost) if lost > 0 else None
        return None

    def least_loss(self, wish: Wish) -> Loss | None:
        """What every plan that grants the wish loses at least: true, None if nothing is known to be lost."""
        model = BlockModel(self.instance, Blocks.whole(self.instance.rounds))
        model.model.add_row(model.x[wish.pairs[model.choices.k]], lower=float(wish.count))
        for level in self.levels:
            model.maximise({level: 1.0})
            solution = model.model.solve(SECONDS, relaxed=True)
            if solution.infeasible:
                return Loss(None)
            value = model_value(self.instance, level, self.values[level])
            lost = value - (solution.bound + SLACK + RELATIVE_SLACK * abs(solution.bound))
            if lost > 0:
                return Loss(level, int(np.ceil(lost)))
            model.at_least(level, value)
        return None

    def moved(self, decisions: Decisions) -> "Case":
        """The case with another plan of the same problem."""
        other = copy(self)
        other.decisions, other.values = decisions, level_values(self.instance, decisions)
        return other

    def found_with(self, wish: Wish, around: int) -> Decisions | None:
        """A plan that grants the wish, found by moving a few people around the pair `around`; None if there is none so
        near."""
        part = rest(self.instance, self.decisions, self._near(around))
        model = RoundModel(part.instance)
        inside = wish.pairs[part.pairs]
        met = self.decisions.round >= 0
        outside = int((wish.pairs & met).sum() - (inside & met[part.pairs]).sum())
        model.model.add_row(model.x[inside[model.choices.k]], lower=float(wish.count - outside))
        found = None
        for level in self.levels:
            model.maximise({level: 1.0})
            solution = model.model.solve(SECONDS, sub_mips=False)
            if solution.values is None:
                break
            found = model.decisions(solution.values)
            value = level_values(part.instance, found)[level]
            model.at_least(level, model_value(part.instance, level, value))
        return None if found is None else part.merged(self.decisions, found)

    def _near(self, k: int) -> Neighbourhood:
        """The pair's person and employer, and people whom the employer meets when it could meet the person."""
        instance, round_ = self.instance, self.decisions.round
        there = np.flatnonzero((instance.pair_e == instance.pair_e[k]) & (round_ >= 0))
        there = there[instance.allowed[k, round_[there]]]
        there = there[np.argsort(instance.score[there], kind="stable")][:NEIGHBOURS]
        people = np.zeros(len(instance.left_p), dtype=bool)
        people[[instance.pair_p[k], *instance.pair_p[there]]] = True
        return Neighbourhood(
            people[instance.pair_p] | (instance.pair_e == instance.pair_e[k]),
            np.ones(instance.rounds, dtype=bool),
            people[instance.seat_p],
        )


def decided(compiled: Compiled, plan: Plan) -> Decisions:
    """A valid plan as decisions; its held part is in the instance already."""
    pairs = {pair: k for k, pair in enumerate(compiled.pair_ids)}
    type_of = {i: t for t, members in enumerate(compiled.type_members) for i in members}
    held = {d.key for d in compiled.problem.held.dates}
    round_, type_ = np.full(len(pairs), -1), np.full(len(pairs), -1)
    for date in plan.dates:
        if date.key not in held:
            k = pairs[date.participant, date.employer]
            round_[k] = date.round
            if date.interpreter is not None:
                type_[k] = type_of[date.interpreter]
    taken = {s.key for s in plan.seats}
    return Decisions(round_, type_, np.array([seat in taken for seat in compiled.seat_ids], dtype=bool))
