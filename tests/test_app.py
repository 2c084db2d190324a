"""The application factory: wires, and does nothing else."""

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import create_engine, inspect

from eventhub.app import create_app, settings_of
from eventhub.settings import Environment
from tests.databases import settings_for_tests

ROOT = Path(__file__).parents[1]


def test_create_app_touches_no_database(tmp_path: Path) -> None:
    settings = settings_for_tests(tmp_path, f"sqlite:///{tmp_path / 'eventhub.sqlite'}")
    app = create_app(settings)
    assert settings_of(app) is settings
    assert list(tmp_path.iterdir()) == []


def test_two_applications_live_side_by_side(tmp_path: Path) -> None:
    apps = [create_app(settings_for_tests(tmp_path, f"sqlite:///{tmp_path / name}")) for name in ("a", "b")]
    assert len({app.config["SQLALCHEMY_DATABASE_URI"] for app in apps}) == 2


@pytest.mark.parametrize(("environment", "secure"), [(Environment.PRODUCTION, True), (Environment.DEVELOPMENT, False)])
def test_session_cookie_is_guarded(tmp_path: Path, environment: Environment, secure: bool) -> None:
    settings = settings_for_tests(tmp_path, "sqlite://")
    config = create_app(replace(settings, environment=environment)).config
    assert config["SESSION_COOKIE_SECURE"] is secure
    assert config["SESSION_COOKIE_HTTPONLY"] is True
    assert config["SESSION_COOKIE_SAMESITE"] == "Lax"


def test_importing_wsgi_is_enough_for_a_server(tmp_path: Path) -> None:
    program = "from wsgi import app; print(app.test_client().get('/health').get_json()['migrations'])"
    environ = {"PATH": os.environ["PATH"], "EVENTHUB_INSTANCE": str(tmp_path)}
    run = subprocess.run(
        [sys.executable, "-W", "error", "-c", program],
        cwd=ROOT,
        env=environ,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (run.stdout.strip(), run.stderr) == ("pending", "")
    engine = create_engine(f"sqlite:///{tmp_path / 'eventhub.sqlite'}")
    assert inspect(engine).get_table_names() == []
    engine.dispose()
