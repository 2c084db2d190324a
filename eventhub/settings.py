"""Typed settings, from environment variables `EVENTHUB_*` and the key file of the instance folder.

Every one is described in docs/settings.md. Importing this module loads neither Flask nor a database driver.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from enum import StrEnum
from pathlib import Path

from eventhub.errors import SettingsError
from eventhub.keyfile import Keys, decoded_key, make_keys, read_keys

PREFIX = "EVENTHUB_"
SECRET_KEY_LENGTH = 32
FOR_TESTS = frozenset({"EVENTHUB_TEST_POSTGRES_URL"})


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
    demo: bool = False
    host: str = "127.0.0.1"
    port: int = 8000
    base_url: str = "http://localhost:8000"
    workers: int = 1
    heartbeat_seconds: float = 5.0
    heartbeat_timeout: float = 30.0


def variable(name: str) -> str:
    """The environment variable of a field of Settings."""
    return PREFIX + name.upper()


def load_settings(environ: Mapping[str, str] = os.environ, instance: Path | None = None) -> Settings:
    """Settings from the environment; makes keys in the instance folder on the first start in development.

    `instance` is the folder for the database, the queue and the keys; by default EVENTHUB_INSTANCE, or `instance` in
    the current directory. Raises SettingsError with one sentence that says what to set.
    """
    given = _given(environ)
    folder = (instance or Path(given.get("instance", "instance"))).absolute()
    environment = _one_of(Environment, given, "environment", Environment.DEVELOPMENT)
    keys = _keys(given, folder, environment)
    database_url = _with_driver(given.get("database_url", f"sqlite:///{folder / 'eventhub.sqlite'}"))
    port = _integer(given, "port", 8000, range(1, 65536))
    settings = Settings(
        instance=folder,
        database_url=database_url,
        queue_url=_with_driver(given.get("queue_url", _queue_beside(database_url, folder))),
        secret_key=keys.secret_key,
        link_key=keys.link_key,
        encryption_keys=keys.encryption_keys,
        encryption_key_id=keys.encryption_key_id,
        environment=environment,
        debug=_flag(given, "debug"),
        demo=_flag(given, "demo"),
        host=given.get("host", "127.0.0.1"),
        port=port,
        base_url=given.get("base_url", f"http://localhost:{port}").rstrip("/"),
        workers=_integer(given, "workers", 1, range(1, 65)),
        heartbeat_seconds=_seconds(given, "heartbeat_seconds", 5.0),
        heartbeat_timeout=_seconds(given, "heartbeat_timeout", 30.0),
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
        f"{variable('demo')} must be off in production: unset it": settings.demo,
        f"{variable('base_url')} must begin with https:// in production: set the public address": (
            not settings.base_url.startswith("https://")
        ),
    }
    for sentence, applies in unsafe.items():
        if applies:
            raise SettingsError(sentence)


def _given(environ: Mapping[str, str]) -> dict[str, str]:
    """The settings that are set, by field name; a misspelt one is refused, for it would silently do nothing."""
    names = {variable(item.name): item.name for item in fields(Settings)}
    for name in environ:
        if name.startswith(PREFIX) and name not in names and name not in FOR_TESTS:
            raise SettingsError(f"There is no setting {name}: docs/settings.md lists them all, unset it")
    return {names[name]: value for name, value in environ.items() if name in names and value}


def _keys(given: Mapping[str, str], folder: Path, environment: Environment) -> Keys:
    """Keys from the environment where set, otherwise from the key file; production never makes its own."""
    named = ("secret_key", "link_key", "encryption_keys")
    missing = [variable(name) for name in named if name not in given]
    if not missing:
        return _given_keys(given)
    stored = read_keys(folder)
    if stored is None and environment is Environment.PRODUCTION:
        raise SettingsError(f"Production needs its own keys: set {', '.join(missing)} (see docs/settings.md)")
    return _merged(stored or make_keys(folder), given)


def _given_keys(given: Mapping[str, str]) -> Keys:
    encryption_keys = _encryption_keys(given["encryption_keys"])
    return Keys(
        secret_key=given["secret_key"],
        link_key=decoded_key(given["link_key"], variable("link_key")),
        encryption_keys=encryption_keys,
        encryption_key_id=given.get("encryption_key_id", next(reversed(encryption_keys))),
    )


def _merged(stored: Keys, given: Mapping[str, str]) -> Keys:
    keys = replace(stored, secret_key=given.get("secret_key", stored.secret_key))
    if "link_key" in given:
        keys = replace(keys, link_key=decoded_key(given["link_key"], variable("link_key")))
    if "encryption_keys" in given:
        added = _encryption_keys(given["encryption_keys"])
        keys = replace(
            keys, encryption_keys={**stored.encryption_keys, **added}, encryption_key_id=next(reversed(added))
        )
    return replace(keys, encryption_key_id=given.get("encryption_key_id", keys.encryption_key_id))


def _encryption_keys(text: str) -> dict[str, bytes]:
    """Keys from `id:key,id:key`; the last one is the one to write with unless another is named."""
    keys = {}
    for entry in text.split(","):
        key_id, _, key = entry.strip().partition(":")
        if not key_id.isalnum():
            raise SettingsError(
                f"{variable('encryption_keys')} must look like k1:KEY,k2:KEY, with ids of letters and digits"
            )
        keys[key_id] = decoded_key(key, f"key {key_id} in {variable('encryption_keys')}")
    return keys


def _with_driver(url: str) -> str:
    """A PostgreSQL address with the driver this project uses; addresses without one are what hosters hand out."""
    for scheme in ("postgresql://", "postgres://"):
        if url.startswith(scheme):
            return "postgresql+psycopg://" + url.removeprefix(scheme)
    return url


def _queue_beside(database_url: str, folder: Path) -> str:
    """The queue in the same PostgreSQL database, so that one setting serves many machines; else a file of its own."""
    return f"sqlite:///{folder / 'queue.sqlite'}" if database_url.startswith("sqlite") else database_url


def _one_of(codes: type[Environment], given: Mapping[str, str], name: str, default: Environment) -> Environment:
    text = given.get(name, default)
    if text not in list(codes):
        raise SettingsError(f"{variable(name)} is '{text}': set it to {' or '.join(codes)}")
    return codes(text)


def _flag(given: Mapping[str, str], name: str) -> bool:
    text = given.get(name, "0").lower()
    if text not in ("0", "1", "false", "true", "no", "yes"):
        raise SettingsError(f"{variable(name)} is '{text}': set it to 1 or 0")
    return text in ("1", "true", "yes")


def _integer(given: Mapping[str, str], name: str, default: int, allowed: range) -> int:
    text = given.get(name, str(default))
    if not text.isdecimal() or int(text) not in allowed:
        raise SettingsError(f"{variable(name)} is '{text}': set a whole number from {allowed[0]} to {allowed[-1]}")
    return int(text)


def _seconds(given: Mapping[str, str], name: str, default: float) -> float:
    text = given.get(name, str(default))
    try:
        seconds = float(text)
    except ValueError:
        seconds = 0.0
    if not 0 < seconds < 86400:
        raise SettingsError(f"{variable(name)} is '{text}': set a number of seconds above 0 and below 86400")
    return seconds
