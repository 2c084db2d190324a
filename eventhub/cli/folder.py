"""Write a folder of files all at once: either the whole of it is there, or what was there before."""

import tempfile
from collections.abc import Mapping
from pathlib import Path

from eventhub.errors import InputError

MARKS = ("problem.json", "plan.json")
"""Files that every export holds: a folder without them is not one, and is never replaced."""


def write_folder(folder: Path, files: Mapping[str, bytes], *, replace: bool = False) -> None:
    """Write the files, by path, into a new folder that only its owner can read.

    An empty folder may be there already; with `replace`, a former export too, which then goes. Raises InputError where
    the folder cannot be written, and leaves everything as it was.
    """
    folder = folder.absolute()
    _refuse_others_folder(folder, replace)
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder.parent, prefix=f".{folder.name}.") as workshop:
            new, old = Path(workshop, "new"), Path(workshop, "old")
            _write_all(new, files)
            _swap(folder, new, old)
    except OSError as error:
        raise InputError(f"{folder} cannot be written: {error.strerror}.") from error


def _swap(folder: Path, new: Path, old: Path) -> None:
    """Put `new` where `folder` is, which becomes `old`; back again if that fails."""
    if not folder.exists():
        new.rename(folder)
        return
    folder.rename(old)
    try:
        new.rename(folder)
    except OSError:
        old.rename(folder)
        raise


def _refuse_others_folder(folder: Path, replace: bool) -> None:
    if not folder.exists():
        return
    if not folder.is_dir():
        raise InputError(f"{folder} is no folder.")
    if not any(folder.iterdir()):
        return
    if not replace:
        raise InputError(f"{folder} is not empty: name a new folder, or replace a former export with --replace.")
    if not all((folder / mark).is_file() for mark in MARKS):
        raise InputError(f"{folder} holds something else than an export, so it is not replaced.")


def _write_all(folder: Path, files: Mapping[str, bytes]) -> None:
    folder.mkdir(mode=0o700)
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(mode=0o700, exist_ok=True)
        path.write_bytes(content)
        path.chmod(0o600)
