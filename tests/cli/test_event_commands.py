"""`plan`, `export` and `user add` on both databases, with the real job and solver."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from flask import Flask
from sqlalchemy import select

from eventhub.cli import main
from eventhub.errors import EventHubError
from eventhub.extensions import db
from eventhub.models.accounts import Account
from eventhub.models.jobs import Job, JobState
from eventhub.services.overviews import event_overview
from tests.services.worlds import SYSTEM, make_world


@pytest.fixture
def eventhub(app: Flask, database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Runs the command line on the test's database."""
    monkeypatch.setenv("EVENTHUB_INSTANCE", str(tmp_path))
    monkeypatch.setenv("EVENTHUB_DATABASE_URL", database_url)

    def run(*arguments: str, entered: str | None = None) -> Result:
        result = CliRunner().invoke(main, arguments, input=entered)
        db.session.rollback()
        return result

    return run


def test_plan_computes_in_a_job_and_keeps_a_draft(eventhub) -> None:
    world = make_world()
    result = eventhub("plan", world.event.slug, "--time-limit", "20", "--workers", "1")
    assert result.exit_code == 0, result.output
    plan = event_overview(SYSTEM, world.event.slug).plan
    assert plan is not None
    assert (plan.status, plan.published) == ("optimal", False)
    assert plan.dates == 4
    assert "2 people, 2 employers, 4 dates, 2 seats" in result.stdout
    assert result.stderr == ""
    assert db.session.scalars(select(Job)).one().state is JobState.DONE


def test_plan_with_publish_tells_people_and_export_hands_it_out(eventhub, tmp_path: Path) -> None:
    world = make_world()
    assert eventhub("plan", world.event.public_id, "--time-limit", "20", "--publish").exit_code == 0
    folder = tmp_path / "out"
    result = eventhub("export", world.event.slug, str(folder))
    assert result.exit_code == 0, result.output
    assert json.loads((folder / "plan.json").read_text())["status"] == "optimal"
    assert len(list(folder.glob("calendars/*.ics"))) == 2
    assert len(list(folder.glob("rosters/*.xlsx"))) == 1


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("plan", "nowhere"), "There is no event nowhere"),
        (("export", "nowhere", "out"), "There is no event nowhere"),
        (("user", "add", "kim", "--role", "organiser", "--generate"), "'kim' is no e-mail address"),
    ],
)
def test_mistake_gets_one_sentence_and_exit_status_2(eventhub, arguments: tuple[str, ...], sentence: str) -> None:
    result = eventhub(*arguments)
    assert result.exit_code == 2
    assert sentence in result.stderr
    assert "Traceback" not in result.output


def test_export_of_an_unpublished_event_leaves_no_folder(eventhub, tmp_path: Path) -> None:
    world = make_world()
    result = eventhub("export", world.event.slug, str(tmp_path / "out"))
    assert result.exit_code == 2
    assert "Nothing is published" in result.stderr
    assert not (tmp_path / "out").exists()


def test_user_add_asks_for_a_password_and_never_shows_it(eventhub) -> None:
    password = "vier Wörter im Wald"
    result = eventhub("user", "add", "Kim@example.org", "--role", "organiser", entered=f"{password}\n{password}\n")
    assert result.exit_code == 0, result.output
    assert password not in result.output
    assert db.session.scalars(select(Account.email)).all() == ["kim@example.org"]


def test_user_add_shows_a_made_password_once(eventhub) -> None:
    result = eventhub("user", "add", "kim@example.org", "--role", "helper", "--generate")
    assert result.exit_code == 0
    password = result.stdout.rsplit(maxsplit=1)[-1]
    account = db.session.scalars(select(Account)).one()
    assert len(password) >= 20
    assert account.password is not None
    assert password not in account.password


@pytest.mark.parametrize("command", [("demo",), ("plan",), ("export",), ("user", "add")])
def test_help_tells_what_a_command_does_with_an_example(command: tuple[str, ...]) -> None:
    result = CliRunner().invoke(main, [*command, "--help"])
    assert result.exit_code == 0
    assert f"eventhub {' '.join(command)} " in result.output.split("Example", 1)[1]


def test_command_on_a_database_without_tables_says_what_to_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EVENTHUB_INSTANCE", str(tmp_path))
    result = CliRunner().invoke(main, ["plan", "nowhere"])
    assert result.exit_code == 2
    assert "run" in result.stderr
    assert not isinstance(result.exception, EventHubError)
