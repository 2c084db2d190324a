"""Settings: typed, documented, made safely on the first start, refused when unsafe."""

import json
import re
import subprocess
import sys
from base64 import urlsafe_b64encode
from dataclasses import fields
from pathlib import Path

import pytest

from eventhub.errors import SettingsError
from eventhub.keyfile import KEY_FILE
from eventhub.settings import Environment, Settings, load_settings
from eventhub.variables import FOR_TESTS, variable

DOCUMENT = Path(__file__).parents[1] / "docs" / "settings.md"
KEY = urlsafe_b64encode(b"k" * 32).decode()
PRODUCTION = {
    "EVENTHUB_ENVIRONMENT": "production",
    "EVENTHUB_SECRET_KEY": "s" * 32,
    "EVENTHUB_LINK_KEY": KEY,
    "EVENTHUB_ENCRYPTION_KEYS": f"k1:{KEY}",
    "EVENTHUB_BASE_URL": "https://eventhub.example.org",
}


def test_every_setting_is_documented_and_every_documented_one_exists() -> None:
    documented = set(re.findall(r"EVENTHUB_[A-Z_]+", DOCUMENT.read_text(encoding="utf-8")))
    assert documented == {variable(item.name) for item in fields(Settings)} | FOR_TESTS


def test_first_start_makes_keys_for_the_owner_alone(tmp_path: Path) -> None:
    settings = load_settings({}, tmp_path / "new")
    assert settings.environment is Environment.DEVELOPMENT
    assert settings.database_url == f"sqlite:///{tmp_path}/new/eventhub.sqlite"
    assert (tmp_path / "new" / KEY_FILE).stat().st_mode & 0o777 == 0o600
    assert [len(key) for key in settings.encryption_keys.values()] == [32]
    assert len({settings.secret_key.encode(), settings.link_key, *settings.encryption_keys.values()}) == 3


def test_second_start_keeps_the_keys(tmp_path: Path) -> None:
    assert load_settings({}, tmp_path) == load_settings({}, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == [KEY_FILE]


def test_instances_have_different_keys(tmp_path: Path) -> None:
    assert load_settings({}, tmp_path / "a").link_key != load_settings({}, tmp_path / "b").link_key


def test_key_file_open_to_others_is_refused(tmp_path: Path) -> None:
    load_settings({}, tmp_path)
    (tmp_path / KEY_FILE).chmod(0o640)
    with pytest.raises(SettingsError, match="chmod 600"):
        load_settings({}, tmp_path)


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"link_key": 1}', "not json"])
def test_damaged_key_file_is_refused_and_kept(tmp_path: Path, content: str) -> None:
    path = tmp_path / KEY_FILE
    path.write_text(content)
    path.chmod(0o600)
    with pytest.raises(SettingsError, match="backup"):
        load_settings({}, tmp_path)
    assert path.read_text() == content


def test_key_file_with_a_short_key_is_refused(tmp_path: Path) -> None:
    load_settings({}, tmp_path)
    path = tmp_path / KEY_FILE
    path.write_text(json.dumps(json.loads(path.read_text()) | {"link_key": "c2hvcnQ="}))
    with pytest.raises(SettingsError, match="link_key"):
        load_settings({}, tmp_path)


def test_production_with_keys_needs_no_file(tmp_path: Path) -> None:
    settings = load_settings(PRODUCTION, tmp_path)
    assert settings.encryption_key_id == "k1"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("missing", ["EVENTHUB_SECRET_KEY", "EVENTHUB_LINK_KEY", "EVENTHUB_ENCRYPTION_KEYS"])
def test_production_never_makes_up_a_key(tmp_path: Path, missing: str) -> None:
    environ = {name: value for name, value in PRODUCTION.items() if name != missing}
    with pytest.raises(SettingsError, match=f"set {missing} "):
        load_settings(environ, tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("EVENTHUB_SECRET_KEY", "s" * 31),
        ("EVENTHUB_LINK_KEY", "short"),
        ("EVENTHUB_ENCRYPTION_KEYS", "k1:short"),
        ("EVENTHUB_ENCRYPTION_KEYS", KEY),
        ("EVENTHUB_ENCRYPTION_KEY_ID", "k2"),
        ("EVENTHUB_DEBUG", "1"),
        ("EVENTHUB_BASE_URL", "http://eventhub.example.org"),
    ],
)
def test_unsafe_production_is_refused_in_one_sentence(tmp_path: Path, name: str, value: str) -> None:
    with pytest.raises(SettingsError, match=name) as refusal:
        load_settings(PRODUCTION | {name: value}, tmp_path)
    assert "\n" not in str(refusal.value)
    assert KEY not in str(refusal.value)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("EVENTHUB_PORT", "0"),
        ("EVENTHUB_PORT", "http"),
        ("EVENTHUB_PORT", "²"),
        ("EVENTHUB_WORKERS", "-1"),
        ("EVENTHUB_DEBUG", "maybe"),
        ("EVENTHUB_ENVIRONMENT", "test"),
        ("EVENTHUB_HEARTBEAT_SECONDS", "nan"),
        ("EVENTHUB_HEARTBEAT_TIMEOUT", "6"),
        ("EVENTHUB_DATABSE_URL", "sqlite://"),
    ],
)
def test_wrong_value_or_name_is_named(tmp_path: Path, name: str, value: str) -> None:
    with pytest.raises(SettingsError, match=name):
        load_settings({name: value}, tmp_path)


def test_new_encryption_key_joins_the_stored_one(tmp_path: Path) -> None:
    stored = load_settings({}, tmp_path)
    settings = load_settings({"EVENTHUB_ENCRYPTION_KEYS": f"k2:{KEY}"}, tmp_path)
    assert settings.encryption_keys == {**stored.encryption_keys, "k2": b"k" * 32}
    assert settings.encryption_key_id == "k2"


def test_postgresql_serves_database_and_queue_by_one_setting(tmp_path: Path) -> None:
    settings = load_settings({"EVENTHUB_DATABASE_URL": "postgres://user@host/name"}, tmp_path)
    assert settings.database_url == "postgresql+psycopg://user@host/name"
    assert settings.queue_url == settings.database_url


def test_no_key_and_no_address_shows_in_a_representation(tmp_path: Path) -> None:
    shown = repr(load_settings(PRODUCTION | {"EVENTHUB_DATABASE_URL": "postgresql://u:geheim@h/d"}, tmp_path))
    assert "geheim" not in shown
    assert "ssss" not in shown
    assert "kkkk" not in shown


def test_settings_load_neither_flask_nor_a_database(tmp_path: Path) -> None:
    program = "import sys, eventhub.settings; sys.exit(bool({'flask', 'sqlalchemy'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
