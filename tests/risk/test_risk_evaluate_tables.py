"""Labelled messages from tables: what is read, and how a wrong cell is told without repeating it."""

import contextlib
import io
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from risk.assessment import Level, Subject
from risk.evaluate.errors import DataUnreadable, NothingToMeasure
from risk.evaluate.samples import load_samples
from risk.evaluate.tables import TableRow, read_table

SECRET = "zebra"


def rows_of(content: str | bytes) -> list[TableRow]:
    return read_table("some.csv", content.encode() if isinstance(content, str) else content)


def faults_of(content: str | bytes) -> tuple[str, ...]:
    with pytest.raises(DataUnreadable) as caught:
        rows_of(content)
    assert SECRET not in str(caught.value)
    return caught.value.faults


@pytest.mark.parametrize("delimiter", [",", "\t", ";", "|"], ids=["comma", "tab", "semicolon", "bar"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_delimiter_and_encoding_are_found(delimiter: str, encoding: str) -> None:
    content = delimiter.join(["text", "level"]) + "\r\n" + delimiter.join(["გამარჯობა", "low"]) + "\r\n"
    assert [(row.text, row.level) for row in rows_of(content.encode(encoding))] == [("გამარჯობა", Level.LOW)]


@pytest.mark.parametrize(
    ("value", "level"),
    [("none", Level.NONE), ("HIGH", Level.HIGH), ("4", Level.IMMINENT), ("2.0", Level.MODERATE)],
)
def test_level_may_be_a_name_or_a_number(value: str, level: Level) -> None:
    assert [row.level for row in rows_of(f"text,level\nhello,{value}\n")] == [level]


def test_quoted_text_may_hold_lines_delimiters_and_quotes() -> None:
    (row,) = rows_of('Text,Severity\n"one, ""two""\nthree",6\n')
    assert row.text == 'one, "two"\nthree'
    assert (row.severity, row.level) == (6, None)


def test_columns_may_stand_in_any_order_beside_others() -> None:
    content = "id,script,subject,level,text,language,split\n7,latn,Other,high,hello,en-US,test\n"
    (row,) = rows_of(content)
    assert row == TableRow(2, "hello", Level.HIGH, None, "en", "Latn", Subject.OTHER, "test")


def test_tabs_without_quoting_are_read_as_they_stand() -> None:
    (row,) = rows_of('text\tlevel\n"hello" she said\tnone\n')
    assert row.text == '"hello" she said'


def test_line_that_names_the_separator_is_passed_over() -> None:
    assert len(rows_of("sep=;\ntext;level\nhello;low\n")) == 1


def test_empty_lines_are_passed_over() -> None:
    assert [row.number for row in rows_of("text,level\n\nhello,low\n,\nyou,none\n")] == [3, 5]


def test_a_text_of_a_megabyte_is_read() -> None:
    assert len(rows_of(f"text,level\n{'a' * 1_000_000},none\n")[0].text) == 1_000_000


def test_every_wrong_cell_is_named_by_row_and_column() -> None:
    content = (
        "text,level,severity,language,script,subject,split\n"
        f"{SECRET},{SECRET},,,,,\n"
        f"{SECRET},5,7,{SECRET}1,{SECRET},{SECRET},{SECRET}!\n"
        ",high,,,,,\n"
        f'"{SECRET}\n{SECRET}",,,,,,\n'
    )
    faults = faults_of(content)
    assert [fault.split(": ")[0] for fault in faults] == [
        "row 2, column level",
        "row 3, column level",
        "row 3, column severity",
        "row 3, column language",
        "row 3, column script",
        "row 3, column subject",
        "row 3, column split",
        "row 4, column text",
        "row 5 (line 6), column level or severity",
    ]


def test_row_with_another_number_of_cells_is_named() -> None:
    faults = faults_of(f"text,level\n{SECRET}, and more,high\n")
    assert faults == ("row 2: 3 cells where row 1 has 2; quote texts that hold the delimiter",)


def test_open_quotation_mark_is_told_with_the_line_on_which_its_row_begins() -> None:
    (fault,) = faults_of(f'text,level\nhello,low\n"{SECRET},high\n{SECRET},low\n')
    assert "begins on line 3" in fault


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("", "empty"),
        (f"{SECRET},level\n{SECRET},low\n", "no column text"),
        (f"text,label\n{SECRET},low\n", "no column level and no column severity"),
        (f"text,level,level\n{SECRET},low,high\n", "column level is named twice"),
        (b"text,level\nhello,low\n\xff\xfe,low\n", "line 3 is not UTF-8"),
    ],
    ids=["empty", "text", "level", "twice", "encoding"],
)
def test_unusable_table_is_told_in_one_line(content: str | bytes, told: str) -> None:
    (fault,) = faults_of(content)
    assert told in fault


def test_many_faults_are_counted_and_the_first_ones_shown() -> None:
    with pytest.raises(DataUnreadable, match="and 12 more"):
        rows_of("text,level\n" + "hello,worse\n" * 20)


def workbook(*sheets: tuple[str, list[list[object]]]) -> bytes:
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets:
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def test_spreadsheet_is_read_by_sheet() -> None:
    labels: list[list[object]] = [["text", "level"], ["გამარჯობა", 0], [None, None], ["hello", "high"]]
    content = workbook(("Notes", [["read me"]]), ("Labels", labels))
    rows = read_table("some.xlsx", content, "Labels")
    assert [(row.number, row.text, row.level) for row in rows] == [
        (2, "გამარჯობა", Level.NONE),
        (4, "hello", Level.HIGH),
    ]
    with pytest.raises(DataUnreadable, match="no column text"):
        read_table("some.xlsx", content)
    with pytest.raises(DataUnreadable, match="has 2 sheets"):
        read_table("some.xlsx", content, "Other")


def test_sheet_of_a_text_file_is_refused() -> None:
    with pytest.raises(DataUnreadable, match="leave --sheet out"):
        read_table("some.csv", b"text,level\nhello,low\n", "Labels")


def test_language_and_script_are_detected_where_the_table_names_none(tmp_path: Path) -> None:
    path = tmp_path / "some.csv"
    path.write_text(
        "text,level,language\nგამარჯობა როგორ ხარ,none,\nпривет как дела,none,\nhello there,none,ka\n",
        encoding="utf-8",
    )
    data = load_samples([path])
    assert [sample.group for sample in data.samples] == ["ka Geor", "ru Cyrl", "ka Latn"]
    assert data.detected == 2


def test_ids_are_unique_the_same_each_time_and_other_for_another_file(tmp_path: Path) -> None:
    first, second = tmp_path / "a.csv", tmp_path / "b.csv"
    first.write_text("text,level\nhello,none\nhello,none\n", encoding="utf-8")
    second.write_text("text,level\nhello,none\nhello,none\nbye,none\n", encoding="utf-8")
    ids = [sample.id for sample in load_samples([first, second]).samples]
    assert len(set(ids)) == 5
    assert ids == [sample.id for sample in load_samples([first, second]).samples]


def test_split_keeps_rows_of_it_and_rows_that_name_none(tmp_path: Path) -> None:
    named, free = tmp_path / "a.csv", tmp_path / "b.csv"
    named.write_text("text,level,split\nhello,none,train\nyou,none,test\n", encoding="utf-8")
    free.write_text("text,level\nbye,none\n", encoding="utf-8")
    data = load_samples([named, free], split="test")
    assert [sample.text for sample in data.samples] == ["you", "bye"]
    assert [(one.rows, one.used) for one in data.files] == [(2, 1), (1, 1)]
    assert data.unsplit == 1
    with pytest.raises(NothingToMeasure, match="of split tune"):
        load_samples([named], split="tune")


def test_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(DataUnreadable, match=r"gone\.csv: cannot be read"):
        load_samples([tmp_path / "gone.csv"])


def test_a_sample_shows_no_text_of_itself(tmp_path: Path) -> None:
    path = tmp_path / "some.csv"
    path.write_text(f"text,level\n{SECRET},none\n", encoding="utf-8")
    assert SECRET not in repr(load_samples([path]))
    assert SECRET not in repr(rows_of(path.read_bytes()))


_CELLS = st.text(st.sampled_from('ab,;\t|"\n\r \x00ა0'), max_size=12)


@settings(max_examples=200, deadline=None)
@given(
    st.one_of(
        st.binary(max_size=200),
        st.binary(max_size=100).map(lambda tail: b"PK\x03\x04" + tail),
        st.text(max_size=200).map(lambda text: ("text,level\n" + text).encode("utf-8", "surrogatepass")),
        st.lists(_CELLS, max_size=8).map(lambda cells: ("text\tlevel\n" + "\n".join(cells)).encode()),
    )
)
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    rows: list[TableRow] = []
    with contextlib.suppress(DataUnreadable):
        rows = read_table("some.csv", content)
    assert [row for row in rows if not row.text.strip()] == []
