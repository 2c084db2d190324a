"""Print what a plan holds and how good it is."""

import click

from eventhub.services.overviews import EventOverview, PlanOverview


def report(overview: EventOverview, where: str | None = None) -> None:
    """One event: its figures, then each level with its bound; `where` names the folder of its files."""
    click.echo(f"\n{overview.title['de']} ({overview.slug}), {overview.day:%d.%m.%Y}")
    if overview.plan is None:
        click.echo("  no plan yet")
        return
    _report_plan(overview.plan)
    if where is not None:
        click.echo(f"  files: {where}")


def _report_plan(plan: PlanOverview) -> None:
    state = "published" if plan.published else "draft"
    click.echo(f"  plan {plan.number} ({state}): {plan.status} after {plan.seconds:.1f} s")
    click.echo(f"  {plan.people} people, {plan.employers} employers, {plan.dates} dates, {plan.seats} seats")
    for name, level in plan.levels.items():
        verdict = "proven" if level.proven else "not proven"
        click.echo(f"  {name:<10}{level.value:>6}   bound {level.bound:>6}   {verdict}")
