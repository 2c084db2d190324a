"""A valid plan at once: the pins, as many seats as can be, then dates one after the other."""

import numpy as np

from eventhub.matching.decisions import Decisions
from eventhub.matching.instance import Instance, Ints
from eventhub.matching.milp import Floats, Solution
from eventhub.matching.roundmodel import RoundModel


def pins_and_seats(instance: Instance, seconds: float, worth: Floats) -> tuple[RoundModel, Solution]:
    """The exact model of pinned dates and all seats alone, seats [S] valued by their `worth`.

    Infeasible exactly when the pins cannot stand together: further dates only take room away, so what is impossible
    here is impossible in every plan.
    """
    wanted = np.repeat(instance.pinned[:, None], instance.rounds, axis=1)
    model = RoundModel(instance, wanted)
    model.model.maximise([(model.y, worth)])
    return model, model.model.solve(seconds, relative_gap=1e-6)


def first_plan(instance: Instance, seconds: float, keep_first: bool) -> Decisions | None:
    """As many seats as can be (announced ones first on the running day), then dates greedily; None if out of time."""
    any_seat, kept_seat = (1.0, 101.0) if keep_first else (100.0, 101.0)
    worth: Floats = np.where(instance.seat_kept, kept_seat, any_seat)
    model, solution = pins_and_seats(instance, seconds, worth)
    return None if solution.values is None else fill(instance, model.decisions(solution.values))


def fill(instance: Instance, start: Decisions) -> Decisions:
    """Add dates to a valid plan: announced and promised ones first, then one for each person, then by score."""
    return _Filler(instance, start).filled()


class _Filler:
    def __init__(self, instance: Instance, start: Decisions) -> None:
        self.instance = instance
        self.round, self.type, self.seat = start.round.copy(), start.type.copy(), start.seat
        self.free = instance.free_p.copy()
        self.capacity = instance.capacity_e.copy()
        self.types = instance.type_free.copy()
        self.talks = instance.talk_types.copy()
        self.left = instance.left_p.copy()
        self.ends = {
            (int(instance.seat_p[s]), int(instance.seat_topic[s])): int(instance.seat_end[s])
            for s in np.flatnonzero(start.seat)
        }
        self.after: dict[int, list[int]] = {}
        for k, topic in instance.after:
            self.after.setdefault(k, []).append(topic)
        for s in np.flatnonzero(start.seat):
            self.free[instance.seat_p[s], instance.seat_first[s] : instance.seat_end[s]] = False
        for met in np.flatnonzero(start.round >= 0):
            self._take(int(met), int(start.round[met]), int(start.type[met]))

    def filled(self) -> Decisions:
        instance = self.instance
        by_score = np.argsort(-instance.score, kind="stable")
        for announced in by_score[instance.kept_round[by_score] >= 0]:
            self._try(int(announced), instance.kept_round[[announced]])
        every = np.arange(instance.rounds)
        for promised in by_score[instance.promised[by_score]]:
            self._try(int(promised), every)
        dates = np.bincount(instance.pair_p[self.round >= 0], minlength=len(self.left))
        for k in by_score.tolist():
            if not dates[instance.pair_p[k]] and self._try(k, every):
                dates[instance.pair_p[k]] += 1
        for k in by_score.tolist():
            self._try(k, every)
        return Decisions(self.round, self.type, self.seat)

    def _try(self, k: int, rounds: Ints) -> bool:
        instance, p, e = self.instance, self.instance.pair_p[k], self.instance.pair_e[k]
        if self.round[k] >= 0 or self.left[p] <= 0:
            return False
        possible = instance.allowed[k, rounds] & self.free[p, rounds] & (self.capacity[e, rounds] > 0)
        for topic in self.after.get(k, ()):
            possible &= rounds >= self.ends.get((int(p), topic), instance.rounds)
        for r in rounds[possible]:
            t = self._helper(k, int(e), int(r))
            if t is not None:
                self._take(k, int(r), t)
                return True
        return False

    def _helper(self, k: int, e: int, r: int) -> int | None:
        """A type that can serve: -1 where nobody is needed, None where nobody can."""
        if self.instance.cls[k] < 0:
            return -1
        types = self.instance.class_types[self.instance.cls[k]]
        running = [t for t in types if self.instance.group_e[e] and self.talks[e, r, t]]
        return next(iter(running + [t for t in types if self.types[t, r] > 0]), None)

    def _take(self, k: int, r: int, t: int) -> None:
        p, e = self.instance.pair_p[k], self.instance.pair_e[k]
        self.round[k], self.type[k] = r, t
        self.free[p, r] = False
        self.capacity[e, r] -= 1
        self.left[p] -= 1
        if t < 0:
            return
        if self.instance.group_e[e]:
            if self.talks[e, r, t]:
                return
            self.talks[e, r, t] = True
        self.types[t, r] -= 1
