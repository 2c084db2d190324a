"""The rotation problem as frozen data.

Rounds are numbered 0 … rounds-1 and have one length; clock times are the application's business. A span is a half-open
interval `(first, end)` of rounds. The classes hold what was read; `documents.read_problem` is the place that checks it.
"""

from dataclasses import dataclass, field
from typing import Any

Span = tuple[int, int]
MAX_ROUNDS = 200


@dataclass(frozen=True, slots=True)
class Participant:
    """A person at the event: when they can come, how many dates they were promised, what they should hear about."""

    id: str
    available: tuple[Span, ...]
    min_dates: int
    max_dates: int
    requires: tuple[str, ...] = ()
    understands: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Employer:
    """A firm with `seats` dates at the same time; with `group`, the dates of one round are one common talk."""

    id: str
    seats: int
    available: tuple[Span, ...]
    min_dates: int = 0
    group: bool = False


@dataclass(frozen=True, slots=True)
class Pair:
    """A date that may take place. `score` is the fit, 0–100; any language of `interpreter` serves (empty: none needed);
    a session on each topic of `after` must have ended before the date starts."""

    participant: str
    employer: str
    score: int
    interpreter: tuple[str, ...] = ()
    promised: bool = False
    after: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Session:
    """An information session: rounds `first_round` … `first_round + rounds - 1`, at most `capacity` seats."""

    id: str
    topic: str
    first_round: int
    rounds: int
    capacity: int
    languages: tuple[str, ...] = ()

    @property
    def end(self) -> int:
        """The first round after the session."""
        return self.first_round + self.rounds


@dataclass(frozen=True, slots=True)
class Interpreter:
    """Somebody who serves one talk a round in any of their languages."""

    id: str
    languages: tuple[str, ...]
    available: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class PlannedDate:
    """One participant, one employer, one round; `interpreter` is the id of who helps, if anybody must."""

    participant: str
    employer: str
    round: int
    interpreter: str | None = None

    @property
    def key(self) -> tuple[str, str, int]:
        """What makes two dates the same: the pair and the round, not who interprets."""
        return self.participant, self.employer, self.round


@dataclass(frozen=True, slots=True)
class PlannedSeat:
    """One participant's place in one information session."""

    participant: str
    session: str

    @property
    def key(self) -> tuple[str, str]:
        """The pair of ids, to compare with."""
        return self.participant, self.session


@dataclass(frozen=True, slots=True)
class Assignments:
    """Dates and seats that are given: held, pinned or announced before."""

    dates: tuple[PlannedDate, ...] = ()
    seats: tuple[PlannedSeat, ...] = ()


@dataclass(frozen=True, slots=True)
class Problem:
    """Everything the solver may know. `held` took place, `pinned` must be in the plan, `previous` should stay; nothing
    that is not held starts before round `closed_before`; `fit_tolerance` is the share of fit that may go for less
    waiting; `extras` keeps the document's keys that begin with `x-`."""

    name: str
    rounds: int
    participants: tuple[Participant, ...]
    employers: tuple[Employer, ...]
    pairs: tuple[Pair, ...]
    sessions: tuple[Session, ...] = ()
    interpreters: tuple[Interpreter, ...] = ()
    closed_before: int = 0
    held: Assignments = Assignments()
    pinned: Assignments = Assignments()
    previous: Assignments = Assignments()
    keep_first: bool = False
    fit_tolerance: float = 0.0
    extras: dict[str, Any] = field(default_factory=dict)
