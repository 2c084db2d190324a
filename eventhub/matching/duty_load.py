"""The level `load`: the longest duty as short as can be, then the next longest, and so on.

Once the longest is known, the same order asks for few people who have that much, then for few who have one unit less
or more, and so on down. Some of these counts at a time make one objective, as digits of a number whose base is larger
than any count.
"""

from math import gcd

from ortools.sat.python import cp_model

from eventhub.matching.duty_model import DutyModel

DIGITS = 4  # more make the steps fewer and each one harder


class Loads:
    """Everybody's duty in a model, in units of which all durations are multiples."""

    def __init__(self, built: DutyModel) -> None:
        self.built = built
        self.model = built.model
        durations = [choice.minutes for choices in built.held.values() for choice in choices]
        self.unit = gcd(*durations) or 1
        self.most = sum(durations) // self.unit
        self.of = {officer: self._units(officer) for officer in built.officers}
        self.reach: dict[str, dict[int, cp_model.IntVar]] = {officer: {} for officer in self.of}
        self.settled = 0  # who has at least so many units is counted, and the counts are fixed

    def _units(self, officer: str) -> cp_model.IntVar:
        units = self.model.new_int_var(0, self.most, "")
        self.model.add(units * self.unit == self.built.load(officer))
        return units

    def longest(self) -> cp_model.IntVar:
        """The longest duty, in units, to be minimised."""
        limit = self.model.new_int_var(0, self.most, "")
        for units in self.of.values():
            self.model.add(units <= limit)
        return limit

    def settle_longest(self, loads: tuple[int, ...]) -> None:
        """From now on nobody has more than the longest of these loads (minutes, descending)."""
        self.settled = loads[0] // self.unit + 1 if loads else 1
        for units in self.of.values():
            self.model.add(units < self.settled)

    def next_counts(self) -> list[int]:
        """The next units to count at, downwards; none where all is settled."""
        return list(range(self.settled - 1, max(0, self.settled - 1 - DIGITS), -1))

    def number(self, levels: list[int]) -> cp_model.LinearExprT:
        """How many people reach each of these levels, as one number to be minimised."""
        for officer, reached in self.reach.items():
            for level in levels:
                reached[level] = self.model.new_bool_var("")
                if level + 1 in reached:
                    self.model.add_implication(reached[level + 1], reached[level])
            self.model.add(self.of[officer] < levels[-1] + sum(reached.values()))
        return sum(weight * self._count(level) for weight, level in zip(self._weights(levels), levels, strict=True))

    def _count(self, level: int) -> cp_model.LinearExprT:
        return sum(reached[level] for reached in self.reach.values())

    def _weights(self, levels: list[int]) -> list[int]:
        return [(len(self.of) + 1) ** digit for digit in reversed(range(len(levels)))]

    def settle(self, levels: list[int], loads: tuple[int, ...]) -> None:
        """From now on no more people reach each of these levels than with these loads.

        Below a level that everybody must reach, there is nothing left to settle.
        """
        counts = self._counts(levels, loads)
        for level, count in zip(levels, counts, strict=True):
            self.model.add(self._count(level) <= count)
        self.settled = levels[-1] if counts[-1] < len(self.of) else 1

    def _counts(self, levels: list[int], loads: tuple[int, ...]) -> list[int]:
        return [sum(minutes >= level * self.unit for minutes in loads) for level in levels]

    def proven(self, levels: list[int], loads: tuple[int, ...], bound: int) -> tuple[int, ...] | None:
        """What no plan is better than, given a bound on the levels' number; None where these loads reach it."""
        counts = self._counts(levels, loads)
        for weight, level, count in zip(self._weights(levels), levels, counts, strict=True):
            digit = bound // weight % (len(self.of) + 1)
            if digit < count:
                longer = tuple(minutes for minutes in loads if minutes > level * self.unit)
                return longer + (level * self.unit,) * (digit - len(longer))
        return None
