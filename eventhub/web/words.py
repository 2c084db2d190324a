"""What coded values are called on a page; `label` gives it in the reader's language.

By enumeration first: members of two enumerations with the same value are equal as strings.
"""

from enum import StrEnum
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms.fields import SelectChoice

from eventhub.models.attendances import AttendanceState
from eventhub.models.codes import Goal, LanguageLevel, PositionKind, Role, TopicSource
from eventhub.models.events import EventKind, EventState
from eventhub.models.notices import NoticeKind
from eventhub.models.people import Travel

WORDS: dict[type[StrEnum], dict[StrEnum, Any]] = {
    LanguageLevel: {
        LanguageLevel.NONE: _("none"),
        LanguageLevel.A1: _("A1 – first words"),
        LanguageLevel.A2: _("A2 – simple talk"),
        LanguageLevel.B1: _("B1 – everyday talk"),
        LanguageLevel.B2: _("B2 – fluent"),
        LanguageLevel.C1: _("C1 – very good"),
        LanguageLevel.C2: _("C2 – like a native speaker"),
    },
    Goal: {
        Goal.EMPLOYMENT: _("Work"),
        Goal.TRAINING: _("Vocational training"),
        Goal.QUALIFICATION: _("Qualification"),
        Goal.RECOGNITION: _("Recognition of a qualification"),
        Goal.INTERNSHIP: _("Internship"),
    },
    PositionKind: {
        PositionKind.TRAINING: _("Vocational training in a firm"),
        PositionKind.SCHOOL_TRAINING: _("Vocational training at a school"),
        PositionKind.EMPLOYMENT: _("Employment"),
        PositionKind.ENTRY_QUALIFICATION: _("Entry qualification (EQ)"),
        PositionKind.COMPULSORY_INTERNSHIP: _("Compulsory internship"),
        PositionKind.ORIENTATION_INTERNSHIP: _("Orientation internship"),
        PositionKind.ACCOMPANYING_INTERNSHIP: _("Internship beside training or study"),
        PositionKind.OTHER_INTERNSHIP: _("Other internship"),
        PositionKind.TRIAL_WORK: _("Trial work"),
        PositionKind.PLACEMENT_MEASURE: _("Short placement with an employer (MAG)"),
        PositionKind.JOB_SHADOWING: _("Job shadowing"),
        PositionKind.QUALIFICATION: _("Qualification course"),
        PositionKind.COMPANY_RETRAINING: _("Retraining in a firm"),
        PositionKind.VOLUNTARY_SERVICE: _("Voluntary service"),
        PositionKind.WORK_OPPORTUNITY: _("Work opportunity (AGH)"),
    },
    TopicSource: {
        TopicSource.PERSON: _("asked for by the person"),
        TopicSource.CASE_WORKER: _("recommended by the case worker"),
        TopicSource.ADVICE: _("recommended by the residence advice"),
    },
    EventKind: {
        EventKind.ROTATION: _("Speed-dating with employers"),
        EventKind.INFORMATION: _("Information event without employers"),
    },
    EventState: {
        EventState.DRAFT: _("Draft"),
        EventState.OPEN: _("Registration open"),
        EventState.PLANNED: _("Planned"),
        EventState.PUBLISHED: _("Published"),
        EventState.RUNNING: _("Running"),
        EventState.CLOSED: _("Over"),
        EventState.ARCHIVED: _("Archived"),
        EventState.CANCELLED: _("Cancelled"),
        EventState.POSTPONED: _("Postponed"),
    },
    AttendanceState: {
        AttendanceState.INVITED: _("Invited"),
        AttendanceState.REGISTERED: _("Registered"),
        AttendanceState.CONFIRMED: _("Confirmed"),
        AttendanceState.DECLINED: _("Declined"),
        AttendanceState.CANCELLED: _("Called off"),
    },
    Travel: {
        Travel.CAR: _("by car"),
        Travel.TRANSPORT: _("by bus and train"),
        Travel.BICYCLE: _("by bicycle"),
        Travel.ON_FOOT: _("on foot"),
    },
    Role: {
        Role.ORGANISER: _("Organiser"),
        Role.CASE_WORKER: _("Case worker"),
        Role.HELPER: _("Helper"),
        Role.EMPLOYER: _("Employer"),
        Role.AGENCY: _("Partner agency"),
        Role.INTERPRETER: _("Interpreter"),
        Role.DATA_PROTECTION: _("Data protection officer"),
    },
    NoticeKind: {
        NoticeKind.IMPRINT: _("Imprint"),
        NoticeKind.PRIVACY: _("Privacy"),
        NoticeKind.ACCESSIBILITY: _("Accessibility"),
        NoticeKind.FEEDBACK: _("Report a barrier"),
    },
}


def label(code: StrEnum) -> str:
    """The word for a coded value."""
    return str(WORDS[type(code)][code])


def choices(enumeration: type[StrEnum]) -> list[SelectChoice]:
    """Value and word of every member, for a form."""
    return [SelectChoice(code.value, WORDS[enumeration][code]) for code in enumeration]
