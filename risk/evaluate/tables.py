"""Labelled messages from a table: CSV, TSV or a spreadsheet.

A wrong cell is named by row and column and never repeated, since it may be somebody's message. Rows are
counted as a spreadsheet counts them: the line that names the columns is row 1.
"""

import csv
import io
import re
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from risk.assessment import Level, Subject
from risk.evaluate.errors import DataUnreadable
from risk.evaluate.spreadsheets import is_spreadsheet, sheet_rows

_DELIMITERS = ",\t;|"
_BYTE_ORDER_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_COLUMNS = ("text", "level", "severity", "language", "script", "subject", "split")
_NEEDED = "the first row must name the columns: text, and level or severity"
_WHOLE_NUMBER = re.compile(r"[0-9](\.0+)?")
_LANGUAGE = re.compile(r"([a-z]{2,3})([-_][a-z0-9]+)*")
_SCRIPT = re.compile(r"[a-z]{4}")
_NAME = re.compile(r"[a-z0-9_-]{1,20}")

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row as read; `number` is its place (the first message has 2). What the table leaves out is None."""

    number: int
    text: str = field(repr=False)
    level: Level | None
    severity: int | None
    language: str | None
    script: str | None
    subject: Subject | None
    split: str | None


@dataclass(frozen=True, slots=True)
class _Record:
    """The cells of one row and the line of the file on which it ends (0 in a spreadsheet)."""

    number: int
    line: int
    cells: list[str] = field(repr=False)

    @property
    def place(self) -> str:
        return (
            f"row {self.number}" if self.line in (0, self.number) else f"row {self.number} (line {self.line})"
        )


class _WrongCell(Exception):
    """A cell cannot be read; says what should stand there."""


def read_table(name: str, content: bytes, sheet: str | None = None) -> list[TableRow]:
    """Every message of a table. Raises `DataUnreadable` with all faults.

    The delimiter (comma, tab, semicolon or bar) and the encoding (UTF-8, or UTF-16 with its mark) are found.
    `sheet` names a sheet of a spreadsheet; the first one if left out.
    """
    if is_spreadsheet(content):
        records = [_Record(n, 0, cells) for n, cells in enumerate(sheet_rows(name, content, sheet), start=1)]
    elif sheet is not None:
        raise DataUnreadable(name, ["not a spreadsheet, so it has no sheets; leave --sheet out"])
    else:
        records = _records(name, _decoded(name, content))
    if not records:
        raise DataUnreadable(name, [f"empty; {_NEEDED}"])
    columns = _columns(name, records[0].cells)
    width = len(records[0].cells)
    rows: list[TableRow] = []
    faults: list[str] = []
    for record in records[1:]:
        if any(cell.strip() for cell in record.cells):
            row = _row(record, columns, width, faults)
            if row is not None:
                rows.append(row)
    if faults:
        raise DataUnreadable(name, faults)
    return rows


def _decoded(name: str, content: bytes) -> str:
    encoding = next((known for mark, known in _BYTE_ORDER_MARKS if content.startswith(mark)), "utf-8")
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise DataUnreadable(name, [f"line {line} is not UTF-8; save the file as CSV in UTF-8"]) from None


def _records(name: str, content: str) -> list[_Record]:
    first = 0
    if content[:5].lower().startswith("sep=") and "\n" in content:  # a line only Excel needs
        content = content.split("\n", 1)[1]
        first = 1
    delimiter = _delimiter(content)
    try:
        return list(_parse(content, delimiter, csv.QUOTE_MINIMAL, first))
    except csv.Error:
        # Tab-separated files often know no quoting, and messages hold quotes.
        if delimiter != "\t":
            raise DataUnreadable(name, [_broken_quote(content, delimiter, first)]) from None
        return list(_parse(content, delimiter, csv.QUOTE_NONE, first))


def _parse(content: str, delimiter: str, quoting: int, first: int) -> Iterable[_Record]:
    limit = csv.field_size_limit(sys.maxsize)
    try:
        reader = csv.reader(
            io.StringIO(content, newline=""),
            delimiter=delimiter,
            quoting=quoting,  # type: ignore[arg-type]  # typeshed wants literals
            strict=True,
        )
        yield from (
            _Record(number, reader.line_num + first, cells) for number, cells in enumerate(reader, start=1)
        )
    finally:
        csv.field_size_limit(limit)


def _broken_quote(content: str, delimiter: str, first: int) -> str:
    last = 1 + first
    try:
        for record in _parse(content, delimiter, csv.QUOTE_MINIMAL, first):
            last = record.line + 1
    except csv.Error:
        pass
    return (
        f"the row that begins on line {last} has a quotation mark that is not closed or not doubled; "
        'write "" for a quotation mark inside a quoted text'
    )


def _delimiter(content: str) -> str:
    """The delimiter by which the first line names a column `text`, else the most frequent one there."""
    header = content.lstrip("\r\n").split("\n", 1)[0].rstrip("\r")
    for delimiter in _DELIMITERS:
        if "text" in _names(header.split(delimiter)):
            return delimiter
    return max(_DELIMITERS, key=header.count)


def _names(cells: Iterable[str]) -> list[str]:
    return [cell.strip().strip('"').strip().lower() for cell in cells]


def _columns(name: str, header: Sequence[str]) -> dict[str, int]:
    names = _names(header)
    columns = {column: names.index(column) for column in _COLUMNS if column in names}
    twice = [column for column in columns if names.count(column) > 1]
    if twice:
        raise DataUnreadable(name, [f"row 1: column {twice[0]} is named twice; leave one"])
    if "text" not in columns:
        raise DataUnreadable(name, [f"row 1: no column text; {_NEEDED}"])
    if "level" not in columns and "severity" not in columns:
        raise DataUnreadable(name, [f"row 1: no column level and no column severity; {_NEEDED}"])
    return columns


def _row(record: _Record, columns: dict[str, int], width: int, faults: list[str]) -> TableRow | None:
    before = len(faults)
    if len(record.cells) != width:
        problem = f"{len(record.cells)} cells where row 1 has {width}"
        faults.append(f"{record.place}: {problem}; quote texts that hold the delimiter")
        return None

    def cell(column: str, read: Callable[[str], Value]) -> Value | None:
        if column not in columns:
            return None
        value = record.cells[columns[column]].strip()
        if not value:
            return None
        try:
            return read(value)
        except _WrongCell as error:
            faults.append(f"{record.place}, column {column}: {error}")
            return None

    level, severity = cell("level", _level), cell("severity", _severity)
    text = record.cells[columns["text"]]
    language, script = cell("language", _language), cell("script", _script)
    subject, split = cell("subject", _subject), cell("split", _split)
    if not text.strip():
        faults.append(f"{record.place}, column text: empty; write the message or leave the row out")
    if level is None and severity is None and len(faults) == before:
        named = " or ".join(column for column in ("level", "severity") if column in columns)
        faults.append(f"{record.place}, column {named}: empty; every message needs one")
    if len(faults) > before:
        return None
    return TableRow(record.number, text, level, severity, language, script, subject, split)


def _level(value: str) -> Level:
    lowered = value.lower()
    if lowered in {level.label for level in Level}:
        return Level.from_label(lowered)
    if _WHOLE_NUMBER.fullmatch(value) and int(value[0]) <= max(Level):
        return Level(int(value[0]))
    known = ", ".join(level.label for level in Level)
    raise _WrongCell(f"not a level; write {known}, or 0 to {max(Level):d}")


def _severity(value: str) -> int:
    if _WHOLE_NUMBER.fullmatch(value) and int(value[0]) <= 6:
        return int(value[0])
    raise _WrongCell("not a C-SSRS severity; write a whole number from 0 to 6")


def _language(value: str) -> str:
    found = _LANGUAGE.fullmatch(value.lower())
    if found is None:
        raise _WrongCell("not a language code; write ka, ru or en, or leave it empty")
    return found.group(1)


def _script(value: str) -> str:
    if _SCRIPT.fullmatch(value.lower()) is None:
        raise _WrongCell("not a script code; write Geor, Latn or Cyrl, or leave it empty")
    return value.title()


def _subject(value: str) -> Subject:
    try:
        return Subject(value.lower())
    except ValueError:
        raise _WrongCell("not a subject; write self or other, or leave it empty") from None


def _split(value: str) -> str:
    if _NAME.fullmatch(value.lower()) is None:
        raise _WrongCell("not a name of a split; write train, tune or test, or leave it empty")
    return value.lower()
