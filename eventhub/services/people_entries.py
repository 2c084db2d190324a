"""A person and their coming to an event, as they are entered; topics, employers and municipalities by public id."""

from dataclasses import dataclass

from eventhub.models.codes import Goal, LanguageLevel, TopicSource
from eventhub.models.columns import Spans
from eventhub.models.people import InterfaceLanguage, Travel
from eventhub.services.entries import Contact


@dataclass(frozen=True, slots=True)
class LanguageEntry:
    """A spoken language; `understands` is enough to follow a session."""

    language: str
    level: LanguageLevel
    understands: bool


@dataclass(frozen=True, slots=True)
class ExperienceEntry:
    """Years in an occupation of ISCO-08."""

    occupation: str
    years: float


@dataclass(frozen=True, slots=True)
class TopicEntry:
    """A topic that is wanted; `named_ok`: was told that the agency sees the name."""

    topic: str
    source: TopicSource
    named_ok: bool
    before_dates: bool


@dataclass(frozen=True, slots=True)
class PersonEntry:
    """Who somebody is, apart from any event."""

    preferred_name: str
    municipality: str
    interface_language: InterfaceLanguage
    german_level: LanguageLevel
    travel: Travel
    is_minor: bool
    languages: tuple[LanguageEntry, ...]
    experience: tuple[ExperienceEntry, ...]
    goals: tuple[Goal, ...]
    contact: Contact


@dataclass(frozen=True, slots=True)
class AttendanceEntry:
    """What somebody needs and wants at an event; `named_to` are the participations that get the name."""

    available: Spans
    min_dates: int
    max_dates: int
    needs_interpreter: bool
    needs_step_free: bool
    needs_childcare: bool
    topics: tuple[TopicEntry, ...]
    named_to: tuple[str, ...]
