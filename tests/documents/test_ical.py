import dataclasses
from datetime import UTC, date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

import icalendar
import pytest
import vobject
from hypothesis import example, given, settings
from hypothesis import strategies as st

from eventhub.documents.ical import CalendarEntry, Method, Organiser, Status, calendar
from eventhub.documents.text import clean_text, one_line
from eventhub.errors import InputError

TOLD = datetime(2027, 1, 4, 9, 30, tzinfo=UTC)
OFFICE = Organiser("Kreis Musterland", "post@example.org")


def clock(year, month, day, hour=0, minute=0, fold=0):
    """A naive local time, as entries want them."""
    return datetime.combine(date(year, month, day), time(hour, minute, fold=fold))


SPRING_MORNING = clock(2027, 3, 18, 10)


def entry(number=1, start=SPRING_MORNING, minutes=10, **changes):
    values = {
        "uid": f"date-{number}@example.org",
        "sequence": 0,
        "start": start,
        "end": start + timedelta(minutes=minutes),
        "summary": "Gespräch",
        "last_modified": TOLD,
    }
    return CalendarEntry(**(values | changes))


def read_with_icalendar(content):
    return icalendar.Calendar.from_ical(content).walk("VEVENT")


def read_with_vobject(content):
    return vobject.readOne(content.decode()).contents.get("vevent", [])


def lines_of(content):
    return content.decode().replace("\r\n ", "").split("\r\n")


@pytest.mark.parametrize(
    ("local", "utc"),
    [
        ((2027, 1, 15, 9, 0), (2027, 1, 15, 8, 0)),
        ((2027, 7, 15, 9, 0), (2027, 7, 15, 7, 0)),
        ((2027, 3, 27, 23, 30), (2027, 3, 27, 22, 30)),
        ((2027, 3, 28, 1, 30), (2027, 3, 28, 0, 30)),
        ((2027, 3, 28, 3, 0), (2027, 3, 28, 1, 0)),
        ((2027, 3, 28, 10, 0), (2027, 3, 28, 8, 0)),
        ((2027, 10, 31, 1, 30), (2027, 10, 30, 23, 30)),
        ((2027, 10, 31, 3, 0), (2027, 10, 31, 2, 0)),
        ((2027, 10, 31, 10, 0), (2027, 10, 31, 9, 0)),
        ((2031, 3, 30, 10, 0), (2031, 3, 30, 8, 0)),
    ],
)
def test_two_readers_see_the_same_berlin_time(local, utc):
    start, instant = clock(*local), datetime(*utc, tzinfo=UTC)

    content = calendar("Tag", [entry(start=start)])

    (mine,), (other,) = read_with_icalendar(content), read_with_vobject(content)
    for read in (mine.decoded("dtstart"), other.dtstart.value):
        assert read.replace(tzinfo=None) == start
        assert read.astimezone(UTC) == instant
    for read in (mine.decoded("dtend"), other.dtend.value):
        assert read.replace(tzinfo=None) == start + timedelta(minutes=10)
        assert read.astimezone(UTC) == instant + timedelta(minutes=10)
    assert f"DTSTART;TZID=Europe/Berlin:{start:%Y%m%dT%H%M%S}" in lines_of(content)


def test_the_zone_rules_alone_say_when_the_clocks_change():
    content = calendar("Tag", []).replace(b"Europe/Berlin", b"Own/Zone")

    zone = icalendar.Calendar.from_ical(content).walk("VTIMEZONE")[0].to_tz(lookup_tzid=False)

    berlin = ZoneInfo("Europe/Berlin")
    for day in range(0, 365 * 6, 5):
        local = clock(2026, 1, 1, 12) + timedelta(days=day)
        assert local.replace(tzinfo=zone).utcoffset() == local.replace(tzinfo=berlin).utcoffset()


@pytest.mark.parametrize(("fold", "utc_hour"), [(0, 0), (1, 1)])
def test_each_run_of_the_hour_that_comes_twice_is_kept_apart(fold, utc_hour):
    start = clock(2027, 10, 31, 2, 30, fold=fold)
    content = calendar("Nacht", [entry(start=start, end=start.replace(minute=40))])

    instant = datetime(2027, 10, 31, utc_hour, 30, tzinfo=UTC)
    for read in (read_with_icalendar(content)[0].decoded("dtstart"), read_with_vobject(content)[0].dtstart.value):
        assert read.astimezone(UTC) == instant


def test_an_entry_over_the_change_of_the_clocks_lasts_as_long_as_it_lasts():
    start, end = clock(2027, 10, 31, 2, 30), clock(2027, 10, 31, 2, 30, fold=1)

    (event,) = read_with_icalendar(calendar("Nacht", [entry(start=start, end=end)]))

    assert event.decoded("dtend") - event.decoded("dtstart") == timedelta(hours=1)


@pytest.mark.parametrize("skipped", [clock(2027, 3, 28, 2, 0), clock(2027, 3, 28, 2, 59, fold=1)])
def test_a_time_that_the_clocks_skip_is_refused(skipped):
    with pytest.raises(InputError, match=r"calendar entry date-1@example\.org: 2027-03-28 02:.. does not exist"):
        entry(start=skipped)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"uid": ""}, "the UID"),
        ({"uid": "a\r\nATTENDEE:x"}, "the UID"),
        ({"sequence": -1}, "sequence -1 is negative"),
        ({"last_modified": clock(2027, 1, 1)}, "last_modified has no time zone"),
        ({"start": datetime(2027, 3, 18, 10, tzinfo=UTC)}, "is not a local time"),
        ({"start": clock(1995, 3, 18, 10)}, "lies before 1997"),
        ({"end": clock(2027, 3, 18, 10)}, "ends before it starts"),
        ({"start": clock(2027, 10, 31, 2, 30, fold=1), "end": clock(2027, 10, 31, 2, 40)}, "ends before"),
        ({"geo": (91.0, 7.0)}, "no point on earth"),
        ({"geo": (float("nan"), 7.0)}, "no point on earth"),
        ({"alarm": -5}, "an alarm -5 minutes"),
        ({"language": "de\r\nX:y"}, "no language tag"),
    ],
)
def test_an_entry_that_cannot_stand_in_a_calendar_is_refused(changes, message):
    with pytest.raises(InputError, match=message):
        entry(**changes)


def test_a_uid_may_come_only_once():
    with pytest.raises(InputError, match=r"date-1@example\.org: the UID comes more than once"):
        calendar("Tag", [entry(1), entry(2), entry(1, sequence=1)])


def test_a_mail_names_method_and_organiser_and_a_feed_neither():
    mail = lines_of(calendar("Tag", [entry()], method=Method.PUBLISH, organiser=OFFICE))
    feed = lines_of(calendar("Tag", [entry()]))

    assert "METHOD:PUBLISH" in mail
    assert 'ORGANIZER;CN="Kreis Musterland":mailto:post@example.org' in mail
    assert not [line for line in feed if line.startswith(("METHOD", "ORGANIZER"))]
    with pytest.raises(InputError, match="METHOD:CANCEL needs an organiser"):
        calendar("Tag", [entry()], method=Method.CANCEL)


@pytest.mark.parametrize("mail", ["", "nobody", "a@b.de\r\nX:y", "a b@c.de", "mailto:a@b.de", 'a"@b.de'])
def test_an_organiser_without_a_mail_address_is_refused(mail):
    with pytest.raises(InputError, match="is no mail address"):
        Organiser("Amt", mail)


def test_a_feed_says_its_name_and_how_often_to_come_back():
    lines = lines_of(calendar("Mein Tag; Dülmen", [], refresh=timedelta(minutes=30)))

    assert r"NAME:Mein Tag\; Dülmen" in lines
    assert r"X-WR-CALNAME:Mein Tag\; Dülmen" in lines
    assert "REFRESH-INTERVAL;VALUE=DURATION:PT30M" in lines
    assert "VERSION:2.0" in lines
    assert "PRODID:-//eventhub//eventhub//DE" in lines


def test_an_entry_is_written_in_full():
    full = entry(
        sequence=3,
        description="Tisch 4\nRunde 2",
        location="Rathaus, Saal 1",
        geo=(51.94349, 7.16809),
        alarm=15,
        language="uk",
        last_modified=datetime(2027, 1, 4, 10, 30, tzinfo=timezone(timedelta(hours=1))),
    )

    lines = lines_of(calendar("Tag", [full]))

    for line in (
        "SEQUENCE:3",
        "STATUS:CONFIRMED",
        "DTSTAMP:20270104T093000Z",
        "LAST-MODIFIED:20270104T093000Z",
        r"DESCRIPTION;LANGUAGE=uk:Tisch 4\nRunde 2",
        r"LOCATION;LANGUAGE=uk:Rathaus\, Saal 1",
        "GEO:51.94349;7.16809",
        "TRIGGER:-PT15M",
        "ACTION:DISPLAY",
    ):
        assert line in lines


def test_a_cancelled_entry_stays_and_rings_no_alarm():
    content = calendar("Tag", [entry(sequence=1, status=Status.CANCELLED, alarm=15)])

    (event,) = read_with_icalendar(content)
    assert event["status"] == "CANCELLED"
    assert b"VALARM" not in content


def test_the_same_entries_give_the_same_bytes():
    entries = [entry(1), entry(2, geo=(51.9, 7.1), alarm=10)]

    assert calendar("Tag", entries) == calendar("Tag", [dataclasses.replace(one) for one in entries])


nasty = st.one_of(
    st.text(st.characters(), max_size=200),
    st.lists(
        st.sampled_from(
            ["END:VEVENT", "BEGIN:VEVENT", "\r\n", "\r", "\n", ";", ",", "\\", "\\n", "\\N", ":", '"', "^n", " ", "\t",
             "ü", "\U0001f600", "مرحبا", "\x00", "\x85", "\u2028", "\ud800", "\x0b", "%2C", "\ufeff", "x" * 80]
        ),
        max_size=12,
    ).map("".join),
)  # fmt: skip


@given(st.lists(st.tuples(nasty, nasty, nasty), max_size=4), nasty)
@example([("\r\nEND:VEVENT\r\nBEGIN:VEVENT", "\\N\\n\\\\n", ";,\\")], "")
def test_any_text_comes_back_whole_and_adds_no_events(texts, name):
    entries = [
        entry(number, summary=summary, description=description, location=location)
        for number, (summary, description, location) in enumerate(texts)
    ]

    content = calendar(name, entries, method=Method.PUBLISH, organiser=Organiser(name, "a@example.org"))

    expected = [(one_line(one), clean_text(two), one_line(three)) for one, two, three in texts]
    mine = [tuple(str(event.get(key, "")) for key in TEXTS) for event in read_with_icalendar(content)]
    assert mine == expected
    other = [tuple(event.getChildValue(key, "") for key in TEXTS) for event in read_with_vobject(content)]
    assert other == expected
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    assert b"\n" not in content.replace(b"\r\n", b"")


TEXTS = ("summary", "description", "location")


@given(nasty)
def test_cleaning_twice_changes_nothing_and_leaves_ordinary_text_alone(text):
    once = clean_text(text)

    assert clean_text(once) == once
    assert "\n" not in one_line(text)


def test_cleaning_keeps_what_is_allowed_and_replaces_line_breaks():
    assert clean_text("a\r\nb\rc\nd\x0be\x0cf\x85g\u2028h\u2029i\tj") == "a\nb\nc\nd\ne\nf\ng\nh\ni\tj"
    assert clean_text("\x00a\x1bb\x7fc\x9fd\ud800e\ufffff\ufeff") == "abcdef"
    assert clean_text("Größe – مرحبا 😀") == "Größe – مرحبا 😀"


@settings(max_examples=40)
@given(st.dates(date(1997, 1, 1), date(2040, 12, 31)), st.integers(0, 24 * 4 - 1))
def test_readers_agree_on_every_local_time_that_exists(day, quarter):
    start = clock(day.year, day.month, day.day) + timedelta(minutes=15 * quarter)
    berlin = start.replace(tzinfo=ZoneInfo("Europe/Berlin"))
    if berlin.astimezone(UTC).astimezone(berlin.tzinfo).replace(tzinfo=None) != start:
        start += timedelta(hours=1)
        berlin = start.replace(tzinfo=ZoneInfo("Europe/Berlin"))

    content = calendar("Tag", [entry(start=start, minutes=1)])

    assert read_with_icalendar(content)[0].decoded("dtstart").astimezone(UTC) == berlin.astimezone(UTC)
    assert read_with_vobject(content)[0].dtstart.value.astimezone(UTC) == berlin.astimezone(UTC)
