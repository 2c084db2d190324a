"""The exact model: one block per round, idle rounds included, and its solutions read back as decisions."""

import numpy as np

from eventhub.matching.blockmodel import BlockModel, Blocks
from eventhub.matching.decisions import Decisions, idle_rounds
from eventhub.matching.instance import Bools, Instance, Ints
from eventhub.matching.milp import Floats


class RoundModel(BlockModel):
    """`BlockModel` over single rounds; with `waiting`, level `waiting` is among its levels.

    `idle_elsewhere` counts the idle rounds of people whose plan cannot change; the level's terms leave them out.
    """

    def __init__(self, instance: Instance, wanted: Bools | None = None, *, waiting: bool = False) -> None:
        super().__init__(instance, Blocks.rounds(instance.rounds), wanted)
        self.idle_elsewhere = 0
        if waiting:
            self.levels["waiting"] = [self._idle()]

    def _people_in_one_place(self) -> None:
        """One thing per person and round; with one round a block, there are no intervals to look at."""
        instance, rounds = self.instance, self.instance.rounds
        where, columns = self._activities(np.arange(len(instance.left_p)))
        self._at_most(where, columns, np.ones(len(instance.left_p) * rounds))

    def _employers_seats(self) -> None:
        """At most an employer's seats in each round."""
        where = self.pair_employer * self.instance.rounds + self.choices.b
        self._at_most(where, self.x, self.instance.capacity_e.ravel().astype(np.float64))

    def _at_most(self, where: Ints, columns: Ints, room: Floats) -> None:
        """A row for each place whose columns are more than it has room for."""
        full = np.flatnonzero(np.bincount(where, minlength=len(room)) > room)
        row = np.full(len(room), -1)
        row[full] = np.arange(len(full))
        counted = row[where] >= 0
        self.model.add_rows(row[where[counted]], columns[counted], 1.0, count=len(full), upper=room[full])

    def _idle(self) -> tuple[Ints, Floats]:
        """Columns that count the idle rounds of everybody whose plan may change.

        A round is idle if the person has started before it, has not finished after it, and does nothing in it; it
        counts if they are available in it. The columns for started and unfinished follow the activities from below, so
        they need not be integer.
        """
        instance, rounds = self.instance, self.instance.rounds
        people = np.unique(np.concatenate([self.pair_person, instance.seat_p]))
        row_of = np.full(len(instance.left_p), -1)
        row_of[people] = np.arange(len(people))
        self.idle_elsewhere = int(idle_rounds(instance, instance.busy_p)[row_of < 0].sum())
        cells = len(people) * rounds
        grid = np.arange(cells).reshape(len(people), rounds)
        started = self.model.add_columns(cells, integer=False).reshape(grid.shape)
        unfinished = self.model.add_columns(cells, integer=False).reshape(grid.shape)
        idle = self.model.add_columns(cells, integer=False)
        where, activity = self._activities(row_of)
        busy = instance.busy_p[people].astype(np.float64)
        for columns in (started, unfinished):
            rows = np.concatenate([grid.ravel(), where])
            entries = np.concatenate([columns.ravel(), activity])
            signs = np.concatenate([np.ones(cells), -np.ones(len(where))])
            self.model.add_rows(rows, entries, signs, count=cells, lower=busy.ravel())
        self._ordered(started[:, 1:].ravel(), started[:, :-1].ravel())
        self._ordered(unfinished[:, :-1].ravel(), unfinished[:, 1:].ravel())
        # idle >= started + unfinished - 1 - activity - busy
        self.model.add_rows(
            np.concatenate([grid.ravel()] * 3 + [where]),
            np.concatenate([idle, started.ravel(), unfinished.ravel(), activity]),
            np.concatenate([np.ones(cells), -np.ones(2 * cells), np.ones(len(where))]),
            count=cells,
            lower=-1.0 - busy.ravel(),
        )
        return idle, -instance.present_p[people].astype(np.float64).ravel()

    def _activities(self, row_of: Ints) -> tuple[Ints, Ints]:
        """(cell, column) for each date and each session round that may fill a person's round."""
        instance = self.instance
        dates = row_of[self.pair_person] * instance.rounds + self.choices.b
        lengths = instance.seat_end - instance.seat_first
        seats = np.repeat(np.arange(len(lengths)), lengths)
        offset = np.arange(len(seats)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
        sessions = row_of[instance.seat_p[seats]] * instance.rounds + instance.seat_first[seats] + offset
        return np.concatenate([dates, sessions]), np.concatenate([self.x, self.y[seats]])

    def _ordered(self, larger: Ints, smaller: Ints) -> None:
        """Rows larger >= smaller, entry by entry."""
        count = len(larger)
        rows = np.tile(np.arange(count), 2)
        signs = np.repeat([1.0, -1.0], count)
        self.model.add_rows(rows, np.concatenate([larger, smaller]), signs, count=count, lower=0.0)

    def hint(self, decisions: Decisions) -> tuple[Ints, Floats]:
        """A starting point: the columns of dates and seats, and their values."""
        dates = decisions.round[self.choices.k] == self.choices.b
        values: Floats = np.concatenate([dates, decisions.seat]).astype(np.float64)
        return np.concatenate([self.x, self.y]), values

    def decisions(self, values: Floats) -> Decisions:
        """Dates, seats and interpreter types of a solution."""
        instance = self.instance
        round_ = np.full(len(instance.pair_p), -1)
        met = values[self.x] > 0.5
        round_[self.choices.k[met]] = self.choices.b[met]
        talks = instance.talk_types.copy()
        used = np.zeros_like(instance.type_free)
        for (e, r, t), column in self.g.items():
            if values[column] > 0.5:
                talks[e, r, t] = True
                used[t, r] += 1
        types = assign_types(instance, round_, instance.type_free - used, talks)
        return Decisions(round_, types, values[self.y] > 0.5)


def assign_types(instance: Instance, round_: Ints, free: Ints, talks: Bools) -> Ints:
    """[K] an interpreter type for each date that needs one.

    Group dates use the types of their talk. The others of a round are matched to the `free` [T, R] types by augmenting
    paths (Kuhn 1955); the model's rows guarantee that this succeeds.
    """
    types = np.full(len(round_), -1)
    helped = np.flatnonzero((round_ >= 0) & (instance.cls >= 0))
    group = instance.group_e[instance.pair_e[helped]]
    for k in helped[group]:
        candidates = instance.class_types[instance.cls[k]]
        types[k] = next(t for t in candidates if talks[instance.pair_e[k], round_[k], t])
    alone = helped[~group]
    for r in np.unique(round_[alone]):
        _match(instance, alone[round_[alone] == r], free[:, r], types)
    return types


def _match(instance: Instance, dates: Ints, free: Ints, types: Ints) -> None:
    holders: dict[int, list[int]] = {t: [] for t in range(len(free))}

    def place(k: int, seen: set[int]) -> bool:
        for t in instance.class_types[instance.cls[k]]:
            if t in seen:
                continue
            seen.add(t)
            if len(holders[t]) < free[t]:
                holders[t].append(k)
                types[k] = t
                return True
            for other in list(holders[t]):
                if place(other, seen):
                    holders[t].remove(other)
                    holders[t].append(k)
                    types[k] = t
                    return True
        return False

    for k in dates:
        if not place(int(k), set()):
            raise AssertionError("the model let more dates need interpreters than there are")
