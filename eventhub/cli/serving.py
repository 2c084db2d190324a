"""`eventhub serve` and `eventhub worker`: the processes that keep running until somebody stops them."""

import errno
import logging
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from types import FrameType
from typing import Any

import click
from flask import Flask
from waitress import create_server

from eventhub.app import settings_of
from eventhub.cli.opening import migrated_app
from eventhub.errors import SettingsError
from eventhub.jobs.worker import Worker

THREADS = 8
"""Requests answered at the same time."""


@click.command()
@click.option("--host", metavar="ADDRESS", help="Address to listen on. [default: EVENTHUB_HOST or 127.0.0.1]")
@click.option("--port", type=click.IntRange(1, 65535), help="Port to listen on. [default: EVENTHUB_PORT or 8000]")
@click.option("--no-worker", is_flag=True, help="Serve pages only; run jobs with `eventhub worker`.")
def serve(host: str | None, port: int | None, no_worker: bool) -> None:
    """Serve the application on this machine, with the job worker inside.

    The database must be there: `eventhub demo` makes one with invented data. Ctrl-C or SIGTERM ends it within seconds;
    a job that is running then is given back and begun anew by the next worker.

    Example: eventhub serve --port 8080
    """
    _log_to_stderr()
    app = migrated_app()
    settings = settings_of(app)
    server = _listen(app, host or settings.host, port or settings.port)
    worker = nullcontext() if no_worker else _running(Worker(app, settings.workers))
    with _terminable(), worker:
        click.echo(f"EventHub answers on http://{server.effective_host}:{server.effective_port} (Ctrl-C ends it).")
        server.run()
    click.echo("Stopped.")


@click.command()
@click.option(
    "--threads", type=click.IntRange(1, 64), help="Jobs to run at the same time. [default: EVENTHUB_WORKERS or 1]"
)
def worker(threads: int | None) -> None:
    """Run jobs, such as computing plans, until stopped.

    Several workers may run at once, on PostgreSQL also on several machines. Ctrl-C or SIGTERM ends this one within
    seconds; its running jobs are given back and begun anew by the next worker.

    Example: eventhub worker --threads 2
    """
    _log_to_stderr()
    app = migrated_app()
    threads = threads or settings_of(app).workers
    with _terminable(), _running(Worker(app, threads)):
        click.echo(f"Waiting for jobs, {threads} at a time (Ctrl-C ends it).")
        _sleep()
    click.echo("Stopped.")


def _log_to_stderr() -> None:
    """Of jobs every attempt and its end, by id; of the libraries below only what goes wrong."""
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(levelname)s %(message)s")
    logging.getLogger("eventhub").setLevel(logging.INFO)


def _listen(app: Flask, host: str, port: int) -> Any:
    try:
        return create_server(app, host=host, port=port, threads=THREADS, ident=None)
    except OSError as error:
        reason = "is taken by another program" if error.errno == errno.EADDRINUSE else f"fails: {error.strerror}"
        raise SettingsError(f"Port {port} on {host} {reason}: choose another one with --port.") from None


@contextmanager
def _running(worker: Worker) -> Iterator[None]:
    worker.start()
    try:
        yield
    finally:
        worker.stop()


@contextmanager
def _terminable() -> Iterator[None]:
    """Ctrl-C and SIGTERM end the block, quietly; also where a shell started us in the background, deaf to Ctrl-C."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _interrupt)
    try:
        yield
    except KeyboardInterrupt:
        return


def _sleep() -> None:
    """Wait for a signal, in short naps: one that another thread receives does not wake this one."""
    while True:
        time.sleep(1)


def _interrupt(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt
