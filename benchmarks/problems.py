"""The rotation solver beside what one would write first: `python -m benchmarks.problems FILE.json …`.

Each method runs in a process of its own, one after the other, on the same machine in the same run. Seconds count from
the start of the process, memory is what all its processes hold together at most.
"""

import csv
import json
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import click

from benchmarks.memory import tree_bytes
from benchmarks.method import METHODS
from benchmarks.picture import gap_picture
from eventhub.matching.rules import MORE_IS_BETTER

GRACE = 5.0  # seconds over the limit before a method is stopped
SAMPLE = 0.1  # seconds between two looks at the memory
PROVEN_UP_TO = "fit"
Known = dict[str, list[Any]]  # a level's value, bound (or None), proven


@dataclass
class Run:
    """What one method did on one problem: when it told what, and how much memory it took (bytes)."""

    file: str
    method: str
    told: list[tuple[float, Known]] = field(default_factory=list)
    memory: int = 0
    broken: int = 0

    def last(self) -> Known:
        """The last that was told."""
        return self.told[-1][1] if self.told else {}

    def first_plan(self) -> float | None:
        """Seconds to the first plan."""
        return self.told[0][0] if self.told else None

    def proof(self) -> float | None:
        """Seconds until all levels up to fit were proven."""
        return next((seconds for seconds, known in self.told if all(v[2] for v in _up_to_fit(known))), None)

    def within(self, best: Known, share: float) -> float | None:
        """Seconds until the fit was so close to the best one, with no level before it worse."""
        return next((seconds for seconds, known in self.told if 0 <= gap(known, best) <= share), None)


def _up_to_fit(known: Known) -> list[list[Any]]:
    names = list(known)
    return [known[name] for name in names[: names.index(PROVEN_UP_TO) + 1]]


def rank(known: Known) -> tuple[int, ...]:
    """Level values up to fit, larger for the better plan."""
    names = list(known)
    upto = names[: names.index(PROVEN_UP_TO) + 1]
    return tuple(known[name][0] if name in MORE_IS_BETTER else -known[name][0] for name in upto)


def gap(known: Known, best: Known) -> float:
    """The share of the best fit that a plan lacks; 1 where a level before fit is worse."""
    mine, top = rank(known), rank(best)
    return 1.0 if mine[:-1] < top[:-1] else max(0, top[-1] - mine[-1]) / max(1, top[-1])


def run(method: str, path: Path, seconds: float) -> Run:
    """Let a method work on a problem, at most so many seconds and a few more."""
    found = Run(path.name, method)
    started = time.monotonic()
    command = [sys.executable, "-m", "benchmarks.method", method, str(path), str(seconds)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        reader = threading.Thread(target=_listen, args=(process, found, started))
        reader.start()
        while process.poll() is None:
            found.memory = max(found.memory, tree_bytes(process.pid))
            if time.monotonic() - started > seconds + GRACE:
                process.kill()
            time.sleep(SAMPLE)
        reader.join()
    return found


def _listen(process: "subprocess.Popen[str]", found: Run, started: float) -> None:
    assert process.stdout
    for line in process.stdout:
        told = json.loads(line)
        found.told.append((round(time.monotonic() - started, 2), told["levels"]))
        found.broken += told["broken"]


COLUMNS = ("file", "method", "first plan s", "to 1 % s", "proof s", "memory MB")


def table_row(one: Run, best: Known) -> list[str]:
    """A line of the table: seconds, memory, and each level's value with its bound in brackets where they differ."""
    numbers = [one.first_plan(), one.within(best, 0.01), one.proof()]
    return [
        one.file,
        one.method,
        *("–" if number is None else f"{number:.1f}" for number in numbers),
        f"{one.memory / 2**20:.0f}",
        *(_level(*known) for known in one.last().values()),
    ]


def _level(value: int, bound: int | None, proven: bool) -> str:
    return str(value) if proven else f"{value} [{'–' if bound is None else bound}]"


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True), metavar="FILE.json...")
@click.option("--time-limit", type=click.FloatRange(0.5), default=60.0, show_default=True, metavar="S")
@click.option("--methods", default=",".join(METHODS), show_default=True, metavar="NAMES", help="Separated by commas.")
@click.option(
    "--out", type=click.Path(path_type=Path, file_okay=False), metavar="DIR", help="CSV and pictures go there."
)
def main(files: tuple[Path, ...], time_limit: float, methods: str, out: Path | None) -> None:
    """Compare the solver with greedy, monolithic CP-SAT and monolithic HiGHS on rotation problems."""
    rows: list[list[str]] = []
    for path in files:
        runs = [run(method, path, time_limit) for method in methods.split(",")]
        best = max((one.last() for one in runs if one.told), key=rank, default={})
        names = list(best)
        if not rows:
            rows.append([*COLUMNS, *names])
            click.echo(" | ".join(rows[0]))
        for one in runs:
            rows.append(table_row(one, best))
            click.echo(" | ".join(rows[-1]) + (f" | {one.broken} RULES BROKEN" if one.broken else ""))
        if out:
            _write(out, path, runs, best, rows, time_limit)


def _write(out: Path, path: Path, runs: list[Run], best: Known, rows: list[list[str]], limit: float) -> None:
    """The table so far, and the curve of this problem as numbers and as a picture."""
    out.mkdir(parents=True, exist_ok=True)
    curves = {one.method: [(seconds, gap(known, best)) for seconds, known in one.told] for one in runs}
    with (out / "table.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)
    with (out / f"{path.stem}.csv").open("w", encoding="utf-8", newline="") as file:
        lines = csv.writer(file, lineterminator="\n")
        lines.writerow(["method", "seconds", "gap"])
        lines.writerows((method, s, f"{g:.6f}") for method, curve in curves.items() for s, g in curve)
    (out / f"{path.stem}.svg").write_text(gap_picture(path.stem, curves, limit), encoding="utf-8")


if __name__ == "__main__":
    main()
