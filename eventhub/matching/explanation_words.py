"""Explanations in sentences: the one place where codes become words, German and English.

Reasons that differ only in the employer become one sentence that names them all. Rounds are counted from 1, as people
do; ids stand for names.
"""

from collections.abc import Callable, Iterable

from eventhub.matching.helping import Gain, Help
from eventhub.matching.reasons import Detail, Reason, ReasonCode

LANGUAGES = ("de", "en")

NAMES: dict[str, dict[str, str]] = {
    "de": {
        "ar": "Arabisch", "ckb": "Sorani", "de": "Deutsch", "en": "Englisch", "fa": "Persisch", "fr": "Französisch",
        "kmr": "Kurmandschi", "ps": "Paschtu", "ru": "Russisch", "so": "Somali", "ti": "Tigrinya", "tr": "Türkisch",
        "uk": "Ukrainisch",
    },
    "en": {
        "ar": "Arabic", "ckb": "Sorani", "de": "German", "en": "English", "fa": "Persian", "fr": "French",
        "kmr": "Kurmanji", "ps": "Pashto", "ru": "Russian", "so": "Somali", "ti": "Tigrinya", "tr": "Turkish",
        "uk": "Ukrainian",
    },
}  # fmt: skip
LEVEL_NAMES = {
    "de": {
        "seats": "Plätze in Informationsveranstaltungen",
        "promised": "zugesagte Termine",
        "left_out": "Personen ohne Termin",
        "shortfall": "fehlende Termine bis zum Mindestmaß",
        "kept": "beibehaltene angekündigte Termine und Plätze",
        "fit": "Punkte Passung",
    },
    "en": {
        "seats": "seats in information sessions",
        "promised": "promised dates",
        "left_out": "people without a date",
        "shortfall": "dates missing to a minimum",
        "kept": "announced dates and seats that stand",
        "fit": "points of fit",
    },
}
LOSSES = {
    "de": {
        "seats": "kostete Plätze in Informationsveranstaltungen",
        "promised": "kostete zugesagte Termine",
        "left_out": "ließe andere ganz ohne Termin",
        "shortfall": "kostete andere Termine ihres Mindestmaßes",
        "kept": "änderte Angekündigtes",
        "fit": "kostete Punkte Passung",
    },
    "en": {
        "seats": "would cost seats in information sessions",
        "promised": "would cost promised dates",
        "left_out": "would leave others without any date",
        "shortfall": "would cost others dates of their minimum",
        "kept": "would change what was announced",
        "fit": "would cost points of fit",
    },
}
SENTENCES: dict[str, dict[ReasonCode, str]] = {
    "de": {
        ReasonCode.NO_PAIR: "Es ist keine einzige Paarung vorgesehen.",
        ReasonCode.ALL_MET: "Alle vorgesehenen Paarungen finden statt.",
        ReasonCode.NOT_LISTED: "Eine Paarung mit {employer} ist nicht vorgesehen.",
        ReasonCode.MET: "Der Termin mit {employer} findet in Runde {round} statt.",
        ReasonCode.WINDOWS: "In keiner offenen Runde sind beide da: {employer}.",
        ReasonCode.NO_TABLE: "Kein Platz am Tisch vorgesehen: {employer}.",
        ReasonCode.NOBODY_INTERPRETS: "Niemand dolmetscht {languages}: {employer}.",
        ReasonCode.NO_INTERPRETER: "In den gemeinsamen Runden {first}–{last} dolmetscht niemand {languages}: "
        "{employer}.",
        ReasonCode.SESSION_MISSING: "Vorher müsste eine Veranstaltung zu „{topic}“ besucht werden, aber keine passende "
        "endet rechtzeitig: {employer}.",
        ReasonCode.NO_COMMON_ROUND: "Zeiten, Dolmetschende und Veranstaltungen lassen keine Runde: {employer}.",
        ReasonCode.PINS: "{date} ist neben dem, was festgelegt ist, nicht möglich.",
        ReasonCode.POSSIBLE: "{date} ist möglich, ohne dass der Plan schlechter wird; hier wurde nur anders gewählt.",
        ReasonCode.COSTS: "{date} {loss}: {amount}.",
        ReasonCode.UNKNOWN: "{date}: weder ein Plan damit noch ein Beweis dagegen wurde gefunden.",
        ReasonCode.EMPLOYER_FULL: "Der Tisch ist mit Terminen belegt, die vorgehen; mit einem Platz mehr ginge es: "
        "{employer}.",
        ReasonCode.INTERPRETER_BUSY: "Dolmetschen für {languages} ist in den Runden {first}–{last} der Engpass; mit "
        "einer Person mehr ginge es: {employer}.",
        ReasonCode.SESSION_FIRST: "Vorher muss eine Veranstaltung zu „{topics}“ besucht werden; ohne das ginge es: "
        "{employer}.",
        ReasonCode.PERSON_FULL: "Die Person hat schon {max_dates} Termine; mit einem mehr ginge es: {employer}.",
        ReasonCode.NOT_EXAMINED: "Die Zeit reichte nicht, weitere Gründe zu suchen.",
    },
    "en": {
        ReasonCode.NO_PAIR: "No pair is listed at all.",
        ReasonCode.ALL_MET: "All listed pairs meet.",
        ReasonCode.NOT_LISTED: "A pair with {employer} is not listed.",
        ReasonCode.MET: "The date with {employer} takes place in round {round}.",
        ReasonCode.WINDOWS: "There is no open round in which both are there: {employer}.",
        ReasonCode.NO_TABLE: "No seat at the table: {employer}.",
        ReasonCode.NOBODY_INTERPRETS: "Nobody interprets {languages}: {employer}.",
        ReasonCode.NO_INTERPRETER: "Nobody interprets {languages} in the common rounds {first}–{last}: {employer}.",
        ReasonCode.SESSION_MISSING: 'A session on "{topic}" would have to come first, but none that fits ends in time: '
        "{employer}.",
        ReasonCode.NO_COMMON_ROUND: "Windows, interpreters and sessions together leave no round: {employer}.",
        ReasonCode.PINS: "{date} is not possible beside what is fixed.",
        ReasonCode.POSSIBLE: "{date} is possible without making the plan worse; it was only decided otherwise.",
        ReasonCode.COSTS: "{date} {loss}: {amount}.",
        ReasonCode.UNKNOWN: "{date}: neither a plan with it nor a proof against it was found.",
        ReasonCode.EMPLOYER_FULL: "The table is full with dates that come first; with one more seat it could be: "
        "{employer}.",
        ReasonCode.INTERPRETER_BUSY: "Interpreting {languages} is the bottleneck in rounds {first}–{last}; with one "
        "more interpreter it could be: {employer}.",
        ReasonCode.SESSION_FIRST: 'A session on "{topics}" must come first; without that it could be: {employer}.',
        ReasonCode.PERSON_FULL: "The person has {max_dates} dates already; with one more it could be: {employer}.",
        ReasonCode.NOT_EXAMINED: "The time was too short to look for further reasons.",
    },
}
WORDS = {
    "de": {
        "date": "Ein Termin mit {employer}",
        "any_date": "Ein weiterer Termin",
        "proven": "mindestens {least} (bewiesen)",
        "found": "{most} im besten gefundenen Plan (nicht bewiesen)",
        "both": "mindestens {least} (bewiesen), höchstens {most}",
        "exact": "{most} (bewiesen)",
        "interpreter": "Eine Person mehr, die {what} dolmetscht",
        "round": "Eine Runde mehr",
        "table": "Ein Platz mehr bei {what}",
        "or": " oder ",
        "nothing": "bringt nichts (bewiesen)",
        "most": "höchstens {most}",
        "gain_proven": "bewiesen",
    },
    "en": {
        "date": "A date with {employer}",
        "any_date": "One more date",
        "proven": "at least {least} (proven)",
        "found": "{most} in the best plan found (not proven)",
        "both": "at least {least} (proven), at most {most}",
        "exact": "{most} (proven)",
        "interpreter": "One more interpreter for {what}",
        "round": "One more round",
        "table": "One more seat at {what}",
        "or": " or ",
        "nothing": "brings nothing (proven)",
        "most": "at most {most}",
        "gain_proven": "proven",
    },
}


def sentences(reasons: Iterable[Reason], language: str) -> list[str]:
    """One sentence for each group of reasons that differ only in the employer, in the order of their first."""
    employers: dict[tuple[ReasonCode, tuple[tuple[str, Detail], ...]], list[str]] = {}
    for why in reasons:
        rest = tuple(detail for detail in why.details if detail[0] != "employer")
        employers.setdefault((why.code, rest), []).extend(str(v) for name, v in why.details if name == "employer")
    return [_sentence(code, dict(rest), firms, language) for (code, rest), firms in employers.items()]


def _sentence(code: ReasonCode, details: dict[str, Detail], employers: list[str], language: str) -> str:
    words = {name: _shown(name, value, language) for name, value in details.items()}
    words["employer"] = ", ".join(employers)
    words["date"] = WORDS[language]["date" if employers else "any_date"].format(**words)
    if code is ReasonCode.COSTS:
        words["loss"] = LOSSES[language][words["level"]]
        words["amount"] = _amount(details, language).format(**words)
    return SENTENCES[language][code].format(**words)


def _shown(name: str, value: Detail, language: str) -> str:
    if name in ("round", "first", "last") and isinstance(value, int):
        return str(value + 1)
    if isinstance(value, tuple):
        return WORDS[language]["or"].join(NAMES[language].get(v, v) for v in value)
    return str(value)


def _amount(details: dict[str, Detail], language: str) -> str:
    least, most = details.get("least"), details.get("most")
    kind = "exact" if least == most else "both" if least and most else "proven" if least else "found"
    return WORDS[language][kind]


def help_sentence(help_: Help, language: str) -> str:
    """What a change brings, level by level; levels that gain nothing and cannot are left out."""
    change = help_.change
    what = NAMES[language].get(change.what, change.what) if change.kind == "interpreter" else change.what
    parts = [_gain(gain, language) for gain in help_.gains if gain.found or gain.most > 0]
    nothing = WORDS[language]["nothing"]
    return f"{WORDS[language][change.kind].format(what=what)}: {'; '.join(parts) or nothing}."


def _gain(gain: Gain, language: str) -> str:
    words = WORDS[language]
    sign: Callable[[int], int] = (lambda n: -n) if gain.level in ("left_out", "shortfall") else (lambda n: n)
    most = words["gain_proven"] if gain.found == gain.most else words["most"].format(most=f"{sign(gain.most):+}")
    return f"{sign(gain.found):+} {LEVEL_NAMES[language][gain.level]} ({most})"
