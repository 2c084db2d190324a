"""Local time in Germany: what a clock time means, and the VTIMEZONE that says so in calendars.

The time zone is written with one RRULE for each change of the clocks, the rule in force since 1996 (Directive 94/21/EC;
today Directive 2000/84/EC and the Zeitgesetz): to summer time on the last Sunday of March at 02:00, back on the last
Sunday of October at 03:00. Why not the icalendar library's own: docs/adr/0006-own-vtimezone.md.
"""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard
from icalendar.prop import vRecur

from eventhub.errors import InputError

TZID = "Europe/Berlin"
BERLIN = ZoneInfo(TZID)
FIRST_YEAR = 1997
"""First whole year under today's rule; the VTIMEZONE says nothing true about the years before."""

WINTER, SUMMER = timedelta(hours=1), timedelta(hours=2)


def berlin_time(local: datetime) -> datetime:
    """The instant of a naive local time, as an aware one; `fold` chooses between the two of the hour that comes twice.

    Raises InputError for a time that has a zone already, lies before 1997, or falls into the hour that the clocks skip.
    """
    if local.tzinfo is not None:
        raise InputError(f"{local.isoformat()} is not a local time: it names a zone")
    if local.year < FIRST_YEAR:
        raise InputError(f"{local.isoformat()} lies before {FIRST_YEAR}")
    aware = local.replace(tzinfo=BERLIN)
    if aware.astimezone(UTC).astimezone(BERLIN).replace(tzinfo=None) != local:
        raise InputError(f"{local.isoformat(sep=' ', timespec='minutes')} does not exist: the clocks skip that hour")
    return aware


def comes_twice(aware: datetime) -> bool:
    """Whether a clock in Berlin shows this time twice, in the night back to winter time."""
    return aware.replace(fold=0).utcoffset() != aware.replace(fold=1).utcoffset()


def berlin_timezone() -> Timezone:
    """The VTIMEZONE of Europe/Berlin (RFC 5545 section 3.6.5), two rules without end."""
    zone = Timezone()
    zone.add("tzid", TZID)
    zone.add_component(_summer())
    zone.add_component(_winter())
    return zone


def _summer() -> TimezoneDaylight:
    part = TimezoneDaylight()
    part.add("tzname", "CEST")
    part.add("dtstart", datetime.combine(date(1996, 3, 31), time(2)))
    part.add("rrule", vRecur(freq="YEARLY", bymonth=3, byday="-1SU"))
    part.add("tzoffsetfrom", WINTER)
    part.add("tzoffsetto", SUMMER)
    return part


def _winter() -> TimezoneStandard:
    part = TimezoneStandard()
    part.add("tzname", "CET")
    part.add("dtstart", datetime.combine(date(1996, 10, 27), time(3)))
    part.add("rrule", vRecur(freq="YEARLY", bymonth=10, byday="-1SU"))
    part.add("tzoffsetfrom", SUMMER)
    part.add("tzoffsetto", WINTER)
    return part
