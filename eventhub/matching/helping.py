"""What helps most: what one more interpreter, one more round or one more table brings, by solving again.

Gains are counted from the given plan after it was searched without any change for longer than each change is, so that
little is claimed that needs no change. The bounds say what a change could bring at most.
"""

import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from eventhub.matching.bounds import Bounds, signed
from eventhub.matching.decisions import Decisions, Values, level_values, rank, to_assignments
from eventhub.matching.explain import TRIED, with_interpreter, with_table
from eventhub.matching.firstplan import fill
from eventhub.matching.improve import STEP_SECONDS, Improver
from eventhub.matching.instance import Ints
from eventhub.matching.plan import Plan
from eventhub.matching.problem import MAX_ROUNDS, Problem, Span
from eventhub.matching.whatif import Case

TABLES = 4  # employers tried,
LANGUAGES = 4  # and languages
BASE_SHARES = 2  # searches' time for the plan as it is


@dataclass(frozen=True, slots=True)
class Change:
    """One more of something: `kind` is `interpreter` (of language `what`), `table` (at employer `what`) or `round`."""

    kind: str
    what: str
    problem: Problem


@dataclass(frozen=True, slots=True)
class Gain:
    """What a level gains by a change: `found` in a plan, `most` a true bound given what the levels before gain.

    Both count improvements, fewer being better where it is. A level after one that gains may lose.
    """

    level: str
    found: int
    most: int


@dataclass(frozen=True, slots=True)
class Help:
    """A change and its gains, level by level in strict order."""

    change: Change
    gains: tuple[Gain, ...]


def changes(case: Case) -> Iterator[Change]:
    """The changes worth trying: the languages and employers most asked for in vain, and one more round."""
    met = {(d.participant, d.employer) for d in case.plan.dates}
    lost = [pair for key, pair in case.listed.items() if key not in met]
    dates = Counter(d.participant for d in case.plan.dates)
    short = {p.id for p in case.problem.participants if dates[p.id] < max(1, p.min_dates)}
    languages, employers = Counter[str](), Counter[str]()
    for pair in lost:
        # Somebody who is short outweighs any number of scores.
        weight = pair.score + (10**6 if pair.participant in short else 0)
        languages.update(dict.fromkeys(pair.interpreter, weight))
        employers[pair.employer] += weight
    for language, _ in languages.most_common(LANGUAGES):
        yield Change("interpreter", language, with_interpreter(case.problem, (language,)))
    if case.problem.rounds < MAX_ROUNDS:
        yield Change("round", "", with_round(case.problem))
    for employer, _ in employers.most_common(TABLES):
        yield Change("table", employer, with_table(case.problem, employer))


def with_round(problem: Problem) -> Problem:
    """The problem with a round after the last one, for everybody who is there in the last."""
    last = problem.rounds

    def longer(spans: tuple[Span, ...]) -> tuple[Span, ...]:
        return tuple((first, last + 1 if end == last else end) for first, end in spans)

    return replace(
        problem,
        rounds=last + 1,
        participants=tuple(replace(p, available=longer(p.available)) for p in problem.participants),
        employers=tuple(replace(e, available=longer(e.available)) for e in problem.employers),
        interpreters=tuple(replace(i, available=longer(i.available)) for i in problem.interpreters),
    )


def helps(case: Case, seconds: float) -> list[Help]:
    """Changes with their gains, the best first, within about `seconds`; what the time is too short for is left out."""
    end = time.monotonic() + seconds
    tried = list(changes(case))
    base_share = seconds * BASE_SHARES / (len(tried) + BASE_SHARES)
    given = to_assignments(case.compiled, searched(case, Bounds(case.instance, case.levels), base_share).decisions)
    base = Case(case.problem, Plan(dates=given.dates, seats=given.seats, status="feasible"))
    found = []
    for n, change in enumerate(tried):
        left = end - time.monotonic()
        if left > 0:
            found.append(Help(change, gains(base, change.problem, left / (len(tried) - n))))
    return sorted(found, key=lambda help_: tuple(-gain.found for gain in help_.gains))


def searched(case: Case, bounds: Bounds, seconds: float) -> Case:
    """The case with its plan improved for a while: filled up, with those served who are short, then repaired; `bounds`
    learns along the way."""
    end = time.monotonic() + seconds
    case = _short_served(case.moved(fill(case.instance, case.decisions)), end)
    for level in case.levels:
        bounds.compute(level, case.values, end - time.monotonic())
    improver = Improver(case.instance, case.levels, case.decisions, bounds.prices(case.values), seed=0)
    while (left := end - time.monotonic()) > 0:
        values = improver.incumbent.values
        open_ = [level for level in case.levels if bounds.compute(level, values, left) != values[level]]
        if not open_ or end <= time.monotonic():
            break
        improver.step(open_, end - time.monotonic())
    return case.moved(improver.incumbent.decisions)


def _short_served(case: Case, end: float) -> Case:
    """The case after trying to give each person who is short one more date, as often as that makes the plan better."""
    instance = case.instance
    queue = np.flatnonzero(instance.need_p > np.bincount(_people_met(case), minlength=len(instance.need_p))).tolist()
    while queue and time.monotonic() < end:
        p = queue.pop(0)
        open_ = np.flatnonzero((instance.pair_p == p) & (case.decisions.round < 0))
        for k in open_[np.argsort(-instance.score[open_], kind="stable")][:TRIED]:
            found = case.found_with(case.one_more(case.problem.participants[p].id), int(k))
            if found is not None and _rank(case, found) > _rank(case, case.decisions):
                case = case.moved(found)
                queue.append(p)
                break
    return case


def _people_met(case: Case) -> Ints:
    return case.instance.pair_p[case.decisions.round >= 0]


def _rank(case: Case, decisions: Decisions) -> tuple[int, ...]:
    return rank(level_values(case.instance, decisions), case.levels)


def gains(base: Case, changed: Problem, seconds: float) -> tuple[Gain, ...]:
    """What the changed problem gains over the base plan, level by level."""
    start = Case(changed, base.plan)
    bounds = Bounds(start.instance, start.levels)
    best = searched(start, bounds, seconds)
    return tuple(
        Gain(level, _better(base.values, best.values, level), _better(base.values, {level: bound}, level))
        for level in best.levels
        for bound in (bounds.compute(level, best.values, STEP_SECONDS),)
    )


def _better(old: Values, new: Values, level: str) -> int:
    return signed(level, new[level]) - signed(level, old[level])
