from datetime import UTC, date, datetime, time
from io import BytesIO
from zipfile import ZipFile

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventhub.documents.roster import LANGUAGE_NAMES, RosterEntry, SessionRoster, session_roster
from eventhub.documents.spreadsheet import spreadsheet
from eventhub.errors import InputError


def session(*entries, **changes):
    values = {
        "topic": "Anerkennung von Abschlüssen",
        "venue": "Bürgerhaus",
        "room": "Saal 2",
        "start": datetime.combine(date(2027, 3, 18), time(10, 0)),
        "end": datetime.combine(date(2027, 3, 18), time(10, 45)),
        "co_hosts": ("Kommunales Integrationszentrum",),
        "entries": entries,
    }
    return SessionRoster(**(values | changes))


def test_a_roster_says_what_when_where_and_with_whom():
    roster = session_roster(session(RosterEntry(1)))

    assert roster.title == "Anerkennung von Abschlüssen"
    assert roster.subtitles == (
        "Donnerstag, 18.03.2027, 10:00–10:45 Uhr",
        "Bürgerhaus, Saal 2",
        "Mitveranstalter: Kommunales Integrationszentrum",
        "1 Person",
    )


def test_lines_without_content_are_left_out():
    assert session_roster(session(venue="Bürgerhaus", room="", co_hosts=())).subtitles == (
        "Donnerstag, 18.03.2027, 10:00–10:45 Uhr",
        "Bürgerhaus",
        "0 Personen",
    )


def test_rows_come_by_roster_number_with_names_only_where_the_person_was_told():
    roster = session_roster(
        session(
            RosterEntry(17, ("uk", "ru"), "Anerkennung", "Alva Beispiel", named_ok=False),
            RosterEntry(4, ("kmr", "xx"), "Anerkennung", "Benno Muster", named_ok=True),
        )
    )

    assert [column.header for column in roster.columns] == ["Nr.", "Name", "Sprachen", "Gewünschtes Thema"]
    assert roster.rows == (
        (4, "Benno Muster", "Kurdisch (Kurmandschi), xx", "Anerkennung"),
        (17, "", "Ukrainisch, Russisch", "Anerkennung"),
    )


@given(st.lists(st.tuples(st.booleans(), st.integers(0, 10**6)), max_size=20))
def test_a_name_that_may_not_be_seen_is_in_no_entry_and_in_no_file(people):
    entries = [
        RosterEntry(number, name=f"Geheim{secret}x" if not named else f"Offen{secret}x", named_ok=named)
        for number, (named, secret) in enumerate(people)
    ]

    assert "Geheim" not in repr(entries)
    rows = session_roster(session(*entries)).rows
    assert [row[1] for row in rows] == [f"Offen{secret}x" if named else "" for named, secret in people]


def test_a_hidden_name_is_nowhere_in_the_bytes_of_the_file():
    entries = (RosterEntry(1, name="Geheimname"), RosterEntry(2, name="Offenname", named_ok=True))

    content = spreadsheet(session_roster(session(*entries)), created=datetime(2027, 3, 18, tzinfo=UTC))

    with ZipFile(BytesIO(content)) as archive:
        everything = b"".join(archive.read(name) for name in archive.namelist())
    assert b"Geheimname" not in everything
    assert b"Offenname" in everything
    assert openpyxl.load_workbook(BytesIO(content)).active["B8"].value is None


@pytest.mark.parametrize("consent", [None, 0, "", "no", "yes", 1])
def test_only_a_plain_yes_shows_a_name(consent):
    assert RosterEntry(1, name="Alva Beispiel", named_ok=consent).name == ""


def test_a_roster_number_may_come_only_once():
    with pytest.raises(InputError, match="number 3 comes more than once"):
        session(RosterEntry(3), RosterEntry(4), RosterEntry(3))


def test_language_names_cover_the_languages_of_the_district():
    shown = {"de", "uk", "ru", "ar", "fa", "prs", "kmr", "tr", "ps", "ti", "so", "en", "fr"}
    reserve = {"ckb", "sq", "sr", "bs", "ka", "ro", "bg", "pl"}

    assert shown | reserve == set(LANGUAGE_NAMES)
