"""The comparison of methods: what it counts, and that it runs from file to table, curve and picture."""

import csv
import json
import os
import xml.etree.ElementTree as ElementTree
from pathlib import Path

from click.testing import CliRunner

from benchmarks.memory import tree_bytes
from benchmarks.picture import gap_picture
from benchmarks.problems import Run, gap, main
from eventhub.matching.documents import problem_document
from tests.matching.problems import problem


def known(seats: int, left_out: int, fit: int, proven: bool = False) -> dict[str, list[object]]:
    return {
        "seats": [seats, seats, True],
        "left_out": [left_out, left_out, True],
        "fit": [fit, 100, proven],
        "waiting": [3, None, False],
    }


def test_gap_is_the_missing_share_of_fit_and_all_where_a_level_before_is_worse() -> None:
    best = known(2, 1, 100)
    assert gap(best, best) == 0
    assert gap(known(2, 1, 75), best) == 0.25
    assert gap(known(1, 1, 100), best) == 1
    assert gap(known(2, 2, 100), best) == 1


def test_run_knows_its_first_plan_its_last_percent_and_its_proof() -> None:
    one = Run("f", "m", [(0.5, known(2, 2, 100)), (1.0, known(2, 1, 99)), (2.0, known(2, 1, 100, True))])
    best = known(2, 1, 100)
    assert (one.first_plan(), one.within(best, 0.01), one.proof()) == (0.5, 1.0, 2.0)
    assert Run("f", "m").first_plan() is None


def test_memory_of_this_process_is_seen() -> None:
    assert tree_bytes(os.getpid()) > 2**20
    assert tree_bytes(2**22 + 1) == 0


def test_picture_is_well_formed_and_names_every_method() -> None:
    root = ElementTree.fromstring(gap_picture("a & b", {"eventhub": [(1, 0.1), (2, 0.0)], "highs": []}, 60))
    texts = [element.text for element in root.iter("{http://www.w3.org/2000/svg}text")]
    assert "eventhub" in texts
    assert "highs: no plan" in texts
    assert len(list(root.iter("{http://www.w3.org/2000/svg}path"))) == 1


def test_comparison_writes_table_curve_and_picture(tmp_path: Path) -> None:
    file = tmp_path / "small.json"
    file.write_text(json.dumps(problem_document(problem())), encoding="utf-8")
    out = tmp_path / "out"
    run = CliRunner().invoke(main, [str(file), "--time-limit", "10", "--out", str(out)])

    assert run.exit_code == 0, run.output
    with (out / "table.csv").open(encoding="utf-8", newline="") as table:
        rows = list(csv.DictReader(table))
    assert [row["method"] for row in rows] == ["eventhub", "greedy", "cp-sat", "highs"]
    proven = [row["fit"] for row in rows if row["method"] != "greedy"]
    assert proven == [proven[0]] * 3
    assert "[" not in proven[0]
    assert (out / "small.csv").exists()
    assert (out / "small.svg").exists()
    assert "RULES BROKEN" not in run.output
