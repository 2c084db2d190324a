"""`eventhub export`: the files of an event's published plan."""

from pathlib import Path

import click

from eventhub.cli.folder import write_folder
from eventhub.cli.opening import application
from eventhub.services.actor import system_actor
from eventhub.services.exports import event_export


@click.command()
@click.argument("event")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--replace", is_flag=True, help="Replace a former export in DIR.")
def export(event: str, folder: Path, replace: bool) -> None:
    """Write the files of EVENT's published plan into the new folder DIR.

    EVENT is a slug or public id. DIR gets problem.json and plan.json, in calendars one .ics for each participant, named
    by roster number, and in rosters one .xlsx for each information session. All of it is written or nothing. The files
    hold personal data: only you can read them, keep it that way.

    Example: eventhub export coesfeld-2027-04-15 /tmp/coesfeld
    """
    with application():
        files = event_export(system_actor(), event)
    write_folder(folder, files, replace=replace)
    click.echo(f"Wrote {len(files)} files into {folder}.")
