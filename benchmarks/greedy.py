"""What one would write on the first day: nothing is ever taken back.

Seats in order of sessions, then dates by promise and score, each as early as can be.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable

from eventhub.matching.plan import Plan
from eventhub.matching.problem import Pair, PlannedDate, PlannedSeat, Problem
from eventhub.matching.rules import open_rounds


def greedy_plan(problem: Problem) -> Plan:
    """A valid plan, made in one pass without ever taking anything back; pins that do not fit are left out."""
    return _Greedy(problem).plan()


class _Greedy:
    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.sessions = {session.id: session for session in problem.sessions}
        self.employers = {employer.id: employer for employer in problem.employers}
        self.people = {person.id: person for person in problem.participants}
        self.dates = list(problem.held.dates)
        self.seats = list(problem.held.seats)
        self.free = {p.id: self._open(p.available) for p in problem.participants}
        self.seats_left = {(e.id, r): e.seats for e in problem.employers for r in self._open(e.available)}
        self.helpers = {i.id: self._open(i.available) for i in problem.interpreters}
        self.talks: dict[tuple[str, int], set[str]] = defaultdict(set)
        self.heard: dict[tuple[str, str], int] = {}
        self.room = Counter({session.id: session.capacity for session in problem.sessions})
        for date in self.dates:
            self.free[date.participant].discard(date.round)
        for seat in self.seats:
            self._sit(seat)
        self.left = Counter({p.id: p.max_dates for p in problem.participants})
        self.left.subtract(date.participant for date in self.dates)
        self.met = {(date.participant, date.employer) for date in self.dates}

    def _open(self, available: tuple[tuple[int, int], ...]) -> set[int]:
        return {r for r in open_rounds(available) if r >= self.problem.closed_before}

    def _sit(self, seat: PlannedSeat) -> None:
        session = self.sessions[seat.session]
        self.free[seat.participant] -= set(range(session.first_round, session.end))
        self.heard[seat.participant, session.topic] = session.end
        self.room[session.id] -= 1

    def plan(self) -> Plan:
        pairs = {(pair.participant, pair.employer): pair for pair in self.problem.pairs}
        for seat in self.problem.pinned.seats:
            self._take_seat(seat.participant, seat.session)
        for date in self.problem.pinned.dates:
            self._meet(pairs[date.participant, date.employer], [date.round])
        for session in sorted(self.problem.sessions, key=lambda one: one.first_round):
            for person in self.problem.participants:
                self._take_seat(person.id, session.id)
        for pair in sorted(self.problem.pairs, key=lambda one: (not one.promised, -one.score)):
            self._meet(pair, range(self.problem.rounds))
        return Plan(tuple(self.dates), tuple(self.seats), "feasible")

    def _take_seat(self, who: str, which: str) -> None:
        person, session = self.people[who], self.sessions[which]
        wanted = session.topic in person.requires and (who, session.topic) not in self.heard
        understood = not session.languages or set(session.languages) & set(person.understands)
        if (
            wanted
            and understood
            and self.room[which] > 0
            and self.free[who] >= set(range(session.first_round, session.end))
        ):
            self.seats.append(PlannedSeat(who, which))
            self._sit(self.seats[-1])

    def _meet(self, pair: Pair, rounds: Iterable[int]) -> None:
        who, firm = pair.participant, pair.employer
        if (
            (who, firm) in self.met
            or self.left[who] <= 0
            or any((who, topic) not in self.heard for topic in pair.after)
        ):
            return
        ready = max((self.heard[who, topic] for topic in pair.after), default=0)
        for r in rounds:
            if r >= ready and r in self.free[who] and self.seats_left.get((firm, r), 0) > 0:
                helper = self._helper(pair, r)
                if helper or not pair.interpreter:
                    self.dates.append(PlannedDate(who, firm, r, helper))
                    self.met.add((who, firm))
                    self.free[who].discard(r)
                    self.seats_left[firm, r] -= 1
                    self.left[who] -= 1
                    return

    def _helper(self, pair: Pair, r: int) -> str | None:
        """Somebody who speaks a language of the pair and is free, or already interprets this group talk."""
        for interpreter in self.problem.interpreters if pair.interpreter else ():
            if set(interpreter.languages) & set(pair.interpreter):
                in_talk = interpreter.id in self.talks[pair.employer, r]
                if in_talk and self.employers[pair.employer].group:
                    return interpreter.id
                if r in self.helpers[interpreter.id]:
                    self.helpers[interpreter.id].discard(r)
                    self.talks[pair.employer, r].add(interpreter.id)
                    return interpreter.id
        return None
