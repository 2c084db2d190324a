"""The eleven municipalities of Kreis Coesfeld with an invented venue each.

Coordinates: GeoNames (CC BY 4.0); Rosendahl near Osterwick from a copy of Wikipedia. Population: Zensus 2022, 15 May
2022 (dl-de/by-2-0). Coordinates with a round number of minutes are up to a kilometre off: distances, not routes. The
venues are invented and stand at the municipality's point.
"""

from dataclasses import dataclass

DISTRICT_NAME = "Kreis Coesfeld"
DISTRICT_KEY = "05558"


@dataclass(frozen=True, slots=True)
class Room:
    """A room of a venue: how many people sit in it, how many tables for dates it holds."""

    name: str
    capacity: int
    tables: int = 0


@dataclass(frozen=True, slots=True)
class Venue:
    """A place for events. `train` and `bus` say whether one gets there without a car."""

    name: str
    street: str
    step_free: bool
    train: bool
    bus: bool
    rooms: tuple[Room, ...]


@dataclass(frozen=True, slots=True)
class Municipality:
    """A town or municipality: official key, centre in degrees (WGS 84), inhabitants."""

    ags: str
    name: str
    town: bool
    postcode: str
    latitude: float
    longitude: float
    population: int
    venue: Venue


def _rooms(hall: int, tables: int, *seminars: int) -> tuple[Room, ...]:
    seminar_rooms = (Room(f"Seminarraum {number}", seats) for number, seats in enumerate(seminars, start=1))
    return (Room("Saal", hall, tables), *seminar_rooms)


MUNICIPALITIES = (
    Municipality(
        "05558004", "Ascheberg", False, "59387", 51.78333, 7.61667, 15_459,
        Venue("Bürgerforum Ascheberg", "Beispielstraße 2", True, True, True, _rooms(120, 14, 24)),
    ),
    Municipality(
        "05558008", "Billerbeck", True, "48727", 51.97829, 7.29261, 11_625,
        Venue("Kulturscheune Billerbeck", "Musterweg 8", False, True, True, _rooms(90, 10, 20)),
    ),
    Municipality(
        "05558012", "Coesfeld", True, "48653", 51.94349, 7.16809, 37_371,
        Venue("Stadthalle Beispielpark", "Beispielpark 1", True, True, True, _rooms(260, 34, 30, 24, 20)),
    ),
    Municipality(
        "05558016", "Dülmen", True, "48249", 51.83149, 7.28075, 46_865,
        Venue("Forum Musterplatz", "Musterplatz 5", True, True, True, _rooms(220, 26, 28, 22)),
    ),
    Municipality(
        "05558020", "Havixbeck", False, "48329", 51.98333, 7.41667, 12_033,
        Venue("Haus der Begegnung", "Probeallee 3", True, True, True, _rooms(80, 10, 18)),
    ),
    Municipality(
        "05558024", "Lüdinghausen", True, "59348", 51.76830, 7.44379, 24_770,
        Venue("Bürgerhaus Steverblick", "Am Musterufer 12", True, True, True, _rooms(160, 20, 24, 20)),
    ),
    Municipality(
        "05558028", "Nordkirchen", False, "59394", 51.73333, 7.53333, 10_334,
        Venue("Saal Schlossblick", "Beispielallee 9", True, False, True, _rooms(80, 8, 16)),
    ),
    Municipality(
        "05558032", "Nottuln", False, "48301", 51.93333, 7.35000, 20_080,
        Venue("Forum Baumberge", "Musterhang 4", True, False, True, _rooms(110, 12, 22)),
    ),
    Municipality(
        "05558036", "Olfen", True, "59399", 51.70787, 7.37893, 12_814,
        Venue("Leohaus am Probemarkt", "Probemarkt 6", True, False, True, _rooms(90, 10, 18)),
    ),
    Municipality(
        "05558040", "Rosendahl", False, "48720", 52.01722, 7.21056, 11_162,
        Venue("Dorfgemeinschaftshaus Osterwick", "Beispielkamp 7", False, False, False, _rooms(70, 8, 16)),
    ),
    Municipality(
        "05558044", "Senden", False, "48308", 51.85000, 7.50000, 20_440,
        Venue("Bürgersaal Senden", "Musterbusch 11", True, False, True, _rooms(120, 14, 30, 24)),
    ),
)  # fmt: skip
