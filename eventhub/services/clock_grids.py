"""The clock grid of an event: from a few numbers to its rounds and its common break, and back."""

from dataclasses import dataclass
from datetime import time
from itertools import pairwise

from eventhub.errors import InputError
from eventhub.models.columns import Texts
from eventhub.models.events import Break, Event, Round

MOST_ROUNDS = 200
"""As many as a rotation problem may have."""
BREAK_LABEL: Texts = {"de": "Pause", "en": "Break", "ar": "استراحة"}


@dataclass(frozen=True, slots=True)
class ClockGrid:
    """Rounds of equal length from `starts` on, with time to change tables, and one common break at most.

    Lengths are in minutes. `break_after` is the number of rounds before the break, 0 for none.
    """

    starts: time
    rounds: int
    round_minutes: int
    changeover_minutes: int
    break_after: int = 0
    break_minutes: int = 0

    def rows(self) -> list[Round]:
        """The rounds, not written yet; raises InputError for a grid that does not end on its day."""
        self._check()
        return [
            Round(number=number, starts=self._clock(self._start(number)), ends=self._clock(self._end(number)))
            for number in range(self.rounds)
        ]

    def breaks(self) -> list[Break]:
        """The common break, not written yet, if there is one."""
        if not self._has_break():
            return []
        last = self.break_after - 1
        return [
            Break(starts=self._clock(self._end(last)), ends=self._clock(self._start(last + 1)), label=dict(BREAK_LABEL))
        ]

    def _check(self) -> None:
        if not 1 <= self.rounds <= MOST_ROUNDS:
            raise InputError("An event has from 1 to %(most)s rounds.", most=MOST_ROUNDS)
        if self.break_after >= self.rounds:
            raise InputError("The break has to come before the last round.")
        if self._end(self.rounds - 1) >= 24 * 60:
            raise InputError("With these rounds the event would end after midnight.")

    def _has_break(self) -> bool:
        return self.break_after > 0 and self.break_minutes > 0

    def _start(self, number: int) -> int:
        """Minutes after midnight."""
        first = self.starts.hour * 60 + self.starts.minute
        pause = self.break_minutes if self._has_break() and number >= self.break_after else 0
        return first + number * (self.round_minutes + self.changeover_minutes) + pause

    def _end(self, number: int) -> int:
        return self._start(number) + self.round_minutes

    @staticmethod
    def _clock(minutes: int) -> time:
        return time(*divmod(minutes, 60))


def grid_of(event: Event) -> ClockGrid | None:
    """The grid that an event's rounds, which are loaded, come from; None if they come from no such grid."""
    rounds = event.rounds
    if not rounds:
        return None
    length = _minutes(rounds[0].starts, rounds[0].ends)
    gaps = [_minutes(one.ends, two.starts) for one, two in pairwise(rounds)]
    changeover = min(gaps, default=0)
    longer = [place for place, gap in enumerate(gaps) if gap > changeover]
    break_after = longer[0] + 1 if longer else 0
    grid = ClockGrid(
        starts=rounds[0].starts,
        rounds=len(rounds),
        round_minutes=length,
        changeover_minutes=changeover,
        break_after=break_after,
        break_minutes=gaps[longer[0]] - changeover if longer else 0,
    )
    same = [(row.starts, row.ends) for row in grid.rows()] == [(row.starts, row.ends) for row in rounds]
    return grid if same else None


def _minutes(starts: time, ends: time) -> int:
    return (ends.hour - starts.hour) * 60 + ends.minute - starts.minute
