"""Personal secrets: derived, bound to their purpose, person, event and generation."""

import re

import pytest

from eventhub.services.secrets import Purpose, derive, matches

KEY = b"k" * 32


def test_secret_has_160_bits_and_is_url_safe() -> None:
    assert re.fullmatch(r"[A-Za-z0-9_-]{27}", derive(KEY, Purpose.PAGE, "person", "event", 0))


def test_same_input_gives_the_same_secret() -> None:
    """The value is fixed for good: a printed card must open after every update of the software."""
    assert derive(KEY, Purpose.PAGE, "person", "event", 0) == "PWQA8sG1vAbCODe5fFF-RgX9xp8"


@pytest.mark.parametrize(
    "other",
    [
        (b"x" * 32, Purpose.PAGE, "person", "event", 0),
        (KEY, Purpose.CALENDAR, "person", "event", 0),
        (KEY, Purpose.PAGE, "persona", "event", 0),
        (KEY, Purpose.PAGE, "persone", "vent", 0),
        (KEY, Purpose.PAGE, "person", "event", 1),
    ],
)
def test_any_other_input_gives_another_secret(other: tuple[bytes, Purpose, str, str, int]) -> None:
    secret = derive(KEY, Purpose.PAGE, "person", "event", 0)
    assert derive(*other) != secret
    assert not matches(secret, *other)


def test_secret_matches_only_itself() -> None:
    secret = derive(KEY, Purpose.ANSWER, "person", "event", 3)
    assert matches(secret, KEY, Purpose.ANSWER, "person", "event", 3)
    for wrong in ("", secret[:-1], secret + "A", secret.swapcase(), "ü" * 27):
        assert not matches(wrong, KEY, Purpose.ANSWER, "person", "event", 3)


def test_secrets_of_many_people_are_all_different() -> None:
    secrets = {derive(KEY, purpose, str(person), "event", 0) for purpose in Purpose for person in range(2500)}
    assert len(secrets) == 10_000
