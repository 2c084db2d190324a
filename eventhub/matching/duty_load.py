"""The level `load` step by step: first the longest duty as short as can be, then the second longest, and so on."""

from collections import defaultdict
from math import gcd

from ortools.sat.python import cp_model

from eventhub.matching.duty_model import DutyModel


class Loads:
    """Everybody's minutes of duty in a model, and how many people may have more than some number of them."""

    def __init__(self, built: DutyModel) -> None:
        self.built = built
        self.model = built.model
        durations = [choice.minutes for choices in built.held.values() for choice in choices]
        self.unit = gcd(*durations) or 1
        self.most = sum(durations) // self.unit
        self.of = {officer: self._units(officer) for officer in built.officers}

    def _units(self, officer: str) -> cp_model.IntVar:
        units = self.model.new_int_var(0, self.most, "")
        self.model.add(units * self.unit == self.built.load(officer))
        return units

    def next_longest(self, longest: tuple[int, ...]) -> cp_model.IntVar:
        """A variable for the next longest duty, in units; the longest ones before it are known, in minutes.

        Minimised, it takes that value: only as many people as are in `longest` may have more.
        """
        before = [minutes // self.unit for minutes in longest]
        limit = self.model.new_int_var(0, before[-1] if before else self.most, "")
        more = {officer: self.model.new_bool_var("") for officer in self.of}
        for officer, units in self.of.items():
            self.model.add(units <= limit).only_enforce_if(~more[officer])
            if before:
                self.model.add(units <= before[0])
        self.model.add(sum(more.values()) <= len(before))
        for group in self._alike():
            known = before[: len(group)]
            rest = len(group) - len(known)
            self.model.add(sum(self.of[officer] for officer in group) <= sum(known) + rest * limit)
        return limit

    def at_most(self, loads: tuple[int, ...], known: int) -> None:
        """From the `known`-th on, the i-th longest duty is at most the i-th of `loads` (minutes, descending)."""
        for i in range(known, len(loads)):
            self.model.add(self.next_longest(loads[:i]) <= loads[i] // self.unit)

    def _alike(self) -> list[list[str]]:
        """All officers, and those who know the same topics and languages: their sum says what the longest must be.

        Together they have at most what the longest known ones have, and the limit for everybody else. It follows from
        the rest, but the solver's linear relaxation does not see it.
        """
        groups = defaultdict(list)
        for officer in self.built.officers.values():
            groups[frozenset(officer.topics), frozenset(officer.languages)].append(officer.id)
        return [list(self.of), *groups.values()]
