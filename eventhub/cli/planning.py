"""`eventhub plan`: compute a plan of an event, in the same job as the web application does."""

from typing import Any

import click
from flask import Flask

from eventhub.cli.following import progress_bar
from eventhub.cli.opening import application
from eventhub.cli.reporting import report
from eventhub.errors import SolverError
from eventhub.extensions import db
from eventhub.jobs.foreground import run_in_foreground
from eventhub.models.jobs import JobState
from eventhub.services.actor import system_actor
from eventhub.services.overviews import event_overview
from eventhub.services.planning import PlanOptions, request_plan
from eventhub.services.publishing import publish as publish_version


@click.command()
@click.argument("event")
@click.option(
    "--time-limit", type=click.FloatRange(1, 3600), default=60.0, show_default=True, help="Seconds to search."
)
@click.option("--workers", type=click.IntRange(1, 64), default=2, show_default=True, help="Processes that search.")
@click.option("--seed", type=click.IntRange(0), default=0, show_default=True, help="Seed of the search.")
@click.option("--publish", is_flag=True, help="Publish the plan: from then on people are told what it says.")
def plan(event: str, time_limit: float, workers: int, seed: int, publish: bool) -> None:
    """Compute a plan of EVENT, given by its slug or public id, and keep it as the event's draft.

    Shows a progress bar on a terminal and none in a pipe. Ctrl-C cancels; the former plan stays. If the data change
    meanwhile, the plan is kept beside the draft, as stale, and changes nothing.

    Example: eventhub plan coesfeld-2027-04-15 --time-limit 30 --publish
    """
    with application() as app:
        result = plan_event(app, event, PlanOptions(time_limit, workers, seed))
        if result["stale"]:
            raise SolverError(
                f"The data of {event} changed while it was planned; the plan is kept as stale: plan again."
            )
        if publish:
            publish_version(system_actor(), result["public_id"])
        report(event_overview(system_actor(), event))


def plan_event(app: Flask, event: str, options: PlanOptions) -> dict[str, Any]:
    """Ask for a plan and compute it in this process; the job's result. Raises SolverError if it failed."""
    job = request_plan(system_actor(), event, options)
    db.session.remove()  # the job has a session of its own; an open one would go on showing the data as they were
    with progress_bar(event, options.time_limit) as show:
        ended = run_in_foreground(app, job.public_id, show)
    if ended.state is not JobState.DONE or ended.result is None:
        raise SolverError(ended.error or f"Planning {event} was cancelled.")
    return ended.result
