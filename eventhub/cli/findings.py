"""What `eventhub doctor` finds: one line for each thing that the machine or the installation needs."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """`MISSING` keeps eventhub from working; a `NOTE` is worth knowing and stops nothing."""

    OK = "ok"
    NOTE = "note"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Finding:
    """The verdict on one thing; `detail` says what was found and, where something is wrong, what to do."""

    thing: str
    verdict: Verdict
    detail: str


Check = Callable[[], tuple[Verdict, str]]


def find(thing: str, check: Check) -> Finding:
    """The finding of one check; a check that fails itself found something missing."""
    try:
        verdict, detail = check()
    except Exception as error:  # the machine under examination may fail in any way, and the other lines still matter
        verdict, detail = Verdict.MISSING, f"cannot be checked: {one_line(error)}"
    return Finding(thing, verdict, detail)


def one_line(error: BaseException) -> str:
    """The first line of an error, or its kind where it says nothing."""
    lines = str(error).strip().splitlines()
    return lines[0] if lines else type(error).__name__
