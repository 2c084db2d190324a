"""Where an installation's keys come from: its environment, or the key file of its instance folder."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from eventhub.errors import SettingsError
from eventhub.keyfile import Keys, decoded_key, make_keys, read_keys
from eventhub.variables import variable


def keys_from(given: Mapping[str, str], folder: Path, *, may_make: bool) -> Keys:
    """Keys from the settings where set, otherwise from the folder's key file; makes that file only if it may."""
    named = ("secret_key", "link_key", "encryption_keys")
    missing = [variable(name) for name in named if name not in given]
    if not missing:
        return _given_keys(given)
    stored = read_keys(folder)
    if stored is None and not may_make:
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
