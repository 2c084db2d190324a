"""Chains of dates between two rounds: less waiting, and nothing else changes."""

from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings

from eventhub.matching.chains import smoothed
from eventhub.matching.decisions import Decisions, level_values, to_assignments
from eventhub.matching.firstplan import first_plan
from eventhub.matching.instance import compile_problem
from eventhub.matching.problem import Assignments, Interpreter, Pair, Problem, Session
from eventhub.matching.rules import violations
from tests.matching.problems import dates, employer, participant, problem, problems


def smooth(document: Problem, *rounds: int, seats: tuple[bool, ...] = (), types: tuple[int, ...] = ()) -> Any:
    """Rounds and waiting after the chains, from a plan whose pairs meet in these rounds."""
    instance = compile_problem(document).instance
    nobody = np.full(len(rounds), -1)
    start = Decisions(np.array(rounds), np.array(types) if types else nobody, np.array(seats, dtype=bool))
    found = smoothed(instance, start, 20.0, np.random.default_rng(0))
    return found.round.tolist(), level_values(instance, found)["waiting"]


@settings(max_examples=80, suppress_health_check=[HealthCheck.too_slow])
@given(problems(people=6, firms=4, most_rounds=6))
def test_chains_keep_every_rule_and_every_level_before_waiting(document: Problem) -> None:
    compiled = compile_problem(document)
    first = first_plan(compiled.instance, 10.0, document.keep_first)
    assert first is not None
    found = smoothed(compiled.instance, first, 20.0, np.random.default_rng(0))
    assert violations(document, to_assignments(compiled, found)) == []
    before, after = level_values(compiled.instance, first), level_values(compiled.instance, found)
    assert after["waiting"] <= before["waiting"]
    assert after["kept"] >= before["kept"]
    assert {k: v for k, v in after.items() if k not in ("waiting", "kept")} == {
        k: v for k, v in before.items() if k not in ("waiting", "kept")
    }


def one_person(**changes: Any) -> Problem:
    return problem(
        participants=(participant("p0", max_dates=2),),
        pairs=(Pair("p0", "e0", 50), Pair("p0", "e1", 50)),
        **changes,
    )


def test_date_moves_next_to_the_other() -> None:
    rounds, waiting = smooth(one_person(), 0, 3)
    assert waiting == 0
    assert abs(rounds[0] - rounds[1]) == 1


@pytest.mark.parametrize(
    "changes",
    [
        {"employers": (employer("e0", available=((0, 1),)), employer("e1", available=((3, 4),)))},
        {"previous": Assignments(dates=dates(("p0", "e0", 0), ("p0", "e1", 3)))},
        {"pinned": Assignments(dates=dates(("p0", "e0", 0), ("p0", "e1", 3)))},
    ],
    ids=["window", "kept", "pinned"],
)
def test_date_that_may_not_move_stays(changes: dict[str, Any]) -> None:
    assert smooth(one_person(**changes), 0, 3) == ([0, 3], 2)


def test_full_table_is_exchanged_not_overfilled() -> None:
    """Both want the middle of the same firm's day; exchanging their rounds closes both gaps."""
    document = problem(
        participants=(participant("p0", available=((0, 3),)), participant("p1", available=((1, 4),))),
        employers=(employer("e0"), employer("e1", available=((0, 1), (3, 4)))),
        pairs=(Pair("p0", "e0", 50), Pair("p1", "e0", 50), Pair("p0", "e1", 50), Pair("p1", "e1", 50)),
    )
    rounds, waiting = smooth(document, 2, 1, 0, 3)
    assert waiting == 0
    assert rounds == [1, 2, 0, 3]


def test_interpreter_is_not_asked_to_be_at_two_talks() -> None:
    document = problem(
        rounds=3,
        participants=(participant("p0", rounds=3, max_dates=2), participant("p1", rounds=3, max_dates=1)),
        employers=(
            employer("e0", rounds=3),
            employer("e1", available=((0, 1),)),
            employer("e2", available=((1, 2),)),
        ),
        pairs=(Pair("p0", "e0", 50, ("ar",)), Pair("p0", "e1", 50), Pair("p1", "e2", 50, ("ar",))),
        interpreters=(Interpreter("i0", ("ar",), ((0, 3),)),),
    )
    assert smooth(document, 2, 0, 1, types=(0, -1, 0)) == ([2, 0, 1], 1)


def test_date_stays_after_its_session() -> None:
    document = problem(
        rounds=5,
        participants=(participant("p0", rounds=5, requires=("law",)),),
        employers=(employer("e0", rounds=5),),
        pairs=(Pair("p0", "e0", 50, after=("law",)),),
        sessions=(Session("s0", "law", 1, 1, 1),),
    )
    assert smooth(document, 4, seats=(True,)) == ([2], 0)


def test_plan_without_dates_is_left_alone() -> None:
    assert smooth(one_person(), -1, -1) == ([-1, -1], 0)
