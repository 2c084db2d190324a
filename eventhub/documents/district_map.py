"""The district as a picture: where its municipalities lie, as points of an SVG drawing, and the outline around them."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, radians, sqrt

WIDTH = 640.0
MARGIN = 70.0
"""Room around the outermost places, for their names and the outline; in units of the drawing."""
SMALLEST, LARGEST = 7.0, 15.0

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Place:
    """A municipality with its centre in degrees (WGS 84) and its population."""

    name: str
    latitude: float
    longitude: float
    population: int


@dataclass(frozen=True, slots=True)
class Spot:
    """A municipality in the drawing: x to the right, y downwards; the radius grows with the root of the population."""

    name: str
    x: float
    y: float
    radius: float


@dataclass(frozen=True, slots=True)
class DistrictMap:
    """A drawing of `WIDTH` by `height`; `outline` goes around all places, in the order of drawing."""

    height: float
    spots: tuple[Spot, ...]
    outline: tuple[Point, ...]


def district_map(places: Sequence[Place]) -> DistrictMap:
    """Draw the places; north is up.

    An equirectangular projection with the middle latitude as its standard parallel: over a district its error stays far
    below the size of a dot.
    """
    if not places:
        return DistrictMap(height=2 * MARGIN, spots=(), outline=())
    middle = (min(p.latitude for p in places) + max(p.latitude for p in places)) / 2
    flat = [(place.longitude * cos(radians(middle)), -place.latitude) for place in places]
    left, top = min(x for x, _ in flat), min(y for _, y in flat)
    breadth = max(x for x, _ in flat) - left
    scale = (WIDTH - 2 * MARGIN) / breadth if breadth else 1.0
    points = [(round(MARGIN + (x - left) * scale, 1), round(MARGIN + (y - top) * scale, 1)) for x, y in flat]
    most = max(place.population for place in places)
    return DistrictMap(
        height=max(y for _, y in points) + MARGIN,
        spots=tuple(
            Spot(place.name, x, y, round(SMALLEST + (LARGEST - SMALLEST) * sqrt(place.population / max(most, 1)), 1))
            for place, (x, y) in zip(places, points, strict=True)
        ),
        outline=tuple(convex_hull(points)),
    )


def convex_hull(points: Sequence[Point]) -> list[Point]:
    """The corners of the smallest convex shape around the points (Andrew's monotone chain, 1979)."""
    ordered = sorted(set(points))
    if len(ordered) < 3:
        return ordered
    return _chain(ordered)[:-1] + _chain(ordered[::-1])[:-1]


def _chain(points: Sequence[Point]) -> list[Point]:
    chain: list[Point] = []
    for point in points:
        while len(chain) >= 2 and _turn(chain[-2], chain[-1], point) <= 0:
            chain.pop()
        chain.append(point)
    return chain


def _turn(a: Point, b: Point, c: Point) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
