"""Writing a folder at once or not at all."""

from pathlib import Path

import pytest

from eventhub.cli.folder import write_folder
from eventhub.errors import InputError

EXPORT = {"problem.json": b"{}", "plan.json": b"{}", "calendars/001.ics": b"one"}


def listing(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*")}


def test_folder_holds_the_files_and_only_its_owner_can_read_them(tmp_path: Path) -> None:
    write_folder(tmp_path / "new" / "out", EXPORT)
    out = tmp_path / "new" / "out"
    assert listing(out) == {"problem.json", "plan.json", "calendars", "calendars/001.ics"}
    assert out.stat().st_mode & 0o077 == 0
    assert (out / "calendars" / "001.ics").stat().st_mode & 0o077 == 0
    assert listing(tmp_path / "new") == {"out", *(f"out/{name}" for name in listing(out))}


def test_empty_folder_is_filled(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    write_folder(tmp_path / "out", EXPORT)
    assert (tmp_path / "out" / "plan.json").is_file()


def test_folder_with_something_in_it_is_left_alone(tmp_path: Path) -> None:
    out = tmp_path / "out"
    write_folder(out, EXPORT)
    with pytest.raises(InputError, match="--replace"):
        write_folder(out, EXPORT | {"plan.json": b"[]"})
    assert (out / "plan.json").read_bytes() == b"{}"


def test_replace_takes_the_whole_former_export_away(tmp_path: Path) -> None:
    out = tmp_path / "out"
    write_folder(out, EXPORT)
    write_folder(out, {"problem.json": b"{}", "plan.json": b"[]"}, replace=True)
    assert listing(out) == {"problem.json", "plan.json"}
    assert listing(tmp_path) == {"out", "out/problem.json", "out/plan.json"}


def test_replace_never_touches_what_is_no_export(tmp_path: Path) -> None:
    (tmp_path / "letters.txt").write_text("dear")
    with pytest.raises(InputError, match="something else"):
        write_folder(tmp_path, EXPORT, replace=True)
    assert listing(tmp_path) == {"letters.txt"}


def test_file_in_the_way_is_named(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file")
    with pytest.raises(InputError, match="is no folder"):
        write_folder(tmp_path / "out", EXPORT)


def test_failure_half_way_leaves_what_was_there_before(tmp_path: Path) -> None:
    out = tmp_path / "out"
    write_folder(out, EXPORT)
    too_long = EXPORT | {f"{'x' * 300}.ics": b"no file system takes this name"}
    with pytest.raises(InputError, match="cannot be written"):
        write_folder(out, too_long, replace=True)
    assert listing(out) == {"problem.json", "plan.json", "calendars", "calendars/001.ics"}
    assert [path.name for path in tmp_path.iterdir()] == ["out"]
