"""MiniZinc data files of business-to-business meeting problems as timetabling problems.

`requested[m] = p1, p2, session` (1 morning, 2 afternoon, 3 any), `forbidden[p]` slots in which a person is away (0 is
an empty entry), `fixed[m]` a slot or 0, `precedences[m]` meetings that come before m, `nTables` meetings in a slot.
Everything counts from 1 there, from 0 here. Other arrays repeat these and are not read.
"""

import re
from collections.abc import Sequence

from eventhub.errors import InputError
from eventhub.matching.timetable import Activity, Timetabling

MORNING, AFTERNOON, ANY = 1, 2, 3


def read_instance(text: str) -> Timetabling:
    """The problem in a `.dzn` text. Raises InputError with one sentence."""
    items = _items(text)
    people, meetings, tables = (_number(items, name) for name in ("nBusiness", "nMeetings", "nTables"))
    slots, morning = _number(items, "nTotalSlots"), _number(items, "nMorningSlots")
    requested = _numbers(items, "requested")
    forbidden, before = _sets(items, "forbidden", people), _sets(items, "precedences", meetings)
    fixed = _numbers(items, "fixed")
    if len(requested) != 3 * meetings or len(fixed) != meetings:
        raise InputError(f"requested or fixed does not have {meetings} entries.")
    return Timetabling(
        rounds=slots,
        people=tuple(str(p) for p in range(1, people + 1)),
        activities=tuple(
            Activity(
                people=(str(first), str(second)),
                rounds=_rounds(session, slots, morning, _away(first, forbidden) | _away(second, forbidden)),
                fixed=fixed[m] - 1 if fixed[m] else None,
                after=tuple(sorted(earlier - 1 for earlier in before[m])),
            )
            for m, (first, second, session) in enumerate(_triples(requested))
        ),
        capacity=tables,
    )


def _items(text: str) -> dict[str, str]:
    """The right-hand side of each `name = value;`, comments dropped."""
    text = re.sub(r"%.*", "", text)
    return dict(re.findall(r"(\w+)\s*=\s*([^;]*);", text))


def _value(items: dict[str, str], name: str) -> str:
    if name not in items:
        raise InputError(f"{name} is missing.")
    return items[name]


def _number(items: dict[str, str], name: str) -> int:
    value = _value(items, name).strip()
    if not value.isdecimal():
        raise InputError(f"{name} must be a whole number, not {value[:20]!r}.")
    return int(value)


def _numbers(items: dict[str, str], name: str) -> list[int]:
    return [int(number) for number in re.findall(r"-?\d+", _value(items, name))]


def _sets(items: dict[str, str], name: str, count: int) -> list[set[int]]:
    found = [_set(entry) for entry in re.findall(r"\{[^}]*\}|\d+\s*\.\.\s*\d+", _value(items, name))]
    if len(found) != count:
        raise InputError(f"{name} has {len(found)} entries instead of {count}.")
    return found


def _set(entry: str) -> set[int]:
    """`{1,2}` or `1..3`; the empty entry 0 is dropped."""
    if ".." in entry:
        first, last = entry.strip("{} \n").split("..")
        return set(range(int(first), int(last) + 1)) - {0}
    return {int(number) for number in re.findall(r"\d+", entry)} - {0}


def _triples(numbers: Sequence[int]) -> list[tuple[int, int, int]]:
    return list(zip(numbers[::3], numbers[1::3], numbers[2::3], strict=True))


def _away(person: int, forbidden: list[set[int]]) -> set[int]:
    return forbidden[person - 1] if 0 < person <= len(forbidden) else set()


def _rounds(session: int, slots: int, morning: int, away: set[int]) -> tuple[int, ...]:
    if session not in (MORNING, AFTERNOON, ANY):
        raise InputError(f"requested names the session {session}; there are 1, 2 and 3.")
    first = morning if session == AFTERNOON else 0
    end = morning if session == MORNING else slots
    return tuple(r for r in range(first, end) if r + 1 not in away)
