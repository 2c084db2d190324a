"""`eventhub explain` as a person or a script calls it."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from eventhub.cli import main
from eventhub.matching.documents import plan_document, problem_document
from eventhub.matching.plan import Plan
from eventhub.matching.problem import Assignments, Pair, Problem
from eventhub.matching.replan import replan
from tests.matching.problems import dates, employer, participant, plan, problem

CROWDED = problem(
    rounds=1,
    participants=(participant("p0", rounds=1), participant("p1", rounds=1)),
    employers=(employer("e0", rounds=1),),
    pairs=(Pair("p0", "e0", 10), Pair("p1", "e0", 90)),
)


def explain(folder: Path, document: Problem, found: Plan, *options: str) -> Result:
    (folder / "problem.json").write_text(json.dumps(problem_document(document)))
    (folder / "plan.json").write_text(json.dumps(plan_document(found)))
    files = [str(folder / "problem.json"), str(folder / "plan.json")]
    return CliRunner().invoke(main, ["explain", *files, *options])


def test_explain_says_in_german_who_is_left_out_and_what_helps(tmp_path: Path) -> None:
    result = explain(tmp_path, CROWDED, replan(CROWDED))
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert lines[0] == "p0 (0/1)"
    assert "  Ein weiterer Termin kostete Punkte Passung: 80 (bewiesen)." in lines
    assert any(line.startswith("  Ein Platz mehr bei e0: -1 Personen ohne Termin (bewiesen)") for line in lines)


def test_explain_as_json_holds_codes_details_and_sentences(tmp_path: Path) -> None:
    result = explain(tmp_path, CROWDED, replan(CROWDED), "--json", "--language", "en")
    document = json.loads(result.stdout)
    assert document["schema"] == "eventhub-explanation/1"
    (person,) = document["people"]
    assert (person["participant"], person["dates"], person["min_dates"]) == ("p0", 0, 1)
    assert person["reasons"][0] == {"code": "costs", "level": "fit", "least": 80, "most": 80}
    assert person["sentences"][0] == "One more date would cost points of fit: 80 (proven)."
    table = next(help_ for help_ in document["helps"] if help_["kind"] == "table")
    assert table["what"] == "e0"
    assert table["gains"]["left_out"] == {"found": 1, "most": 1}


def test_explain_of_pairs_explains_only_them(tmp_path: Path) -> None:
    result = explain(tmp_path, CROWDED, replan(CROWDED), "--pair", "p0", "e0", "--pair", "p1", "e0", "--language", "en")
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        "p0 – e0",
        "  A date with e0 would cost points of fit: 80 (proven).",
        "  The table is full with dates that come first; with one more seat it could be: e0.",
        "p1 – e0",
        "  The date with e0 takes place in round 1.",
    ]


@pytest.mark.parametrize(
    ("found", "options", "words"),
    [
        (replan(CROWDED), ("--pair", "nobody", "e0"), "'nobody' is not known in the problem."),
        (plan(("p0", "e0", 0), ("p1", "e0", 0)), (), "the plan breaks a rule. Rule 4: e0 has 2 dates"),
    ],
    ids=["unknown id", "broken plan"],
)
def test_explain_of_wrong_input_exits_2_with_one_sentence(
    tmp_path: Path, found: Plan, options: tuple[str, ...], words: str
) -> None:
    result = explain(tmp_path, CROWDED, found, *options)
    assert result.exit_code == 2
    assert words in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_explain_of_missing_file_exits_2(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["explain", str(tmp_path / "no.json"), str(tmp_path / "no.json")])
    assert result.exit_code == 2
    assert "cannot be read" in result.stderr


def test_explain_of_pins_that_clash_names_them_and_exits_1(tmp_path: Path) -> None:
    clash = problem(pinned=Assignments(dates=dates(("p0", "e0", 0), ("p0", "e1", 0))))
    result = explain(tmp_path, clash, replan(clash))
    assert result.exit_code == 1
    assert "cannot stand together" in result.stdout
    as_json = explain(tmp_path, clash, replan(clash), "--json")
    assert "cannot stand together" in json.loads(as_json.stdout)["conflicts"][0]
