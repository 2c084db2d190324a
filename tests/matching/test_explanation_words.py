"""Every code has a sentence in both languages, with everything it knows."""

import pytest

from eventhub.matching.explanation_words import LANGUAGES, LEVEL_NAMES, LOSSES, SENTENCES, help_sentence, sentences
from eventhub.matching.helping import Change, Gain, Help
from eventhub.matching.reasons import Detail, ReasonCode, reason
from eventhub.matching.rules import LEVELS
from tests.matching.problems import problem

DETAILS: dict[str, Detail] = {
    "employer": "Invented Bakery",
    "round": 2,
    "languages": ("ar", "xx"),
    "first": 2,
    "last": 6,
    "topic": "law",
    "topics": ("law",),
    "level": "fit",
    "least": 3,
    "most": 8,
    "max_dates": 4,
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", ReasonCode)
def test_every_reason_has_a_sentence(code: ReasonCode, language: str) -> None:
    (sentence,) = sentences([reason(code, **DETAILS)], language)
    assert sentence.endswith(".")
    assert "{" not in sentence
    assert ("Invented Bakery" in sentence) == (
        "{employer}" in SENTENCES[language][code] or "{date}" in SENTENCES[language][code]
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_level_has_words(language: str) -> None:
    assert set(LOSSES[language]) == set(LEVEL_NAMES[language]) == set(LEVELS) - {"waiting"}


def test_reasons_that_differ_only_in_the_employer_become_one_sentence() -> None:
    reasons = [
        reason(ReasonCode.WINDOWS, employer="e0"),
        reason(ReasonCode.NO_INTERPRETER, employer="e1", languages=("ar",), first=2, last=6),
        reason(ReasonCode.WINDOWS, employer="e2"),
    ]
    assert sentences(reasons, "en") == [
        "There is no open round in which both are there: e0, e2.",
        "Nobody interprets Arabic in the common rounds 3–7: e1.",
    ]


@pytest.mark.parametrize(
    ("amounts", "words"),
    [
        ({"least": 2, "most": 2}, "A date with e0 would cost points of fit: 2 (proven)."),
        ({"least": 2}, "A date with e0 would cost points of fit: at least 2 (proven)."),
        ({"most": 5}, "A date with e0 would cost points of fit: 5 in the best plan found (not proven)."),
        ({"least": 2, "most": 5}, "A date with e0 would cost points of fit: at least 2 (proven), at most 5."),
    ],
)
def test_cost_says_what_is_proven(amounts: dict[str, int], words: str) -> None:
    assert sentences([reason(ReasonCode.COSTS, employer="e0", level="fit", **amounts)], "en") == [words]


def test_cost_of_any_date_names_no_employer() -> None:
    assert sentences([reason(ReasonCode.COSTS, level="shortfall", least=1, most=1)], "de") == [
        "Ein weiterer Termin kostete andere Termine ihres Mindestmaßes: 1 (bewiesen)."
    ]


def test_help_says_what_is_proven_and_what_it_might_bring_at_most() -> None:
    change = Change("interpreter", "ar", problem())
    found = Help(change, (Gain("seats", 0, 0), Gain("left_out", 2, 2), Gain("fit", 10, 30)))
    assert help_sentence(found, "en") == (
        "One more interpreter for Arabic: -2 people without a date (proven); +10 points of fit (at most +30)."
    )
    nothing = Help(Change("round", "", problem()), (Gain("seats", 0, 0), Gain("fit", 0, 0)))
    assert help_sentence(nothing, "de") == "Eine Runde mehr: bringt nichts (bewiesen)."
