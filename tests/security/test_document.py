"""`docs/security.md` names every threat, and only tests that exist."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "security.md").read_text()
ROWS = re.findall(r"^\| (\d+) \| [^|]+ \| ([^|]+) \| (.*) \|$", PAGE, re.MULTILINE)
TEST = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")


def test_every_threat_has_a_row() -> None:
    assert [int(number) for number, _, _ in ROWS] == list(range(1, 46))


def test_every_test_that_is_named_exists() -> None:
    named = TEST.findall(PAGE)
    assert named
    for file, name in named:
        assert f"def {name}(" in (ROOT / file).read_text(), f"{file}::{name}"


def test_handled_rows_name_a_test_and_others_say_what_is_missing() -> None:
    for number, state, proof in ROWS:
        assert state in ("handled", "open", "no surface yet"), number
        assert state != "handled" or TEST.search(proof), number
        assert state != "open" or "issing" in proof, number
