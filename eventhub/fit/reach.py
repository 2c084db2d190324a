"""How well a workplace is reached from home: by car, or without."""

import math
from functools import lru_cache

from eventhub.fit.inputs import Participant, Place, Position, TravelMinutes

UNKNOWN = 0.5

EARTH_RADIUS_KM = 6371.0
CYCLING_KM = 5.0

_CAR_KM = (15.0, 60.0)
_SAID_TO_BE_REACHABLE_KM = (10.0, 50.0)
_NOT_SAID_KM = (CYCLING_KM, 40.0)
_MINUTES = (20.0, 90.0)


@lru_cache(maxsize=4096)
def distance_km(start: Place, end: Place) -> float:
    """Great-circle distance in kilometres (haversine); hints at travel, not a route."""
    phi, other_phi = math.radians(start.latitude), math.radians(end.latitude)
    north = math.sin((other_phi - phi) / 2) ** 2
    east = math.sin(math.radians(end.longitude - start.longitude) / 2) ** 2
    chord = min(1.0, north + math.cos(phi) * math.cos(other_phi) * east)
    return 2 * EARTH_RADIUS_KM * math.asin(math.sqrt(chord))


def reach_share(participant: Participant, position: Position, travel: TravelMinutes) -> float:
    """0 (out of reach) … 1 (near); nearer is never worse, and a car never harms."""
    without = _share_without_car(participant.home, position, travel)
    if not participant.has_car:
        return without
    return max(without, _share_by_car(participant.home, position.place))


def travel_minutes(home: Place | None, place: Place | None, travel: TravelMinutes) -> int | None:
    """Minutes without a car, where the table knows them."""
    return None if home is None or place is None else travel.get((home.id, place.id))


def _share_by_car(home: Place | None, place: Place | None) -> float:
    return UNKNOWN if home is None or place is None else _falling(distance_km(home, place), *_CAR_KM)


def _share_without_car(home: Place | None, position: Position, travel: TravelMinutes) -> float:
    minutes = travel_minutes(home, position.place, travel)
    if minutes is not None:
        return _falling(minutes, *_MINUTES)
    if home is None or position.place is None:
        return 0.0 if position.reachable_without_car is False else UNKNOWN
    return _share_by_distance(distance_km(home, position.place), position.reachable_without_car)


def _share_by_distance(km: float, reachable: bool | None) -> float:
    if reachable is None:
        return _falling(km, *_NOT_SAID_KM)
    return _falling(km, *_SAID_TO_BE_REACHABLE_KM) if reachable else float(km <= CYCLING_KM)


def _falling(value: float, best: float, worst: float) -> float:
    """1 up to `best`, 0 from `worst` on, a straight line between."""
    return min(1.0, max(0.0, (worst - value) / (worst - best)))
