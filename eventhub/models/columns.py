"""Column types and mix-ins that several models share."""

import re
import secrets
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, Dialect, Enum, String
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.types import TypeDecorator

CODE_LENGTH = 32
PUBLIC_ID_LENGTH = 22

Texts = dict[str, str]
"""A text of an organiser in several languages: {language: text}; German is always there."""

Spans = tuple[tuple[int, int], ...]
"""Rounds in which somebody is there: `[first, end)` spans, sorted and disjoint."""

_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{1,8})*")


def new_public_id() -> str:
    """128 random bits, url-safe: the only name under which a row is known outside the server."""
    return secrets.token_urlsafe(16)


def utc_now() -> datetime:
    """This instant, aware, in UTC."""
    return datetime.now(UTC)


def coded(enumeration: type[StrEnum], name: str) -> Enum:
    """A column type that stores the enumeration's values as strings and lets the database check them.

    `name` is the column's name: the constraint is called `ck_<table>_<name>`.
    """
    return Enum(
        enumeration,
        name=name,
        native_enum=False,
        create_constraint=True,
        validate_strings=True,
        length=CODE_LENGTH,
        values_callable=lambda members: [member.value for member in members],
    )


class Identified:
    """A row with a sequence number for the database and an opaque public id for everybody else."""

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(PUBLIC_ID_LENGTH), unique=True, default=new_public_id)


class _CheckedJSON(TypeDecorator[Any]):
    """JSON that is checked on its way into the database."""

    impl = JSON(none_as_null=True)
    cache_ok = True
    check: Callable[[Any], Any]
    restore: Callable[[Any], Any]

    def process_bind_param(self, value: Any, dialect: Dialect) -> Any:
        """Check the value and give its JSON form."""
        return None if value is None else type(self).check(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> Any:
        """Give the Python form of what was stored."""
        return None if value is None else type(self).restore(value)


def checked_texts(value: Texts) -> Texts:
    """The texts themselves, if German is among them and no key is something else than a language."""
    if not value.get("de", "").strip():
        raise ValueError("a text needs a German version under 'de'")
    return {language: text for language, text in value.items() if checked_language(language)}


def checked_language(code: str) -> str:
    """The code itself if it has the form of a BCP 47 language tag such as 'uk' or 'kmr'."""
    if not _LANGUAGE.fullmatch(code):
        raise ValueError(f"'{code}' is not a language tag such as 'uk' or 'kmr'")
    return code


def checked_languages(codes: Sequence[str]) -> list[str]:
    """The language tags, sorted, each once."""
    return sorted({checked_language(code) for code in codes})


def checked_spans(spans: Sequence[tuple[int, int]]) -> list[list[int]]:
    """The spans themselves if they are sorted, disjoint and not empty."""
    end_before = 0
    for first, end in spans:
        if first < end_before or end <= first:
            raise ValueError(f"the spans {list(spans)} are not sorted, disjoint and non-empty")
        end_before = end
    return [[first, end] for first, end in spans]


def restored_texts(value: Texts) -> Texts:
    """The texts as they were stored."""
    return dict(value)


class LocalisedText(_CheckedJSON):
    """`Texts`, stored as JSON; refused without German."""

    cache_ok = True
    check = staticmethod(checked_texts)
    restore = staticmethod(restored_texts)


class LanguageList(_CheckedJSON):
    """A tuple of language tags, stored as a sorted JSON list."""

    cache_ok = True
    check = staticmethod(checked_languages)
    restore = staticmethod(tuple)


class RoundSpans(_CheckedJSON):
    """`Spans`, stored as JSON."""

    cache_ok = True
    check = staticmethod(checked_spans)
    restore = staticmethod(lambda value: tuple((first, end) for first, end in value))
