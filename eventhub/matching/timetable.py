"""Timetabling of activities that are already chosen: who meets is given, when is asked.

Every activity takes one round and all its people; at most `capacity` activities share a round (tables). A *break* is a
group of rounds without an activity between two activities of a person; its length does not count. The breaks of all
people are to be few, and no two people's numbers may differ by more than `max_difference`. This is the
business-to-business meeting scheduling problem of Bofill et al., JAIR 74 (2022), section 2, for activities of any
number of people.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from eventhub.errors import InputError
from eventhub.matching.plan import Status


@dataclass(frozen=True, slots=True)
class Activity:
    """Something that takes one of `rounds` and all its `people`, after every activity of `after` (indices).

    With `fixed`, it takes that round, which must be one of `rounds`.
    """

    people: tuple[str, ...]
    rounds: tuple[int, ...]
    fixed: int | None = None
    after: tuple[int, ...] = ()

    @property
    def choices(self) -> tuple[int, ...]:
        """The rounds it may take, in ascending order."""
        return tuple(r for r in sorted(set(self.rounds)) if self.fixed in (None, r))


@dataclass(frozen=True, slots=True)
class Timetabling:
    """A timetabling problem; rounds are numbered from 0. Raises InputError where it contradicts itself."""

    rounds: int
    people: tuple[str, ...]
    activities: tuple[Activity, ...]
    capacity: int
    max_difference: int = 2

    def __post_init__(self) -> None:
        known = set(self.people)
        for i, activity in enumerate(self.activities):
            if len(set(activity.people)) < len(activity.people):
                raise InputError(f"Activity {i} names somebody twice.")
            if unknown := set(activity.people) - known:
                raise InputError(f"Activity {i} names {min(unknown)!r}, who is not among the people.")
            if not all(0 <= r < self.rounds for r in activity.rounds):
                raise InputError(f"Activity {i} names a round that is not among the {self.rounds} rounds.")
            if not all(0 <= j < len(self.activities) for j in activity.after):
                raise InputError(f"Activity {i} comes after an activity that does not exist.")

    def activities_of(self) -> dict[str, list[int]]:
        """For each person the indices of their activities."""
        found: dict[str, list[int]] = {person: [] for person in self.people}
        for i, activity in enumerate(self.activities):
            for person in activity.people:
                found[person].append(i)
        return found


@dataclass(frozen=True, slots=True)
class Timetable:
    """What was found: the round of each activity (empty without a timetable), the number of breaks, and a true bound.

    `optimal`: no timetable has fewer breaks. `infeasible`: there is none. `unknown`: none was found in time. `breaks`
    and `bound` are None where they mean nothing.
    """

    status: Status
    rounds: tuple[int, ...] = ()
    breaks: int | None = None
    bound: int | None = None
    seconds: float = 0.0


def breaks(problem: Timetabling, rounds: tuple[int, ...]) -> dict[str, int]:
    """For each person the number of breaks in the timetable."""
    return {
        person: sum(later - earlier > 1 for earlier, later in pairwise(sorted(rounds[i] for i in mine)))
        for person, mine in problem.activities_of().items()
    }


def violations(problem: Timetabling, rounds: tuple[int, ...]) -> list[str]:
    """Every broken rule of a timetable in a sentence, without a solver; empty where it is valid."""
    if len(rounds) != len(problem.activities):
        return [f"There are {len(rounds)} rounds for {len(problem.activities)} activities."]
    return [
        *_outside(problem, rounds),
        *_clashes(problem, rounds),
        *_too_many(problem, rounds),
        *_too_early(problem, rounds),
        *_unfair(problem, rounds),
    ]


def _outside(problem: Timetabling, rounds: tuple[int, ...]) -> Iterator[str]:
    for i, (activity, chosen) in enumerate(zip(problem.activities, rounds, strict=True)):
        if chosen not in activity.choices:
            yield f"Activity {i} may not take round {chosen}."


def _clashes(problem: Timetabling, rounds: tuple[int, ...]) -> Iterator[str]:
    for person, mine in problem.activities_of().items():
        for chosen, times in Counter(rounds[i] for i in mine).items():
            if times > 1:
                yield f"{person} has {times} activities in round {chosen}."


def _too_many(problem: Timetabling, rounds: tuple[int, ...]) -> Iterator[str]:
    for chosen, times in sorted(Counter(rounds).items()):
        if times > problem.capacity:
            yield f"Round {chosen} holds {times} activities, but at most {problem.capacity} fit."


def _too_early(problem: Timetabling, rounds: tuple[int, ...]) -> Iterator[str]:
    for i, activity in enumerate(problem.activities):
        for j in activity.after:
            if rounds[j] >= rounds[i]:
                yield f"Activity {i} in round {rounds[i]} is not after activity {j} in round {rounds[j]}."


def _unfair(problem: Timetabling, rounds: tuple[int, ...]) -> Iterator[str]:
    by_number = defaultdict(list)
    for person, number in breaks(problem, rounds).items():
        by_number[number].append(person)
    if by_number and max(by_number) - min(by_number) > problem.max_difference:
        most, fewest = by_number[max(by_number)][0], by_number[min(by_number)][0]
        yield (
            f"{most} has {max(by_number)} breaks and {fewest} has {min(by_number)}: "
            f"that is more than {problem.max_difference} apart."
        )
