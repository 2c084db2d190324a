"""Calendars of what was told to people, as iCalendar files."""

from datetime import datetime
from zoneinfo import ZoneInfo

from eventhub.documents.ical import CalendarEntry, Status, calendar
from eventhub.services.actor import Actor
from eventhub.services.schedules import Schedule, ScheduleEntry, participant_schedule

GERMAN = "de"
BERLIN = ZoneInfo("Europe/Berlin")
ALARM_MINUTES = 10
SESSION_SUBJECT = "Infoveranstaltung"
DATE_SUBJECT = "Gespräch"


def participant_calendar(actor: Actor, attendance_id: str) -> bytes:
    """The iCalendar file of one person at one event, cancelled entries included; who may: `participant_schedule`."""
    return schedule_calendar(participant_schedule(actor, attendance_id))


def schedule_calendar(schedule: Schedule) -> bytes:
    """A schedule as an iCalendar file.

    Subjects show on locked telephones, so a session's topic, which may hint at a residence status, stands in the
    description, and no subject names a Jobcenter.
    """
    return calendar(schedule.event_title[GERMAN], [_calendar_entry(entry) for entry in schedule.entries])


def _calendar_entry(entry: ScheduleEntry) -> CalendarEntry:
    title = entry.title[GERMAN]
    return CalendarEntry(
        uid=entry.uid,
        sequence=entry.sequence,
        start=on_the_clock(entry.starts),
        end=on_the_clock(entry.ends),
        summary=SESSION_SUBJECT if entry.is_session else f"{DATE_SUBJECT}: {title}",
        description=title,
        last_modified=entry.updated_at,
        location=", ".join(filter(None, (entry.room, entry.venue, entry.address))),
        status=Status.CANCELLED if entry.cancelled else Status.CONFIRMED,
        alarm=None if entry.cancelled else ALARM_MINUTES,
        language=GERMAN,
    )


def on_the_clock(moment: datetime) -> datetime:
    """An aware moment as a calendar entry takes it: naive local time in Germany."""
    return moment.astimezone(BERLIN).replace(tzinfo=None)
