"""The district as a picture."""

from hypothesis import given
from hypothesis import strategies as st

from eventhub.documents.district_map import WIDTH, Place, convex_hull, district_map

COORDINATE = st.integers(-50, 50).map(float)


def test_north_is_up_and_east_is_right() -> None:
    drawing = district_map(
        [Place("Nordwest", 52.0, 7.0, 100), Place("Südost", 51.7, 7.6, 400), Place("Mitte", 51.8, 7.2, 100)]
    )
    north, south, _middle = drawing.spots
    assert north.y < south.y < drawing.height
    assert 0 < north.x < south.x < WIDTH
    assert north.radius < south.radius


def test_distances_keep_their_proportion() -> None:
    """A degree of latitude is as long as a degree of longitude divided by the cosine of the latitude."""
    drawing = district_map([Place("A", 51.0, 7.0, 1), Place("B", 51.0, 8.0, 1), Place("C", 51.5, 7.0, 1)])
    a, b, c = drawing.spots
    assert round((b.x - a.x) / (a.y - c.y), 2) == round(2 * 0.6266, 2)


def test_no_and_one_place_can_be_drawn() -> None:
    assert district_map([]).spots == ()
    assert len(district_map([Place("A", 51.0, 7.0, 0)]).spots) == 1


@given(st.lists(st.tuples(COORDINATE, COORDINATE), min_size=1, max_size=12))
def test_outline_goes_around_all_places(points: list[tuple[float, float]]) -> None:
    hull = convex_hull(points)
    assert set(hull) <= set(points)
    if len(hull) < 3:
        return
    for (ax, ay), (bx, by) in zip(hull, hull[1:] + hull[:1], strict=True):
        assert all((bx - ax) * (y - ay) - (by - ay) * (x - ax) >= 0 for x, y in points)
