"""A plan: dates, seats, and how good each level of it is."""

from dataclasses import dataclass, field
from typing import Literal

from eventhub.matching.problem import PlannedDate, PlannedSeat

Status = Literal["optimal", "feasible", "infeasible", "unknown"]
STATUSES: tuple[Status, ...] = ("optimal", "feasible", "infeasible", "unknown")


@dataclass(frozen=True, slots=True)
class LevelValue:
    """A level's value, a true bound on it given the levels before, and whether no better value exists.

    For `fit` under a tolerance, `proven` says that the bound is the best fit; the value may lie below it by at most the
    tolerance, rounded up.
    """

    value: int
    bound: int
    proven: bool


@dataclass(frozen=True, slots=True)
class Plan:
    """What the solver found.

    `optimal`: every level proven. `feasible`: valid, not all proven. `infeasible`: `conflicts` says in sentences which
    pins cannot stand and why. `unknown`: no plan was found in time.
    """

    dates: tuple[PlannedDate, ...] = ()
    seats: tuple[PlannedSeat, ...] = ()
    status: Status = "unknown"
    levels: dict[str, LevelValue] = field(default_factory=dict)
    conflicts: tuple[str, ...] = ()
    seconds: float = 0.0
    seed: int = 0
