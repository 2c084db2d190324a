"""The timetabling problem in clauses for CP-SAT.

Decisive on the published instances were counting in clauses (see `totalizer`), for tables and for people who are busy
at the same time, and breaks as clauses over prefixes of a person's day.
"""

from itertools import pairwise

from ortools.sat.python import cp_model

from eventhub.matching.timetable import Timetabling
from eventhub.matching.totalizer import at_most


class TimetableModel:
    """`takes[i][r]`: activity i takes round r, for its allowed rounds; the objective is the number of breaks."""

    def __init__(self, problem: Timetabling) -> None:
        self.problem = problem
        self.model = cp_model.CpModel()
        self.takes = [{r: self.model.new_bool_var("") for r in activity.choices} for activity in problem.activities]
        for choice in self.takes:
            self.model.add_exactly_one(choice.values())
        self.busy: list[list[cp_model.IntVar]] = []
        breaks = []
        for mine in problem.activities_of().values():
            self.busy.append(self._busy(mine))
            breaks.append(self._breaks(self.busy[-1]))
        self._fair(breaks)
        self._precedences()
        self._tables()
        self.model.minimize(sum(literal for mine in breaks for literal in mine))

    def _busy(self, mine: list[int]) -> list[cp_model.IntVar]:
        """For each round whether a person has one of their activities; none at the same time as another."""
        busy = [self.model.new_bool_var("") for _ in range(self.problem.rounds)]
        for r, literal in enumerate(busy):
            self.model.add_exactly_one(~literal, *(self.takes[i][r] for i in mine if r in self.takes[i]))
        self.model.add(sum(busy) == len(mine))
        return busy

    def _precedences(self) -> None:
        """An earlier activity leaves the later one the rounds after its own."""
        for i, activity in enumerate(self.problem.activities):
            for j in activity.after:
                for r, later in self.takes[i].items():
                    self.model.add_bool_or(~later, *(take for q, take in self.takes[j].items() if q < r))

    def _tables(self) -> None:
        """A round holds at most `capacity` activities, so at most that many times the largest one's people."""
        largest = max((len(activity.people) for activity in self.problem.activities), default=0)
        for r in range(self.problem.rounds):
            at_most(self.model, [choice[r] for choice in self.takes if r in choice], self.problem.capacity)
            at_most(self.model, [busy[r] for busy in self.busy], self.problem.capacity * largest)

    def _breaks(self, busy: list[cp_model.IntVar]) -> list[cp_model.IntVar]:
        """A literal for each round in which a break of the person ends: busy there, not just before, but earlier."""
        started = [self.model.new_bool_var("") for _ in busy]
        for r, literal in enumerate(started):
            before = started[r - 1 : r] if r else []
            self.model.add_bool_or(~literal, busy[r], *before)
            for reason in (busy[r], *before):
                self.model.add_implication(reason, literal)
        ends = []
        for r, (before, now) in enumerate(pairwise(busy)):
            if r:
                ends.append(self._both(now, ~before, started[r - 1]))
        return ends

    def _both(self, *reasons: cp_model.LiteralT) -> cp_model.IntVar:
        """A literal that is true exactly if all `reasons` are."""
        found = self.model.new_bool_var("")
        self.model.add_bool_or(found, *(~reason for reason in reasons))
        for reason in reasons:
            self.model.add_implication(found, reason)
        return found

    def _fair(self, breaks: list[list[cp_model.IntVar]]) -> None:
        """Everybody's number lies between the least and `max_difference` more."""
        least = self.model.new_int_var(0, max((len(mine) for mine in breaks), default=0), "")
        for mine in breaks:
            self.model.add(sum(mine) >= least)
            self.model.add(sum(mine) <= least + self.problem.max_difference)
