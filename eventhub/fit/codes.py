"""The coded values that the fit speaks of; the database layer has enumerations of its own with the same values."""

from enum import StrEnum


class PositionKind(StrEnum):
    """What a position is in law; the value is the code under which the residence rules know it."""

    TRAINING = "AUS"
    SCHOOL_TRAINING = "SCH"
    EMPLOYMENT = "BES"
    ENTRY_QUALIFICATION = "EQ"
    COMPULSORY_INTERNSHIP = "PP"
    ORIENTATION_INTERNSHIP = "OP"
    ACCOMPANYING_INTERNSHIP = "BP"
    OTHER_INTERNSHIP = "SP"
    TRIAL_WORK = "PB"
    PLACEMENT_MEASURE = "MAG"
    JOB_SHADOWING = "HOS"
    QUALIFICATION = "QT"
    COMPANY_RETRAINING = "UMB"
    VOLUNTARY_SERVICE = "FWD"
    WORK_OPPORTUNITY = "AGH"


class Goal(StrEnum):
    """What a participant comes for."""

    EMPLOYMENT = "employment"
    TRAINING = "training"
    QUALIFICATION = "qualification"
    RECOGNITION = "recognition"
    INTERNSHIP = "internship"


class LanguageLevel(StrEnum):
    """How well German is spoken: none (A0), or a level of the Common European Framework (CEFR)."""

    NONE = "A0"
    A1 = "A1"
    A2 = "A2"
    B1 = "B1"
    B2 = "B2"
    C1 = "C1"
    C2 = "C2"

    @property
    def rank(self) -> int:
        """Steps above no German at all: 0 (A0) … 6 (C2)."""
        return _RANKS[self]


_RANKS = {level: rank for rank, level in enumerate(LanguageLevel)}


class WishStrength(StrEnum):
    """What one side wishes of the other; no wish at all is `None` wherever a wish may stand."""

    MUST = "must"
    LIKE = "like"
    NO = "no"
