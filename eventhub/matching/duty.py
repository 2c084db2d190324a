"""Duty of co-hosts: which officers of which agency host which session, at which venue and time, over a whole series.

Times are minutes after midnight of a day (a date as text); unlike the rotation of one event, sessions of several events
have no common rounds. The classes hold what was read; `duty_documents` checks it.
"""

from dataclasses import dataclass, field
from typing import Any

from eventhub.matching.plan import Status
from eventhub.matching.problem import Span

BREAK_AFTER, BREAK_MINUTES = 360, 30
"""No more than six hours of work on end without a break of half an hour: § 4 ArbZG."""

LEVELS = ("required", "wished", "load", "travel")
"""In strict order; a level is improved only without worsening any before it."""


@dataclass(frozen=True, slots=True)
class Hours:
    """When an officer works on a day: they leave home not before `start` and are back by `end`."""

    day: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Officer:
    """Somebody of an agency who can host sessions on these topics in these languages."""

    id: str
    agency: str
    home: str
    topics: tuple[str, ...]
    languages: tuple[str, ...]
    hours: tuple[Hours, ...]


@dataclass(frozen=True, slots=True)
class EventDay:
    """An event as far as duty is concerned: a place, a day, and the clock times `(start, end)` of its rounds."""

    id: str
    place: str
    day: str
    rounds: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Wanted:
    """A session that the event `event` wants: it may start in the rounds `earliest` … `latest` (both included), lasts
    `rounds`, and is held by `officers` people at once, or not at all. `language` None: any language serves."""

    id: str
    event: str
    topic: str
    rounds: int
    earliest: int
    latest: int
    language: str | None = None
    officers: int = 1
    required: bool = False


@dataclass(frozen=True, slots=True)
class Way:
    """Minutes between two places, in both directions."""

    places: tuple[str, str]
    minutes: int


@dataclass(frozen=True, slots=True)
class DutyProblem:
    """Everything the solver may know. Two or more duties without a break of `break_minutes` between them last at most
    `break_after` minutes from the first one's start to the last one's end; time on the way is no break."""

    name: str
    places: tuple[str, ...]
    ways: tuple[Way, ...]
    officers: tuple[Officer, ...]
    events: tuple[EventDay, ...]
    sessions: tuple[Wanted, ...]
    break_after: int = BREAK_AFTER
    break_minutes: int = BREAK_MINUTES
    extras: dict[str, Any] = field(default_factory=dict)

    def distances(self) -> dict[tuple[str, str], int]:
        """Minutes of the shortest way between any two places that are joined (Floyd and Warshall)."""
        found = {(place, place): 0 for place in self.places}
        for way in self.ways:
            for ends in (way.places, way.places[::-1]):
                found[ends] = min(way.minutes, found.get(ends, way.minutes))
        for over in self.places:
            onward = [(b, minutes) for (a, b), minutes in found.items() if a == over]
            for a, minutes in [(a, m) for (a, b), m in found.items() if b == over]:
                for b, more in onward:
                    found[a, b] = min(minutes + more, found.get((a, b), minutes + more))
        return found


@dataclass(frozen=True, slots=True)
class Hosted:
    """A session that is held: its first round and who hosts it."""

    session: str
    first_round: int
    officers: tuple[str, ...]


Number = int | tuple[int, ...]


@dataclass(frozen=True, slots=True)
class DutyLevel:
    """A level's value, a true bound given the levels before, and whether they meet.

    `load` is a list: everybody's minutes of duty, the longest first, compared like words. Its bound ends where it
    is not proven any more.
    """

    value: Number
    bound: Number
    proven: bool


@dataclass(frozen=True, slots=True)
class DutyPlan:
    """Sessions that are held and by whom. Holding none is a valid plan, so there is always one."""

    sessions: tuple[Hosted, ...] = ()
    status: Status = "feasible"
    levels: dict[str, DutyLevel] = field(default_factory=dict)
    seconds: float = 0.0
    seed: int = 0


def clock(event: EventDay, first_round: int, rounds: int) -> Span:
    """When a session begins and ends; pauses between its rounds belong to it."""
    return event.rounds[first_round][0], event.rounds[first_round + rounds - 1][1]
