"""Small readers that turn untrusted JSON into checked values, each error one sentence that names the place."""

import json
from collections.abc import Callable, Iterable
from typing import Any, NoReturn, TypeVar

from eventhub.errors import InputError

T = TypeVar("T")
MAX_NUMBER = 10**9


def fail(where: str, what: str) -> NoReturn:
    """Raise the one kind of error this module knows."""
    raise InputError(f"{where}: {what}.")


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise InputError(f"The key {twice!r} stands twice in one object.")
    return found


def _no_constant(name: str) -> NoReturn:
    raise InputError(f"{name} is not a number that JSON knows.")


def parse(text: str | bytes, what: str) -> dict[str, Any]:
    """The JSON object in `text`; `what` names the document in messages. Raises InputError."""
    try:
        found = json.loads(text, object_pairs_hook=_object, parse_constant=_no_constant)
    except InputError as error:
        fail(what, str(error).rstrip("."))
    except RecursionError:
        fail(what, "it is nested too deeply")
    except UnicodeDecodeError:
        fail(what, "it is not UTF-8 text")
    except json.JSONDecodeError as error:
        fail(what, f"it is not JSON (line {error.lineno}, column {error.colno}: {error.msg})")
    except ValueError:
        fail(what, "it holds a number that is too long")
    if not isinstance(found, dict):
        fail(what, f"it must be a JSON object, not {kind(found)}")
    return found


def kind(value: object) -> str:
    """The JSON name of a value's type, for messages."""
    names = {
        dict: "an object",
        list: "a list",
        str: "a text",
        bool: "true or false",
        int: "a number",
        float: "a number",
    }
    return "null" if value is None else names.get(type(value), type(value).__name__)


def shown(value: object) -> str:
    """A value as it may stand in a message: short."""
    text = repr(value)
    return text if len(text) <= 60 else text[:57] + "…"


class Record:
    """One JSON object, read key by key; `done` refuses keys that nobody asked for."""

    def __init__(self, value: object, where: str) -> None:
        if not isinstance(value, dict):
            fail(where, f"must be an object, not {kind(value)}")
        self.where = where
        self._value: dict[str, Any] = value
        self._known: set[str] = set()

    def take(self, key: str) -> object:
        """The raw value, None where absent."""
        self._known.add(key)
        return self._value.get(key)

    def at(self, key: str) -> str:
        """The place of a key, for messages."""
        return f"{self.where}.{key}" if self.where else key

    def text(self, key: str) -> str:
        """A non-empty text of at most 200 characters."""
        return text(self.take(key), self.at(key))

    def integer(self, key: str, low: int, high: int = MAX_NUMBER, default: int | None = None) -> int:
        """A whole number within [low, high]; with a default, absent or null means that."""
        value = self.take(key)
        if value is None and default is not None:
            return default
        if type(value) is not int:
            fail(self.at(key), f"must be a whole number, not {kind(value)}" if value is not None else "is missing")
        if not low <= value <= high:
            fail(self.at(key), f"must be from {low} to {high}, not {shown(value)}")
        return value

    def flag(self, key: str) -> bool:
        """true or false; absent or null means false."""
        value = self.take(key)
        if value is None:
            return False
        if not isinstance(value, bool):
            fail(self.at(key), f"must be true or false, not {kind(value)}")
        return value

    def share(self, key: str) -> float:
        """A number from 0 to 1; absent or null means 0."""
        value = self.take(key)
        if value is None:
            return 0.0
        if isinstance(value, bool) or not isinstance(value, int | float):
            fail(self.at(key), f"must be a number, not {kind(value)}")
        if not 0 <= value <= 1:
            fail(self.at(key), f"must be from 0 to 1, not {shown(value)}")
        return float(value)

    def items(self, key: str, read: Callable[[object, str], T], required: bool = False) -> tuple[T, ...]:
        """A list whose entries `read` takes with their place; absent or null means empty unless required."""
        value = self.take(key)
        if value is None and not required:
            return ()
        if not isinstance(value, list):
            fail(self.at(key), f"must be a list, not {kind(value)}" if value is not None else "is missing")
        return tuple(read(entry, f"{self.at(key)}[{i}]") for i, entry in enumerate(value))

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of distinct texts."""
        found = self.items(key, text)
        distinct(found, self.at(key))
        return found

    def extras(self) -> dict[str, Any]:
        """The keys that begin with `x-`."""
        return {key: value for key, value in self._value.items() if key.startswith("x-")}

    def done(self) -> None:
        """Refuse keys that no reader asked for."""
        for key in self._value:
            if key not in self._known and not key.startswith("x-"):
                fail(self.where or "the document", f"the key {shown(key)} is not known")


def text(value: object, where: str) -> str:
    """A non-empty text of at most 200 characters that can be written as UTF-8."""
    if not isinstance(value, str):
        fail(where, f"must be a text, not {kind(value)}" if value is not None else "is missing")
    if not 0 < len(value) <= 200:
        fail(where, "must have from 1 to 200 characters")
    if any("\ud800" <= c <= "\udfff" for c in value):
        fail(where, "holds half a character (a lone surrogate)")
    return value


def distinct(values: Iterable[object], where: str) -> None:
    """Refuse a value that stands twice."""
    seen: set[object] = set()
    for value in values:
        if value in seen:
            fail(where, f"{shown(value)} stands twice")
        seen.add(value)
