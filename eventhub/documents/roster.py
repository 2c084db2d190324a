"""The roster of an information session, for the agency that hosts it.

An agency sees a name only where the person was told so (`named_ok`); otherwise the roster number stands alone. The
caller leaves such names out; this module does not let them through either.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

from eventhub.documents.spreadsheet import Column, Roster
from eventhub.errors import InputError

WEEKDAYS = ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag")

LANGUAGE_NAMES: Mapping[str, str] = MappingProxyType(
    {
        "ar": "Arabisch",
        "bg": "Bulgarisch",
        "bs": "Bosnisch",
        "ckb": "Kurdisch (Sorani)",
        "de": "Deutsch",
        "en": "Englisch",
        "fa": "Farsi/Dari",
        "fr": "Französisch",
        "ka": "Georgisch",
        "kmr": "Kurdisch (Kurmandschi)",
        "pl": "Polnisch",
        "prs": "Dari",
        "ps": "Paschtu",
        "ro": "Rumänisch",
        "ru": "Russisch",
        "so": "Somali",
        "sq": "Albanisch",
        "sr": "Serbisch",
        "ti": "Tigrinya",
        "tr": "Türkisch",
        "uk": "Ukrainisch",
    }
)

_COLUMNS = (Column("Nr.", 6), Column("Name", 32), Column("Sprachen"), Column("Gewünschtes Thema"))


@dataclass(frozen=True, slots=True)
class RosterEntry:
    """A person in a session: number on the roster, languages (BCP 47 subtags), the topic asked for.

    Without `named_ok` the name is dropped at once: no entry ever holds a name that the agency may not see.
    """

    number: int
    languages: tuple[str, ...] = ()
    topic: str = ""
    name: str = ""
    named_ok: bool = False

    def __post_init__(self) -> None:
        if self.named_ok is not True:
            object.__setattr__(self, "name", "")


@dataclass(frozen=True, slots=True)
class SessionRoster:
    """What is printed for one session: its topic, place, local times, hosts, and who has a seat.

    `start` and `end` are naive local times in Germany. Raises InputError if a roster number comes twice.
    """

    topic: str
    venue: str
    room: str
    start: datetime
    end: datetime
    co_hosts: tuple[str, ...]
    entries: tuple[RosterEntry, ...]

    def __post_init__(self) -> None:
        counts = Counter(entry.number for entry in self.entries)
        twice = [number for number, count in counts.items() if count > 1]
        if twice:
            raise InputError(f"roster of {self.topic!r}: number {twice[0]} comes more than once")


def session_roster(session: SessionRoster) -> Roster:
    """The session as a table ordered by roster number; rows hold number, name or nothing, languages, topic."""
    entries = sorted(session.entries, key=lambda entry: entry.number)
    return Roster(session.topic, _subtitles(session), _COLUMNS, tuple(_row(entry) for entry in entries))


def language_names(languages: Sequence[str]) -> str:
    """German names of languages, in the order given; a language without a name is called by its code."""
    return ", ".join(LANGUAGE_NAMES.get(language, language) for language in languages)


def _subtitles(session: SessionRoster) -> tuple[str, ...]:
    start, end = session.start, session.end
    when = f"{WEEKDAYS[start.weekday()]}, {start:%d.%m.%Y}, {start:%H:%M}–{end:%H:%M} Uhr"
    where = ", ".join(part for part in (session.venue, session.room) if part)
    hosts = f"Mitveranstalter: {', '.join(session.co_hosts)}" if session.co_hosts else ""
    return tuple(line for line in (when, where, hosts, _seats(len(session.entries))) if line)


def _seats(count: int) -> str:
    return "1 Person" if count == 1 else f"{count} Personen"


def _row(entry: RosterEntry) -> tuple[int, str, str, str]:
    return entry.number, entry.name, language_names(entry.languages), entry.topic
