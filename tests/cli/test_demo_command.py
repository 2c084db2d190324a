"""`eventhub demo` from an empty folder, with the real solver."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
import vobject
from click.testing import CliRunner

from eventhub.app import create_app
from eventhub.cli import main
from eventhub.cli.opening import refuse_demo_in_production
from eventhub.demo.calendar import EVENTS
from eventhub.errors import SettingsError
from eventhub.extensions import db
from eventhub.matching.documents import read_plan, read_problem
from eventhub.matching.rules import levels, violations
from eventhub.models.migration import upgrade
from eventhub.models.places import District
from eventhub.models.transaction import transaction
from eventhub.services.demo.accounts import ACCOUNTS, demo_password
from eventhub.settings import Environment, load_settings

TIME_LIMIT = "5"


@pytest.fixture(scope="module")
def instance(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An instance folder in which the demo has run; its output is in `output.txt`."""
    folder = tmp_path_factory.mktemp("demo")
    result = run_demo(folder)
    (folder / "output.txt").write_text(result, encoding="utf-8")
    return folder


def run_demo(folder: Path) -> str:
    result = CliRunner().invoke(main, ["demo", "--time-limit", TIME_LIMIT], env={"EVENTHUB_INSTANCE": str(folder)})
    assert result.exit_code == 0, result.output
    assert result.stderr == ""
    return result.stdout


def test_demo_plans_publishes_and_exports_every_event(instance: Path) -> None:
    for event in EVENTS:
        folder = instance / "exports" / event.slug
        problem = read_problem((folder / "problem.json").read_text())
        plan = read_plan((folder / "plan.json").read_text(), problem)
        assert violations(problem, plan) == []
        assert {name: level.value for name, level in plan.levels.items()} == levels(problem, plan)
        assert len(list(folder.glob("calendars/*.ics"))) == event.people
        assert len(list(folder.glob("rosters/*.xlsx"))) == len(event.sessions)


def test_demo_prints_figures_levels_and_where_the_files_lie(instance: Path) -> None:
    output = (instance / "output.txt").read_text(encoding="utf-8")
    for event in EVENTS:
        assert event.title["de"] in output
        assert f"{event.people} people, {len(event.firms)} employers" in output
        assert str(instance / "exports" / event.slug) in output
    assert output.count("bound") == 7 * len(EVENTS)


def test_demo_prints_how_to_sign_in_and_links_that_open(instance: Path) -> None:
    output = (instance / "output.txt").read_text(encoding="utf-8")
    assert all(f"{account.email} " in output for account in ACCOUNTS)
    settings = load_settings({}, instance)
    assert f"with the password {demo_password(settings.secret_key)} as" in output
    links = re.findall(rf"{settings.base_url}(/p/\S+)", output)
    assert len(links) == 2
    app = create_app(settings)
    assert [app.test_client().get(link).status_code for link in links] == [200, 200]
    with app.app_context():
        db.engine.dispose()


def test_database_with_the_demo_is_refused_in_production(instance: Path) -> None:
    settings = load_settings({}, instance)
    production = replace(settings, environment=Environment.PRODUCTION, base_url="https://eventhub.example.org")
    app = create_app(production)
    with pytest.raises(SettingsError, match="demo district"):
        refuse_demo_in_production(app)
    with app.app_context():
        db.engine.dispose()


def test_demo_calendars_lie_on_the_clock_grid_of_their_event(instance: Path) -> None:
    event = EVENTS[0]
    grid = {f"{event.day} {starts:%H:%M}" for starts, _ in event.clock()}
    shown = set()
    for path in sorted((instance / "exports" / event.slug / "calendars").glob("*.ics")):
        calendar = vobject.readOne(path.read_text())
        entries = calendar.contents.get("vevent", [])
        starts = [f"{entry.dtstart.value:%Y-%m-%d %H:%M}" for entry in entries]
        assert len(starts) == len(set(starts))
        shown |= set(starts)
    assert len(shown) > 10
    assert shown <= grid


def test_second_run_plans_nothing_anew_even_beside_a_draft(instance: Path) -> None:
    options = ["plan", EVENTS[-1].slug, "--time-limit", TIME_LIMIT]
    assert CliRunner().invoke(main, options, env={"EVENTHUB_INSTANCE": str(instance)}).exit_code == 0
    plans = {path: path.stat().st_mtime_ns for path in instance.glob("exports/*/plan.json")}
    output = run_demo(instance)
    assert "Planning" not in output
    assert "Loaded" not in output
    assert plans == {path: path.stat().st_mtime_ns for path in instance.glob("exports/*/plan.json")}


def test_demo_refuses_production(tmp_path: Path) -> None:
    run_demo_settings = {
        "EVENTHUB_INSTANCE": str(tmp_path),
        "EVENTHUB_ENVIRONMENT": "production",
    }
    result = CliRunner().invoke(main, ["demo"], env=run_demo_settings)
    assert result.exit_code == 2
    assert not (tmp_path / "eventhub.sqlite").exists()


def test_demo_leaves_a_district_of_ones_own_alone(tmp_path: Path) -> None:
    app = create_app(load_settings({}, tmp_path))
    upgrade(app)
    with app.app_context():
        with transaction() as session:
            session.add(District(name="Musterkreis", key="99999"))
        db.session.remove()
        db.engine.dispose()
    output = run_demo(tmp_path)
    assert output == "The database holds a district of its own; it is left alone.\n"
    assert not (tmp_path / "exports").exists()
