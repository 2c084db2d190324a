"""The rotation as a mixed-integer programme over blocks of consecutive rounds.

With one block it is a strong relaxation that knows no timetable; with one block per round it is exact. Every row holds
for every plan, so a bound of any of these models is a true bound.

Within a block, pairs that fit only into part of it are counted against that part: for an interval [a, z) of rounds, the
dates that can only lie in it and the session rounds in it need as many free rounds (Hall's condition on intervals).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from eventhub.matching.instance import Bools, Instance, Ints
from eventhub.matching.milp import Floats, Model

Terms = list[tuple[Ints, Floats]]
_ONE = np.ones(1)


@dataclass(frozen=True)
class Blocks:
    """A partition of the rounds: block b holds the rounds `edges[b]` … `edges[b + 1] - 1`."""

    edges: Ints

    @property
    def count(self) -> int:
        """Number of blocks."""
        return len(self.edges) - 1

    @property
    def single(self) -> bool:
        """Whether each block is one round."""
        return self.count == int(self.edges[-1])

    @staticmethod
    def whole(rounds: int) -> "Blocks":
        """One block."""
        return Blocks(np.array([0, rounds]))

    @staticmethod
    def rounds(rounds: int) -> "Blocks":
        """One block per round."""
        return Blocks(np.arange(rounds + 1))

    def halved(self) -> "Blocks":
        """Every block of more than one round split in two."""
        long = np.flatnonzero(np.diff(self.edges) > 1)
        middles = (self.edges[long] + self.edges[long + 1]) // 2
        return Blocks(np.union1d(self.edges, middles))


@dataclass(frozen=True)
class Choices:
    """Which pair may meet in which block: entry i is pair `k[i]` in block `b[i]`, sorted by (k, b); `first[i]` and
    `last[i]` are the first and last round in it that the pair allows."""

    k: Ints
    b: Ints
    first: Ints
    last: Ints

    @staticmethod
    def of(instance: Instance, blocks: Blocks, wanted: Bools) -> "Choices":
        """All choices that the pairs' rounds allow among the `wanted` [K, blocks]."""
        starts = blocks.edges[:-1]
        possible = np.logical_or.reduceat(instance.allowed, starts, axis=1) & wanted
        k, b = np.nonzero(possible)
        numbers = np.arange(instance.rounds)
        early = np.minimum.reduceat(np.where(instance.allowed, numbers, instance.rounds), starts, axis=1)
        late = np.maximum.reduceat(np.where(instance.allowed, numbers, -1), starts, axis=1)
        return Choices(k, b, early[k, b], late[k, b])


class BlockModel:
    """The model over `choices`; `x`, `y` and `g` are its columns of dates, seats and group talks."""

    def __init__(self, instance: Instance, blocks: Blocks, wanted: Bools | None = None) -> None:
        self.instance = instance
        self.blocks = blocks
        if wanted is None:
            wanted = np.ones((len(instance.pair_p), blocks.count), dtype=bool)
        self.choices = Choices.of(instance, blocks, wanted)
        self.model = Model()
        self.x = self.model.add_columns(len(self.choices.k))
        self.y = self.model.add_columns(len(instance.seat_p))
        self.pair_person = instance.pair_p[self.choices.k]
        self.pair_employer = instance.pair_e[self.choices.k]
        self.g: dict[tuple[int, int, int], int] = {}
        self._pairs_once()
        self._most_dates()
        self._people_in_one_place()
        self._seats_do_not_clash()
        self._employers_seats()
        self._interpreters()
        self._sessions()
        self._after()
        self.levels = self._levels()

    # Rules

    def _grouped(self, keys: Ints, floor: int = 1) -> Iterator[tuple[int, Ints]]:
        """Choices that share a key, for keys with more than `floor` of them."""
        order = np.argsort(keys, kind="stable")
        bounds = np.flatnonzero(np.diff(keys[order], prepend=-1, append=-1))
        for start, end in pairwise(bounds):
            if end - start > floor:
                yield int(keys[order[start]]), order[start:end]

    def _pairs_once(self) -> None:
        k = self.choices.k
        count = len(self.instance.pair_p)
        several = np.bincount(k, minlength=count) > 1
        rows = np.flatnonzero(several | self.instance.pinned)
        index = np.full(count, -1)
        index[rows] = np.arange(len(rows))
        chosen = index[k] >= 0
        self.model.add_rows(
            index[k[chosen]],
            self.x[chosen],
            1.0,
            count=len(rows),
            lower=np.where(self.instance.pinned[rows], 1.0, 0.0),
            upper=np.ones(len(rows)),
        )

    def _most_dates(self) -> None:
        left = self.instance.left_p
        wanted = np.zeros(len(left), dtype=np.int64)
        people = self.instance.pair_p[np.unique(self.choices.k)]
        np.add.at(wanted, people, 1)
        rows = np.flatnonzero(wanted > left)
        index = np.full(len(left), -1)
        index[rows] = np.arange(len(rows))
        chosen = index[self.pair_person] >= 0
        self.model.add_rows(
            index[self.pair_person[chosen]], self.x[chosen], 1.0, count=len(rows), upper=left[rows].astype(np.float64)
        )

    def _people_in_one_place(self) -> None:
        instance, seats_of = self.instance, self._seats_by_person()
        keys = self.pair_person * self.blocks.count + self.choices.b
        nobody = np.zeros(0, dtype=np.int64)
        for key, members in self._grouped(keys, floor=0):
            p, b = divmod(key, self.blocks.count)
            self._intervals(members, b, instance.free_p[p], seats_of.get(p, nobody))

    def _seats_do_not_clash(self) -> None:
        """A person's seats: one session at a time, one for each topic."""
        instance = self.instance
        first, end, topic = instance.seat_first, instance.seat_end, instance.seat_topic
        for seats in self._seats_by_person().values():
            for r in np.unique(first[seats]):
                together = seats[(first[seats] <= r) & (end[seats] > r)]
                if len(together) > 1:
                    self.model.add_row(self.y[together], upper=1.0)
            for t in np.unique(topic[seats]):
                same = seats[topic[seats] == t]
                if len(same) > 1:
                    self.model.add_row(self.y[same], upper=1.0)

    def _seats_by_person(self) -> dict[int, Ints]:
        seat_p = self.instance.seat_p
        return {int(p): np.flatnonzero(seat_p == p) for p in np.unique(seat_p)}

    def _employers_seats(self) -> None:
        keys = self.pair_employer * self.blocks.count + self.choices.b
        nothing = np.zeros(0, dtype=np.int64)
        for key, members in self._grouped(keys):
            e, b = divmod(key, self.blocks.count)
            self._intervals(members, b, self.instance.capacity_e[e], nothing)

    def _intervals(self, members: Ints, b: int, capacity: NDArray[np.generic], seats: Ints) -> None:
        """Rows for the block and every interval in it that some pair is confined to and that could bind."""
        start, end = int(self.blocks.edges[b]), int(self.blocks.edges[b + 1])
        first, last = self.choices.first[members], self.choices.last[members]
        total = np.concatenate([[0], np.cumsum(capacity[start:end].astype(np.int64))])
        seat_first, seat_end = self.instance.seat_first[seats], self.instance.seat_end[seats]
        kept: list[tuple[int, int, int]] = []
        starts = np.unique(np.append(first, start))
        ends = np.unique(np.append(last + 1, end))
        for z in ends[::-1]:
            for a in starts:
                if a >= z:
                    continue
                inside = (first >= a) & (last < z)
                overlap = np.maximum(0, np.minimum(seat_end, z) - np.maximum(seat_first, a))
                room = int(total[z - start] - total[a - start])
                load = int(inside.sum() + overlap.sum())
                known = (int(inside.sum()), int(overlap.sum()), room)
                if load <= room or any(i == known[0] and o == known[1] and c <= room for i, o, c in kept):
                    continue
                kept.append(known)
                taken = np.flatnonzero(overlap)
                self.model.add_row(
                    np.concatenate([self.x[members[inside]], self.y[seats[taken]]]),
                    np.concatenate([np.ones(known[0]), overlap[taken].astype(np.float64)]),
                    upper=float(room),
                )

    def _interpreters(self) -> None:
        instance = self.instance
        cls = instance.cls[self.choices.k]
        free = np.add.reduceat(instance.type_free, self.blocks.edges[:-1], axis=1) if len(instance.type_free) else None
        if free is None:
            return
        helped: dict[tuple[int, int], list[int]] = {}
        for t, b in zip(*np.nonzero(free), strict=True):
            helped[int(t), int(b)] = []
        group = instance.group_e[self.pair_employer]
        classes = len(instance.class_types)
        alone = np.flatnonzero((cls >= 0) & ~group)
        for key, at in self._grouped(cls[alone] * self.blocks.count + self.choices.b[alone], floor=0):
            c, b = divmod(key, self.blocks.count)
            self._serve(alone[at], [(t, b) for t in instance.class_types[c]], helped, free)
        talks = np.flatnonzero((cls >= 0) & group)
        keys = (self.pair_employer[talks] * classes + cls[talks]) * self.blocks.count + self.choices.b[talks]
        for key, at in self._grouped(keys, floor=0):
            rest, b = divmod(key, self.blocks.count)
            e, c = divmod(rest, classes)
            self._talk(talks[at], e, c, b, helped, free)
        for (t, b), columns in helped.items():
            if columns:
                self.model.add_row(np.array(columns), upper=float(free[t, b]))

    def _serve(
        self, members: Ints, types: list[tuple[int, int]], helped: dict[tuple[int, int], list[int]], free: Ints
    ) -> None:
        """Dates of one class in one block are shared out among the types that can serve it."""
        present = [key for key in types if key in helped]
        columns = self.model.add_columns(len(present), np.array([free[key] for key in present], float), integer=False)
        for key, column in zip(present, columns, strict=True):
            helped[key].append(int(column))
        self.model.add_row(
            np.concatenate([self.x[members], columns]),
            np.concatenate([np.ones(len(members)), -np.ones(len(columns))]),
            upper=0.0,
        )

    def _talk(
        self, members: Ints, e: int, c: int, b: int, helped: dict[tuple[int, int], list[int]], free: Ints
    ) -> None:
        """Group talks: an interpreter serves a whole talk, of at most `seats` dates."""
        start, end = self.blocks.edges[b], self.blocks.edges[b + 1]
        types = [t for t in self.instance.class_types[c] if (t, b) in helped]
        for t in types:
            if (e, b, t) not in self.g:
                column = int(self.model.add_columns(1, float(free[t, b]))[0])
                self.g[e, b, t] = column
                helped[t, b].append(column)
        columns = np.array([self.g[e, b, t] for t in types], dtype=np.int64)
        served = self.instance.talk_types[e, start:end][:, list(self.instance.class_types[c])].any(axis=1).sum()
        seats = float(self.instance.seats_e[e])
        for i in self.x[members]:
            self.model.add_row(np.append(columns, i), np.append(-np.ones(len(columns)), 1.0), upper=float(served > 0))
        self.model.add_row(
            np.concatenate([self.x[members], columns]),
            np.concatenate([np.ones(len(members)), np.full(len(columns), -seats)]),
            upper=seats * float(served),
        )

    def _sessions(self) -> None:
        instance = self.instance
        for s in np.unique(instance.seat_session):
            seats = np.flatnonzero(instance.seat_session == s)
            if len(seats) > instance.session_left[s]:
                self.model.add_row(self.y[seats], upper=float(instance.session_left[s]))
        for seat in np.flatnonzero(instance.seat_pinned):
            self.model.add_row(self.y[[seat]], lower=1.0)

    def _after(self) -> None:
        """Dates up to a block need a seat in a session that can have ended by then."""
        instance = self.instance
        for k, topic in instance.after:
            start, end = np.searchsorted(self.choices.k, [k, k + 1])
            if start == end:
                continue
            seats = np.flatnonzero((instance.seat_p == instance.pair_p[k]) & (instance.seat_topic == topic))
            ends = instance.seat_end[seats]
            so_far = [int((ends <= last).sum()) for last in self.choices.last[start:end]]
            for i, heard in enumerate(so_far):
                if i + 1 < len(so_far) and so_far[i + 1] == heard:
                    continue
                early = seats[ends <= self.choices.last[start + i]]
                self.model.add_row(
                    np.concatenate([self.x[start : start + i + 1], self.y[early]]),
                    np.concatenate([np.ones(i + 1), -np.ones(len(early))]),
                    upper=0.0,
                )

    # Levels

    def _levels(self) -> dict[str, Terms]:
        """Each level as terms to maximise; levels of which fewer are better count negatively."""
        instance, k = self.instance, self.choices.k
        starts, ends = self.blocks.edges[self.choices.b], self.blocks.edges[self.choices.b + 1]
        kept = (instance.kept_round[k] >= starts) & (instance.kept_round[k] < ends)
        return {
            "seats": [(self.y, np.ones(len(self.y)))],
            "promised": [_all_one(self.x[instance.promised[k]])],
            "left_out": [self._lacking(self.pair_person, instance.dateless_p.astype(np.int64))],
            "shortfall": [
                self._lacking(self.pair_person, instance.need_p),
                self._lacking(self.pair_employer, instance.need_e),
            ],
            "kept": [_all_one(self.x[kept]), _all_one(self.y[instance.seat_kept])],
            "fit": [(self.x, instance.score[k].astype(np.float64))],
        }

    def _lacking(self, owner: Ints, need: Ints) -> tuple[Ints, Floats]:
        """Columns for what is missing to each owner's need: need - dates, at least 0; integral by itself."""
        rows = np.flatnonzero(need)
        index = np.full(len(need), -1)
        index[rows] = np.arange(len(rows))
        missing = self.model.add_columns(len(rows), need[rows].astype(np.float64), integer=False)
        chosen = index[owner] >= 0
        self.model.add_rows(
            np.concatenate([index[owner[chosen]], np.arange(len(rows))]),
            np.concatenate([self.x[chosen], missing]),
            1.0,
            count=len(rows),
            lower=need[rows].astype(np.float64),
        )
        return missing, np.full(len(rows), -1.0)

    def value(self, level: str, values: Floats) -> float:
        """A level's signed value of a solution."""
        return float(sum((values[columns] * weights).sum() for columns, weights in self.levels[level]))

    def at_least(self, level: str, least: float) -> None:
        """A row: the level's signed value does not fall below `least`."""
        columns = np.concatenate([columns for columns, _ in self.levels[level]])
        weights = np.concatenate([weights for _, weights in self.levels[level]])
        self.model.add_row(columns, weights, lower=least)

    def maximise(self, weights: dict[str, float]) -> None:
        """Set the objective: a weighted sum of signed levels."""
        self.model.maximise([(c, w * weights[level]) for level in weights for c, w in self.levels[level]])


def _all_one(columns: Ints) -> tuple[Ints, Floats]:
    return columns, np.ones(len(columns))
