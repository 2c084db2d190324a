"""`eventhub doctor`: every line says what is there or what to do, and nothing is made by looking."""

import json
import os
import socket
from collections.abc import Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner

from eventhub.cli import main
from eventhub.cli.findings import Check, Verdict, find
from eventhub.cli.installation import Address, database, installation_findings, writable
from eventhub.cli.machine import assets, imports, locked_packages, node, python, time_zones
from eventhub.cli.trial import solver
from eventhub.keyfile import KEY_FILE, make_keys
from tests.databases import settings_for_tests


def verdicts(environ: Mapping[str, str]) -> dict[str, tuple[Verdict, str]]:
    return {finding.thing: (finding.verdict, finding.detail) for finding in installation_findings(environ)}


def in_folder(folder: Path) -> dict[str, str]:
    return {"EVENTHUB_INSTANCE": str(folder)}


@pytest.mark.parametrize("check", [python, imports, time_zones])
def test_machine_that_runs_these_tests_has_nothing_missing(check: Check) -> None:
    assert check()[0] is Verdict.OK


def test_solver_plans_the_smallest_event() -> None:
    assert solver()[0] is Verdict.OK


def test_lock_that_is_not_met_names_each_package(tmp_path: Path) -> None:
    lock = tmp_path / "requirements.txt"
    lock.write_text(
        "click==0.0.1 \\\nno-such-package==1.0 \\\nno-such-other==1.0 ; os_name == 'nt' \\\n", encoding="utf-8"
    )
    verdict, detail = locked_packages(lock)
    assert verdict is Verdict.MISSING
    assert " instead of 0.0.1; no-such-package is not installed; run: make setup" in detail
    assert "no-such-other" not in detail


def test_front_end_not_built_names_the_command(tmp_path: Path) -> None:
    assert assets(tmp_path) == (Verdict.MISSING, "the front end is not built; run: make assets")


def test_front_end_file_that_vanished_is_named(tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_text(json.dumps({"kern.css": "kern.1f.css"}), encoding="utf-8")
    verdict, detail = assets(tmp_path)
    assert (verdict, "kern.1f.css" in detail) == (Verdict.MISSING, True)


def test_node_missing_is_only_a_note(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr("sys.prefix", str(tmp_path))
    assert node()[0] is Verdict.NOTE


def test_fresh_folder_misses_keys_and_stays_empty(tmp_path: Path) -> None:
    found = verdicts(in_folder(tmp_path))
    assert found["instance"][0] is Verdict.OK
    assert found["keys"][0] is Verdict.MISSING
    assert list(tmp_path.iterdir()) == []


def test_folder_that_is_no_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert writable(tmp_path / "file" / "instance")[0] is Verdict.OK
    assert writable(Path("/proc"))[0] is Verdict.MISSING


def test_keys_that_others_can_read_are_told(tmp_path: Path) -> None:
    make_keys(tmp_path)
    (tmp_path / KEY_FILE).chmod(0o644)
    verdict, detail = verdicts(in_folder(tmp_path))["settings"]
    assert (verdict, "chmod 600" in detail) == (Verdict.MISSING, True)


def test_database_not_made_yet_is_missing_and_not_made(tmp_path: Path) -> None:
    make_keys(tmp_path)
    assert verdicts(in_folder(tmp_path))["database"][0] is Verdict.MISSING
    assert [path.name for path in tmp_path.iterdir()] == [KEY_FILE]


def test_database_without_migrations_names_the_command(tmp_path: Path) -> None:
    (tmp_path / "empty.sqlite").touch()
    verdict, detail = database(settings_for_tests(tmp_path, f"sqlite:///{tmp_path / 'empty.sqlite'}"))
    assert (verdict, "db upgrade" in detail) == (Verdict.MISSING, True)


def test_migrated_database_is_in_order(database_url: str, tmp_path: Path) -> None:
    verdict, detail = database(settings_for_tests(tmp_path, database_url))
    assert (verdict, "all migrations applied" in detail) == (Verdict.OK, True)


def test_database_that_does_not_answer_hides_the_password(tmp_path: Path) -> None:
    url = "postgresql+psycopg://somebody:hidden@127.0.0.1:1/eventhub"
    verdict, detail = database(settings_for_tests(tmp_path, url))
    assert (verdict, "does not answer" in detail) == (Verdict.MISSING, True)
    assert "hidden" not in detail


def test_port_in_use_is_a_note_with_a_way_out() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        verdict, detail = Address("127.0.0.1", other.getsockname()[1]).verdict()
    assert (verdict, "PORT=8001" in detail) == (Verdict.NOTE, True)


def test_check_that_fails_itself_becomes_one_line() -> None:
    finding = find("thing", lambda: (_ for _ in ()).throw(OSError("first line\nsecond line")))
    assert (finding.verdict, finding.detail) == (Verdict.MISSING, "cannot be checked: first line")


def test_command_fails_while_something_is_missing_and_prints_no_traceback(tmp_path: Path) -> None:
    environment = {name: None for name in os.environ if name.startswith("EVENTHUB_")} | in_folder(tmp_path)
    result = CliRunner().invoke(main, ["doctor"], env=environment)
    assert result.exit_code == 1
    assert "missing keys" in result.output
    assert all(line.startswith(("ok", "note", "missing")) for line in result.output.splitlines())


def test_settings_show_no_secret(tmp_path: Path) -> None:
    keys = make_keys(tmp_path)
    shown = " ".join(finding.detail for finding in installation_findings(in_folder(tmp_path)))
    assert keys.secret_key not in shown
