"""Show how a plan job goes on: a line that renews itself on a terminal, nothing in a pipe."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

Document = dict[str, Any]


@contextmanager
def progress_bar(title: str, time_limit: float) -> Iterator[Callable[[Document], None]]:
    """A function to hand the job's progress documents to while the block runs."""
    if not sys.stderr.isatty():
        yield _ignore
        return
    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn(), TextColumn("{task.fields[state]}"))
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(title, total=time_limit, state="")

        def show(progress: Document) -> None:
            bar.update(task, completed=progress["seconds"], state=_state(progress))

        yield show


def _ignore(_progress: Document) -> None:
    """In a pipe nobody watches."""


def _state(progress: Document) -> str:
    levels = " ".join(f"{name} {level['value']}/{level['bound']}" for name, level in progress["levels"].items())
    return f"{progress['stage']} {levels}".strip()
