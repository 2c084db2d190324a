"""Environment variables `EVENTHUB_*` as typed values; each mistake is one sentence that says what to set."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from eventhub.errors import SettingsError

Code = TypeVar("Code", bound=StrEnum)
PREFIX = "EVENTHUB_"
FOR_TESTS = frozenset({"EVENTHUB_TEST_POSTGRES_URL"})
_SWITCHES = {"1": True, "true": True, "yes": True, "0": False, "false": False, "no": False}


def variable(name: str) -> str:
    """The environment variable of a setting."""
    return PREFIX + name.upper()


@dataclass(frozen=True, slots=True)
class Variables:
    """The settings that are set and not empty, by name."""

    given: Mapping[str, str]

    @classmethod
    def of(cls, environ: Mapping[str, str], names: Collection[str]) -> "Variables":
        """Those of the environment; a misspelt one is refused, for it would silently do nothing."""
        known = {variable(name): name for name in names}
        for key in environ:
            if key.startswith(PREFIX) and key not in known and key not in FOR_TESTS:
                raise SettingsError(f"There is no setting {key}: docs/settings.md lists them all, unset it")
        return cls({known[key]: value for key, value in environ.items() if key in known and value})

    def text(self, name: str, default: str) -> str:
        """The value as it is."""
        return self.given.get(name, default)

    def flag(self, name: str) -> bool:
        """A switch, off unless set."""
        text = self.given.get(name, "0").lower()
        if text not in _SWITCHES:
            raise SettingsError(f"{variable(name)} is '{text}': set it to 1 or 0")
        return _SWITCHES[text]

    def code(self, name: str, default: Code) -> Code:
        """One of the values of the default's enumeration."""
        text = self.given.get(name, default.value)
        codes = {code.value: code for code in type(default)}
        if text not in codes:
            raise SettingsError(f"{variable(name)} is '{text}': set it to {' or '.join(codes)}")
        return codes[text]

    def integer(self, name: str, default: int, allowed: range) -> int:
        """A whole number within the range."""
        text = self.given.get(name, str(default))
        if not (text.isascii() and text.isdecimal() and int(text) in allowed):
            raise SettingsError(f"{variable(name)} is '{text}': set a whole number from {allowed[0]} to {allowed[-1]}")
        return int(text)

    def seconds(self, name: str, default: float) -> float:
        """A length of time above 0 and below a day."""
        text = self.given.get(name, str(default))
        try:
            seconds = float(text)
        except ValueError:
            seconds = 0.0
        if not 0 < seconds < 86400:
            raise SettingsError(f"{variable(name)} is '{text}': set a number of seconds above 0 and below 86400")
        return seconds
