"""`eventhub solve` and `eventhub check`: documents in, documents out; neither Flask nor a database is loaded."""

import json
import os
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

import click

from eventhub.cli.progress import show_progress
from eventhub.errors import EventHubError, InputError
from eventhub.matching.documents import plan_document, read_plan, read_problem
from eventhub.matching.plan import Plan
from eventhub.matching.problem import Problem
from eventhub.matching.rules import level_order, levels, violations
from eventhub.matching.solve import Options

EXIT_STATUS = {"optimal": 0, "feasible": 0, "infeasible": 1, "unknown": 3}


def read(path: str) -> bytes:
    """The bytes of a file, `-` for standard input. Raises InputError."""
    try:
        return sys.stdin.buffer.read() if path == "-" else Path(path).read_bytes()
    except OSError as error:
        raise InputError(f"{path}: it cannot be read ({error.strerror}).") from error


def write(path: str, text: str) -> None:
    """Write a file whole or not at all, `-` for standard output. Raises InputError."""
    if path == "-":
        click.echo(text, nl=False)
        return
    target = Path(path)
    try:
        with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=target.parent, delete=False) as file:
            file.write(text)
        os.replace(file.name, target)
    except OSError as error:
        raise InputError(f"{path}: it cannot be written ({error.strerror}).") from error


def load_problem(path: str) -> Problem:
    """The problem in a file, errors naming the file. Raises InputError."""
    try:
        return read_problem(read(path))
    except InputError as error:
        raise InputError(f"{path}: {error}") from error


@click.command()
@click.argument("problem", metavar="PROBLEM.json")
@click.option("-o", "--output", default="-", metavar="PLAN.json", help="Where the plan goes; - is standard output.")
@click.option(
    "--time-limit",
    type=click.FloatRange(0.1, 86400),
    default=60.0,
    show_default=True,
    metavar="S",
    help="Seconds in all. The best plan found by then is written.",
)
@click.option(
    "--waiting-time",
    type=click.FloatRange(0, 86400),
    default=15.0,
    show_default=True,
    metavar="S",
    help="Seconds for less waiting once the levels before are proven; then the plan is written. Levels that cannot be "
    "proven are given up so long before the time limit, but not in its first half.",
)
@click.option(
    "--workers", type=click.IntRange(1, 64), default=2, show_default=True, metavar="N", help="Processes that search."
)
@click.option(
    "--seed",
    type=click.IntRange(0, 2**31 - 1),
    default=0,
    show_default=True,
    metavar="N",
    help="With one worker, the same seed gives the same plan if the run ended by proof.",
)
@click.option(
    "--fit-tolerance",
    type=click.FloatRange(0, 1),
    default=None,
    metavar="X",
    help="Share of the best fit that may go for less waiting; overrides the problem's own.",
)
def solve(
    problem: str,
    output: str,
    time_limit: float,
    waiting_time: float,
    workers: int,
    seed: int,
    fit_tolerance: float | None,
) -> None:
    """Solve a rotation problem.

    PROBLEM.json holds an eventhub-problem/1 document, the plan is an eventhub-plan/1 document (docs/formats.md).
    On a terminal the progress is shown; in a pipe nothing but the plan is written.

    \b
    Exit status: 0 a plan was written, 1 the pins cannot stand together (the plan document says which),
    2 an input error, 3 no plan was found in time.

    \b
    Example: eventhub solve day.json -o plan.json --time-limit 30
    """
    from eventhub.matching.process import solve_in_child

    try:
        document = load_problem(problem)
        if fit_tolerance is not None:
            document = replace(document, fit_tolerance=fit_tolerance)
        with show_progress(time_limit) as show:
            options = Options(time_limit=time_limit, waiting_time=waiting_time, workers=workers, seed=seed)
            plan = solve_in_child(document, options, show, lambda: False)
        write(output, json.dumps(plan_document(plan), ensure_ascii=False, indent=1) + "\n")
    except EventHubError as error:
        click.echo(f"eventhub solve: {error}", err=True)
        raise SystemExit(2) from error
    _summarise(document, plan)
    raise SystemExit(EXIT_STATUS[plan.status])


def _summarise(problem: Problem, plan: Plan) -> None:
    """What came out, on standard error so that a plan on standard output stays clean."""
    for sentence in plan.conflicts:
        click.echo(sentence, err=True)
    if plan.status == "unknown":
        click.echo("No plan was found in time; a longer --time-limit may help.", err=True)
    for name in level_order(problem) if plan.levels else ():
        level = plan.levels[name]
        click.echo(f"{name:>10} {level.value:>8}  bound {level.bound:>8}  {'proven' if level.proven else ''}", err=True)


@click.command()
@click.argument("problem", metavar="PROBLEM.json")
@click.argument("plan", metavar="PLAN.json")
def check(problem: str, plan: str) -> None:
    """Check a plan against its problem, without the solver.

    Prints every broken rule, one a line, then the plan's levels.

    \b
    Exit status: 0 the plan keeps every rule, 1 it breaks one, 2 an input error.

    \b
    Example: eventhub check day.json plan.json
    """
    try:
        document = load_problem(problem)
        found = read_plan(read(plan), document)
    except EventHubError as error:
        click.echo(f"eventhub check: {error}", err=True)
        raise SystemExit(2) from error
    broken = violations(document, found)
    for sentence in broken:
        click.echo(sentence)
    unlisted = any(sentence.startswith("Rule 1") and "not a listed pair" in sentence for sentence in broken)
    if not unlisted:
        values = levels(document, found)
        click.echo(" ".join(f"{name}={values[name]}" for name in level_order(document)))
    raise SystemExit(1 if broken else 0)
