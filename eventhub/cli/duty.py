"""`eventhub duty` and `eventhub duty-check`: documents in, documents out; neither Flask nor a database is loaded."""

import json

import click

from eventhub.cli.solving import read, write
from eventhub.errors import EventHubError, InputError
from eventhub.matching.duty import LEVELS, DutyPlan, DutyProblem
from eventhub.matching.duty_documents import duty_plan_document, read_duty_plan, read_duty_problem
from eventhub.matching.duty_rules import levels, violations


def load_duty_problem(path: str) -> DutyProblem:
    """The duty problem in a file, errors naming the file. Raises InputError."""
    try:
        return read_duty_problem(read(path))
    except InputError as error:
        raise InputError(f"{path}: {error}") from error


@click.command()
@click.argument("problem", metavar="PROBLEM.json")
@click.option("-o", "--output", default="-", metavar="PLAN.json", help="Where the plan goes; - is standard output.")
@click.option(
    "--time-limit",
    type=click.FloatRange(0.1, 86400),
    default=20.0,
    show_default=True,
    metavar="S",
    help="Seconds in all. The best plan found by then is written.",
)
@click.option(
    "--seed",
    type=click.IntRange(0, 2**31 - 1),
    default=0,
    show_default=True,
    metavar="N",
    help="The same seed gives the same plan if every level was proven.",
)
def duty(problem: str, output: str, time_limit: float, seed: int) -> None:
    """Plan who hosts which session, over a whole series of events.

    PROBLEM.json holds an eventhub-duty-problem/1 document, the plan is an eventhub-duty-plan/1 document
    (docs/formats.md). Sessions that cannot be staffed are not in the plan.

    \b
    Exit status: 0 a plan was written, 2 an input error.

    \b
    Example: eventhub duty series.json -o duty.json
    """
    from eventhub.matching.duty_solve import solve_duty

    try:
        plan = solve_duty(load_duty_problem(problem), time_limit, seed)
        write(output, json.dumps(duty_plan_document(plan), ensure_ascii=False, indent=1) + "\n")
    except EventHubError as error:
        click.echo(f"eventhub duty: {error}", err=True)
        raise SystemExit(2) from error
    _summarise(plan)


def _summarise(plan: DutyPlan) -> None:
    """What came out, on standard error so that a plan on standard output stays clean."""
    for name in LEVELS:
        level = plan.levels[name]
        click.echo(f"{name:>10} {level.value}  bound {level.bound}  {'proven' if level.proven else ''}", err=True)


@click.command()
@click.argument("problem", metavar="PROBLEM.json")
@click.argument("plan", metavar="PLAN.json")
def duty_check(problem: str, plan: str) -> None:
    """Check a duty plan against its problem, without the solver.

    Prints every broken rule, one a line, or the plan's levels if there is none.

    \b
    Exit status: 0 the plan keeps every rule, 1 it breaks one, 2 an input error.

    \b
    Example: eventhub duty-check series.json duty.json
    """
    try:
        document = load_duty_problem(problem)
        found = read_duty_plan(read(plan), document)
    except EventHubError as error:
        click.echo(f"eventhub duty-check: {error}", err=True)
        raise SystemExit(2) from error
    broken = violations(document, found)
    for sentence in broken:
        click.echo(sentence)
    if not broken:
        click.echo(" ".join(f"{name}={value}" for name, value in levels(document, found).items()))
    raise SystemExit(1 if broken else 0)
