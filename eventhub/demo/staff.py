"""The partners of the demo: agencies with their officers, and the pool of interpreters. All names are invented."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Agency:
    """An agency that co-hosts sessions; officers are told apart by their place in the list."""

    code: str
    name: str
    officers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Interpreter:
    """Somebody who interprets; the bird is the name they are called by."""

    name: str
    languages: tuple[str, ...]


AGENCIES = (
    Agency("abh", "Ausländerbehörde Kreis Coesfeld", ("Frau Ahornblatt", "Herr Birnbaum")),
    Agency("ki", "Kommunales Integrationszentrum Kreis Coesfeld", ("Frau Himmelblau", "Herr Haselnuss")),
    Agency("jobcenter", "Jobcenter Kreis Coesfeld, Berufsberatung", ("Frau Wiesengrün", "Herr Silberdistel")),
)

INTERPRETERS = (
    Interpreter("Kranich", ("uk", "ru")),
    Interpreter("Kolibri", ("ar",)),
    Interpreter("Rotkehlchen", ("uk", "ru")),
    Interpreter("Nachtigall", ("ar", "kmr")),
    Interpreter("Zaunkönig", ("fa", "ps", "tr")),
    Interpreter("Rohrsänger", ("fa", "tr")),
)
