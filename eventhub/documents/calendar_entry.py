"""One entry of a calendar, checked when it is made."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from eventhub.documents.berlin import berlin_time
from eventhub.errors import InputError

LONGEST_ALARM = 7 * 24 * 60
"""Minutes of a week."""

_UID = re.compile(r"[A-Za-z0-9@._:+-]{1,255}")
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")


class Status(StrEnum):
    """Whether the entry stands; a cancelled one stays in a feed, so that calendars strike it out."""

    CONFIRMED = "CONFIRMED"
    CANCELLED = "CANCELLED"


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """One VEVENT.

    `start`, `end`: naive local times in Germany; in the night when an hour comes twice, `fold=1` means its second run.
    `geo`: latitude and longitude in degrees. `last_modified`: an aware instant; it is the DTSTAMP too, so that the same
    entries give the same bytes. `alarm`: minutes before the start. `language`: BCP 47 tag of the texts.

    Raises InputError, naming the entry, where a value cannot stand in a calendar.
    """

    uid: str
    sequence: int
    start: datetime
    end: datetime
    summary: str
    last_modified: datetime
    description: str = ""
    location: str = ""
    geo: tuple[float, float] | None = None
    status: Status = Status.CONFIRMED
    alarm: int | None = None
    language: str = "de"

    def __post_init__(self) -> None:
        if not _UID.fullmatch(self.uid):
            raise InputError(f"calendar entry {self.uid!r}: the UID has characters other than letters, digits, @._:+-")
        where = f"calendar entry {self.uid}"
        if self.sequence < 0:
            raise InputError(f"{where}: the sequence {self.sequence} is negative")
        if self.last_modified.tzinfo is None:
            raise InputError(f"{where}: last_modified has no time zone")
        if not _LANGUAGE.fullmatch(self.language):
            raise InputError(f"{where}: {self.language!r} is no language tag")
        if self.alarm is not None and not 0 <= self.alarm <= LONGEST_ALARM:
            raise InputError(f"{where}: an alarm {self.alarm} minutes before the start")
        _check_geo(where, self.geo)
        _check_times(where, self.start, self.end)


def _check_geo(where: str, geo: tuple[float, float] | None) -> None:
    if geo is not None and not (-90 <= geo[0] <= 90 and -180 <= geo[1] <= 180):
        raise InputError(f"{where}: {geo} is no point on earth")


def _check_times(where: str, start: datetime, end: datetime) -> None:
    try:
        instants = berlin_time(start).astimezone(UTC), berlin_time(end).astimezone(UTC)
    except InputError as error:
        raise InputError(f"{where}: {error}") from error
    if instants[0] >= instants[1]:
        raise InputError(f"{where}: it ends before it starts")
