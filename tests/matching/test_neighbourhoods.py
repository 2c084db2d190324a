"""Where a step works: what is amiss is always free, and what must stay together is freed together."""

import numpy as np
import pytest
from hypothesis import given, settings

from eventhub.matching.decisions import Decisions, level_values
from eventhub.matching.firstplan import first_plan
from eventhub.matching.instance import Instance, compile_problem
from eventhub.matching.neighbourhoods import KINDS, Neighbourhoods
from eventhub.matching.problem import Pair, Problem
from eventhub.matching.rules import LEVELS
from tests.matching.problems import employer, participant, problem, problems


def drawn_from(document: Problem) -> tuple[Instance, Decisions, Neighbourhoods]:
    instance = compile_problem(document).instance
    first = first_plan(instance, 10.0, document.keep_first)
    assert first is not None
    return instance, first, Neighbourhoods(instance, np.zeros(len(instance.pair_p)), np.random.default_rng(0))


@settings(max_examples=40)
@given(problems(people=6, firms=4, most_rounds=6))
def test_start_is_free_whatever_the_size(document: Problem) -> None:
    instance, first, neighbourhoods = drawn_from(document)
    if not len(instance.pair_p):
        return
    for target in LEVELS:
        start = neighbourhoods.start(target, first)
        rounds = neighbourhoods._of_rounds(start, 0.1)
        assert rounds.rounds[list(start.rounds)].all()
        assert rounds.pairs[np.isin(instance.pair_e, start.employers)].all()
        free = neighbourhoods._of_people_and_employers(start, 0.1, 0.1, None)
        assert free.pairs[np.isin(instance.pair_p, start.people)].all()


@settings(max_examples=40)
@given(problems(people=6, firms=4, most_rounds=6))
def test_people_whose_seats_are_free_have_all_their_dates_free(document: Problem) -> None:
    instance, first, neighbourhoods = drawn_from(document)
    for kind in KINDS:
        free = neighbourhoods.draw(kind, "fit", first, 1.0)
        changing = np.unique(instance.seat_p[free.seats])
        assert free.pairs[np.isin(instance.pair_p, changing)].all()


def test_pair_that_the_prices_would_decide_differently_is_worked_on() -> None:
    document = problem(
        rounds=1,
        participants=(participant("p0", available=((0, 1),)), participant("p1", available=((0, 1),))),
        employers=(employer("e0", available=((0, 1),)),),
        pairs=(Pair("p0", "e0", 90), Pair("p1", "e0", 10)),
    )
    instance = compile_problem(document).instance
    wrong = Decisions(np.array([-1, 0]), np.array([-1, -1]), np.zeros(0, dtype=bool))
    neighbourhoods = Neighbourhoods(instance, np.array([80.0, 0.0]), np.random.default_rng(0))
    assert {neighbourhoods.start("fit", wrong).people for _ in range(10)} == {(0,)}


def test_start_for_less_waiting_is_the_gap_and_an_end_of_the_day() -> None:
    document = problem(
        participants=(participant("p0", min_dates=2, max_dates=2),),
        employers=(employer("e0", available=((0, 1),)), employer("e1", available=((2, 4),))),
        pairs=(Pair("p0", "e0", 50), Pair("p0", "e1", 50)),
    )
    instance = compile_problem(document).instance
    late = Decisions(np.array([0, 3]), np.array([-1, -1]), np.zeros(0, dtype=bool))
    assert level_values(instance, late)["waiting"] == 2
    neighbourhoods = Neighbourhoods(instance, np.zeros(2), np.random.default_rng(0))
    for _ in range(10):
        start = neighbourhoods.start("waiting", late)
        assert start.people == (0,)
        assert start.rounds[0] in (1, 2)
        assert (start.rounds[1], start.employers) in ((0, (0,)), (3, (1,)))


@pytest.mark.parametrize("kind", KINDS)
def test_larger_scale_frees_more(kind: str) -> None:
    document = problem(
        rounds=8,
        participants=tuple(participant(f"p{i}", rounds=8) for i in range(12)),
        employers=tuple(employer(f"e{i}", rounds=8) for i in range(6)),
        pairs=tuple(Pair(f"p{i}", f"e{j}", (7 * i + 5 * j) % 100) for i in range(12) for j in range(6)),
    )
    _, first, neighbourhoods = drawn_from(document)

    def freed(scale: float) -> int:
        free = [neighbourhoods.draw(kind, "fit", first, scale) for _ in range(20)]
        return sum(int(each.pairs.sum() * each.rounds.sum()) for each in free)

    assert freed(0.3) < freed(2.0)
