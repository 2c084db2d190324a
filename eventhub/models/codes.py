"""Coded values that more than one model uses; the database stores the string and checks it."""

from enum import StrEnum


class LanguageLevel(StrEnum):
    """How well a language is spoken: none, or a level of the Common European Framework (CEFR)."""

    NONE = "A0"
    A1 = "A1"
    A2 = "A2"
    B1 = "B1"
    B2 = "B2"
    C1 = "C1"
    C2 = "C2"


class Goal(StrEnum):
    """What a participant comes for."""

    EMPLOYMENT = "employment"
    TRAINING = "training"
    QUALIFICATION = "qualification"
    RECOGNITION = "recognition"
    INTERNSHIP = "internship"


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


class TopicSource(StrEnum):
    """Who asked for a participant's seat in a session."""

    PERSON = "person"
    CASE_WORKER = "case_worker"
    ADVICE = "advice"


class WishSource(StrEnum):
    """Whose wish it is; an organiser's "must" is a promise to both sides."""

    PARTICIPANT = "participant"
    EMPLOYER = "employer"
    ORGANISER = "organiser"


class WishStrength(StrEnum):
    """What is wished; one "no" from either side means that the two never meet."""

    MUST = "must"
    LIKE = "like"
    NO = "no"


class Role(StrEnum):
    """What a grant lets an account do."""

    ORGANISER = "organiser"
    CASE_WORKER = "case_worker"
    HELPER = "helper"
    EMPLOYER = "employer"
    AGENCY = "agency"
    INTERPRETER = "interpreter"
    DATA_PROTECTION = "data_protection"
