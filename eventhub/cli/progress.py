"""A solve's progress on a terminal; silent where standard error is no terminal."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from eventhub.matching.solve import Progress


@contextmanager
def show_progress(time_limit: float) -> Iterator[Callable[[Progress], None]]:
    """A function that shows progress for as long as the context lasts, against a limit in seconds."""
    if not sys.stderr.isatty():
        yield lambda progress: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Display

    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn(), TextColumn("{task.fields[levels]}"))
    with Display(*columns, console=Console(stderr=True), transient=True) as display:
        task = display.add_task("starting", total=time_limit, levels="")

        def show(progress: Progress) -> None:
            levels = "  ".join(
                f"{name} {x.value}{'' if x.proven else f'/{x.bound}'}" for name, x in progress.levels.items()
            )
            display.update(task, completed=progress.seconds, description=progress.stage, levels=levels)

        yield show
