"""Why somebody has no date, coded, so that any language can say it (`reason_words.py` does).

A reason is true in this sense: take away what it names, and it holds no longer. The tests do that.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from eventhub.matching.problem import Pair, Problem
from eventhub.matching.rules import open_rounds

Detail = str | int | tuple[str, ...]


class ReasonCode(StrEnum):
    """What a reason says; its details are named in braces."""

    NO_PAIR = "no_pair"
    """The person has no listed pair at all."""
    ALL_MET = "all_met"
    """All listed pairs of the person meet."""
    NOT_LISTED = "not_listed"
    """{employer}"""
    MET = "met"
    """{employer}, {round}"""
    WINDOWS = "windows"
    """{employer}: no open round in which both are there."""
    NO_TABLE = "no_table"
    """{employer}: no seats."""
    NOBODY_INTERPRETS = "nobody_interprets"
    """{employer}, {languages}: nobody in any open round."""
    NO_INTERPRETER = "no_interpreter"
    """{employer}, {languages}, {first}, {last}: nobody there in the rounds in which both are."""
    SESSION_MISSING = "session_missing"
    """{employer}, {topic}: no session that the person may attend ends before the last round in which both are there."""
    NO_COMMON_ROUND = "no_common_round"
    """{employer}: windows, interpreters and sessions leave no round together, though each alone would."""
    PINS = "pins"
    """{employer}: pinned and held dates leave no room."""
    POSSIBLE = "possible"
    """{employer}: a plan with this date was found that is as good on all levels but `waiting`."""
    COSTS = "costs"
    """{employer} (missing: any further date), {level}, {least}, {most}: the loss at the first level that gets worse.
    {least} is proven; a plan that loses {most} was found. One of them may be missing."""
    UNKNOWN = "unknown"
    """{employer}: neither a plan with this date nor a proof against it was found."""
    EMPLOYER_FULL = "employer_full"
    """{employer}: with one more seat there would be a plan with this date that costs nothing."""
    INTERPRETER_BUSY = "interpreter_busy"
    """{employer}, {languages}, {first}, {last}: the same with one more interpreter."""
    SESSION_FIRST = "session_first"
    """{employer}, {topics}: the same if no session had to come first."""
    PERSON_FULL = "person_full"
    """{employer}, {max_dates}: the same if the person might have one more date."""
    NOT_EXAMINED = "not_examined"
    """The time was too short."""


@dataclass(frozen=True, slots=True)
class Reason:
    """One sentence, coded: what it says, and its details by name."""

    code: ReasonCode
    details: tuple[tuple[str, Detail], ...] = ()


def reason(code: ReasonCode, **details: Detail) -> Reason:
    """A reason with its details."""
    return Reason(code, tuple(details.items()))


def common_rounds(problem: Problem, pair: Pair) -> frozenset[int]:
    """Open rounds in which participant and employer are there and nothing held takes the participant's time."""
    person = next(p for p in problem.participants if p.id == pair.participant)
    firm = next(e for e in problem.employers if e.id == pair.employer)
    both = open_rounds(person.available) & open_rounds(firm.available)
    return frozenset(r for r in both if r >= problem.closed_before) - _held_rounds(problem, pair.participant)


def _held_rounds(problem: Problem, participant: str) -> frozenset[int]:
    sessions = {s.id: s for s in problem.sessions}
    taken = {d.round for d in problem.held.dates if d.participant == participant}
    for seat in problem.held.seats:
        if seat.participant == participant:
            taken |= set(range(sessions[seat.session].first_round, sessions[seat.session].end))
    return frozenset(taken)


def impossible(problem: Problem, pair: Pair) -> tuple[Reason, ...]:
    """Why a listed pair can meet in no plan, whatever all others do; empty if it could."""
    rounds = common_rounds(problem, pair)
    if not rounds:
        return (reason(ReasonCode.WINDOWS, employer=pair.employer),)
    found = []
    if not next(e.seats for e in problem.employers if e.id == pair.employer):
        found.append(reason(ReasonCode.NO_TABLE, employer=pair.employer))
    helped = helped_rounds(problem, pair, rounds)
    if not helped_rounds(problem, pair, range(problem.closed_before, problem.rounds)):
        found.append(reason(ReasonCode.NOBODY_INTERPRETS, employer=pair.employer, languages=pair.interpreter))
    elif not helped:
        span = {"first": min(rounds), "last": max(rounds)}
        found.append(reason(ReasonCode.NO_INTERPRETER, employer=pair.employer, languages=pair.interpreter, **span))
    later = rounds
    for topic in pair.after:
        heard = first_end(problem, pair.participant, topic)
        later = frozenset(r for r in later if heard is not None and r >= heard)
        if heard is None or heard > max(rounds):
            found.append(reason(ReasonCode.SESSION_MISSING, employer=pair.employer, topic=topic))
    if not found and not later & helped:
        found.append(reason(ReasonCode.NO_COMMON_ROUND, employer=pair.employer))
    return tuple(found)


def helped_rounds(problem: Problem, pair: Pair, rounds: Iterable[int]) -> frozenset[int]:
    """Those of the rounds in which somebody is there who could interpret for the pair, all if nobody need."""
    if not pair.interpreter:
        return frozenset(rounds)
    able = [i for i in problem.interpreters if set(i.languages) & set(pair.interpreter)]
    return frozenset(r for r in rounds if any(r in open_rounds(i.available) for i in able))


def first_end(problem: Problem, participant: str, topic: str) -> int | None:
    """The first round after the earliest session on a topic that a person has heard or may attend; None if none."""
    person = next(p for p in problem.participants if p.id == participant)
    free = open_rounds(person.available) - _held_rounds(problem, participant)
    held = {s.session for s in problem.held.seats if s.participant == participant}
    sessions = [s for s in problem.sessions if s.topic == topic]
    heard = [s.end for s in sessions if s.id in held]
    if heard:
        return min(heard)
    fitting = [
        s.end
        for s in sessions
        if topic in person.requires
        and s.first_round >= problem.closed_before
        and (not s.languages or set(s.languages) & set(person.understands))
        and free >= set(range(s.first_round, s.end))
    ]
    return min(fitting, default=None)
