"""The published format of meeting problems, and the command over it."""

import csv
import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from benchmarks.b2b import main
from benchmarks.b2b_format import read_instance
from eventhub.errors import InputError
from eventhub.matching.timetable import breaks, violations

INSTANCE = """
nBusiness = 4; % people
nMeetings = 3;
nTables = 2;
nTotalSlots = 4;
nMorningSlots = 2;
requested = [|1, 2,1,
|1, 3,2,
|3, 4,3,
|];
meetingsxBusiness = [{1,2},{1},{2,3},{3}];
nMeetingsBusiness = [2,1,2,1];
forbidden = [{0},
{0,2},
{0},
{4}];
fixed = [0,0,3];
precedences = [{},
{},
{1}];
"""


@pytest.fixture
def instance(tmp_path: Path) -> Path:
    path = tmp_path / "small.original.dzn"
    path.write_text(INSTANCE, encoding="utf-8")
    return path


def test_instance_is_read_from_0_with_sessions_and_forbidden_slots() -> None:
    problem = read_instance(INSTANCE)

    assert (problem.rounds, problem.capacity, problem.people) == (4, 2, ("1", "2", "3", "4"))
    assert [activity.rounds for activity in problem.activities] == [(0,), (2, 3), (0, 1, 2)]
    assert [activity.fixed for activity in problem.activities] == [None, None, 2]
    assert [activity.after for activity in problem.activities] == [(), (), (0,)]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("nTables = 2;", "", "nTables is missing"),
        ("nTables = 2;", "nTables = many;", "nTables must be a whole number"),
        ("fixed = [0,0,3]", "fixed = [0,0]", "does not have 3 entries"),
        ("{4}];", "{4},{0}];", "forbidden has 5 entries instead of 4"),
        ("|3, 4,3", "|3, 4,7", "names the session 7"),
        ("|3, 4,3", "|3, 9,3", "names '9', who is not among the people"),
    ],
)
def test_malformed_instance_is_refused_in_one_sentence(old: str, new: str, message: str) -> None:
    assert old in INSTANCE
    with pytest.raises(InputError, match=message):
        read_instance(INSTANCE.replace(old, new))


def test_command_writes_valid_timetable_and_one_json_object_a_line(instance: Path, tmp_path: Path) -> None:
    run = CliRunner().invoke(main, [str(instance), str(instance), "--json", "--out", str(tmp_path / "out")])

    assert run.exit_code == 0
    found = [json.loads(line) for line in run.output.splitlines()]
    assert len(found) == 2
    assert set(found[0]) == {"file", "status", "breaks", "bound", "seconds"}
    assert (found[0]["file"], found[0]["status"], found[0]["bound"]) == ("small.original.dzn", "optimal", 1)
    with (tmp_path / "out" / "small.original.csv").open(encoding="utf-8", newline="") as file:
        lines = list(csv.DictReader(file))
    assert [line["meeting"] for line in lines] == ["1", "2", "3"]
    problem, rounds = read_instance(INSTANCE), tuple(int(line["slot"]) - 1 for line in lines)
    assert violations(problem, rounds) == []
    assert sum(breaks(problem, rounds).values()) == found[0]["breaks"] == 1


def test_infeasible_instance_is_said_to_be_so_and_writes_nothing(instance: Path, tmp_path: Path) -> None:
    instance.write_text(INSTANCE.replace("{4}];", "{3}];"), encoding="utf-8")
    run = CliRunner().invoke(main, [str(instance), "--json", "--out", str(tmp_path / "out")])

    found = json.loads(run.output)
    assert (found["status"], found["breaks"], found["bound"]) == ("infeasible", None, None)
    assert list((tmp_path / "out").iterdir()) == []


def test_file_that_cannot_be_read_is_one_sentence(tmp_path: Path) -> None:
    run = CliRunner().invoke(main, [str(tmp_path / "none.dzn")])

    assert run.exit_code == 1
    assert "none.dzn: it cannot be read" in run.output
