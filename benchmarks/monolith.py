"""The rotation as one integer programme over all rounds, as one would write it first, for any solver.

Columns are 0/1 except shortfalls. Level `waiting` is not in it: it would double the model.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from eventhub.matching.plan import Plan
from eventhub.matching.problem import PlannedDate, PlannedSeat, Problem
from eventhub.matching.rules import open_rounds

INFINITE = 10**6
Terms = dict[int, int]


@dataclass
class Row:
    """lower <= terms <= upper."""

    terms: Terms
    lower: int = -INFINITE
    upper: int = INFINITE


@dataclass
class Programme:
    """Columns with upper bounds (lower ones are 0), rows, and for each level the terms to maximise."""

    uppers: list[int] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    levels: dict[str, Terms] = field(default_factory=dict)

    def column(self, upper: int = 1) -> int:
        """A new column."""
        self.uppers.append(upper)
        return len(self.uppers) - 1

    def row(self, columns: Iterable[int], lower: int = -INFINITE, upper: int = INFINITE) -> None:
        """The sum of the columns lies between lower and upper."""
        self.rows.append(Row(dict.fromkeys(columns, 1), lower, upper))

    def at_most_sum(self, column: int, others: Iterable[int]) -> None:
        """column <= sum of the others."""
        self.rows.append(Row({column: -1, **dict.fromkeys(others, 1)}, lower=0))


class Monolith:
    """`programme`, and the way from a solution back to a plan."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.programme = Programme()
        self.sessions = {session.id: session for session in problem.sessions}
        self.employers = {employer.id: employer for employer in problem.employers}
        self.pairs = {(pair.participant, pair.employer): pair for pair in problem.pairs}
        self.heard = {
            (s.participant, self.sessions[s.session].topic): self.sessions[s.session].end for s in problem.held.seats
        }
        self.free = self._free()
        self.seats = self._seats()
        self.dates = self._dates()
        self.help: dict[tuple[str, str, int], dict[str, int]] = {}
        self._people()
        self._employers()
        self._interpreters()
        self._after()
        self._pins()
        self._levels()

    def _open(self, available: tuple[tuple[int, int], ...]) -> set[int]:
        return {r for r in open_rounds(available) if r >= self.problem.closed_before}

    def _free(self) -> dict[str, set[int]]:
        free = {p.id: self._open(p.available) for p in self.problem.participants}
        for date in self.problem.held.dates:
            free[date.participant].discard(date.round)
        for seat in self.problem.held.seats:
            free[seat.participant] -= set(
                range(self.sessions[seat.session].first_round, self.sessions[seat.session].end)
            )
        return free

    def _seats(self) -> dict[tuple[str, str], int]:
        return {
            (person.id, session.id): self.programme.column()
            for person in self.problem.participants
            for session in self.problem.sessions
            if session.topic in person.requires
            and (person.id, session.topic) not in self.heard
            and (not session.languages or set(session.languages) & set(person.understands))
            and self.free[person.id] >= set(range(session.first_round, session.end))
        }

    def _dates(self) -> dict[tuple[str, str], dict[int, int]]:
        """For each open pair a column for each round that suits both."""
        held = {(date.participant, date.employer) for date in self.problem.held.dates}
        rounds = {employer.id: self._open(employer.available) for employer in self.problem.employers}
        return {
            key: {r: self.programme.column() for r in sorted(self.free[key[0]] & rounds[key[1]])}
            for key in self.pairs
            if key not in held
        }

    def _people(self) -> None:
        at: dict[tuple[str, int], list[int]] = defaultdict(list)
        dates: dict[str, list[int]] = defaultdict(list)
        topics: dict[tuple[str, str], list[int]] = defaultdict(list)
        for (person, _), columns in self.dates.items():
            self.programme.row(columns.values(), upper=1)
            dates[person] += columns.values()
            for r, column in columns.items():
                at[person, r].append(column)
        for (person, name), column in self.seats.items():
            session = self.sessions[name]
            topics[person, session.topic].append(column)
            for r in range(session.first_round, session.end):
                at[person, r].append(column)
        for exclusive in (*at.values(), *topics.values()):
            self.programme.row(exclusive, upper=1)
        for who in self.problem.participants:
            met = sum(date.participant == who.id for date in self.problem.held.dates)
            self.programme.row(dates[who.id], upper=max(0, who.max_dates - met))

    def _employers(self) -> None:
        at: dict[tuple[str, int], list[int]] = defaultdict(list)
        for (_, firm), columns in self.dates.items():
            for r, column in columns.items():
                at[firm, r].append(column)
        for (firm, _), here in at.items():
            self.programme.row(here, upper=self.employers[firm].seats)
        for session in self.problem.sessions:
            taken = sum(seat.session == session.id for seat in self.problem.held.seats)
            seats = [column for (_, name), column in self.seats.items() if name == session.id]
            self.programme.row(seats, upper=max(0, session.capacity - taken))

    def _interpreters(self) -> None:
        """A column for each date and helper, one for all dates of a group talk."""
        open_rounds_of = {i.id: self._open(i.available) for i in self.problem.interpreters}
        busy: dict[tuple[str, int], list[int]] = defaultdict(list)
        talks: dict[tuple[str, int, str], int] = {}
        for key, columns in self.dates.items():
            pair = self.pairs[key]
            for r, column in columns.items() if pair.interpreter else ():
                helpers = self.help[*key, r] = {}
                for interpreter in self.problem.interpreters:
                    if set(interpreter.languages) & set(pair.interpreter) and r in open_rounds_of[interpreter.id]:
                        talk = (key[1], r, interpreter.id)
                        if not self.employers[key[1]].group or talk not in talks:
                            talks[talk] = self.programme.column()
                            busy[interpreter.id, r].append(talks[talk])
                        helpers[interpreter.id] = talks[talk]
                self.programme.at_most_sum(column, helpers.values())
        for talking in busy.values():
            self.programme.row(talking, upper=1)

    def _after(self) -> None:
        ends: dict[tuple[str, str], list[tuple[int, int]]] = defaultdict(list)
        for (person, name), seat in self.seats.items():
            ends[person, self.sessions[name].topic].append((self.sessions[name].end, seat))
        for key, columns in self.dates.items():
            for topic in self.pairs[key].after:
                ready = self.heard.get((key[0], topic))
                for r, column in columns.items():
                    if ready is None or r < ready:
                        self.programme.at_most_sum(column, [seat for end, seat in ends[key[0], topic] if end <= r])

    def _pins(self) -> None:
        for date in self.problem.pinned.dates:
            self.programme.row([self.dates[date.participant, date.employer][date.round]], lower=1)
        for seat in self.problem.pinned.seats:
            self.programme.row([self.seats[seat.key]], lower=1)

    def _levels(self) -> None:
        promised = {c: 1 for key, cs in self.dates.items() if self.pairs[key].promised for c in cs.values()}
        fit = {c: self.pairs[key].score for key, cs in self.dates.items() for c in cs.values()}
        kept = {
            self.dates[d.participant, d.employer][d.round]: 1
            for d in self.problem.previous.dates
            if d.round in self.dates.get((d.participant, d.employer), {})
        }
        kept |= {self.seats[s.key]: 1 for s in self.problem.previous.seats if s.key in self.seats}
        left_out, shortfall = self._missing()
        self.programme.levels = {
            "seats": dict.fromkeys(self.seats.values(), 1),
            "promised": promised,
            "left_out": left_out,
            "shortfall": shortfall,
            "kept": kept,
            "fit": fit,
        }

    def _missing(self) -> tuple[Terms, Terms]:
        """People without a date, and dates that are missing, as columns to keep small."""
        left_out: Terms = {}
        shortfall: Terms = {}
        everybody = (
            ((p.id, p.min_dates) for p in self.problem.participants),
            ((e.id, e.min_dates) for e in self.problem.employers),
        )
        for side, people in enumerate(everybody):
            pairs = defaultdict(list)
            for key in self.pairs:
                pairs[key[side]].append(key)
            for who, least in people:
                columns = [c for key in pairs[who] for c in self.dates.get(key, {}).values()]
                met = sum(key not in self.dates for key in pairs[who])
                self._wanting(shortfall, columns, least - met if pairs[who] else 0)
                self._wanting(left_out, columns, 1 if side == 0 and pairs[who] and not met else 0)
        return left_out, shortfall

    def _wanting(self, level: Terms, columns: list[int], count: int) -> None:
        """A column in the level for what the columns lack to the count."""
        if count > 0:
            missing = self.programme.column(count)
            self.programme.row([missing, *columns], lower=count)
            level[missing] = -1

    def plan(self, chosen: Collection[int]) -> Plan:
        """The plan of a solution, given as the columns that are 1."""
        dates = [
            PlannedDate(*key, r, next((i for i, c in self.help.get((*key, r), {}).items() if c in chosen), None))
            for key, columns in self.dates.items()
            for r, column in columns.items()
            if column in chosen
        ]
        seats = [PlannedSeat(*key) for key, column in self.seats.items() if column in chosen]
        return Plan((*self.problem.held.dates, *dates), (*self.problem.held.seats, *seats), "feasible")
