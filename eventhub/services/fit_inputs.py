"""From rows to what the fit may know, and back to candidate pairs: the only place where the two meet."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from eventhub.fit import codes, inputs
from eventhub.fit.score import Fit, fits
from eventhub.fit.weights import STANDARD, Weights
from eventhub.models.attendances import Attendance, Wish
from eventhub.models.codes import LanguageLevel, WishSource
from eventhub.models.employers import Participation, Position
from eventhub.models.events import Event
from eventhub.models.people import Participant, SpokenLanguage, Travel
from eventhub.models.places import Municipality
from eventhub.models.plans import LockKind
from eventhub.services.event_facts import EventFacts

GERMAN = "de"
Pairing = tuple[str, str]
"""Public ids of an attendance and a participation."""


def event_fits(facts: EventFacts) -> Iterator[Fit]:
    """The fits of all pairs of an event that may meet, in the order of the facts."""
    return fits(
        [participant_input(attendance) for attendance in facts.attendances],
        [employer_input(participation) for participation in facts.participations],
        wishes_input(facts),
        weights_of(facts.event),
    )


def weights_of(event: Event) -> Weights:
    """The organiser's weights for the event, or the standard ones."""
    return STANDARD if event.fit_weights is None else Weights(**event.fit_weights)


def participant_input(attendance: Attendance) -> inputs.Participant:
    """What the fit may know of a person who comes; their id is the attendance's."""
    person = attendance.participant
    return inputs.Participant(
        id=attendance.public_id,
        goals=tuple(sorted(codes.Goal(row.goal) for row in person.goals)),
        experience=tuple(inputs.Experience(row.occupation, row.years) for row in person.experience),
        german=codes.LanguageLevel(person.german_level),
        understands=understood_languages(person),
        home=_place(person.municipality),
        has_car=person.travel is Travel.CAR,
        wants_interpreter=attendance.needs_interpreter,
    )


def understood_languages(person: Participant) -> tuple[str, ...]:
    """Languages somebody can follow a talk in, the best first."""
    rows = sorted((row for row in person.languages if row.understands), key=_best_first)
    return tuple(row.language for row in rows)


def _best_first(row: SpokenLanguage) -> tuple[int, str]:
    return -list(LanguageLevel).index(row.level), row.language


def employer_input(participation: Participation) -> inputs.Employer:
    """What the fit may know of an employer at the event; its id is the participation's."""
    employer = participation.employer
    return inputs.Employer(
        id=participation.public_id,
        positions=tuple(_position(row, employer.municipality) for row in employer.positions),
        languages=tuple(language for language in participation.staff_languages if language != GERMAN),
    )


def _position(row: Position, municipality: Municipality) -> inputs.Position:
    return inputs.Position(
        id=row.public_id,
        kind=codes.PositionKind(row.kind),
        occupation=row.occupation,
        german=codes.LanguageLevel(row.german_level),
        place=_place(municipality),
        reachable_without_car=row.reachable_without_car,
    )


def _place(municipality: Municipality) -> inputs.Place:
    return inputs.Place(municipality.ags, municipality.latitude, municipality.longitude)


def wishes_input(facts: EventFacts) -> Mapping[Pairing, inputs.Wishes]:
    """The wishes about each pair; a date that an organiser forbade counts as ruled out."""
    tables = {row.id: row.public_id for row in facts.participations}
    wished: dict[Pairing, list[Wish]] = defaultdict(list)
    for attendance in facts.attendances:
        for wish in attendance.wishes:
            if wish.participation_id in tables:
                wished[attendance.public_id, tables[wish.participation_id]].append(wish)
    barred = set(_forbidden(facts, tables))
    return {pair: _wishes(wished.get(pair, ()), pair in barred) for pair in wished.keys() | barred}


def _forbidden(facts: EventFacts, tables: Mapping[int, str]) -> Iterator[Pairing]:
    """Pairs under a lock. A date forbidden in one round is forbidden in all: a problem knows no finer rule."""
    people = {row.id: row.public_id for row in facts.attendances}
    for lock in facts.locks:
        person, table = people.get(lock.attendance_id), tables.get(lock.participation_id or 0)
        if lock.kind is LockKind.FORBIDDEN and person is not None and table is not None:
            yield person, table


def _wishes(rows: Iterable[Wish], barred: bool) -> inputs.Wishes:
    by_source = {row.source: codes.WishStrength(row.strength) for row in rows}
    organiser = by_source.get(WishSource.ORGANISER)
    return inputs.Wishes(
        participant=by_source.get(WishSource.PARTICIPANT),
        employer=by_source.get(WishSource.EMPLOYER),
        promised=organiser is codes.WishStrength.MUST,
        barred=barred or organiser is codes.WishStrength.NO,
    )
