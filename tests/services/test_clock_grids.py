"""The clock grid from a few numbers, and back."""

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventhub.errors import InputError
from eventhub.models.events import Event, Round
from eventhub.services.clock_grids import ClockGrid, grid_of

GRID = ClockGrid(starts=time(9), rounds=4, round_minutes=10, changeover_minutes=5, break_after=2, break_minutes=20)


def test_grid_gives_rounds_with_the_break_between() -> None:
    times = [(row.number, row.starts, row.ends) for row in GRID.rows()]
    assert times == [
        (0, time(9, 0), time(9, 10)),
        (1, time(9, 15), time(9, 25)),
        (2, time(9, 50), time(10, 0)),
        (3, time(10, 5), time(10, 15)),
    ]
    assert [(row.starts, row.ends) for row in GRID.breaks()] == [(time(9, 25), time(9, 50))]


@given(
    st.builds(
        ClockGrid,
        starts=st.times(min_value=time(7), max_value=time(12)).map(lambda t: t.replace(second=0, microsecond=0)),
        rounds=st.integers(3, 20),
        round_minutes=st.integers(5, 15),
        changeover_minutes=st.integers(0, 5),
        break_after=st.integers(1, 2),
        break_minutes=st.integers(1, 60),
    )
)
def test_grid_is_found_again_in_its_rounds(grid: ClockGrid) -> None:
    assert grid_of(Event(rounds=grid.rows())) == grid


def test_irregular_rounds_come_from_no_grid() -> None:
    rounds = [
        Round(number=0, starts=time(9), ends=time(9, 10)),
        Round(number=1, starts=time(9, 15), ends=time(9, 45)),
    ]
    assert grid_of(Event(rounds=rounds)) is None


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"rounds": 0}, "1 to 200 rounds"),
        ({"rounds": 201}, "1 to 200 rounds"),
        ({"break_after": 4}, "before the last round"),
        ({"starts": time(23, 30)}, "after midnight"),
    ],
)
def test_grid_that_cannot_be_is_refused(changed: dict[str, object], sentence: str) -> None:
    values = {name: getattr(GRID, name) for name in GRID.__slots__} | changed
    with pytest.raises(InputError, match=sentence):
        ClockGrid(**values).rows()
