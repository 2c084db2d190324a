"""How much each aspect counts; an organiser sees the weights and may change them."""

import math
from dataclasses import dataclass, fields

from eventhub.errors import InputError

HEAVIEST = 1000.0


@dataclass(frozen=True, slots=True)
class Weights:
    """Relative weights: only their proportions matter, and an aspect of weight 0 does not count.

    Raises InputError if a weight is no number from 0 to 1000, or if nothing counts at all.
    """

    goal: float = 30
    occupation: float = 25
    german: float = 20
    reach: float = 10
    wishes: float = 15

    def __post_init__(self) -> None:
        for field in fields(self):
            _check(field.name, getattr(self, field.name))
        if self.total < 1e-6:
            raise InputError("weights: at least one aspect must count")

    @property
    def total(self) -> float:
        """The sum of all weights, added in the order in which a score is added up."""
        return self.goal + self.occupation + self.german + self.reach + self.wishes


def _check(name: str, weight: object) -> None:
    if not _counts(weight):
        raise InputError(f"weights: {name} must be a number from 0 to {HEAVIEST:.0f}, not {weight!r}")


def _counts(weight: object) -> bool:
    if isinstance(weight, bool) or not isinstance(weight, int | float):
        return False
    return math.isfinite(weight) and 0 <= weight <= HEAVIEST


STANDARD = Weights()
