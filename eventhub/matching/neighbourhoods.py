"""Where a step of repair works: what must be free for it to be of use, and what is freed along with it."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from eventhub.matching.decisions import Decisions, Neighbourhood, busy_rounds, idle_rounds
from eventhub.matching.instance import Bools, Instance, Ints
from eventhub.matching.milp import Floats

KINDS = ("rounds", "people", "employers")
RELATED = 10.0
MISPRICED = 0.7  # share of the steps for fit that start at a pair which the fit programme would decide differently
SOFTNESS = 10.0  # points of reduced cost that make a pair e times less likely to be tried


@dataclass(frozen=True)
class Start:
    """What a step is about: indices of people, employers and rounds."""

    people: tuple[int, ...] = ()
    employers: tuple[int, ...] = ()
    rounds: tuple[int, ...] = ()


class Neighbourhoods:
    """Draws neighbourhoods of an instance.

    `prices` [K] are the reduced costs of the fit programme: what fit would gain (positive) or lose (negative) by that
    pair's meeting, as far as the programme knows.
    """

    def __init__(self, instance: Instance, prices: Floats, random: np.random.Generator) -> None:
        self.instance = instance
        self.prices = prices
        self.random = random

    def draw(self, kind: str, target: str, decisions: Decisions, scale: float) -> Neighbourhood:
        """A neighbourhood of a kind and about a size, around what is amiss with the target level."""
        start = self.start(target, decisions)
        if kind == "rounds":
            return self._of_rounds(start, 3.0 * scale)
        near = None if target in ("fit", "waiting") else self._near(start, decisions)
        people, employers = (8.0 * scale, 1.0) if kind == "people" else (1.0, 3.0 * scale)
        return self._of_people_and_employers(start, people, employers, near)

    def start(self, target: str, decisions: Decisions) -> Start:
        """What must be free: around an idle round, or around a pair that should be decided differently."""
        if target == "waiting":
            return self._at_a_gap(decisions)
        pair = self._pair(target, decisions)
        return Start() if pair is None else self._at_a_pair(pair, decisions)

    def _of_rounds(self, start: Start, wanted: float) -> Neighbourhood:
        """Some rounds with everything in them; where even the start is too much, of some employers only."""
        instance = self.instance
        rounds = self._chosen(start.rounds, instance.rounds, wanted)
        share = min(1.0, wanted / max(1, len(start.rounds)))
        employers = self._chosen(start.employers, len(instance.seats_e), share * len(instance.seats_e))
        return Neighbourhood(employers[instance.pair_e], rounds, np.zeros(len(instance.seat_p), dtype=bool))

    def _of_people_and_employers(
        self, start: Start, people: float, employers: float, near: Floats | None
    ) -> Neighbourhood:
        """All dates of some people and of some employers, in all rounds, and the seats of these people."""
        instance = self.instance
        some_p = self._chosen(start.people, len(instance.left_p), people, near)
        some_e = self._chosen(start.employers, len(instance.seats_e), employers)
        return Neighbourhood(
            some_p[instance.pair_p] | some_e[instance.pair_e],
            np.ones(instance.rounds, dtype=bool),
            some_p[instance.seat_p],
        )

    def _chosen(self, start: Sequence[int], total: int, wanted: float, weights: Floats | None = None) -> Bools:
        """A mask over `total` with the start and others drawn (by weight), about `wanted` in all."""
        chosen = np.zeros(total, dtype=bool)
        chosen[list(start)] = True
        others = np.flatnonzero(~chosen)
        more = min(len(others), max(0, int(wanted + self.random.random()) - int(chosen.sum())))
        if not more:
            return chosen
        share = None if weights is None else weights[others] / weights[others].sum()
        chosen[self.random.choice(others, size=more, replace=False, p=share)] = True
        return chosen

    def _near(self, start: Start, decisions: Decisions) -> Floats:
        """[P] how much sooner somebody is freed along: they meet the employer, or sit where the person would sit."""
        instance = self.instance
        weights = np.ones(len(instance.left_p))
        met = decisions.round >= 0
        weights[instance.pair_p[met & np.isin(instance.pair_e, start.employers)]] += RELATED
        wanted = instance.seat_session[np.isin(instance.seat_p, start.people)]
        weights[instance.seat_p[decisions.seat & np.isin(instance.seat_session, wanted)]] += RELATED
        return weights

    def _pair(self, target: str, decisions: Decisions) -> int | None:
        """A pair to decide differently: one that the target speaks for, or that the prices do."""
        if target == "fit" and self.random.random() < MISPRICED:
            lost = np.where(decisions.round >= 0, np.maximum(0.0, -self.prices), np.maximum(0.0, self.prices))
            if lost.any():
                return self._drawn(np.arange(len(lost)), lost)
        lacking = np.flatnonzero((decisions.round < 0) & self._spoken_for(target, decisions))
        if not len(lacking):
            lacking = np.flatnonzero(decisions.round < 0)
        if not len(lacking):
            return None
        return self._drawn(lacking, np.exp(np.maximum(-30.0, np.minimum(0.0, self.prices[lacking]) / SOFTNESS)))

    def _drawn(self, among: Ints, weights: Floats) -> int:
        return int(self.random.choice(among, p=weights / weights.sum()))

    def _spoken_for(self, target: str, decisions: Decisions) -> Bools:
        """[K] pairs whose date would help the target level."""
        instance = self.instance
        met = decisions.round >= 0
        dates_p = np.bincount(instance.pair_p[met], minlength=len(instance.left_p))
        dates_e = np.bincount(instance.pair_e[met], minlength=len(instance.need_e))
        match target:
            case "seats":
                seatless = np.zeros(len(dates_p), dtype=bool)
                seatless[instance.seat_p[~decisions.seat]] = True
                return seatless[instance.pair_p]
            case "promised":
                return instance.promised
            case "left_out":
                left_out: Bools = instance.dateless_p & (dates_p == 0)
                return left_out[instance.pair_p]
            case "shortfall":
                short_p, short_e = dates_p < instance.need_p, dates_e < instance.need_e
                short: Bools = short_p[instance.pair_p] | short_e[instance.pair_e]
                return short
            case "kept":
                kept: Bools = instance.kept_round >= 0
                return kept
        return ~met

    def _at_a_pair(self, pair: int, decisions: Decisions) -> Start:
        """The pair with its round, or with a round in which the person is free and one in which the employer is."""
        instance = self.instance
        person, employer = int(instance.pair_p[pair]), int(instance.pair_e[pair])
        rounds = {int(decisions.round[pair])} - {-1}
        allowed = instance.allowed[pair]
        met = (instance.pair_e == employer) & (decisions.round >= 0)
        used = np.bincount(decisions.round[met], minlength=instance.rounds)
        for free in (~busy_rounds(instance, decisions)[person], instance.capacity_e[employer] > used):
            possible = np.flatnonzero(allowed & free)
            if len(possible):
                rounds.add(int(self.random.choice(possible)))
        return Start((person,), (employer,), tuple(rounds or {int(self.random.choice(np.flatnonzero(allowed)))}))

    def _at_a_gap(self, decisions: Decisions) -> Start:
        """Somebody's idle round and one end of their day, with whom they meet there: what less waiting would join."""
        instance = self.instance
        busy = busy_rounds(instance, decisions)
        waiting = np.flatnonzero(idle_rounds(instance, busy))
        if not len(waiting):
            return Start()
        person = int(self.random.choice(waiting))
        at = np.flatnonzero(busy[person])
        idle = np.flatnonzero(instance.present_p[person] & ~busy[person])
        idle = idle[(idle > at[0]) & (idle < at[-1])]
        end = int(self.random.choice(at[[0, -1]]))
        there = np.flatnonzero((instance.pair_p == person) & (decisions.round == end))
        return Start((person,), tuple(int(e) for e in instance.pair_e[there]), (int(self.random.choice(idle)), end))
