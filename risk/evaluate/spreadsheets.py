"""Rows of a spreadsheet (.xlsx), for those who label messages in one."""

import io
import warnings

from risk.evaluate.errors import DataUnreadable, SystemMissing

_ZIP = b"PK\x03\x04"


def is_spreadsheet(content: bytes) -> bool:
    """Whether these are the bytes of an .xlsx file."""
    return content.startswith(_ZIP)


def sheet_rows(name: str, content: bytes, sheet: str | None) -> list[list[str]]:
    """The cells of one sheet as text, without empty rows at the end.

    Raises `DataUnreadable`, and `SystemMissing` where the package that reads spreadsheets is not installed.
    """
    try:
        from openpyxl import load_workbook
    except ImportError:
        raise SystemMissing(
            f"{name}: spreadsheets need openpyxl; install mkhari[evaluate], or save the sheet as CSV in UTF-8"
        ) from None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of styles and extensions that say nothing about the cells
            book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    except Exception:  # noqa: BLE001 - zip, XML and format faults have no common class there
        raise DataUnreadable(
            name, ["not a readable spreadsheet; save it as .xlsx or as CSV in UTF-8"]
        ) from None
    if sheet is not None and sheet not in book.sheetnames:
        raise DataUnreadable(name, [f"no sheet of the name given; it has {len(book.sheetnames)} sheets"])
    chosen = book[sheet] if sheet is not None else book.worksheets[0]
    rows = [["" if cell is None else str(cell) for cell in row] for row in chosen.iter_rows(values_only=True)]
    while rows and not any(rows[-1]):
        rows.pop()
    return rows
