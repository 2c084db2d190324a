"""The reasons of a fit in German sentences; other languages are catalogues beside this one."""

from collections.abc import Mapping
from types import MappingProxyType

from eventhub.fit.codes import Goal, PositionKind
from eventhub.fit.reasons import Reason, ReasonCode, reasons
from eventhub.fit.score import Fit

NO_TITLES: Mapping[str, str] = MappingProxyType({})

GOALS = {
    Goal.EMPLOYMENT: "Arbeit",
    Goal.TRAINING: "Ausbildung",
    Goal.QUALIFICATION: "Qualifizierung",
    Goal.RECOGNITION: "Anerkennung eines Abschlusses",
    Goal.INTERNSHIP: "Praktikum",
}

KINDS = {
    PositionKind.TRAINING: "betriebliche Ausbildung",
    PositionKind.SCHOOL_TRAINING: "schulische Ausbildung",
    PositionKind.EMPLOYMENT: "Arbeitsstelle",
    PositionKind.ENTRY_QUALIFICATION: "Einstiegsqualifizierung",
    PositionKind.COMPULSORY_INTERNSHIP: "Pflichtpraktikum",
    PositionKind.ORIENTATION_INTERNSHIP: "Orientierungspraktikum",
    PositionKind.ACCOMPANYING_INTERNSHIP: "begleitendes Praktikum",
    PositionKind.OTHER_INTERNSHIP: "Praktikum",
    PositionKind.TRIAL_WORK: "Probearbeit",
    PositionKind.PLACEMENT_MEASURE: "Maßnahme bei einem Arbeitgeber",
    PositionKind.JOB_SHADOWING: "Hospitation",
    PositionKind.QUALIFICATION: "Qualifizierung bei einem Träger",
    PositionKind.COMPANY_RETRAINING: "betriebliche Umschulung",
    PositionKind.VOLUNTARY_SERVICE: "Freiwilligendienst",
    PositionKind.WORK_OPPORTUNITY: "Arbeitsgelegenheit",
}

_SENTENCES = {
    ReasonCode.NO_DATE: "Für diese beiden ist kein Gespräch vorgesehen.",
    ReasonCode.GOAL_DIRECT: "Die Stelle ({kind}) entspricht dem Ziel „{goal}“.",
    ReasonCode.GOAL_STEP: "Die Stelle ({kind}) ist ein Schritt zum Ziel „{goal}“.",
    ReasonCode.GOAL_ASIDE: "Die Stelle ({kind}) liegt abseits der genannten Ziele.",
    ReasonCode.GOAL_UNKNOWN: "Ein Ziel ist noch nicht genannt.",
    ReasonCode.OCCUPATION_SAME: "Der gesuchte Beruf ist bekannt: {worked_in}, {years}.",
    ReasonCode.OCCUPATION_NEAR: "Verwandte Erfahrung: {worked_in}, {years}; gesucht: {asked}.",
    ReasonCode.OCCUPATION_DISTANT: "Entfernt verwandte Erfahrung: {worked_in}, {years}; gesucht: {asked}.",
    ReasonCode.OCCUPATION_NEW: "Keine verwandte Erfahrung bekannt; gesucht: {asked}.",
    ReasonCode.OCCUPATION_TO_LEARN: "Erfahrung ist nicht nötig: {asked} kann hier kennengelernt werden ({kind}).",
    ReasonCode.OCCUPATION_ANY: "Die Stelle verlangt keinen bestimmten Beruf.",
    ReasonCode.GERMAN_ENOUGH: "Das Deutsch reicht: vorhanden {spoken}, gebraucht {needed}.",
    ReasonCode.GERMAN_SHORT: "Das Deutsch reicht noch nicht: vorhanden {spoken}, gebraucht {needed}.",
    ReasonCode.REACH_MINUTES: "Weg ohne Auto: {minutes} Minuten.",
    ReasonCode.REACH_KM: "Weg ohne Auto: etwa {km} km Luftlinie.",
    ReasonCode.REACH_KM_BY_CAR: "Weg, ein Auto ist da: etwa {km} km Luftlinie.",
    ReasonCode.REACH_CAR_NEEDED: "Der Arbeitsort ist ohne Auto nicht erreichbar.",
    ReasonCode.REACH_UNKNOWN: "Der Weg zum Arbeitsort ist nicht bekannt.",
    ReasonCode.WISH_PROMISED: "Das Gespräch ist beiden zugesagt.",
    ReasonCode.WISH_BOTH: "Beide wünschen sich dieses Gespräch.",
    ReasonCode.WISH_PARTICIPANT: "Die Person wünscht sich dieses Gespräch.",
    ReasonCode.WISH_EMPLOYER: "Der Betrieb wünscht sich dieses Gespräch.",
    ReasonCode.WISH_NONE: "Ein Wunsch wurde nicht genannt.",
}


def sentences(found: Fit | None, titles: Mapping[str, str] = NO_TITLES) -> tuple[str, ...]:
    """What a fit is made of, each sentence with its points; None gives the one sentence that says there is no date.

    `titles`: German names of ISCO-08 groups by code; a group without a name is called by its code.
    """
    if found is None:
        return tuple(sentence(reason, titles) for reason in reasons(None))
    return tuple(f"{sentence(reason, titles)} ({_points(reason.points)})" for reason in reasons(found))


def sentence(reason: Reason, titles: Mapping[str, str] = NO_TITLES) -> str:
    """One reason as a German sentence, without its points."""
    return _SENTENCES[reason.code].format_map({name: _say(name, value, titles) for name, value in reason.details})


def _points(points: int) -> str:
    return "1 Punkt" if points == 1 else f"{points} Punkte"


def _say(name: str, value: str | int, titles: Mapping[str, str]) -> str:
    match name:
        case "goal":
            return GOALS[Goal(str(value))]
        case "kind":
            return KINDS[PositionKind(str(value))]
        case "worked_in" | "asked":
            return titles.get(str(value), f"Berufsgruppe {value} (ISCO-08)")
        case "years":
            return _years(int(value))
        case "spoken" | "needed":
            return "kein Deutsch" if value == "A0" else str(value)
    return str(value)


def _years(years: int) -> str:
    if years == 0:
        return "unter 1 Jahr"
    return "1 Jahr" if years == 1 else f"{years} Jahre"
