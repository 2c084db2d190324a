"""What a solve is asked for, what it tells while it runs, and how its processes speak with the outside."""

from dataclasses import dataclass, field
from typing import Literal, Protocol, get_args

from eventhub.matching.decisions import Decisions, Values
from eventhub.matching.instance import Bools
from eventhub.matching.milp import Floats
from eventhub.matching.plan import LevelValue, Plan

Stage = Literal["what was announced", "bounds", "repair", "proof", "less waiting"]
STAGES: tuple[Stage, ...] = get_args(Stage)
"""What a solve is at, as it tells it; the words for people are those who show it (eventhub/web/organiser/levels.py)."""


@dataclass(frozen=True)
class Options:
    """How long to search (seconds, in all), with how many processes, and from which random seed.

    `waiting_time`: seconds for less waiting once the levels before are proven. Where they are not, they are given up so
    long before the limit, but not in the first half of the time.
    """

    time_limit: float = 60.0
    workers: int = 2
    seed: int = 0
    waiting_time: float = 15.0


@dataclass(frozen=True)
class Progress:
    """Where the solver is: a stage, seconds since the start, and each level so far."""

    stage: Stage
    seconds: float
    levels: dict[str, LevelValue] = field(default_factory=dict)


@dataclass(frozen=True)
class Shared:
    """A plan as the solver's processes tell each other.

    `pairs` [K] are the useful pairs of the whole problem, `decisions` and `prices` (see `Neighbourhoods`) are
    about these; `targets` are the levels to work on; `enough` caps what counts of a level (see `Improver`).
    """

    pairs: Bools
    prices: Floats
    decisions: Decisions
    targets: tuple[str, ...]
    enough: Values


class Link(Protocol):
    """What a searching process needs of its surroundings."""

    def progress(self, progress: Progress) -> None:
        """Tell where the search is."""

    def plan(self, plan: Plan) -> None:
        """Hand over a better plan; it may be the last thing heard of this process."""

    def share(self, shared: Shared) -> None:
        """Pass a plan on to the other processes."""

    def heard(self) -> Shared | None:
        """The last plan that another process shared since the last call."""
