"""Less waiting by exchanging two rounds along chains of dates (Kempe chains), with simulated annealing.

Who meets whom stays as it is, so all levels but `waiting` stay too. A date that moves from round a to round b pushes
whatever stands in its way from b to a: the person's other date, and one of the employer's where the table is full.
"""

import time
from collections import Counter
from dataclasses import replace
from math import exp

import numpy as np

from eventhub.matching.decisions import Decisions, busy_rounds
from eventhub.matching.instance import Bools, Instance

LONGEST = 30  # dates in one chain
HOT, COLD = 1.2, 0.15  # idle rounds: a chain that adds one is taken with probability exp(-1 / temperature)
TRIES_PER_DATE = 100
MOST_TRIES = 60_000  # a second or two, so that others hear of what was found
BATCH = 1000  # tries between two looks at the clock


def smoothed(instance: Instance, decisions: Decisions, seconds: float, random: np.random.Generator) -> Decisions:
    """The plan with the least waiting that was met on the way, the given one included; earlier if the time is up."""
    return _Annealing(instance, decisions, random).run(time.monotonic() + seconds)


class _Annealing:
    """A plan as lists and bit masks (bit r for round r), which is what makes a try cost some microseconds."""

    def __init__(self, instance: Instance, decisions: Decisions, random: np.random.Generator) -> None:
        self.random = random
        self.given = decisions
        self.dates: list[int] = np.flatnonzero(decisions.round >= 0).tolist()
        self.rounds: list[int] = decisions.round.tolist()
        self.person: list[int] = instance.pair_p.tolist()
        self.employer: list[int] = instance.pair_e.tolist()
        self.group: list[bool] = instance.group_e.tolist()
        self.types: list[int] = decisions.type.tolist()
        self.present = _masks(instance.present_p)
        busy = busy_rounds(instance, decisions)
        self.busy = _masks(busy)
        self.idle = [_idle(b, present) for b, present in zip(self.busy, self.present, strict=True)]
        self.allowed = _allowed(instance, decisions)
        self.capacity: list[list[int]] = instance.capacity_e.tolist()
        self.type_free: list[list[int]] = instance.type_free.tolist()
        self.talks = instance.talk_types
        self.of_person: dict[tuple[int, int], int] = {}
        self.of_employer: dict[tuple[int, int], list[int]] = {}
        self.helped: Counter[tuple[int, int]] = Counter()
        self.talk: Counter[tuple[int, int, int]] = Counter()
        for k in self.dates:
            self._put(k, self.rounds[k])

    def _put(self, k: int, r: int) -> None:
        self.rounds[k] = r
        self.of_person[self.person[k], r] = k
        self.of_employer.setdefault((self.employer[k], r), []).append(k)
        self.busy[self.person[k]] |= 1 << r
        self._serve(k, r, 1)

    def _take(self, k: int, r: int) -> None:
        del self.of_person[self.person[k], r]
        self.of_employer[self.employer[k], r].remove(k)
        self.busy[self.person[k]] &= ~(1 << r)
        self._serve(k, r, -1)

    def _serve(self, k: int, r: int, change: int) -> None:
        """Count an interpreter's talk; the dates of a group talk share one."""
        t, e = self.types[k], self.employer[k]
        if t < 0 or self.talks[e, r, t]:
            return
        if not self.group[e]:
            self.helped[t, r] += change
            return
        before = self.talk[e, r, t]
        self.talk[e, r, t] = before + change
        if (before > 0) != (before + change > 0):
            self.helped[t, r] += change

    def run(self, deadline: float) -> Decisions:
        """Cool down from a temperature drawn at random."""
        batches = min(TRIES_PER_DATE * len(self.dates), MOST_TRIES) // BATCH + 1
        hot = COLD + (HOT - COLD) * float(self.random.random())
        now = best = sum(self.idle)
        best_rounds = list(self.rounds)
        for batch in range(batches if self.dates else 0):
            if now == 0 or time.monotonic() > deadline:
                break
            temperature = hot * (COLD / hot) ** (batch / batches)
            for draw in self.random.random((BATCH, 4)).tolist():
                now += self._try(draw, temperature)
                if now < best:
                    best, best_rounds = now, list(self.rounds)
        return replace(self.given, round=np.array(best_rounds, dtype=np.int64))

    def _try(self, draw: list[float], temperature: float) -> int:
        """One chain; the change in idle rounds, 0 where it was not taken."""
        k = self.dates[int(draw[0] * len(self.dates))]
        a, b = self.rounds[k], self._aim(k, draw[1])
        chain = self._chain(k, a, b, draw[2]) if b >= 0 else None
        if chain is None:
            return 0
        people = {self.person[k] for k in chain}
        before = sum(self.idle[p] for p in people)
        self._exchange(chain, a, b)
        after = {p: _idle(self.busy[p], self.present[p]) for p in people}
        change = sum(after.values()) - before
        if (change > 0 and draw[3] >= exp(-change / temperature)) or not self._served(chain, a, b):
            self._exchange(chain, a, b)
            return 0
        for p, idle in after.items():
            self.idle[p] = idle
        return change

    def _aim(self, k: int, draw: float) -> int:
        """Another round the date may move to, -1 if there is none."""
        options = self.allowed[k] & ~(1 << self.rounds[k])
        if not options:
            return -1
        for _ in range(int(draw * options.bit_count())):
            options &= options - 1
        return (options & -options).bit_length() - 1

    def _chain(self, k: int, a: int, b: int, draw: float) -> list[int] | None:
        """The dates that change places so that date `k` can move from round a to b; None if some cannot."""
        chain: list[int] = []
        load: dict[tuple[int, int], int] = {}  # dates of an employer in a round when all of the chain have moved
        self._join(k, chain, load, a, b)
        for k in chain:
            old, new = (a, b) if self.rounds[k] == a else (b, a)
            if len(chain) > LONGEST or not self.allowed[k] >> new & 1:
                return None
            other = self.of_person.get((self.person[k], new), -1)
            if other >= 0 and other not in chain:
                self._join(other, chain, load, a, b)
            at = self.employer[k], new
            if load[at] > self.capacity[at[0]][new]:
                stay = [o for o in self.of_employer[at] if o not in chain and self.allowed[o] >> old & 1]
                if not stay:
                    return None
                self._join(stay[int(draw * len(stay))], chain, load, a, b)
        return chain if all(count <= self.capacity[e][r] for (e, r), count in load.items()) else None

    def _join(self, k: int, chain: list[int], load: dict[tuple[int, int], int], a: int, b: int) -> None:
        """Make a date part of the chain."""
        chain.append(k)
        for r in (a, b):
            at = self.employer[k], r
            now = load.get(at, len(self.of_employer.get(at, ())))
            load[at] = now - 1 if r == self.rounds[k] else now + 1

    def _exchange(self, chain: list[int], a: int, b: int) -> None:
        """Move every date of the chain to the other of the two rounds."""
        where = [self.rounds[k] for k in chain]
        for k, r in zip(chain, where, strict=True):
            self._take(k, r)
        for k, r in zip(chain, where, strict=True):
            self._put(k, b if r == a else a)

    def _served(self, chain: list[int], a: int, b: int) -> bool:
        """Whether the interpreters of the dates in the chain are enough in both rounds."""
        return all(
            self.helped[t, r] <= self.type_free[t][r] for t in {self.types[k] for k in chain} if t >= 0 for r in (a, b)
        )


def _masks(cells: Bools) -> list[int]:
    return [sum(1 << r for r in np.flatnonzero(row).tolist()) for row in cells]


def _idle(busy: int, present: int) -> int:
    """Idle rounds of a day: present, between the first and the last activity, and nothing to do."""
    if not busy:
        return 0
    span = (1 << busy.bit_length()) - (busy & -busy)
    return (span & present & ~busy).bit_count()


def _allowed(instance: Instance, decisions: Decisions) -> list[int]:
    """[K] rounds a date may move to: beside the person's seats, after those it must wait for; kept dates stay."""
    allowed = instance.allowed.copy()
    for s in np.flatnonzero(decisions.seat):
        of_person = instance.pair_p == instance.seat_p[s]
        allowed[of_person, instance.seat_first[s] : instance.seat_end[s]] = False
    ends = {
        (int(instance.seat_p[s]), int(instance.seat_topic[s])): int(instance.seat_end[s])
        for s in np.flatnonzero(decisions.seat)
    }
    for k, topic in instance.after:
        allowed[k, : ends.get((int(instance.pair_p[k]), topic), instance.rounds)] = False
    kept = np.flatnonzero((decisions.round >= 0) & (decisions.round == instance.kept_round))
    allowed[kept] = False
    return _masks(allowed)
