"""Tables as XLSX files that print well and execute nothing.

Every text is written as text: a name that begins with "=" is no formula for whoever opens the file, and "+49 2541 18"
keeps its plus sign. Such cells also carry Excel's quote mark, so that they stay text when somebody edits them.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from eventhub.documents.text import clean_text, one_line
from eventhub.errors import InputError

Value = str | int | float | bool | date | datetime | time | None

LONGEST_TEXT = 32_767
"""Characters that a cell can hold."""

NARROWEST, WIDEST = 6, 60
"""Bounds of a column's width, in characters."""

_NOT_IN_SHEET_NAMES = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\n", "|", "%")
_FORMATS: dict[type, str] = {datetime: "dd.mm.yyyy hh:mm", date: "dd.mm.yyyy", time: "hh:mm"}
_LINE = Side(style="thin", color="999999")
_A4 = 9


@dataclass(frozen=True, slots=True)
class Column:
    """A column by its header; `width` in characters, or None to fit the longest cell."""

    header: str
    width: float | None = None


@dataclass(frozen=True, slots=True)
class Roster:
    """A table to print: title and subtitle lines above, then the header and the rows, each as long as `columns`.

    Raises InputError, naming the row (the first is 1), if a row has another length or a text is too long for a cell.
    """

    title: str
    subtitles: tuple[str, ...]
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]

    def __post_init__(self) -> None:
        if not self.columns:
            raise InputError(f"roster {self.title!r}: it has no columns")
        for number, row in enumerate(self.rows, 1):
            if len(row) != len(self.columns):
                raise InputError(f"roster {self.title!r}, row {number}: {len(row)} cells, not {len(self.columns)}")
            if any(isinstance(value, str) and len(value) > LONGEST_TEXT for value in row):
                raise InputError(f"roster {self.title!r}, row {number}: a text of more than {LONGEST_TEXT} characters")


def spreadsheet(roster: Roster, *, created: datetime) -> bytes:
    """The roster as an XLSX file: A4 landscape, one page wide, the header on every page and in view when scrolling.

    `created` (aware) is written as the time of making, also inside the ZIP archive: the same roster and time give the
    same bytes with the same version of openpyxl.
    """
    if created.tzinfo is None:
        raise InputError("spreadsheet: the time of making has no time zone")
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = _sheet_name(roster.title)
    header = _write(sheet, roster)
    _set_widths(sheet, roster)
    _set_up_page(sheet, roster, header)
    return _save(book, roster.title, created.astimezone(UTC))


def _write(sheet: Worksheet, roster: Roster) -> int:
    """Fill the sheet; the result is the number of the header's row."""
    _write_text(_cell(sheet, 1, 1), roster.title).font = Font(bold=True, size=14)
    for number, line in enumerate(roster.subtitles, 2):
        _write_text(_cell(sheet, number, 1), line)
    header = len(roster.subtitles) + 3
    for index, column in enumerate(roster.columns, 1):
        _style_header(_write_text(_cell(sheet, header, index), column.header))
    for number, row in enumerate(roster.rows, header + 1):
        for index, value in enumerate(row, 1):
            _style_body(_write_value(_cell(sheet, number, index), value))
    return header


def _cell(sheet: Worksheet, row: int, column: int) -> Cell:
    cell = sheet.cell(row, column)
    assert isinstance(cell, Cell)
    return cell


def _write_value(cell: Cell, value: Value) -> Cell:
    if isinstance(value, str):
        return _write_text(cell, value)
    cell.value = value
    if type(value) in _FORMATS:
        cell.number_format = _FORMATS[type(value)]
    return cell


def _write_text(cell: Cell, text: str) -> Cell:
    """A text, whatever it begins with: openpyxl would take "=…" for a formula and "#N/A" for an error."""
    cleaned = clean_text(text)
    if cleaned:
        cell.value = cleaned
        cell.data_type = "s"
        cell.number_format = "@"
        cell.quotePrefix = cleaned.lstrip(" ").startswith(_FORMULA_STARTS)
    return cell


def _style_header(cell: Cell) -> None:
    cell.font = Font(bold=True)
    cell.fill = PatternFill("solid", start_color="E6E6E6")
    cell.border = Border(bottom=_LINE)
    cell.alignment = Alignment(vertical="top", wrap_text=True)


def _style_body(cell: Cell) -> None:
    cell.border = Border(bottom=_LINE)
    cell.alignment = Alignment(vertical="top", wrap_text=True)


def _set_widths(sheet: Worksheet, roster: Roster) -> None:
    for index, column in enumerate(roster.columns):
        dimension = sheet.column_dimensions[get_column_letter(index + 1)]
        dimension.width = column.width or _fitting_width(roster, index)


def _fitting_width(roster: Roster, index: int) -> float:
    cells = (roster.columns[index].header, *(row[index] for row in roster.rows))
    longest = max(len(line) for cell in cells for line in _shown(cell).split("\n"))
    return min(WIDEST, max(NARROWEST, longest + 2))


def _shown(value: Value) -> str:
    if value is None:
        return ""
    return clean_text(value) if isinstance(value, str) else _FORMATS.get(type(value), str(value))


def _set_up_page(sheet: Worksheet, roster: Roster, header: int) -> None:
    sheet.freeze_panes = f"A{header + 1}"
    sheet.print_title_rows = f"{header}:{header}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = _A4
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    assert sheet.oddFooter is not None
    sheet.oddFooter.left.text = _footer_text(roster.title)
    sheet.oddFooter.right.text = "Seite &P von &N"


def _footer_text(title: str) -> str:
    """The title for a footer, where "&" would begin a code."""
    return " ".join(one_line(title).replace("&", " und ").split())[:100]


def _sheet_name(title: str) -> str:
    """The title as the name of a sheet: at most 31 characters, none of those that Excel forbids there."""
    return " ".join(one_line(title).translate(_NOT_IN_SHEET_NAMES).split())[:31].strip() or "Liste"


def _save(book: Workbook, title: str, created: datetime) -> bytes:
    """What openpyxl's `save` does, with the given time in place of the clock's."""
    book.properties.title = one_line(title)
    book.properties.creator = "eventhub"
    book.properties.language = "de-DE"
    book.properties.created = book.properties.modified = created.replace(tzinfo=None, microsecond=0)
    buffer = BytesIO()
    ExcelWriter(book, ZipFile(buffer, "w", ZIP_DEFLATED)).save()
    return _with_fixed_times(buffer, created)


def _with_fixed_times(archive: BytesIO, created: datetime) -> bytes:
    result = BytesIO()
    with ZipFile(archive) as source, ZipFile(result, "w") as target:
        for name in source.namelist():
            info = ZipInfo(name, created.timetuple()[:6])
            info.compress_type = ZIP_DEFLATED
            target.writestr(info, source.read(name))
    return result.getvalue()
