"""An event's rounds: which of them are held, and when they are on the clock."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from eventhub.errors import InputError
from eventhub.models.events import Event

Span = tuple[int, int]


class Clock:
    """The numbered rounds of an event whose rounds are loaded; a dropped one keeps its number, and nobody is there."""

    def __init__(self, event: Event) -> None:
        if not event.rounds:
            raise InputError("The event %(event)s has no rounds yet.", event=event.slug)
        self.rounds = max(row.number for row in event.rounds) + 1
        self._event = event
        self._rows = {row.number: row for row in event.rounds}

    def spans(self, given: Iterable[Span]) -> tuple[Span, ...]:
        """Half-open spans without the rounds that are dropped or do not exist."""
        return tuple(_runs(number for first, end in given for number in range(first, end) if self._held(number)))

    def starts(self, first_round: int) -> datetime:
        """When a round starts; aware, in the event's zone."""
        return self._event.at(self._rows[first_round].starts)

    def ends(self, end_round: int) -> datetime:
        """When the last round before `end_round` is over; aware, in the event's zone."""
        return self._event.at(self._rows[end_round - 1].ends)

    def _held(self, number: int) -> bool:
        return number in self._rows and not self._rows[number].dropped


def _runs(numbers: Iterable[int]) -> Iterator[Span]:
    """Ascending numbers as half-open spans of neighbours."""
    first = end = None
    for number in numbers:
        if first is not None and end is not None and number != end:
            yield first, end
        first = number if number != end else first
        end = number + 1
    if first is not None and end is not None:
        yield first, end
