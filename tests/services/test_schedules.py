"""A participant's schedule and calendar."""

from dataclasses import replace
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest
import vobject
from flask import Flask

from eventhub.errors import NotFoundError
from eventhub.models.codes import Role
from eventhub.models.events import Round
from eventhub.models.transaction import transaction
from eventhub.services.calendars import participant_calendar
from eventhub.services.schedules import participant_schedule
from tests import factories as make
from tests.services.worlds import SYSTEM, World, make_world, staff

BERLIN = ZoneInfo("Europe/Berlin")


def test_schedule_has_sessions_and_dates_in_the_order_of_the_clock(app: Flask) -> None:
    world = make_world()
    world.published()
    schedule = participant_schedule(SYSTEM, world.amal.public_id)
    shown = [(f"{entry.starts:%H:%M}-{entry.ends:%H:%M}", entry.title["de"]) for entry in schedule.entries]
    assert shown == [("09:00-09:25", "Aufenthalt und Arbeit"), ("09:30-09:40", "Musterbäckerei")]
    assert schedule.entries[1].starts == datetime(2027, 4, 14, 9, 30, tzinfo=BERLIN)


def test_schedule_comes_from_what_was_published_never_from_a_draft(app: Flask) -> None:
    world = make_world()
    world.stored()
    assert participant_schedule(SYSTEM, world.amal.public_id).entries == ()


def test_schedule_is_for_the_person_and_staff_of_event_or_home_only(app: Flask) -> None:
    world = make_world()
    world.published()
    elsewhere = make.make_municipality()
    allowed = [
        world.person(world.amal),
        world.organiser(),
        staff(Role.CASE_WORKER, world.municipality),
        staff(Role.HELPER),
    ]
    for actor in allowed:
        assert len(participant_schedule(actor, world.amal.public_id).entries) == 2
    strangers = [
        world.person(world.berna),
        staff(Role.ORGANISER, elsewhere),
        staff(Role.DATA_PROTECTION),
        world.employer(world.bakery),
        world.officer(),
    ]
    for actor in strangers:
        with pytest.raises(NotFoundError):
            participant_schedule(actor, world.amal.public_id)


def test_guest_from_elsewhere_is_seen_by_staff_of_home_and_of_the_event(app: Flask) -> None:
    world = make_world()
    home = make.make_municipality()
    guest = make.make_attendance(world.event, make.make_participant(home), available=((0, 4),))
    for actor in (world.organiser(), staff(Role.CASE_WORKER, home)):
        assert participant_schedule(actor, guest.public_id).roster_number == guest.roster_number


def test_calendar_keeps_the_cancelled_entry_and_raises_its_sequence(app: Flask) -> None:
    world = make_world()
    world.published()
    world.published(replace(world.plan, dates=world.plan.dates[1:]))
    events = vobject.readOne(participant_calendar(SYSTEM, world.amal.public_id).decode()).vevent_list
    states = {event.summary.value: (event.status.value, event.sequence.value) for event in events}
    assert states == {
        "Infoveranstaltung": ("CONFIRMED", "0"),
        "Gespräch: Musterbäckerei": ("CANCELLED", "1"),
    }


def test_calendar_shows_no_topic_and_no_office_in_its_subjects(app: Flask) -> None:
    world = make_world()
    world.published()
    text = participant_calendar(SYSTEM, world.amal.public_id).decode()
    subjects = [line for line in text.splitlines() if line.startswith("SUMMARY")]
    assert len(subjects) == 2
    assert not any(word in line for line in subjects for word in ("Aufenthalt", "Jobcenter"))


def world_at(day: date, clock: list[tuple[time, time]]) -> World:
    world = make_world(day=day)
    with transaction() as session:
        for number, (starts, ends) in enumerate(clock):
            row = session.get_one(Round, (world.event.id, number))
            row.starts, row.ends = starts, ends
    return world


@pytest.mark.parametrize(
    ("day", "utc_hour"),
    [
        (date(2027, 3, 27), 8),
        (date(2027, 3, 28), 7),
        (date(2027, 10, 30), 7),
        (date(2027, 10, 31), 8),
    ],
)
def test_calendar_shows_berlin_times_on_the_days_when_the_clocks_change(app: Flask, day: date, utc_hour: int) -> None:
    world = make_world(day=day)
    world.published()
    calendar = vobject.readOne(participant_calendar(SYSTEM, world.berna.public_id).decode())
    starts = sorted(event.dtstart.value for event in calendar.vevent_list)
    assert [start.astimezone(BERLIN).strftime("%d.%m. %H:%M") for start in starts] == [
        f"{day:%d.%m.} 09:00",
        f"{day:%d.%m.} 09:15",
    ]
    assert [start.astimezone(ZoneInfo("UTC")).hour for start in starts] == [utc_hour, utc_hour]


def test_calendar_in_the_night_of_the_change_agrees_with_the_clock_on_the_wall(app: Flask) -> None:
    clock = [(time(1, 30), time(1, 40)), (time(3, 0), time(3, 10)), (time(3, 15), time(3, 25)), (time(4), time(4, 10))]
    world = world_at(date(2027, 3, 28), clock)
    world.published()
    calendar = vobject.readOne(participant_calendar(SYSTEM, world.berna.public_id).decode())
    starts = sorted(event.dtstart.value.astimezone(ZoneInfo("UTC")) for event in calendar.vevent_list)
    assert [f"{start:%H:%M}" for start in starts] == ["00:30", "01:00"]
