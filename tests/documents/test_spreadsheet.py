import re
from datetime import UTC, date, datetime, time
from io import BytesIO
from zipfile import ZipFile

import openpyxl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from eventhub.documents.spreadsheet import Column, Roster, spreadsheet
from eventhub.documents.text import clean_text
from eventhub.errors import InputError

MADE = datetime(2027, 3, 18, 7, 30, 15, 987654, tzinfo=UTC)


def table(*rows, title="Aufenthaltsrecht", subtitles=("Rathaus", "10:00 Uhr"), columns=None):
    headers = columns or tuple(Column(f"Spalte {number}") for number in range(1, len(rows[0]) + 1 if rows else 2))
    return Roster(title, subtitles, headers, tuple(rows))


def read(roster, created=MADE):
    return openpyxl.load_workbook(BytesIO(spreadsheet(roster, created=created)))


def only_cell(text):
    return read(table((text,)))["Aufenthaltsrecht"]["A6"]


def test_title_subtitles_header_and_rows_come_back():
    sheet = read(table((1, "Alva Beispiel"), (2, None))).active

    assert [tuple(cell.value for cell in row) for row in sheet.iter_rows()] == [
        ("Aufenthaltsrecht", None),
        ("Rathaus", None),
        ("10:00 Uhr", None),
        (None, None),
        ("Spalte 1", "Spalte 2"),
        (1, "Alva Beispiel"),
        (2, None),
    ]


@pytest.mark.parametrize(
    "text",
    ["=1+1", '=HYPERLINK("http://example.org")', "+49 2541 180", "-3", "@SUM(A1)", "\t=1", "|x", "%x", "  =1", "\n=1"],
)
def test_a_text_that_looks_like_a_formula_stays_a_text_and_unchanged(text):
    cell = only_cell(text)

    assert (cell.value, cell.data_type) == (text, "s")
    assert cell.quotePrefix
    assert cell.number_format == "@"


@pytest.mark.parametrize("text", ["#N/A", "#REF!", "TRUE", "007", "2027-03-18", "48653", "1e5", " spaced ", "مرحبا"])
def test_a_text_that_looks_like_something_else_stays_a_text(text):
    cell = only_cell(text)

    assert (cell.value, cell.data_type) == (text, "s")
    assert not cell.quotePrefix


def test_formulas_in_title_subtitle_and_header_are_texts_too():
    sheet = read(table(("x",), title="=1", subtitles=("=2",), columns=(Column("=3"),))).active

    assert [(sheet[at].value, sheet[at].data_type) for at in ("A1", "A2", "A4")] == [
        ("=1", "s"),
        ("=2", "s"),
        ("=3", "s"),
    ]
    assert not [cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]


@settings(max_examples=60)
@given(st.lists(st.text(st.characters(), max_size=40), min_size=1, max_size=5), st.text(st.characters(), max_size=80))
@example(["\x00a\x0bb\x1f", "\ud800", "\ufffe\uffff", "a\rb\r\nc", "=\x00"], "'/*[]:?\\ & \x00")
def test_any_text_comes_back_cleaned_and_as_text(texts, title):
    sheet = read(table(tuple(texts), title=title, subtitles=())).active

    cells = [sheet.cell(4, column) for column in range(1, len(texts) + 1)]
    assert [cell.value or "" for cell in cells] == [clean_text(text) for text in texts]
    assert all(cell.data_type == "s" for cell in cells if cell.value)


def test_numbers_dates_and_times_keep_their_types():
    values = (7, 2.5, date(2027, 3, 28), datetime.combine(date(2027, 3, 28), time(10)), time(9, 40), True)

    sheet = read(table(values)).active

    row = sheet[6]
    assert [cell.value for cell in row[:2]] == [7, 2.5]
    assert row[2].value.date() == date(2027, 3, 28)
    assert row[2].number_format == "dd.mm.yyyy"
    assert row[3].value == values[3]
    assert row[4].value == time(9, 40)
    assert row[5].value is True


def test_it_prints_on_a4_landscape_one_page_wide_with_its_header_on_every_page():
    sheet = read(table((1, "x"))).active

    assert (sheet.page_setup.orientation, str(sheet.page_setup.paperSize)) == ("landscape", "9")
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.print_title_rows.replace("$", "") == "5:5"
    assert sheet.freeze_panes == "A6"
    assert sheet.oddFooter.right.text == "Seite &P von &N"
    assert sheet.oddFooter.left.text == "Aufenthaltsrecht"


def test_columns_are_as_wide_as_their_longest_line_within_bounds():
    sheet = read(
        table(("x", "twelve chars\nand", "y" * 300, "z"), columns=(*map(Column, "abc"), Column("d", 33)))
    ).active

    assert [sheet.column_dimensions[letter].width for letter in "ABCD"] == [6, 14, 60, 33]


@pytest.mark.parametrize(
    ("title", "expected"),
    [("Arbeit & Recht: wie? [1/2]", "Arbeit & Recht wie 1 2"), ("x" * 40, "x" * 31), ("'/'", "Liste"), ("", "Liste")],
)
def test_sheets_are_named_after_the_title_as_far_as_excel_allows(title, expected):
    assert read(table(("a",), title=title)).sheetnames == [expected]


def test_the_same_roster_and_time_give_the_same_bytes():
    roster = table((1, "Alva Beispiel"))

    first = spreadsheet(roster, created=MADE)

    assert first == spreadsheet(roster, created=MADE)
    assert first != spreadsheet(roster, created=MADE.replace(year=2028))
    with ZipFile(BytesIO(first)) as archive:
        assert {info.date_time for info in archive.infolist()} == {(2027, 3, 18, 7, 30, 14)}
        stamps = re.findall(rb"2027-03-18T07:30:15Z", archive.read("docProps/core.xml"))
    assert len(stamps) == 2


def test_the_book_says_what_it_is_and_in_which_language():
    properties = read(table(("a",))).properties

    assert (properties.title, properties.language) == ("Aufenthaltsrecht", "de-DE")


@pytest.mark.parametrize(
    ("rows", "columns", "message"),
    [
        ((("a", "b"),), (Column("x"),), "row 1: 2 cells, not 1"),
        ((("a",), ()), (Column("x"),), "row 2: 0 cells, not 1"),
        ((("a" * 32_768,),), (Column("x"),), "row 1: a text of more than 32767 characters"),
    ],
)
def test_rows_that_do_not_fit_are_named(rows, columns, message):
    with pytest.raises(InputError, match=message):
        Roster("t", (), columns, rows)


def test_a_roster_without_columns_or_time_is_refused():
    with pytest.raises(InputError, match="no columns"):
        Roster("t", (), (), ())
    with pytest.raises(InputError, match="no time zone"):
        spreadsheet(table(("a",)), created=datetime.combine(date(2027, 1, 1), time()))
