"""What each employer brings to an event: tables, rounds, the languages of its staff."""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from eventhub.demo.calendar import EVENTS, DemoEvent
from eventhub.demo.firms import FIRMS, Firm

GROUP_TALK_SEATS = 5
MANY_PLACES = 7
PROMISED_DATES = 4
FIRM_BY_NAME = {firm.name: firm for firm in FIRMS}


@dataclass(frozen=True, slots=True)
class Stand:
    """An employer at an event: dates at a time, or seats of one common talk; `available` is a span of rounds."""

    event: str
    firm: str
    tables: int
    group_talk: bool
    available: tuple[int, int]
    min_dates: int
    staff_languages: tuple[str, ...]


def stands(seed: int) -> Iterator[Stand]:
    """All employers at all events; the same seed gives the same stands."""
    for event in EVENTS:
        rng = Random(f"stands {seed} {event.slug}")
        for name in event.firms:
            yield _stand(rng, event, FIRM_BY_NAME[name])


def _stand(rng: Random, event: DemoEvent, firm: Firm) -> Stand:
    """Training providers hold common talks; whoever offers many places brings a second table."""
    group_talk = any(position.kind == "QT" for position in firm.positions)
    many = sum(position.places for position in firm.positions) >= MANY_PLACES
    return Stand(
        event=event.slug,
        firm=firm.name,
        tables=GROUP_TALK_SEATS if group_talk else 2 if many else 1,
        group_talk=group_talk,
        available=rng.choice(((0, event.rounds), (0, event.rounds), (0, event.rounds - 4), (2, event.rounds))),
        min_dates=PROMISED_DATES,
        staff_languages=("de", *firm.staff_languages),
    )
