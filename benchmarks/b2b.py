"""The published business-to-business instances through the timetabling core: `python -m benchmarks.b2b FILE.dzn …`.

Instances and results: Bofill, Coll, Garcia, Giráldez-Cru, Pesant, Suy and Villaret, "Constraint Solving Approaches to
the Business-to-Business Meeting Scheduling Problem", JAIR 74 (2022) 263–301.
"""

import csv
import json
from pathlib import Path

import click

from benchmarks.b2b_format import read_instance
from eventhub.errors import EventHubError, InputError
from eventhub.matching.timetable import Timetable, violations
from eventhub.matching.timetable_solve import solve_timetable


def solve_file(path: Path, time_limit: float) -> Timetable:
    """The timetable of an instance, checked without the solver. Raises InputError, naming the file."""
    try:
        problem = read_instance(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: it cannot be read ({error}).") from error
    except InputError as error:
        raise InputError(f"{path}: {error}") from error
    found = solve_timetable(problem, time_limit)
    if found.rounds and (broken := violations(problem, found.rounds)):
        raise EventHubError(f"{path}: the timetable is wrong: {broken[0]}")
    return found


def write_timetable(path: Path, found: Timetable) -> None:
    """`meeting,slot`, both from 1."""
    with path.open("w", encoding="utf-8", newline="") as file:
        lines = csv.writer(file, lineterminator="\n")
        lines.writerow(["meeting", "slot"])
        lines.writerows((meeting, chosen + 1) for meeting, chosen in enumerate(found.rounds, 1))


def line_of_json(path: Path, found: Timetable) -> str:
    """One result as a JSON object."""
    return json.dumps(
        {
            "file": path.name,
            "status": found.status,
            "breaks": found.breaks,
            "bound": found.bound,
            "seconds": found.seconds,
        }
    )


def line_of_text(path: Path, found: Timetable) -> str:
    """One result for people."""
    value, bound = ("–" if number is None else str(number) for number in (found.breaks, found.bound))
    return f"{path.name:<32} {found.status:<10} breaks {value:>3}  bound {bound:>3}  {found.seconds:7.2f} s"


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE.dzn...")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line instead of the table.")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), metavar="DIR", help="Write NAME.csv there.")
@click.option(
    "--time-limit", type=click.FloatRange(0.1), default=60.0, show_default=True, metavar="S", help="Per file."
)
def main(files: tuple[Path, ...], as_json: bool, out: Path | None, time_limit: float) -> None:
    """Solve published B2B instances and print breaks, bound and seconds of each."""
    line = line_of_json if as_json else line_of_text
    try:
        if out:
            out.mkdir(parents=True, exist_ok=True)
        for path in files:
            found = solve_file(path, time_limit)
            click.echo(line(path, found))
            if out and found.rounds:
                write_timetable(out / f"{path.name.removesuffix('.dzn')}.csv", found)
    except (EventHubError, OSError) as error:
        raise click.ClickException(str(error)) from error


if __name__ == "__main__":
    main()
