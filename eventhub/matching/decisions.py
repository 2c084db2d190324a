"""A plan in indices: its level values, and the problem that is left around a part of it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from eventhub.matching.instance import Bools, Compiled, Instance, Ints
from eventhub.matching.problem import Assignments, PlannedDate, PlannedSeat
from eventhub.matching.rules import MORE_IS_BETTER, open_rounds

Values = dict[str, int]


@dataclass(frozen=True)
class Decisions:
    """For each open pair its round and interpreter type (-1: none), for each seat candidate whether it is taken."""

    round: Ints  # [K]
    type: Ints  # [K]
    seat: Bools  # [S]

    @staticmethod
    def none(instance: Instance) -> "Decisions":
        """Nothing decided."""
        nobody = np.full(len(instance.pair_p), -1)
        return Decisions(nobody, nobody.copy(), np.zeros(len(instance.seat_p), dtype=bool))


def rank(values: Values, order: Sequence[str]) -> tuple[int, ...]:
    """Level values as a tuple that is larger for the better plan."""
    return tuple(values[level] if level in MORE_IS_BETTER else -values[level] for level in order)


def busy_rounds(instance: Instance, decisions: Decisions) -> Bools:
    """[P, R] rounds in which something takes place."""
    busy = instance.busy_p.copy()
    met = np.flatnonzero(decisions.round >= 0)
    busy[instance.pair_p[met], decisions.round[met]] = True
    for s in np.flatnonzero(decisions.seat):
        busy[instance.seat_p[s], instance.seat_first[s] : instance.seat_end[s]] = True
    return busy


def idle_rounds(instance: Instance, busy: Bools) -> Ints:
    """[P] idle rounds of each participant, as level `waiting` counts them."""
    started = np.logical_or.accumulate(busy, axis=1)
    unfinished = np.logical_or.accumulate(busy[:, ::-1], axis=1)[:, ::-1]
    idle: Ints = (instance.present_p & started & unfinished & ~busy).sum(axis=1)
    return idle


def level_values(instance: Instance, decisions: Decisions) -> Values:
    """All levels of the plan that the decided part and these decisions make together."""
    met = decisions.round >= 0
    dates_p = np.bincount(instance.pair_p[met], minlength=len(instance.left_p))
    dates_e = np.bincount(instance.pair_e[met], minlength=len(instance.need_e))
    kept = (met & (decisions.round == instance.kept_round)).sum() + (decisions.seat & instance.seat_kept).sum()
    missing_p = np.maximum(0, instance.need_p - dates_p).sum()
    missing_e = np.maximum(0, instance.need_e - dates_e).sum()
    return {
        "seats": instance.base["seats"] + int(decisions.seat.sum()),
        "promised": instance.base["promised"] + int(instance.promised[met].sum()),
        "left_out": int((instance.dateless_p & (dates_p == 0)).sum()),
        "shortfall": int(missing_p + missing_e),
        "kept": instance.base["kept"] + int(kept),
        "fit": instance.base["fit"] + int(instance.score[met].sum()),
        "waiting": int(idle_rounds(instance, busy_rounds(instance, decisions)).sum()),
    }


@dataclass(frozen=True)
class Neighbourhood:
    """What may change: dates of `pairs` [K] within `rounds` [R], and seats of `seats` [S].

    Where seats of a person may change, all of that person's dates must be free to change too.
    """

    pairs: Bools
    rounds: Bools
    seats: Bools


@dataclass(frozen=True)
class Rest:
    """The problem around a plan: an instance of its own, and where its pairs and seats stand in the larger one."""

    instance: Instance
    pairs: Ints
    seats: Ints

    def merged(self, decisions: Decisions, part: Decisions) -> Decisions:
        """The larger plan with this part of it replaced."""
        round_, type_, seat = decisions.round.copy(), decisions.type.copy(), decisions.seat.copy()
        round_[self.pairs], type_[self.pairs], seat[self.seats] = part.round, part.type, part.seat
        return Decisions(round_, type_, seat)

    def part(self, decisions: Decisions) -> Decisions:
        """What the larger plan decides about this part."""
        return Decisions(decisions.round[self.pairs], decisions.type[self.pairs], decisions.seat[self.seats])


def rest(instance: Instance, decisions: Decisions, free: Neighbourhood) -> Rest:
    """Hold everything outside the neighbourhood and give what remains as an instance of its own.

    Its level values (`level_values`) are those of the whole plan.
    """
    met = decisions.round >= 0
    lifted = met & free.pairs & free.rounds[decisions.round]
    fixed = np.flatnonzero(met & ~lifted)
    fixed_seats = np.flatnonzero(decisions.seat & ~free.seats)
    candidates = np.flatnonzero(free.pairs & ~(met & ~lifted))
    e, r, t = instance.pair_e[fixed], decisions.round[fixed], decisions.type[fixed]

    busy = busy_rounds(instance, Decisions(*_only(decisions, fixed, fixed_seats)))
    free_p = instance.free_p & ~busy & free.rounds
    capacity = instance.capacity_e * free.rounds
    np.subtract.at(capacity, (e, r), 1)
    capacity = np.maximum(capacity, 0)
    helped = t >= 0
    grouped = helped & instance.group_e[e]
    talks = instance.talk_types.copy()
    new = np.unique(np.stack([e[grouped], r[grouped], t[grouped]]), axis=1)
    type_free = instance.type_free.copy()
    alone = helped & ~grouped
    np.subtract.at(type_free, (t[alone], r[alone]), 1)
    np.subtract.at(type_free, (new[2], new[1]), 1)
    talks[new[0], new[1], new[2]] = True

    dates_p = np.bincount(instance.pair_p[fixed], minlength=len(instance.left_p))
    dates_e = np.bincount(e, minlength=len(instance.need_e))
    allowed = (
        instance.allowed[candidates] & free_p[instance.pair_p[candidates]] & (capacity[instance.pair_e[candidates]] > 0)
    )
    after = _after(instance, decisions, free, candidates, allowed)
    open_ = allowed.any(axis=1) | instance.pinned[candidates]
    position = np.cumsum(open_) - 1
    pairs = candidates[open_]
    seats = np.flatnonzero(free.seats)
    if len(seats):
        blocked = np.array(
            [not free_p[instance.seat_p[s], instance.seat_first[s] : instance.seat_end[s]].all() for s in seats]
        )
        seats = seats[~blocked]
    taken = np.bincount(instance.seat_session[fixed_seats], minlength=len(instance.session_left))
    kept = (r == instance.kept_round[fixed]).sum() + instance.seat_kept[fixed_seats].sum()
    smaller = replace(
        instance,
        base={
            "seats": instance.base["seats"] + len(fixed_seats),
            "promised": instance.base["promised"] + int(instance.promised[fixed].sum()),
            "kept": instance.base["kept"] + int(kept),
            "fit": instance.base["fit"] + int(instance.score[fixed].sum()),
        },
        busy_p=busy,
        free_p=free_p,
        capacity_e=capacity,
        left_p=np.maximum(0, instance.left_p - dates_p),
        need_p=np.maximum(0, instance.need_p - dates_p),
        need_e=np.maximum(0, instance.need_e - dates_e),
        dateless_p=instance.dateless_p & (dates_p == 0),
        pair_p=instance.pair_p[pairs],
        pair_e=instance.pair_e[pairs],
        score=instance.score[pairs],
        promised=instance.promised[pairs],
        cls=instance.cls[pairs],
        allowed=allowed[open_],
        kept_round=instance.kept_round[pairs],
        pinned=instance.pinned[pairs],
        seat_p=instance.seat_p[seats],
        seat_session=instance.seat_session[seats],
        seat_kept=instance.seat_kept[seats],
        seat_pinned=instance.seat_pinned[seats],
        session_left=np.maximum(0, instance.session_left - taken),
        after=tuple((int(position[i]), topic) for i, topic in after if open_[i]),
        type_free=np.maximum(0, type_free),
        talk_types=talks,
    )
    return Rest(smaller, pairs, seats)


def _only(decisions: Decisions, fixed: Ints, fixed_seats: Ints) -> tuple[Ints, Ints, Bools]:
    round_ = np.full(len(decisions.round), -1)
    round_[fixed] = decisions.round[fixed]
    seat = np.zeros(len(decisions.seat), dtype=bool)
    seat[fixed_seats] = True
    return round_, decisions.type, seat


def _after(
    instance: Instance, decisions: Decisions, free: Neighbourhood, candidates: Ints, allowed: Bools
) -> list[tuple[int, int]]:
    """Close rounds that `after` forbids given the seats that stay; keep the conditions on seats that may change."""
    position = {int(k): i for i, k in enumerate(candidates)} if instance.after else {}
    ends = {
        (int(instance.seat_p[s]), int(instance.seat_topic[s])): int(instance.seat_end[s])
        for s in np.flatnonzero(decisions.seat & ~free.seats)
    }
    changing = {(int(instance.seat_p[s]), int(instance.seat_topic[s])) for s in np.flatnonzero(free.seats)}
    open_ = []
    for k, topic in instance.after:
        i = position.get(k)
        if i is None:
            continue
        key = (int(instance.pair_p[k]), topic)
        if key in ends:
            allowed[i, : ends[key]] = False
        elif key in changing:
            open_.append((i, topic))
        else:
            allowed[i] = False
    return open_


def narrowed(instance: Instance, wanted: Bools) -> Rest:
    """The instance with only the `wanted` pairs [K]; nothing is decided."""
    everything = Neighbourhood(wanted, np.ones(instance.rounds, dtype=bool), np.ones(len(instance.seat_p), dtype=bool))
    return rest(instance, Decisions.none(instance), everything)


def to_assignments(compiled: Compiled, decisions: Decisions) -> Assignments:
    """The held part and the decisions as dates and seats, an interpreter named for each date that needs one."""
    problem = compiled.problem
    names = _name_interpreters(compiled, decisions)
    dates = [
        PlannedDate(*compiled.pair_ids[k], round=int(decisions.round[k]), interpreter=names.get(int(k)))
        for k in np.flatnonzero(decisions.round >= 0)
    ]
    seats = [PlannedSeat(*compiled.seat_ids[s]) for s in np.flatnonzero(decisions.seat)]
    return Assignments(
        dates=tuple(sorted((*problem.held.dates, *dates), key=lambda d: d.key)),
        seats=tuple(sorted((*problem.held.seats, *seats), key=lambda s: s.key)),
    )


def _name_interpreters(compiled: Compiled, decisions: Decisions) -> dict[int, str]:
    """An interpreter of the decided type for each date: one a talk, free in that round."""
    instance = compiled.instance
    free = {x.id: open_rounds(x.available) for x in compiled.problem.interpreters}
    busy: set[tuple[str, int]] = set()
    talk: dict[tuple[int, int, int], str] = {}
    names: dict[int, str] = {}
    for k in np.flatnonzero((decisions.round >= 0) & (decisions.type >= 0)):
        e, r, t = int(instance.pair_e[k]), int(decisions.round[k]), int(decisions.type[k])
        name = talk.get((e, r, t)) if instance.group_e[e] else None
        if name is None:
            name = next(i for i in compiled.type_members[t] if r in free[i] and (i, r) not in busy)
            busy.add((name, r))
            talk[e, r, t] = name
        names[int(k)] = name
    return names
