"""What stands of an announced plan when as much as possible of it is to be kept.

On the running day `kept` comes first. Most announced items then stand in *every* plan that keeps as many, so they can
be held fixed without losing any best plan, and little is left to decide (docs/adr/0015-plan-the-day-anew.md).
"""

import time
from dataclasses import dataclass, replace

import numpy as np

from eventhub.matching.bounds import RELATIVE_SLACK, SLACK
from eventhub.matching.decisions import Decisions, Neighbourhood, Rest, level_values, rest
from eventhub.matching.firstplan import fill
from eventhub.matching.instance import Bools, Instance
from eventhub.matching.milp import Solution
from eventhub.matching.roundmodel import RoundModel


@dataclass(frozen=True)
class Announced:
    """A plan that keeps as much as was found possible, a bound on `kept`, and the items (dates of pairs [K], seats [S])
    that stand in every plan that keeps as much as this one."""

    plan: Decisions
    bound: int
    pairs: Bools
    seats: Bools


def most_kept(instance: Instance, deadline: float) -> Announced | None:
    """Keep as much as can be, with the pins; None if out of time (`deadline` is a time of `time.monotonic`).

    Announced dates, pins and seats are all that matters for it: any other date only takes room from them.
    """
    kept = np.flatnonzero(instance.kept_round >= 0)
    cells = np.repeat(instance.pinned[:, None], instance.rounds, axis=1)
    cells[kept, instance.kept_round[kept]] = True
    model = RoundModel(instance, cells)
    # All seats together weigh less than one kept item: they make a better start and leave the bound true.
    model.maximise({"kept": 1.0, "seats": 0.5 / (1 + len(model.y))})
    relaxed = model.model.solve(deadline - time.monotonic(), relaxed=True)
    solution = model.model.solve(deadline - time.monotonic())
    if solution.values is None:
        return None
    start = model.decisions(solution.values)
    most = level_values(instance, start)["kept"] - instance.base["kept"]
    pairs, seats = _standing(model, relaxed, most)
    bound = int(np.floor(solution.bound + SLACK + RELATIVE_SLACK * abs(solution.bound)))
    return Announced(fill(instance, start), bound + instance.base["kept"], pairs, seats)


def _standing(model: RoundModel, relaxed: Solution, most: int) -> tuple[Bools, Bools]:
    """Dates [K] and seats [S] without which a plan cannot keep `most` items.

    All of them where all can be kept; else those whose reduced cost says that the relaxation's optimum would fall below
    `most` (reduced-cost fixing).
    """
    instance = model.instance
    pairs, seats = instance.kept_round >= 0, instance.seat_kept
    if most == pairs.sum() + seats.sum():
        return pairs, seats
    gains = np.zeros(model.model.columns) if relaxed.reduced_costs is None else relaxed.reduced_costs
    needed = relaxed.bound - gains < most - SLACK - RELATIVE_SLACK * abs(relaxed.bound)
    in_place = model.choices.b == instance.kept_round[model.choices.k]
    pairs = np.isin(np.arange(len(pairs)), model.choices.k[in_place & needed[model.x]])
    return pairs, seats & needed[model.y]


def held_fast(instance: Instance, announced: Announced) -> Rest:
    """What is left to decide around the items that stand; `Announced.plan` is a plan of it.

    Dates that need an interpreter or a session before them stay in it as pins: who interprets, and which seat leads
    to them, is still open.
    """
    tied = instance.cls >= 0
    tied[[k for k, _ in instance.after]] = True
    pins, held = announced.pairs & tied, announced.pairs & ~tied
    allowed = instance.allowed.copy()
    allowed[pins] &= np.arange(instance.rounds) == instance.kept_round[pins, None]
    pinned = replace(instance, allowed=allowed, pinned=instance.pinned | pins)
    fixed = Decisions(np.where(held, instance.kept_round, -1), np.full(len(held), -1), announced.seats)
    heard = set(zip(instance.seat_p[announced.seats], instance.seat_topic[announced.seats], strict=True))
    open_seats = [key not in heard for key in zip(instance.seat_p, instance.seat_topic, strict=True)]
    free = Neighbourhood(~held, np.ones(instance.rounds, dtype=bool), np.array(open_seats, dtype=bool))
    return rest(pinned, fixed, free)
