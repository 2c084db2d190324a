"""Typed settings, from environment variables `EVENTHUB_*` and the key file of the instance folder.

Every one is described in docs/settings.md. Importing this module loads neither Flask nor a database driver.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from enum import StrEnum
from pathlib import Path

from eventhub.errors import SettingsError
from eventhub.keys import keys_from
from eventhub.variables import Variables, variable

SECRET_KEY_LENGTH = 32


class Environment(StrEnum):
    """Where the installation runs."""

    DEVELOPMENT = "development"
    PRODUCTION = "production"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """All settings of an installation; the environment variable of a field is `EVENTHUB_` and its name."""

    instance: Path
    database_url: str = field(repr=False)
    queue_url: str = field(repr=False)
    secret_key: str = field(repr=False)
    link_key: bytes = field(repr=False)
    encryption_keys: Mapping[str, bytes] = field(repr=False)
    encryption_key_id: str
    environment: Environment = Environment.DEVELOPMENT
    debug: bool = False
    host: str = "127.0.0.1"
    port: int = 8000
    base_url: str = "http://localhost:8000"
    trusted_proxies: int = 0
    workers: int = 1
    heartbeat_seconds: float = 5.0
    heartbeat_timeout: float = 30.0


def load_settings(environ: Mapping[str, str] = os.environ, instance: Path | None = None) -> Settings:
    """Settings from the environment; makes keys in the instance folder on the first start in development.

    `instance` is the folder for the database, the queue and the keys; by default EVENTHUB_INSTANCE, or `instance` in
    the current directory. Raises SettingsError with one sentence that says what to set.
    """
    variables = Variables.of(environ, [item.name for item in fields(Settings)])
    folder = (instance or Path(variables.text("instance", "instance"))).absolute()
    environment = variables.code("environment", Environment.DEVELOPMENT)
    keys = keys_from(variables.given, folder, may_make=environment is Environment.DEVELOPMENT)
    database_url = _with_driver(variables.text("database_url", f"sqlite:///{folder / 'eventhub.sqlite'}"))
    port = variables.integer("port", 8000, range(1, 65536))
    settings = Settings(
        instance=folder,
        database_url=database_url,
        queue_url=_with_driver(variables.text("queue_url", _queue_beside(database_url, folder))),
        secret_key=keys.secret_key,
        link_key=keys.link_key,
        encryption_keys=keys.encryption_keys,
        encryption_key_id=keys.encryption_key_id,
        environment=environment,
        debug=variables.flag("debug"),
        host=variables.text("host", "127.0.0.1"),
        port=port,
        base_url=variables.text("base_url", f"http://localhost:{port}").rstrip("/"),
        trusted_proxies=variables.integer("trusted_proxies", 0, range(11)),
        workers=variables.integer("workers", 1, range(1, 65)),
        heartbeat_seconds=variables.seconds("heartbeat_seconds", 5.0),
        heartbeat_timeout=variables.seconds("heartbeat_timeout", 30.0),
    )
    check(settings)
    return settings


def check(settings: Settings) -> None:
    """Raise SettingsError for settings that cannot work or, in production, are not safe."""
    if settings.encryption_key_id not in settings.encryption_keys:
        raise SettingsError(
            f"{variable('encryption_key_id')} names the key '{settings.encryption_key_id}', "
            f"which {variable('encryption_keys')} does not hold: set it to one of {sorted(settings.encryption_keys)}"
        )
    if settings.heartbeat_timeout < 2 * settings.heartbeat_seconds:
        raise SettingsError(
            f"{variable('heartbeat_timeout')} must be at least twice {variable('heartbeat_seconds')}: "
            f"set it to {2 * settings.heartbeat_seconds:g} or more"
        )
    if settings.environment is Environment.PRODUCTION:
        _check_production(settings)


def _check_production(settings: Settings) -> None:
    unsafe = {
        f"{variable('secret_key')} is too short: set at least {SECRET_KEY_LENGTH} random characters": (
            len(settings.secret_key) < SECRET_KEY_LENGTH
        ),
        f"{variable('debug')} must be off in production: unset it": settings.debug,
        f"{variable('base_url')} must begin with https:// in production: set the public address": (
            not settings.base_url.startswith("https://")
        ),
    }
    for sentence, applies in unsafe.items():
        if applies:
            raise SettingsError(sentence)


def _with_driver(url: str) -> str:
    """A PostgreSQL address with the driver this project uses; addresses without one are what hosters hand out."""
    for scheme in ("postgresql://", "postgres://"):
        if url.startswith(scheme):
            return "postgresql+psycopg://" + url.removeprefix(scheme)
    return url


def _queue_beside(database_url: str, folder: Path) -> str:
    """The queue in the same PostgreSQL database, so that one setting serves many machines; else a file of its own."""
    return f"sqlite:///{folder / 'queue.sqlite'}" if database_url.startswith("sqlite") else database_url
