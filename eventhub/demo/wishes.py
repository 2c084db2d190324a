"""Who would like to meet whom: wishes of both sides, promises of the organiser, and some "no thanks"."""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from eventhub.demo.calendar import EVENTS, DemoEvent
from eventhub.demo.firms import FIRMS, Firm
from eventhub.demo.people import Person

FIRM_BY_NAME = {firm.name: firm for firm in FIRMS}


@dataclass(frozen=True, slots=True)
class Wish:
    """One side's wish about one pair: `source` is participant, employer or organiser, `strength` must, like or no."""

    person: int
    firm: str
    source: str
    strength: str


def wishes(people: tuple[Person, ...], seed: int) -> tuple[Wish, ...]:
    """All wishes of the demo, at most one per side and pair."""
    rng = Random(f"wishes {seed}")
    found: list[Wish] = []
    for event in EVENTS:
        if event.firms:
            guests = [person for person in people if person.event == event.slug]
            found += [wish for person in guests for wish in _of_person(rng, person, event)]
            found += _of_organiser(rng, guests, event)
    return tuple(found)


def _of_person(rng: Random, person: Person, event: DemoEvent) -> Iterator[Wish]:
    near = [name for name in event.firms if _same_field(person, FIRM_BY_NAME[name])]
    liked = rng.sample(near, min(len(near), 2)) + rng.sample(event.firms, rng.choice((0, 1, 1, 2)))
    for place, firm in enumerate(dict.fromkeys(liked)):
        must = place == 0 and firm in near and rng.random() < 0.25
        yield Wish(person.number, firm, "participant", "must" if must else "like")
        if rng.random() < 0.3:
            yield Wish(person.number, firm, "employer", "must" if must and rng.random() < 0.5 else "like")
    if rng.random() < 0.12:
        unwanted = rng.choice(event.firms)
        if unwanted not in liked:
            yield Wish(person.number, unwanted, "participant", "no")


def _of_organiser(rng: Random, guests: list[Person], event: DemoEvent) -> Iterator[Wish]:
    """The organiser promised two people of the event a date with a firm of their field."""
    fitting = [
        (person.number, name)
        for person in guests
        for name in event.firms
        if _same_field(person, FIRM_BY_NAME[name]) and person.german >= "A2"
    ]
    for number, name in rng.sample(fitting, min(len(fitting), 2)):
        yield Wish(number, name, "organiser", "must")


def _same_field(person: Person, firm: Firm) -> bool:
    """Whether an occupation of the person lies in the same ISCO-08 minor group (three digits) as a position."""
    fields = {occupation[:3] for occupation in person.experience}
    return any(position.occupation[:3] in fields for position in firm.positions)
