"""`eventhub duty` and `eventhub duty-check` from file to file."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from benchmarks.duty_problems import invented
from eventhub.cli import main
from eventhub.matching.duty_documents import duty_problem_document


def run(*words: object) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words])


@pytest.fixture
def series(tmp_path: Path) -> Path:
    path = tmp_path / "series.json"
    path.write_text(json.dumps(duty_problem_document(invented(3, 2, 4, 1, 1))), encoding="utf-8")
    return path


def test_plan_is_written_and_passes_the_check(series: Path, tmp_path: Path) -> None:
    plan = tmp_path / "duty.json"
    made = run("duty", series, "-o", plan)
    document = json.loads(plan.read_text(encoding="utf-8"))

    assert made.exit_code == 0
    assert document["status"] == "optimal"
    assert made.stderr.count("proven") == 4
    checked = run("duty-check", series, plan)
    assert checked.exit_code == 0
    assert f"required={document['levels']['required']['value']} " in checked.output


def test_plan_that_breaks_a_rule_is_told_so(series: Path, tmp_path: Path) -> None:
    plan = tmp_path / "duty.json"
    run("duty", series, "-o", plan)
    document = json.loads(plan.read_text(encoding="utf-8"))
    document["sessions"][0]["officers"] = []
    plan.write_text(json.dumps(document), encoding="utf-8")

    checked = run("duty-check", series, plan)
    assert checked.exit_code == 1
    assert checked.output.startswith("Rule 2: ")


def test_plan_on_standard_output_is_only_the_document(series: Path) -> None:
    assert json.loads(run("duty", series).stdout)["schema"] == "eventhub-duty-plan/1"


@pytest.mark.parametrize("command", [["duty"], ["duty-check"]])
def test_malformed_problem_is_one_sentence_and_status_2(command: list[str], tmp_path: Path) -> None:
    path = tmp_path / "bad.json"
    path.write_text('{"schema": "other"}', encoding="utf-8")
    found = run(*command, path, *([path] if command == ["duty-check"] else []))
    assert found.exit_code == 2
    assert found.stderr.startswith(f"eventhub {command[0]}: {path}: schema: must be")
    assert found.stderr.count("\n") == 1
