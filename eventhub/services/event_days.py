"""An event as a form needs it: its name, its day, and its rounds on the clock."""

from dataclasses import dataclass
from datetime import date, time

from eventhub.models.columns import Spans, Texts
from eventhub.services.actor import Actor
from eventhub.services.events import find_event


@dataclass(frozen=True, slots=True)
class RoundTime:
    """A round that is held, with its local clock times."""

    number: int
    starts: time
    ends: time


@dataclass(frozen=True, slots=True)
class EventDay:
    """An event's day; dropped rounds are left out."""

    slug: str
    title: Texts
    day: date
    rounds: tuple[RoundTime, ...]

    def window(self, available: Spans) -> tuple[time, time] | None:
        """From when to when somebody is there who comes in these rounds; None where no round is held."""
        held = [row for row in self.rounds if any(first <= row.number < end for first, end in available)]
        return (held[0].starts, held[-1].ends) if held else None


def event_day(actor: Actor, slug: str) -> EventDay:
    """The day of an event, for its organisers."""
    event = find_event(actor, slug)
    rounds = tuple(RoundTime(row.number, row.starts, row.ends) for row in event.rounds if not row.dropped)
    return EventDay(event.slug, event.title, event.day, rounds)
