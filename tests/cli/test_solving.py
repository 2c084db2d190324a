"""`eventhub solve` and `eventhub check` as a person or a script calls them."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from eventhub.cli import main
from eventhub.matching.documents import problem_document
from eventhub.matching.problem import Assignments, Problem
from tests.matching.problems import dates, problem


def run(*arguments: str, stdin: str | None = None) -> Result:
    return CliRunner().invoke(main, list(arguments), input=stdin)


def written(folder: Path, document: Problem) -> str:
    path = folder / "problem.json"
    path.write_text(json.dumps(problem_document(document)))
    return str(path)


def test_solve_writes_a_plan_that_check_accepts(tmp_path: Path) -> None:
    plan = str(tmp_path / "plan.json")
    solved = run("solve", written(tmp_path, problem()), "-o", plan, "--workers", "1")
    assert solved.exit_code == 0
    assert solved.stdout == ""
    checked = run("check", str(tmp_path / "problem.json"), plan)
    assert checked.exit_code == 0
    assert checked.stdout == "seats=0 promised=0 left_out=0 shortfall=0 kept=0 fit=200 waiting=0\n"


def test_solve_writes_only_the_plan_into_a_pipe(tmp_path: Path) -> None:
    solved = run("solve", written(tmp_path, problem()), "--workers", "1")
    assert json.loads(solved.stdout)["status"] == "optimal"
    assert "proven" in solved.stderr


def test_solve_takes_the_problem_from_standard_input() -> None:
    solved = run("solve", "-", "--workers", "1", stdin=json.dumps(problem_document(problem())))
    assert json.loads(solved.stdout)["levels"]["fit"] == {"value": 200, "bound": 200, "proven": True}


def test_solve_of_pins_that_clash_exits_1_and_says_why(tmp_path: Path) -> None:
    clash = problem(pinned=Assignments(dates=dates(("p0", "e0", 0), ("p0", "e1", 0))))
    solved = run("solve", written(tmp_path, clash), "--workers", "1")
    assert solved.exit_code == 1
    document = json.loads(solved.stdout)
    assert document["status"] == "infeasible"
    assert "cannot stand together" in document["conflicts"][0]
    assert "cannot stand together" in solved.stderr


def test_solve_without_time_for_a_plan_exits_3(tmp_path: Path) -> None:
    solved = run("solve", written(tmp_path, problem()), "--workers", "1", "--time-limit", "0.1")
    assert solved.exit_code == 3
    assert json.loads(solved.stdout)["status"] == "unknown"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{", "not JSON"),
        ("[]", "must be a JSON object"),
        ('{"schema": "eventhub-problem/1", "rounds": 1000000}', "rounds: must be from 1 to 200"),
        ("[" * 100_000, "nested too deeply"),
    ],
)
def test_malformed_problem_exits_2_with_one_sentence(tmp_path: Path, text: str, words: str) -> None:
    path = tmp_path / "problem.json"
    path.write_text(text)
    for result in (run("solve", str(path), "-o", str(tmp_path / "plan.json")), run("check", str(path), str(path))):
        assert result.exit_code == 2
        assert words in result.stderr
        assert len(result.stderr.splitlines()) == 1
        assert str(path) in result.stderr
    assert not (tmp_path / "plan.json").exists()


def test_missing_file_exits_2_with_one_sentence(tmp_path: Path) -> None:
    result = run("solve", str(tmp_path / "nowhere.json"))
    assert result.exit_code == 2
    assert "cannot be read" in result.stderr


def test_plan_that_cannot_be_written_exits_2_with_one_sentence(tmp_path: Path) -> None:
    result = run("solve", written(tmp_path, problem()), "-o", str(tmp_path / "no" / "plan.json"), "--workers", "1")
    assert result.exit_code == 2
    assert "cannot be written" in result.stderr


def test_check_names_every_broken_rule_and_exits_1(tmp_path: Path) -> None:
    plan = tmp_path / "plan.json"
    plan.write_text(
        json.dumps(
            {
                "schema": "eventhub-plan/1",
                "status": "feasible",
                "dates": [
                    {"participant": "p0", "employer": "e0", "round": 0, "interpreter": None},
                    {"participant": "p1", "employer": "e0", "round": 0, "interpreter": None},
                ],
            }
        )
    )
    result = run("check", written(tmp_path, problem()), str(plan))
    assert result.exit_code == 1
    assert result.stdout.startswith("Rule 4: e0 has 2 dates in round 0 and 1 seats.\n")


def test_solve_and_check_load_neither_flask_nor_a_database() -> None:
    code = (
        "import sys; from eventhub.cli import main; import eventhub.cli.solving, eventhub.matching.process;"
        "sys.exit(any(m.split('.')[0] in ('flask', 'sqlalchemy') for m in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
