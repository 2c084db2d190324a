"""Checks of this installation: its settings, keys, folder, database and port."""

import os
import shutil
import socket
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import make_url
from sqlalchemy.exc import SQLAlchemyError

from eventhub.app import create_app
from eventhub.cli.findings import Finding, Verdict, find, one_line
from eventhub.errors import SettingsError
from eventhub.extensions import db
from eventhub.keyfile import KEY_FILE
from eventhub.models.migration import is_current
from eventhub.settings import Settings, load_settings
from eventhub.variables import variable

LEAST_FREE_MB = 500
FIRST_START = "make run, or eventhub demo, makes it"
KEY_SETTINGS = ("secret_key", "link_key", "encryption_keys")


def installation_findings(environ: Mapping[str, str] = os.environ) -> list[Finding]:
    """Everything about the installation that the environment names; makes nothing and changes nothing."""
    folder = Path(environ.get(variable("instance"), "instance")).absolute()
    findings = [find("instance", lambda: writable(folder)), find("disk", lambda: free_space(folder))]
    if not _has_keys(environ, folder):
        return [*findings, Finding("keys", Verdict.MISSING, f"no keys in {folder} yet; {FIRST_START}")]
    try:
        settings = load_settings(environ, folder)
    except SettingsError as error:
        return [*findings, Finding("settings", Verdict.MISSING, one_line(error))]
    return [*findings, *settings_findings(settings)]


def settings_findings(settings: Settings) -> list[Finding]:
    """Everything that can be said once the settings are known to be sound."""
    address = Address(settings.host, settings.port)
    return [
        Finding("settings", Verdict.OK, f"{settings.environment}, keys readable by their owner only"),
        find("database", lambda: database(settings)),
        find("port", address.verdict),
    ]


def _has_keys(environ: Mapping[str, str], folder: Path) -> bool:
    """Whether loading the settings would find keys; otherwise it would make them."""
    return (folder / KEY_FILE).exists() or all(environ.get(variable(name)) for name in KEY_SETTINGS)


def writable(folder: Path) -> tuple[Verdict, str]:
    """Whether files can be written in the instance folder, or where it will be."""
    place = _nearest(folder)
    try:
        with tempfile.TemporaryFile(dir=place):
            return Verdict.OK, f"{folder} can be written"
    except OSError as error:
        return Verdict.MISSING, f"{place} cannot be written ({error.strerror}); set {variable('instance')} to another"


def free_space(folder: Path) -> tuple[Verdict, str]:
    """Whether there is room for the database, plans and exports."""
    free = shutil.disk_usage(_nearest(folder)).free // 1_000_000
    if free < LEAST_FREE_MB:
        return Verdict.MISSING, f"{free} MB free at {folder}; make room for at least {LEAST_FREE_MB} MB"
    return Verdict.OK, f"{free} MB free"


def _nearest(folder: Path) -> Path:
    """The folder itself or, while it does not exist, the one in which it would be made."""
    return next(place for place in (folder, *folder.parents) if place.is_dir())


def database(settings: Settings) -> tuple[Verdict, str]:
    """Whether the database answers and has seen all migrations."""
    url = make_url(settings.database_url)
    shown = url.render_as_string(hide_password=True)
    if url.get_backend_name() == "sqlite" and not Path(url.database or "").is_file():
        return Verdict.MISSING, f"no file {url.database} yet; {FIRST_START}"
    try:
        with create_app(settings).app_context():
            current = is_current(db.engine)
            db.engine.dispose()
    except SQLAlchemyError as error:
        return Verdict.MISSING, f"{shown} does not answer ({one_line(error)}); check {variable('database_url')}"
    if not current:
        return Verdict.MISSING, f"{shown} lacks migrations; run: .venv/bin/flask --app wsgi db upgrade"
    return Verdict.OK, f"{shown}, all migrations applied"


@dataclass(frozen=True, slots=True)
class Address:
    """Where `eventhub serve` would listen."""

    host: str
    port: int

    def verdict(self) -> tuple[Verdict, str]:
        """Whether the port is free; a server that runs already holds it rightly."""
        family = socket.getaddrinfo(self.host, self.port, type=socket.SOCK_STREAM)[0][0]
        with socket.socket(family, socket.SOCK_STREAM) as listener:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                listener.bind((self.host, self.port))
            except OSError as error:
                return (
                    Verdict.NOTE,
                    f"{self.port} is not free ({error.strerror}); if no eventhub runs: make run PORT=8001",
                )
        return Verdict.OK, f"{self.port} is free"
