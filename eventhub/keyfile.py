"""The keys of an installation: made on the first start, kept in one file that only its owner can read."""

import json
import os
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from eventhub.errors import SettingsError

KEY_FILE = "keys.json"
KEY_BYTES = 32
FIRST_KEY_ID = "k1"


@dataclass(frozen=True, slots=True)
class Keys:
    """`secret_key` signs sessions, `link_key` derives personal links, `encryption_keys` are {key id: 32 bytes}."""

    secret_key: str = field(repr=False)
    link_key: bytes = field(repr=False)
    encryption_keys: Mapping[str, bytes] = field(repr=False)
    encryption_key_id: str


def decoded_key(text: str, place: str) -> bytes:
    """A key of exactly 32 bytes from its base64url form; raises SettingsError naming the place."""
    try:
        key = urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except ValueError:
        key = b""
    if len(key) != KEY_BYTES:
        raise SettingsError(f"{place} must be {KEY_BYTES} random bytes in base64url; make one with: {MAKE_A_KEY}")
    return key


MAKE_A_KEY = "python3 -c 'import secrets; print(secrets.token_urlsafe(32))'"


def read_keys(instance: Path) -> Keys | None:
    """The keys in the instance folder, or None if there is no key file; raises SettingsError if it is unusable."""
    path = instance / KEY_FILE
    if not path.exists():
        return None
    if path.stat().st_mode & 0o077:
        raise SettingsError(f"{path} can be read by others: run chmod 600 {path}")
    try:
        return _keys(json.loads(path.read_text(encoding="utf-8")), path)
    except (ValueError, KeyError, TypeError, AttributeError):
        raise SettingsError(f"{path} is not a key file: restore it from your backup") from None


def make_keys(instance: Path) -> Keys:
    """Write new keys into the instance folder, mode 0600; if another process was first, its keys hold."""
    instance.mkdir(parents=True, exist_ok=True)
    path = instance / KEY_FILE
    draft = instance / f".{KEY_FILE}.{secrets.token_hex(8)}"
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        json.dump(_new_document(), file, indent=1)
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
    keys = read_keys(instance)
    if keys is None:
        raise SettingsError(f"{path} vanished while it was made: start again")
    return keys


def _new_document() -> dict[str, Any]:
    return {
        "secret_key": secrets.token_urlsafe(48),
        "link_key": _new_key(),
        "encryption_keys": {FIRST_KEY_ID: _new_key()},
        "encryption_key_id": FIRST_KEY_ID,
    }


def _new_key() -> str:
    return urlsafe_b64encode(secrets.token_bytes(KEY_BYTES)).decode()


def _keys(document: dict[str, Any], path: Path) -> Keys:
    return Keys(
        secret_key=str(document["secret_key"]),
        link_key=decoded_key(document["link_key"], f"link_key in {path}"),
        encryption_keys={
            key_id: decoded_key(text, f"encryption key {key_id} in {path}")
            for key_id, text in document["encryption_keys"].items()
        },
        encryption_key_id=str(document["encryption_key_id"]),
    )
