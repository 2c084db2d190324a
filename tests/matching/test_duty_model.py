"""Parts of the duty model: cliques say exactly who excludes whom, bounds on counts are read back as loads."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st
from ortools.sat.python import cp_model

from eventhub.matching.duty import DutyProblem, EventDay, Hours, Officer, Wanted
from eventhub.matching.duty_load import Loads
from eventhub.matching.duty_model import Choice, DutyModel, cliques
from eventhub.matching.totalizer import at_most

WAYS = {("a", "b"): 3, ("b", "a"): 3, ("a", "a"): 0, ("b", "b"): 0, ("c", "c"): 0}


def exclude(first: Choice, second: Choice) -> bool:
    """Nobody can do both, in either order; c cannot be reached from anywhere."""
    there, back = WAYS.get((first.place, second.place)), WAYS.get((second.place, first.place))
    after = there is not None and first.end + there <= second.start
    before = back is not None and second.end + back <= first.start
    return not (after or before)


@given(st.lists(st.tuples(st.integers(0, 12), st.integers(1, 5), st.sampled_from("abc")), max_size=7))
def test_two_choices_share_a_clique_exactly_if_they_exclude_each_other(given_: list[tuple[int, int, str]]) -> None:
    choices = [Choice(start, start + length, place, f"s{i}", 0) for i, (start, length, place) in enumerate(given_)]
    together = {frozenset(pair) for clique in cliques(choices, WAYS) for pair in combinations(clique, 2)}
    assert together == {frozenset(pair) for pair in combinations(choices, 2) if exclude(*pair)}


def loads_of_three() -> Loads:
    """Three officers and sessions of half an hour."""
    day = "2027-04-12"
    officers = tuple(Officer(f"o{i}", "office", "a", ("law",), (), (Hours(day, 0, 1440),)) for i in range(3))
    event = EventDay("fair", "a", day, tuple((600 + 30 * i, 630 + 30 * i) for i in range(6)))
    sessions = tuple(Wanted(f"s{i}", "fair", "law", 1, 0, 5) for i in range(6))
    return Loads(DutyModel(DutyProblem("", ("a",), (), officers, (event,), sessions), [day]))


def test_bound_that_is_reached_leaves_nothing_open() -> None:
    """One officer reaches three units, two reach two, three reach one: digits 1, 2, 3 to the base of 4."""
    assert loads_of_three().proven([3, 2, 1], (90, 60, 30), 1 * 16 + 2 * 4 + 3) is None


def test_bound_that_is_not_reached_is_a_list_that_ends_there() -> None:
    loads = loads_of_three()
    assert loads.proven([3, 2, 1], (90, 60, 60), 1 * 16 + 2 * 4 + 3) == (90, 60)
    assert loads.proven([3, 2, 1], (90, 60, 60), 0 * 16 + 3 * 4 + 3) == ()
    assert loads.proven([3, 2, 1], (90, 60, 30), 1 * 16 + 2 * 4 + 2) == (90, 60)


def test_unit_divides_every_duration() -> None:
    assert loads_of_three().unit == 30


def test_totalizer_allows_as_many_as_it_says_and_no_more() -> None:
    for most in range(4):
        model = cp_model.CpModel()
        literals = [model.new_bool_var("") for _ in range(5)]
        at_most(model, literals, most)
        model.maximize(sum(literals))
        solver = cp_model.CpSolver()
        assert solver.solve(model) == cp_model.OPTIMAL
        assert solver.objective_value == most
