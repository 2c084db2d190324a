"""Duty plans of invented series: `python -m benchmarks.duty [--events-a-day 2,3,4] [--seeds 1,2,3] [--out DIR]`."""

import csv
from pathlib import Path

import click

from benchmarks.duty_problems import invented
from eventhub.matching.duty import LEVELS, DutyPlan
from eventhub.matching.duty_rules import violations
from eventhub.matching.duty_solve import solve_duty

HEAD = ("venues", "days", "officers", "events a day", "seed", "sessions", "status", "seconds", *LEVELS)


@click.command()
@click.option("--venues", default=11, show_default=True)
@click.option("--days", default=10, show_default=True)
@click.option("--officers", default=12, show_default=True)
@click.option("--events-a-day", default="2,3,4", show_default=True, help="Numbers, separated by commas.")
@click.option("--seeds", default="1,2,3", show_default=True, help="Numbers, separated by commas.")
@click.option("--time-limit", default=20.0, show_default=True, metavar="S")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), metavar="DIR", help="duty.csv goes there.")
def main(
    venues: int, days: int, officers: int, events_a_day: str, seeds: str, time_limit: float, out: Path | None
) -> None:
    """Plan invented series and print status, seconds, and each level; its bound in brackets where it is not proven."""
    rows = [list(HEAD)]
    click.echo(" | ".join(HEAD))
    for events in map(int, events_a_day.split(",")):
        for seed in map(int, seeds.split(",")):
            problem = invented(venues, days, officers, events, seed)
            plan = solve_duty(problem, time_limit)
            if broken := violations(problem, plan):
                raise click.ClickException(f"The plan is wrong: {broken[0]}")
            size = (venues, days, officers, events, seed, len(problem.sessions))
            rows.append([*map(str, size), plan.status, f"{plan.seconds:.1f}", *_levels(plan)])
            click.echo(" | ".join(rows[-1]))
    if out:
        out.mkdir(parents=True, exist_ok=True)
        with (out / "duty.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows(rows)


def _levels(plan: DutyPlan) -> list[str]:
    known = (plan.levels[name] for name in LEVELS)
    return [str(level.value) if level.proven else f"{level.value} [{level.bound}]" for level in known]


if __name__ == "__main__":
    main()
