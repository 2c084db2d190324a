"""The fit of a participant and an employer: 0–100, at the employer's best position.

The score is the weighted mean of five shares (goal, occupation, German, reach, wishes), each 0–1. Every share only
rises with what is better for the pair, so more years, better German, a shorter way, a goal that is met or a warmer
wish never lower a score. A pair that either side ruled out has no fit at all.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, partial
from types import MappingProxyType
from typing import NamedTuple

from eventhub.fit.goals import goal_share
from eventhub.fit.inputs import NO_WISHES, Employer, Participant, Position, TravelMinutes, Wishes
from eventhub.fit.languages import german_share, interpreter_languages
from eventhub.fit.occupations import occupation_share
from eventhub.fit.reach import reach_share
from eventhub.fit.weights import STANDARD, Weights
from eventhub.fit.wishes import is_promised, vetoed, wishes_share

NO_TRAVEL_TABLE: TravelMinutes = MappingProxyType({})
NOBODY_WISHED: Mapping[tuple[str, str], Wishes] = MappingProxyType({})


class Shares(NamedTuple):
    """How far each aspect is met, 0–1, before weighting."""

    goal: float
    occupation: float
    german: float
    reach: float
    wishes: float


@dataclass(frozen=True, slots=True)
class Fit:
    """A pair that may meet: its score, 0–100, at the position that fits best, and all that the score was made of."""

    participant: Participant
    employer: Employer
    position: Position
    score: int
    shares: Shares
    wishes: Wishes
    weights: Weights
    travel: TravelMinutes

    @property
    def promised(self) -> bool:
        """Whether both sides may count on this date."""
        return is_promised(self.wishes)

    @property
    def interpreter(self) -> tuple[str, ...]:
        """Languages one of which an interpreter must speak; empty if none is needed."""
        return interpreter_languages(self.participant, self.employer, self.position)


def fit(
    participant: Participant,
    employer: Employer,
    wishes: Wishes = NO_WISHES,
    weights: Weights = STANDARD,
    travel: TravelMinutes = NO_TRAVEL_TABLE,
) -> Fit | None:
    """The fit of one pair; None if they may not meet or the employer has no position, and never which of the two."""
    return _best(_Standing(participant, weights, travel), employer, wishes)


def fits(
    participants: Iterable[Participant],
    employers: Iterable[Employer],
    wishes: Mapping[tuple[str, str], Wishes] = NOBODY_WISHED,
    weights: Weights = STANDARD,
    travel: TravelMinutes = NO_TRAVEL_TABLE,
) -> Iterator[Fit]:
    """The fits of all pairs that may meet, participants in the order given, then employers.

    `wishes` is keyed by (participant id, employer id); pairs without an entry wished nothing.
    """
    employers = tuple(employers)
    for participant in participants:
        standing = _Standing(participant, weights, travel)
        for employer in employers:
            found = _best(standing, employer, wishes.get((participant.id, employer.id), NO_WISHES))
            if found is not None:
                yield found


class _Standing:
    """How one participant stands to positions; each aspect is judged once for each value it depends on."""

    def __init__(self, participant: Participant, weights: Weights, travel: TravelMinutes) -> None:
        self.participant = participant
        self.weights = weights
        self.travel = travel
        self._goal = cache(partial(goal_share, participant.goals))
        self._occupation = cache(partial(occupation_share, participant.experience))
        self._german = cache(partial(german_share, participant.german))
        self._reach: dict[object, float] = {}

    def worth(self, position: Position) -> float:
        """What speaks for a position, weighted; wishes are the same for all positions of an employer."""
        weights = self.weights
        return (
            weights.goal * self._goal(position.kind)
            + weights.occupation * self._occupation(position.occupation, position.kind)
            + weights.german * self._german(position.german)
            + weights.reach * self._reach_of(position)
        )

    def shares(self, position: Position, wishes: float) -> Shares:
        return Shares(
            self._goal(position.kind),
            self._occupation(position.occupation, position.kind),
            self._german(position.german),
            self._reach_of(position),
            wishes,
        )

    def _reach_of(self, position: Position) -> float:
        way = (position.place, position.reachable_without_car)
        if way not in self._reach:
            self._reach[way] = reach_share(self.participant, position, self.travel)
        return self._reach[way]


def _best(standing: _Standing, employer: Employer, wishes: Wishes) -> Fit | None:
    if vetoed(wishes) or not employer.positions:
        return None
    weights = standing.weights
    position = max(employer.positions, key=standing.worth)
    shares = standing.shares(position, wishes_share(wishes))
    score = int(100 * _weigh(shares, weights) / weights.total + 0.5)
    return Fit(standing.participant, employer, position, score, shares, wishes, weights, standing.travel)


def _weigh(shares: Shares, weights: Weights) -> float:
    return (
        weights.goal * shares.goal
        + weights.occupation * shares.occupation
        + weights.german * shares.german
        + weights.reach * shares.reach
        + weights.wishes * shares.wishes
    )
