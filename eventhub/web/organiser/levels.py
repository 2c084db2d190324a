"""The levels of a plan in words: what a value means, and how much better any plan could be."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import format_decimal, lazy_gettext, ngettext
from flask_babel import gettext as _

from eventhub.matching.plan import LevelValue

STAGES = {
    "": lazy_gettext("Waiting for a worker"),
    "what was announced": lazy_gettext("Finding out what can stay as announced"),
    "bounds": lazy_gettext("Finding out how good a plan can be"),
    "repair": lazy_gettext("Improving the plan"),
    "less waiting": lazy_gettext("Shortening waiting times"),
    "proof": lazy_gettext("Proving that it cannot be better"),
}

TITLES = {
    "seats": lazy_gettext("Seats in information sessions"),
    "promised": lazy_gettext("Promised talks"),
    "left_out": lazy_gettext("Left out"),
    "shortfall": lazy_gettext("Talks missing to what was promised"),
    "kept": lazy_gettext("Kept as announced"),
    "fit": lazy_gettext("Fit of all talks"),
    "waiting": lazy_gettext("Waiting"),
}
"""In the order in which a plan is improved; `keep_first` only moves one of them."""

MORE_IS_BETTER = frozenset({"seats", "promised", "kept", "fit"})


@dataclass(frozen=True, slots=True)
class LevelLine:
    """A level for the reader: its name, its value in words, the verdict, and value and best as shares of the larger."""

    name: str
    title: str
    value: str
    verdict: str
    proven: bool
    share: int


def stage_words(stage: str) -> str:
    """What the solver is doing."""
    return str(STAGES.get(stage, _("Computing")))


def level_lines(levels: Mapping[str, LevelValue]) -> list[LevelLine]:
    """The levels in their order, each in words."""
    return [_line(name, level) for name, level in levels.items() if _concerns(name, level)]


def _concerns(name: str, level: LevelValue) -> bool:
    """Whether there was anything to do on this level: before the first publication there is nothing to keep."""
    return name not in ("promised", "kept") or max(level.value, level.bound) > 0


def _line(name: str, level: LevelValue) -> LevelLine:
    return LevelLine(
        name=name,
        title=str(TITLES[name]),
        value=_value(name, level.value),
        verdict=_verdict(name, level),
        proven=level.proven,
        share=_share(name, level),
    )


def _value(name: str, value: int) -> str:
    words: dict[str, Callable[[], Any]] = {
        "seats": lambda: ngettext("%(num)s seat is given", "%(num)s seats are given", value),
        "promised": lambda: ngettext("%(num)s promise is kept", "%(num)s promises are kept", value),
        "left_out": lambda: (
            ngettext("%(num)s person has no talk", "%(num)s people have no talk", value)
            if value
            else _("Nobody is without a talk")
        ),
        "shortfall": lambda: (
            ngettext("%(num)s talk is missing", "%(num)s talks are missing", value)
            if value
            else _("No talk is missing")
        ),
        "kept": lambda: ngettext(
            "%(num)s announced item stays as it is", "%(num)s announced items stay as they are", value
        ),
        "fit": lambda: _("%(points)s points", points=format_decimal(value)),
        "waiting": lambda: (
            ngettext("%(num)s round of waiting in all", "%(num)s rounds of waiting in all", value)
            if value
            else _("Nobody waits")
        ),
    }
    return str(words[name]())


def _verdict(name: str, level: LevelValue) -> str:
    if level.proven or level.value == level.bound:
        return str(_("No plan can be better."))
    better = format_decimal(abs(level.bound - level.value))
    if name in MORE_IS_BETTER:
        return str(_("At most %(count)s more are possible.", count=better))
    return str(_("At most %(count)s fewer are possible.", count=better))


def _share(name: str, level: LevelValue) -> int:
    """How near the value is to the bound, in percent: 100 when they meet."""
    best, worst = max(level.value, level.bound), min(level.value, level.bound)
    return 100 if best == 0 else round(100 * worst / best)
