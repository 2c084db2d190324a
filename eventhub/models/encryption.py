"""Columns that are encrypted before they reach the database, with a key that is not in the database.

Form of a stored value: `<key id>.<base64url of nonce and AES-256-GCM ciphertext>`. The key id lets keys rotate: old
values open with the key they name, new ones are written with the current one. The column's name is authenticated
with the value (associated data), so a value copied into another column does not open.
"""

import json
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from flask import current_app
from sqlalchemy import Dialect, Text
from sqlalchemy.types import TypeDecorator

NONCE_BYTES = 12
KEYRING = "eventhub_keyring"
"""Under this name `create_app` puts the keyring into `app.extensions`."""


class DecryptionError(RuntimeError):
    """A stored value does not open with the keys at hand; nothing of it is returned."""


@dataclass(frozen=True, slots=True)
class Keyring:
    """The keys of an installation: {key id: 32 bytes}, and the id of the one to write with."""

    keys: Mapping[str, bytes] = field(repr=False)
    current: str

    def seal(self, value: Any, purpose: str) -> str:
        """Encrypt any JSON value for the column named `purpose`."""
        nonce = secrets.token_bytes(NONCE_BYTES)
        plain = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
        sealed = AESGCM(self.keys[self.current]).encrypt(nonce, plain, purpose.encode())
        return f"{self.current}.{urlsafe_b64encode(nonce + sealed).decode()}"

    def open(self, stored: str, purpose: str) -> Any:
        """Decrypt what `seal` gave; raises DecryptionError for a missing or wrong key, column or altered value."""
        key_id, _, encoded = stored.partition(".")
        if key_id not in self.keys:
            raise DecryptionError(f"no encryption key '{key_id}' is configured for {purpose}")
        try:
            raw = urlsafe_b64decode(encoded)
            return json.loads(AESGCM(self.keys[key_id]).decrypt(raw[:NONCE_BYTES], raw[NONCE_BYTES:], purpose.encode()))
        except (InvalidTag, ValueError):
            raise DecryptionError(f"a value of {purpose} does not open with key '{key_id}'") from None


class Encrypted(TypeDecorator[Any]):
    """A JSON value that is encrypted at rest; `purpose` is `<table>.<column>`. It cannot be searched or sorted by."""

    impl = Text
    cache_ok = True

    def __init__(self, purpose: str) -> None:
        super().__init__()
        self.purpose = purpose

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        """Encrypt with the application's current key."""
        return None if value is None else _keyring().seal(value, self.purpose)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:
        """Decrypt with the key that the value names."""
        return None if value is None else _keyring().open(value, self.purpose)


def _keyring() -> Keyring:
    keyring = current_app.extensions[KEYRING]
    if not isinstance(keyring, Keyring):
        raise DecryptionError("the application has no keyring")
    return keyring
