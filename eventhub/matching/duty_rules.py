"""What a valid duty plan is and how good it is, without any solver."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from eventhub.matching.duty import DutyPlan, DutyProblem, Hosted, Hours, Number, Officer, Wanted, clock


@dataclass(frozen=True, slots=True, order=True)
class Duty:
    """One officer at one session, by the clock."""

    day: str
    start: int
    end: int
    place: str
    session: str
    officer: str


def duties(problem: DutyProblem, plan: DutyPlan) -> list[Duty]:
    """Everything anybody does under the plan, in order of time."""
    wanted = {session.id: session for session in problem.sessions}
    events = {event.id: event for event in problem.events}
    found = []
    for held in plan.sessions:
        session = wanted[held.session]
        event = events[session.event]
        start, end = clock(event, held.first_round, session.rounds)
        found += [Duty(event.day, start, end, event.place, session.id, officer) for officer in held.officers]
    return sorted(found)


def days(problem: DutyProblem, plan: DutyPlan) -> dict[tuple[str, str], list[Duty]]:
    """The duties of each officer on each day, in order of time."""
    found: dict[tuple[str, str], list[Duty]] = defaultdict(list)
    for duty in duties(problem, plan):
        found[duty.officer, duty.day].append(duty)
    return dict(found)


def violations(problem: DutyProblem, plan: DutyPlan) -> list[str]:
    """Every broken rule in a sentence that begins with its number; empty where the plan is valid."""
    misplaced = [*_sessions(problem, plan)]
    if misplaced:
        return misplaced  # what follows reads the clock of each session
    found = [*_staff(problem, plan)]
    officers = {officer.id: officer for officer in problem.officers}
    distances = problem.distances()
    for (officer, day), mine in days(problem, plan).items():
        found += _hours(officers[officer], day, mine, distances)
        found += _places(mine, distances)
        found += _breaks(problem, mine, distances)
    return found


def _sessions(problem: DutyProblem, plan: DutyPlan) -> Iterator[str]:
    wanted = {session.id: session for session in problem.sessions}
    rounds = {event.id: len(event.rounds) for event in problem.events}
    seen = set()
    for held in plan.sessions:
        session = wanted[held.session]
        if held.session in seen:
            yield f"Rule 1: {held.session} is held twice."
        seen.add(held.session)
        last = min(session.latest, rounds[session.event] - session.rounds)
        if not session.earliest <= held.first_round <= last:
            yield f"Rule 1: {held.session} cannot start in round {held.first_round}."


def _staff(problem: DutyProblem, plan: DutyPlan) -> Iterator[str]:
    wanted = {session.id: session for session in problem.sessions}
    officers = {officer.id: officer for officer in problem.officers}
    for held in plan.sessions:
        session = wanted[held.session]
        if len(set(held.officers)) < len(held.officers) or len(held.officers) != session.officers:
            yield f"Rule 2: {held.session} needs {session.officers} different officers, not {len(held.officers)}."
        yield from (
            f"Rule 3: {officer} cannot host {held.session} ({session.topic}, {session.language or 'any language'})."
            for officer in held.officers
            if not can_host(officers[officer], session)
        )


def can_host(officer: Officer, session: Wanted) -> bool:
    """Whether the officer knows the session's topic and speaks its language."""
    return session.topic in officer.topics and session.language in (None, *officer.languages)


def hours_of(officer: Officer, day: str) -> Hours | None:
    """The officer's hours on a day."""
    return next((hours for hours in officer.hours if hours.day == day), None)


def _hours(officer: Officer, day: str, mine: list[Duty], distances: dict[tuple[str, str], int]) -> Iterator[str]:
    hours = hours_of(officer, day)
    there, back = (distances.get((officer.home, duty.place)) for duty in (mine[0], mine[-1]))
    if hours is None or there is None or back is None:
        yield f"Rule 4: {officer.id} does not work on {day} or cannot reach {mine[0].place}."
    elif mine[0].start - there < hours.start or mine[-1].end + back > hours.end:
        yield f"Rule 4: {officer.id} would leave home too early or be back too late on {day}."


def _places(mine: list[Duty], distances: dict[tuple[str, str], int]) -> Iterator[str]:
    for earlier, later in pairwise(mine):
        way = distances.get((earlier.place, later.place))
        if way is None or earlier.end + way > later.start:
            yield (
                f"Rule 5: {earlier.officer} cannot be at {earlier.session} and at {later.session} on {earlier.day}: "
                f"the way takes {'for ever' if way is None else f'{way} minutes'}."
            )


def _breaks(problem: DutyProblem, mine: list[Duty], distances: dict[tuple[str, str], int]) -> Iterator[str]:
    first = mine[0]
    for earlier, later in pairwise(mine):
        rest = later.start - earlier.end - distances.get((earlier.place, later.place), 0)
        if rest >= problem.break_minutes:
            first = later
        elif later.end - first.start > problem.break_after:
            yield (
                f"Rule 6: {later.officer} has no break of {problem.break_minutes} minutes between {first.session} and "
                f"{later.session} on {later.day}."
            )


def levels(problem: DutyProblem, plan: DutyPlan) -> dict[str, Number]:
    """The value of each level, in their order; the plan keeps rules 1 to 5."""
    return {
        "required": _held(problem, plan.sessions, required=True),
        "wished": _held(problem, plan.sessions, required=False),
        "load": loads(problem, plan),
        "travel": _travel(problem, plan),
    }


def _held(problem: DutyProblem, sessions: tuple[Hosted, ...], required: bool) -> int:
    these = {session.id for session in problem.sessions if session.required == required}
    return sum(held.session in these for held in sessions)


def loads(problem: DutyProblem, plan: DutyPlan) -> tuple[int, ...]:
    """Everybody's minutes of duty, the longest first."""
    found = {officer.id: 0 for officer in problem.officers}
    for duty in duties(problem, plan):
        found[duty.officer] += duty.end - duty.start
    return tuple(sorted(found.values(), reverse=True))


def _travel(problem: DutyProblem, plan: DutyPlan) -> int:
    """Minutes on the way: from home to the first duty of a day, on to each next one, and home again."""
    home = {officer.id: officer.home for officer in problem.officers}
    distances = problem.distances()
    total = 0
    for (officer, _), mine in days(problem, plan).items():
        stops = [home[officer], *(duty.place for duty in mine), home[officer]]
        total += sum(distances[way] for way in pairwise(stops))
    return total
