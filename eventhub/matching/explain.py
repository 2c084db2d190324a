"""Why people are left out or short, and why a pair does not meet: reasons that were found by solving again.

What a date would cost is bounded by the programme without rounds and by plans found nearby (`whatif.py`). What stands
in its way is what can be taken away so that a plan appears that has the date and loses nothing.
"""

import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from eventhub.errors import InputError
from eventhub.matching.problem import Interpreter, Pair, Problem
from eventhub.matching.reasons import Reason, ReasonCode, common_rounds, impossible, reason
from eventhub.matching.whatif import Case, Loss, Wish

TRIED = 3  # of a person's open pairs, the best by score


@dataclass(frozen=True, slots=True)
class PersonExplained:
    """Somebody without a date, or with fewer than promised, and why."""

    participant: str
    dates: int
    min_dates: int
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class PairExplained:
    """A pair that was asked about, and why it meets or not."""

    participant: str
    employer: str
    reasons: tuple[Reason, ...]


def explain_pair(case: Case, participant: str, employer: str) -> PairExplained:
    """Why a pair does not meet, or that it does. Raises InputError for an unknown id."""
    for id_, known in ((participant, case.problem.participants), (employer, case.problem.employers)):
        if id_ not in {x.id for x in known}:
            raise InputError(f"{id_!r} is not known in the problem.")
    return PairExplained(participant, employer, tuple(_pair_reasons(case, participant, employer)))


def _pair_reasons(case: Case, participant: str, employer: str) -> Iterator[Reason]:
    met = [d.round for d in case.plan.dates if (d.participant, d.employer) == (participant, employer)]
    pair = case.listed.get((participant, employer))
    if met:
        yield reason(ReasonCode.MET, employer=employer, round=met[0])
    elif pair is None:
        yield reason(ReasonCode.NOT_LISTED, employer=employer)
    elif never := impossible(case.problem, pair):
        yield from never
    elif (wish := case.wish(participant, employer)) is None:
        yield reason(ReasonCode.PINS, employer=employer)
    else:
        found = case.found_with(wish, case.index[participant, employer])
        most = None if found is None else case.loss(found)
        if found is not None and most is None:
            yield reason(ReasonCode.POSSIBLE, employer=employer)
            return
        yield _cost(case.least_loss(wish), most, {"employer": employer})
        yield from obstacles(case, pair)


def _cost(least: Loss | None, most: Loss | None, whom: dict[str, str]) -> Reason:
    """The first level that gets worse: what is proven, what was found, both where they speak of the same level."""
    if least is not None and least.level is None:
        return reason(ReasonCode.PINS, **whom)
    first = least or most
    if first is None or first.level is None:
        return reason(ReasonCode.UNKNOWN, **whom)
    amounts = {
        name: loss.amount for name, loss in (("least", least), ("most", most)) if loss and loss.level == first.level
    }
    return reason(ReasonCode.COSTS, **whom, level=first.level, **amounts)


def explain_people(case: Case, deadline: float) -> Iterator[PersonExplained]:
    """Everybody without a date or with fewer than promised; after `deadline` (of `time.monotonic`) only with reasons
    that need no solving."""
    dates = Counter(d.participant for d in case.plan.dates)
    for person in case.problem.participants:
        n = dates[person.id]
        if n == 0 or n < person.min_dates:
            reasons = dict.fromkeys(_person_reasons(case, person.id, deadline))
            yield PersonExplained(person.id, n, person.min_dates, tuple(reasons))


def _person_reasons(case: Case, participant: str, deadline: float) -> Iterator[Reason]:
    met = {(d.participant, d.employer) for d in case.plan.dates}
    mine = [pair for (p, _), pair in case.listed.items() if p == participant]
    if not mine:
        yield reason(ReasonCode.NO_PAIR)
    elif met >= {(pair.participant, pair.employer) for pair in mine}:
        yield reason(ReasonCode.ALL_MET)
    possible = []
    for pair in sorted(mine, key=lambda pair: -pair.score):
        if (pair.participant, pair.employer) in met:
            continue
        never = impossible(case.problem, pair)
        yield from never
        if not never and (pair.participant, pair.employer) in case.index:
            possible.append(pair)
    if possible and time.monotonic() > deadline:
        yield reason(ReasonCode.NOT_EXAMINED)
    elif possible:
        yield from _one_more(case, participant, possible[:TRIED])


def _one_more(case: Case, participant: str, pairs: list[Pair]) -> Iterator[Reason]:
    """What a further date would cost, whoever it is with, and what stands in the way of the best ones."""
    wish, losses = case.one_more(participant), []
    for pair in pairs:
        found = case.found_with(wish, case.index[pair.participant, pair.employer])
        if found is not None and (loss := case.loss(found)) is None:
            yield reason(ReasonCode.POSSIBLE, employer=pair.employer)
            return
        losses += [] if found is None or loss is None else [loss]
    later = max(losses, key=lambda loss: (case.levels.index(loss.level or ""), -loss.amount), default=None)
    yield _cost(case.least_loss(wish), later, {})
    for pair in pairs:
        yield from obstacles(case, pair)


def obstacles(case: Case, pair: Pair) -> Iterator[Reason]:
    """What stands in a date's way: without it, a plan was found that has the date and loses nothing."""
    for why, without in _taken_away(case, pair):
        changed = Case(without, case.plan)
        k = changed.index[pair.participant, pair.employer]
        wish = changed.wish(pair.participant, pair.employer)
        found = changed.found_with(wish, k) if isinstance(wish, Wish) else None
        if found is not None and changed.loss(found) is None:
            yield why


def _taken_away(case: Case, pair: Pair) -> Iterator[tuple[Reason, Problem]]:
    """Each thing that might stand in the way, and the problem without it."""
    problem = case.problem
    yield reason(ReasonCode.EMPLOYER_FULL, employer=pair.employer), with_table(problem, pair.employer)
    if pair.interpreter:
        busy = _busy_rounds(case, pair)
        why = reason(
            ReasonCode.INTERPRETER_BUSY,
            employer=pair.employer,
            languages=pair.interpreter,
            first=min(busy),
            last=max(busy),
        )
        yield why, with_interpreter(problem, pair.interpreter)
    if pair.after:
        free = replace(pair, after=())
        pairs = tuple(free if x is pair else x for x in problem.pairs)
        why = reason(ReasonCode.SESSION_FIRST, employer=pair.employer, topics=pair.after)
        yield why, replace(problem, pairs=pairs)
    person = next(p for p in problem.participants if p.id == pair.participant)
    if sum(d.participant == person.id for d in case.plan.dates) >= person.max_dates:
        why = reason(ReasonCode.PERSON_FULL, employer=pair.employer, max_dates=person.max_dates)
        more = replace(person, max_dates=person.max_dates + 1)
        yield why, replace(problem, participants=tuple(more if p is person else p for p in problem.participants))


def _busy_rounds(case: Case, pair: Pair) -> frozenset[int]:
    """Rounds in which the pair could meet but every interpreter for it is taken; all of them if that is in none."""
    able = {i.id for i in case.problem.interpreters if set(i.languages) & set(pair.interpreter)}
    taken = {(d.interpreter, d.round) for d in case.plan.dates}
    rounds = common_rounds(case.problem, pair)
    return frozenset(r for r in rounds if all((i, r) in taken for i in able)) or rounds


def with_table(problem: Problem, employer: str) -> Problem:
    """The problem with one more seat at an employer."""
    return replace(
        problem, employers=tuple(replace(e, seats=e.seats + 1) if e.id == employer else e for e in problem.employers)
    )


def with_interpreter(problem: Problem, languages: tuple[str, ...]) -> Problem:
    """The problem with one more interpreter, who is there all the time."""
    ids = {i.id for i in problem.interpreters}
    name = next(f"one more {n}" for n in range(len(ids) + 1) if f"one more {n}" not in ids)
    more = Interpreter(name, languages, ((0, problem.rounds),))
    return replace(problem, interpreters=(*problem.interpreters, more))
