"""The duty problem for CP-SAT: a literal for each start of a session and for each officer who may host it there.

Choices of different days do not meet in any rule, so a model may be built for some days only.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import combinations, permutations

from ortools.sat.python import cp_model

from eventhub.matching.duty import DutyProblem, Hosted, Officer, clock
from eventhub.matching.duty_rules import can_host, hours_of

DAY_MINUTES = 1440


@dataclass(frozen=True, slots=True, order=True)
class Choice:
    """A session that starts in a certain round, by the clock."""

    start: int
    end: int
    place: str
    session: str
    first_round: int

    @property
    def minutes(self) -> int:
        """How long the duty lasts."""
        return self.end - self.start


class DutyModel:
    """Rules 1 to 6, no objective; `held[day][choice]` and `hosts[officer, day][choice]` are literals."""

    def __init__(self, problem: DutyProblem, days: Collection[str]) -> None:
        self.problem = problem
        self.distances = problem.distances()
        self.model = cp_model.CpModel()
        self.officers = {officer.id: officer for officer in problem.officers}
        self.sessions = {session.id: session for session in problem.sessions}
        self.held: dict[str, dict[Choice, cp_model.IntVar]] = {}
        self.hosts: dict[tuple[str, str], dict[Choice, cp_model.IntVar]] = {}
        for day in days:
            self._day(day)
        for mine in self.hosts.values():
            self._one_place(list(mine), mine)
            self._breaks(mine)

    def _day(self, day: str) -> None:
        """Who hosts what: all officers that the session needs, or it is not held (rules 1 to 4)."""
        choices = sorted(self._choices(day))
        self.held[day] = {choice: self.model.new_bool_var("") for choice in choices}
        for officer in self.problem.officers:
            able = [choice for choice in choices if self._able(officer, day, choice)]
            if able:
                self.hosts[officer.id, day] = {choice: self.model.new_bool_var("") for choice in able}
        everybody = [mine for (_, when), mine in self.hosts.items() if when == day]
        starts = defaultdict(list)
        for choice, literal in self.held[day].items():
            starts[choice.session].append(literal)
            needed = self.sessions[choice.session].officers
            self.model.add(sum(mine[choice] for mine in everybody if choice in mine) == needed * literal)
        for literals in starts.values():
            self.model.add_at_most_one(literals)

    def _choices(self, day: str) -> Iterable[Choice]:
        for event in self.problem.events:
            if event.day == day:
                for session in self.problem.sessions:
                    if session.event == event.id:
                        for first in range(session.earliest, session.latest + 1):
                            yield Choice(*clock(event, first, session.rounds), event.place, session.id, first)

    def _able(self, officer: Officer, day: str, choice: Choice) -> bool:
        hours = hours_of(officer, day)
        there, back = self._way(officer.home, choice.place), self._way(choice.place, officer.home)
        return (
            hours is not None
            and there is not None
            and back is not None
            and can_host(officer, self.sessions[choice.session])
            and hours.start + there <= choice.start
            and choice.end + back <= hours.end
        )

    def _way(self, origin: str, target: str) -> int | None:
        return self.distances.get((origin, target))

    def _one_place(self, choices: list[Choice], mine: dict[Choice, cp_model.IntVar]) -> None:
        """Nobody is at two places at once, nor on the way to the second (rule 5)."""
        for clique in cliques(choices, self.distances):
            self.model.add_at_most_one(mine[choice] for choice in clique)

    def _breaks(self, mine: dict[Choice, cp_model.IntVar]) -> None:
        """Between two duties that lie too far apart for one stretch, some duty is followed by a break (rule 6)."""
        after, minutes = self.problem.break_after, self.problem.break_minutes
        rests: dict[Choice, cp_model.IntVar] = {}
        for first, last in combinations(sorted(mine), 2):
            if last.end - first.start > after and self._follows(first, last, 0):
                between = [c for c in mine if first.start <= c.start and c.end + minutes <= last.start]
                for choice in between:
                    if choice not in rests:
                        rests[choice] = self._rest(choice, mine)
                self.model.add_bool_or(~mine[first], ~mine[last], *(rests[choice] for choice in between))

    def _rest(self, before: Choice, mine: dict[Choice, cp_model.IntVar]) -> cp_model.IntVar:
        """A literal that is true only if a break follows this duty."""
        rest = self.model.new_bool_var("")
        self.model.add_implication(rest, mine[before])
        for later, literal in mine.items():
            if self._follows(before, later, 0) and not self._follows(before, later, self.problem.break_minutes):
                self.model.add_implication(rest, ~literal)
        return rest

    def _follows(self, before: Choice, later: Choice, pause: int) -> bool:
        """Whether one person can do both in this order with so many minutes to spare."""
        way = self._way(before.place, later.place)
        return way is not None and before.end + way + pause <= later.start

    def wanted(self, day: str, required: bool) -> list[cp_model.IntVar]:
        """The literals of the day's required (or wished) sessions."""
        return [x for choice, x in self.held[day].items() if self.sessions[choice.session].required == required]

    def load(self, officer: str) -> cp_model.LinearExprT:
        """The officer's minutes of duty."""
        return sum(
            choice.minutes * literal
            for (who, _), mine in self.hosts.items()
            if who == officer
            for choice, literal in mine.items()
        )

    def hint(self, sessions: Iterable[Hosted]) -> None:
        """Begin the search with a plan."""
        plan = {(held.session, held.first_round): held.officers for held in sessions}
        self.model.clear_hints()
        for choices in self.held.values():
            for choice, literal in choices.items():
                self.model.add_hint(literal, (choice.session, choice.first_round) in plan)
        for (officer, _), mine in self.hosts.items():
            for choice, literal in mine.items():
                self.model.add_hint(literal, officer in plan.get((choice.session, choice.first_round), ()))

    def plan(self, solver: cp_model.CpSolver) -> tuple[Hosted, ...]:
        """The sessions that the solution holds."""
        return tuple(
            Hosted(choice.session, choice.first_round, self._hosting(solver, day, choice))
            for day, choices in self.held.items()
            for choice, literal in choices.items()
            if solver.value(literal)
        )

    def _hosting(self, solver: cp_model.CpSolver, day: str, choice: Choice) -> tuple[str, ...]:
        return tuple(
            officer
            for (officer, when), mine in self.hosts.items()
            if when == day and choice in mine and solver.value(mine[choice])
        )


def cliques(choices: list[Choice], distances: dict[tuple[str, str], int]) -> list[frozenset[Choice]]:
    """Sets of choices of which a person can have one; any two that exclude each other are in one of them.

    All that run in the same minute do. So do all that run at u in a minute and at v in another one that comes no later
    than the way from u to v allows.
    """
    found = {frozenset(running(choices, choice.start)): None for choice in choices}
    by_place = defaultdict(list)
    for choice in choices:
        by_place[choice.place].append(choice)
    for (u, here), (v, there) in permutations(by_place.items(), 2):
        way = distances.get((u, v), DAY_MINUTES)
        for last in {choice.end - 1 for choice in here}:
            for first in {choice.start for choice in there if last < choice.start <= last + way}:
                found[frozenset([*running(here, last), *running(there, first)])] = None
    return [clique for clique in found if len(clique) > 1]


def running(choices: Iterable[Choice], minute: int) -> list[Choice]:
    """Those that take this minute."""
    return [choice for choice in choices if choice.start <= minute < choice.end]
