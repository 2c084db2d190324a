"""Calendars as bytes: RFC 5545, with the names and refresh interval of RFC 7986 for feeds.

Subjects and texts are the caller's: a summary, like the name of a calendar, shows on locked telephones and other
people's screens, so it must carry no residence status and no reference to a Jobcenter.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, timedelta
from enum import StrEnum

from icalendar import Alarm, Calendar, Event
from icalendar.prop import vCalAddress, vDuration, vGeo, vText

from eventhub.documents.berlin import berlin_time, berlin_timezone, comes_twice
from eventhub.documents.calendar_entry import CalendarEntry, Status
from eventhub.documents.text import clean_text, one_line
from eventhub.errors import InputError

__all__ = ["REFRESH", "CalendarEntry", "Method", "Organiser", "Status", "calendar"]

PRODUCT = "-//eventhub//eventhub//DE"
REFRESH = timedelta(hours=1)

_MAIL = re.compile(r"[^\s@:;,<>\"\x00-\x20\x7f-\x9f]+@[A-Za-z0-9.-]+")


class Method(StrEnum):
    """What a calendar in a mail is for (RFC 5546 section 3.2); a feed has none."""

    PUBLISH = "PUBLISH"
    CANCEL = "CANCEL"


@dataclass(frozen=True, slots=True)
class Organiser:
    """Who sends a calendar by mail."""

    name: str
    mail: str

    def __post_init__(self) -> None:
        if not _MAIL.fullmatch(self.mail):
            raise InputError(f"organiser: {self.mail!r} is no mail address")


def calendar(
    name: str,
    entries: Sequence[CalendarEntry],
    *,
    method: Method | None = None,
    organiser: Organiser | None = None,
    refresh: timedelta = REFRESH,
) -> bytes:
    """A calendar called `name`, entries in the order given; `method` for mails, none for feeds and files.

    Descriptions come out exactly as `text.clean_text` leaves them; names, summaries and locations on one line. Raises
    InputError if a UID comes twice, or if a calendar for a mail has no organiser (RFC 5546 requires one).
    """
    _check_unique(entries)
    if method is not None and organiser is None:
        raise InputError(f"a calendar with METHOD:{method} needs an organiser")
    result = _head(name, refresh)
    if method is not None:
        result.add("method", method.value)
    result.add_component(berlin_timezone())
    for entry in entries:
        result.add_component(_event(entry, organiser))
    content: bytes = result.to_ical()
    return content


class _Text(vText):
    r"""TEXT escaped as RFC 5545 section 3.3.11 says; the library's own makes a line break of the two letters `\N`."""

    def to_ical(self) -> bytes:
        escaped = re.sub(r"([\\;,])", r"\\\1", self)
        return escaped.replace("\n", r"\n").encode()


def _head(name: str, refresh: timedelta) -> Calendar:
    head = Calendar()
    head.add("prodid", PRODUCT)
    head.add("version", "2.0")
    head.add("calscale", "GREGORIAN")
    head.add("name", _Text(one_line(name)))
    head.add("x-wr-calname", _Text(one_line(name)))
    head.add("refresh-interval", vDuration(refresh), parameters={"VALUE": "DURATION"})
    head.add("x-published-ttl", vDuration(refresh))
    return head


def _event(entry: CalendarEntry, organiser: Organiser | None) -> Event:
    event = Event()
    event.add("uid", _Text(entry.uid))
    event.add("sequence", entry.sequence)
    event.add("dtstamp", entry.last_modified.astimezone(UTC))
    event.add("last-modified", entry.last_modified.astimezone(UTC))
    event.add("status", entry.status.value)
    _add_times(event, entry)
    _add_texts(event, entry)
    if entry.geo is not None:
        event.add("geo", vGeo(entry.geo))
    if organiser is not None:
        event.add("organizer", _address(organiser))
    if entry.alarm is not None and entry.status is Status.CONFIRMED:
        event.add_component(_alarm(entry, entry.alarm))
    return event


def _add_times(event: Event, entry: CalendarEntry) -> None:
    """Local times with TZID; both in UTC where the clock shows one of them twice, so that no reader has to guess."""
    start, end = berlin_time(entry.start), berlin_time(entry.end)
    if comes_twice(start) or comes_twice(end):
        start, end = start.astimezone(UTC), end.astimezone(UTC)
    event.add("dtstart", start)
    event.add("dtend", end)


def _add_texts(event: Event, entry: CalendarEntry) -> None:
    texts = {
        "summary": one_line(entry.summary),
        "description": clean_text(entry.description),
        "location": one_line(entry.location),
    }
    for name, text in texts.items():
        if text:
            event.add(name, _Text(text, params={"LANGUAGE": entry.language}))


def _alarm(entry: CalendarEntry, minutes: int) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("trigger", vDuration(timedelta(minutes=-minutes)))
    alarm.add("description", _Text(one_line(entry.summary) or "-", params={"LANGUAGE": entry.language}))
    return alarm


def _address(organiser: Organiser) -> vCalAddress:
    address = vCalAddress(f"mailto:{organiser.mail}")
    address.params["CN"] = one_line(organiser.name).replace('"', "'")
    return address


def _check_unique(entries: Sequence[CalendarEntry]) -> None:
    twice = [uid for uid, count in Counter(entry.uid for entry in entries).items() if count > 1]
    if twice:
        raise InputError(f"calendar entry {twice[0]}: the UID comes more than once")
