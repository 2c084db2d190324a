"""Solving in child processes: the limit holds, cancelling kills, nothing is left behind."""

import time
from pathlib import Path

import pytest

from eventhub.matching.problem import Pair, Problem
from eventhub.matching.process import Cancelled, solve_in_child
from eventhub.matching.rules import violations
from eventhub.matching.solve import Options, Progress
from tests.matching.problems import employer, participant, problem

LIMIT = 6.0


def crowd() -> Problem:
    """Enough people for the search to use up any time limit.

    Employers are there in every other round, so everybody waits, and how little is enough is not proven in seconds.
    """
    every_other = tuple((number, number + 1) for number in range(0, 12, 2))
    return problem(
        rounds=12,
        participants=tuple(participant(f"p{i}", rounds=12, max_dates=5, min_dates=2) for i in range(80)),
        employers=tuple(employer(f"e{i}", seats=3, available=every_other, min_dates=3) for i in range(16)),
        pairs=tuple(
            Pair(f"p{i}", f"e{j}", (17 * i + 31 * j) % 101) for i in range(80) for j in range(16) if (i + j) % 3
        ),
    )


def solver_children() -> list[int]:
    """Process ids of all solver children of this process."""
    found = []
    for status in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            command = status.read_bytes()
            parent = int((status.parent / "stat").read_text().rsplit(")", 1)[1].split()[1])
        except OSError:
            continue
        if b"eventhub.matching.child" in command and parent == __import__("os").getpid():
            found.append(int(status.parent.name))
    return found


def test_time_limit_is_kept_with_a_valid_plan() -> None:
    document = crowd()
    seen: list[Progress] = []
    started = time.monotonic()
    plan = solve_in_child(document, Options(LIMIT, 2, 0), seen.append, lambda: False)
    assert time.monotonic() - started < LIMIT + 2
    assert plan.status == "feasible"
    assert violations(document, plan) == []
    assert {progress.stage for progress in seen} >= {"bounds", "less waiting"}
    assert solver_children() == []


def test_cancelled_search_leaves_no_process() -> None:
    running: list[int] = []

    def cancelled() -> bool:
        running.extend(solver_children())
        return len(running) >= 2

    with pytest.raises(Cancelled):
        solve_in_child(crowd(), Options(60.0, 2, 0), lambda progress: None, cancelled)
    assert running
    assert solver_children() == []


def test_limit_too_short_for_any_plan_is_unknown() -> None:
    plan = solve_in_child(crowd(), Options(0.05, 1, 0), lambda progress: None, lambda: False)
    assert plan.status == "unknown"
    assert plan.dates == ()


def test_proven_plan_ends_before_the_limit() -> None:
    started = time.monotonic()
    plan = solve_in_child(problem(), Options(60.0, 1, 3), lambda progress: None, lambda: False)
    assert plan.status == "optimal"
    assert plan.seed == 3
    assert time.monotonic() - started < 30


def test_search_ends_when_the_early_levels_are_proven_and_waiting_had_its_time() -> None:
    document = crowd()
    plan = solve_in_child(document, Options(60.0, 2, 0, waiting_time=0.0), lambda progress: None, lambda: False)
    assert violations(document, plan) == []
    assert all(level.proven for name, level in plan.levels.items() if name != "waiting")
