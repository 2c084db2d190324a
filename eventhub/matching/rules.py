"""The specification as code: what breaks a rule, and how good a plan is. Knows no solver.

Each rule is a function of its own that yields one sentence per breach; the numbers are those of docs/formats.md.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cached_property

from eventhub.matching.plan import Plan
from eventhub.matching.problem import Assignments, PlannedDate, PlannedSeat, Problem, Span

LEVELS = ("seats", "promised", "left_out", "shortfall", "kept", "fit", "waiting")
MORE_IS_BETTER = frozenset({"seats", "promised", "kept", "fit"})


def level_order(problem: Problem) -> tuple[str, ...]:
    """The levels from the most to the least important; on the running day (`keep_first`) `kept` leads."""
    if not problem.keep_first:
        return LEVELS
    return ("kept", *(level for level in LEVELS if level != "kept"))


def open_rounds(spans: tuple[Span, ...]) -> frozenset[int]:
    """The rounds of half-open spans."""
    return frozenset(r for first, end in spans for r in range(first, end))


class Facts:
    """A problem looked up by id, beside one plan."""

    def __init__(self, problem: Problem, plan: Plan | Assignments) -> None:
        self.problem = problem
        self.dates = list(plan.dates)
        self.seats = list(plan.seats)
        self.participants = {p.id: p for p in problem.participants}
        self.employers = {e.id: e for e in problem.employers}
        self.sessions = {s.id: s for s in problem.sessions}
        self.interpreters = {i.id: i for i in problem.interpreters}
        self.pairs = {(p.participant, p.employer): p for p in problem.pairs}
        self.held_dates = {d.key for d in problem.held.dates}
        self.held_seats = {s.key for s in problem.held.seats}

    @cached_property
    def new_dates(self) -> list[PlannedDate]:
        """The dates that are not held; only these must keep rules 3–8."""
        return [d for d in self.dates if d.key not in self.held_dates]

    @cached_property
    def new_seats(self) -> list[PlannedSeat]:
        """The seats that are not held."""
        return [s for s in self.seats if s.key not in self.held_seats]

    @cached_property
    def free(self) -> dict[tuple[str, str], frozenset[int]]:
        """Rounds somebody is available in, by (kind, id)."""
        return {
            **{("p", p.id): open_rounds(p.available) for p in self.problem.participants},
            **{("e", e.id): open_rounds(e.available) for e in self.problem.employers},
            **{("i", i.id): open_rounds(i.available) for i in self.problem.interpreters},
        }

    @cached_property
    def busy(self) -> dict[str, dict[int, list[tuple[str, bool]]]]:
        """For each participant and round, what they do there and whether it is held."""
        found: dict[str, dict[int, list[tuple[str, bool]]]] = defaultdict(lambda: defaultdict(list))
        for seat in self.seats:
            session = self.sessions[seat.session]
            for r in range(session.first_round, session.end):
                found[seat.participant][r].append((seat.session, seat.key in self.held_seats))
        for date in self.dates:
            found[date.participant][date.round].append((date.employer, date.key in self.held_dates))
        return found

    @cached_property
    def heard(self) -> dict[tuple[str, str], int]:
        """For each participant and topic with a seat, the first round after its session."""
        return {(s.participant, self.sessions[s.session].topic): self.sessions[s.session].end for s in self.seats}


def violations(problem: Problem, plan: Plan | Assignments) -> list[str]:
    """Every breach of a hard rule, one sentence each; an empty list means the plan may be used.

    `plan` must name known ids only (`documents.read_plan` sees to that).
    """
    facts = Facts(problem, plan)
    unlisted = list(_listed(facts))
    if unlisted:
        return unlisted
    rules = (_meets_once, _one_place, _available, _seats, _max_dates, _interpreted, _session_seats, _after, _given)
    return [sentence for rule in rules for sentence in rule(facts)]


def _listed(facts: Facts) -> Iterator[str]:
    """Rule 1, first half: only listed pairs meet."""
    for d in facts.dates:
        if (d.participant, d.employer) not in facts.pairs:
            yield f"Rule 1: {d.participant} and {d.employer} meet in round {d.round} but are not a listed pair."


def _meets_once(facts: Facts) -> Iterator[str]:
    """Rule 1, second half: a pair meets at most once."""
    for (p, e), n in Counter((d.participant, d.employer) for d in facts.dates).items():
        if n > 1:
            yield f"Rule 1: {p} and {e} meet {n} times."


def _one_place(facts: Facts) -> Iterator[str]:
    """Rule 2: a participant is in one place per round, unless all of it is held."""
    for p, by_round in facts.busy.items():
        for r, what in by_round.items():
            if len(what) > 1 and not all(held for _, held in what):
                yield f"Rule 2: {p} is at {' and at '.join(name for name, _ in what)} in round {r}."


def _available(facts: Facts) -> Iterator[str]:
    """Rule 3: only available rounds, and nothing new before the closed rounds end."""
    closed = facts.problem.closed_before
    for d in facts.new_dates:
        if d.round < closed:
            yield f"Rule 3: the date of {d.participant} and {d.employer} starts in round {d.round}, which is closed."
        if d.round not in facts.free["p", d.participant]:
            yield f"Rule 3: {d.participant} is not available in round {d.round}."
        if d.round not in facts.free["e", d.employer]:
            yield f"Rule 3: {d.employer} is not available in round {d.round}."
        if d.interpreter is not None and d.round not in facts.free["i", d.interpreter]:
            yield f"Rule 3: the interpreter {d.interpreter} is not available in round {d.round}."
    for s in facts.new_seats:
        session = facts.sessions[s.session]
        if session.first_round < closed:
            yield f"Rule 3: {s.participant}'s session {s.session} starts in the closed round {session.first_round}."
        for r in range(session.first_round, session.end):
            if r not in facts.free["p", s.participant]:
                yield f"Rule 3: {s.participant} is not available in round {r} of session {s.session}."


def _seats(facts: Facts) -> Iterator[str]:
    """Rule 4: an employer's seats in a round, a session's capacity."""
    for (e, r), n in Counter((d.employer, d.round) for d in facts.new_dates).items():
        if n > facts.employers[e].seats:
            yield f"Rule 4: {e} has {n} dates in round {r} and {facts.employers[e].seats} seats."
    with_new = {s.session for s in facts.new_seats}
    for session, n in Counter(s.session for s in facts.seats).items():
        if n > facts.sessions[session].capacity and session in with_new:
            yield f"Rule 4: session {session} has {n} seats taken and a capacity of {facts.sessions[session].capacity}."


def _max_dates(facts: Facts) -> Iterator[str]:
    """Rule 5: a participant's most dates; what was held is never too much."""
    held = Counter(p for p, _, _ in facts.held_dates)
    for p, n in Counter(d.participant for d in facts.dates).items():
        if n > max(facts.participants[p].max_dates, held[p]):
            yield f"Rule 5: {p} has {n} dates, at most {facts.participants[p].max_dates} are allowed."


def _interpreted(facts: Facts) -> Iterator[str]:
    """Rule 6: exactly one fitting interpreter where one is needed, who serves one talk a round."""
    talks: dict[tuple[str, int], set[tuple[str, ...]]] = defaultdict(set)
    for d in facts.new_dates:
        languages = facts.pairs[d.participant, d.employer].interpreter
        name = f"the date of {d.participant} and {d.employer} in round {d.round}"
        if languages and d.interpreter is None:
            yield f"Rule 6: {name} needs an interpreter for {' or '.join(languages)}."
        elif languages and d.interpreter is not None:
            group = facts.employers[d.employer].group
            talks[d.interpreter, d.round].add((d.employer,) if group else (d.employer, d.participant))
            if not set(languages) & set(facts.interpreters[d.interpreter].languages):
                yield f"Rule 6: {d.interpreter} speaks none of {' or '.join(languages)} for {name}."
        elif d.interpreter is not None:
            yield f"Rule 6: {name} needs no interpreter but has {d.interpreter}."
    for (i, r), at in talks.items():
        if len(at) > 1:
            yield f"Rule 6: the interpreter {i} is at {len(at)} talks in round {r}."


def _session_seats(facts: Facts) -> Iterator[str]:
    """Rule 7: seats for required topics only, one per topic, in a language the person understands."""
    for (p, topic), n in Counter((s.participant, facts.sessions[s.session].topic) for s in facts.seats).items():
        if n > 1:
            yield f"Rule 7: {p} has {n} seats for the topic {topic}."
    for s in facts.new_seats:
        session, who = facts.sessions[s.session], facts.participants[s.participant]
        if session.topic not in who.requires:
            yield f"Rule 7: {s.participant} does not require the topic {session.topic} of session {s.session}."
        if session.languages and not set(session.languages) & set(who.understands):
            yield f"Rule 7: {s.participant} understands none of the languages of session {s.session}."


def _after(facts: Facts) -> Iterator[str]:
    """Rule 8: a date that must come after a topic's session does."""
    for d in facts.new_dates:
        for topic in facts.pairs[d.participant, d.employer].after:
            end = facts.heard.get((d.participant, topic))
            if end is None or end > d.round:
                yield f"Rule 8: {d.participant} meets {d.employer} in round {d.round} before a session on {topic}."


def _given(facts: Facts) -> Iterator[str]:
    """Rule 9: everything held and pinned is in the plan."""
    dates, seats = {d.key for d in facts.dates}, {s.key for s in facts.seats}
    for kind, given in (("held", facts.problem.held), ("pinned", facts.problem.pinned)):
        for d in given.dates:
            if d.key not in dates:
                yield f"Rule 9: the {kind} date of {d.participant} and {d.employer} in round {d.round} is missing."
        for s in given.seats:
            if s.key not in seats:
                yield f"Rule 9: the {kind} seat of {s.participant} in session {s.session} is missing."


def levels(problem: Problem, plan: Plan | Assignments) -> dict[str, int]:
    """The value of every level of a plan that names listed pairs only, in the order of `LEVELS`."""
    facts = Facts(problem, plan)
    dates = Counter(d.participant for d in facts.dates)
    met = Counter(d.employer for d in facts.dates)
    concerned = {p for p, _ in facts.pairs}
    firms = {e for _, e in facts.pairs}
    date_keys, seat_keys = {d.key for d in facts.dates}, {s.key for s in facts.seats}
    pairs_met = {(d.participant, d.employer) for d in facts.dates}
    return {
        "seats": len(facts.heard),
        "promised": sum(facts.pairs[pair].promised for pair in pairs_met),
        "left_out": sum(1 for p in concerned if not dates[p]),
        "shortfall": sum(max(0, facts.participants[p].min_dates - dates[p]) for p in concerned)
        + sum(max(0, facts.employers[e].min_dates - met[e]) for e in firms),
        "kept": len({d.key for d in problem.previous.dates} & date_keys)
        + len({s.key for s in problem.previous.seats} & seat_keys),
        "fit": sum(facts.pairs[d.participant, d.employer].score for d in facts.dates),
        "waiting": sum(_idle_rounds(facts, p) for p in facts.busy),
    }


def _idle_rounds(facts: Facts, participant: str) -> int:
    """Available rounds strictly between the first and the last activity with nothing in them."""
    busy = facts.busy[participant]
    return sum(1 for r in range(min(busy), max(busy)) if r not in busy and r in facts.free["p", participant])
