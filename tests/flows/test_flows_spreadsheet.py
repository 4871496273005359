"""Texts to a spreadsheet and back: loss-free, in any program's custom, and never half-way."""

import csv
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from flows.fluentsource import CannotTranslate, parts_of, rewritten
from flows.loader import SCRIPTS, load_flows
from flows.model import Resource
from flows.session import Line
from flows.spreadsheet import COLUMNS, read_sheet, write_sheet

Row = dict[str, str]


@pytest.fixture
def scripts(small_scripts: Path) -> Path:
    """Small scripts, with the instruments beside them."""
    shutil.copytree(SCRIPTS.parent / "instruments", small_scripts.parent / "instruments")
    return small_scripts


@pytest.fixture
def real_scripts(tmp_path: Path) -> Path:
    """A copy of the real scripts, with the instruments beside them."""
    shutil.copytree(SCRIPTS, tmp_path / "scripts")
    shutil.copytree(SCRIPTS.parent / "instruments", tmp_path / "instruments")
    return tmp_path / "scripts"


def contents(scripts: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in scripts.parent.rglob("*.*") if path.suffix != ".csv"}


def edit(sheet: Path, change: Callable[[Row], None], delimiter: str = ",") -> None:
    with sheet.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        change(row)
    with sheet.open("w", encoding="utf-8-sig", newline="") as file:
        table = csv.DictWriter(file, COLUMNS, delimiter=delimiter)
        table.writeheader()
        table.writerows(rows)


def test_unchanged_spreadsheet_changes_no_letter(real_scripts: Path) -> None:
    before = contents(real_scripts)
    rows = write_sheet(real_scripts, real_scripts.parent / "texts.csv")
    assert rows > 100
    assert read_sheet(real_scripts, real_scripts.parent / "texts.csv") == []
    assert contents(real_scripts) == before


def test_sheet_holds_labels_comments_and_review_marks(scripts: Path) -> None:
    write_sheet(scripts, scripts.parent / "texts.csv")
    with (scripts.parent / "texts.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = {(row["flow"], row["text"], row["form"]): row for row in csv.DictReader(file)}
    assert rows["youth", "about.me", ""]["en"] == "About me"
    assert "reviewed_by: nobody" in rows["system", "### 1", ""]["ka"] + rows["system", "### 1", ""]["en"]
    assert rows["instruments/ladder", "thoughts", "youth"]["ka"].startswith("პირდაპირ გკითხავ")
    assert rows["system", "stopped", "family"]["ru"] != rows["system", "stopped", "youth"]["ru"]
    assert rows["system", "stopped", ""]["en"]


def test_every_part_rewritten_as_itself_says_the_same(real_scripts: Path) -> None:
    def forms_of(source: str) -> dict[str, dict[str, str]]:
        return {key: dict(part.forms) for key, part in parts_of(source).items()}

    sources = {path.name: path.read_text(encoding="utf-8") for path in real_scripts.parent.rglob("*.ftl")}
    assert {"youth.ka.ftl", "system.ru.ftl", "ladder.en.ftl"} <= sources.keys()
    forms = {name: forms_of(source) for name, source in sources.items()}
    after = {name: forms_of(rewritten(source, forms[name])) for name, source in sources.items()}
    assert after == forms
    assert [name for name, parts in forms.items() if not parts] == []


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_changed_words_are_taken_and_the_rest_is_left(
    scripts: Path, helplines: Mapping[str, Resource], delimiter: str
) -> None:
    sheet = scripts.parent / "texts.csv"
    write_sheet(scripts, sheet)
    before = contents(scripts)

    def change(row: Row) -> None:
        match row["flow"], row["text"], row["form"]:
            case "youth", "about.me", "":
                row["ru"] = "Про меня"
            case "youth", "numbers", "":
                row["en"] = "Here:\n{ $helplines }\n[and] me"
            case "crisis", "safe_heard", "family":
                row["ka"] = "ძალიან კარგი."
            case _:
                pass

    edit(sheet, change, delimiter)
    assert read_sheet(scripts, sheet) == ["crisis.ka.ftl", "youth.en.ftl", "youth.ru.ftl"]
    after = contents(scripts)
    assert sum(after[name] != before[name] for name in before) == 3
    texts = load_flows(scripts, helplines).texts
    shown = texts.render(Line("youth", "numbers", {"helplines": "emergency"}), "en").text
    assert shown == "Here:\n112 — emergency help (day and night)\n[and] me"
    assert ".me = Про меня" in (scripts / "youth.ru.ftl").read_text(encoding="utf-8")
    assert "[family] ძალიან კარგი." in (scripts / "crisis.ka.ftl").read_text(encoding="utf-8")


def test_missing_texts_and_labels_can_be_translated_in_the_sheet(scripts: Path) -> None:
    path = scripts / "youth.en.ftl"
    whole = path.read_text(encoding="utf-8")
    sheet = scripts.parent / "texts.csv"
    write_sheet(scripts, sheet)
    lines = [line for line in whole.splitlines() if not line.startswith(("goodbye =", "    .friend ="))]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert read_sheet(scripts, sheet) == ["youth.en.ftl"]
    wanted, got = parts_of(whole), parts_of(path.read_text(encoding="utf-8"))
    assert {key: dict(part.forms) for key, part in got.items()} == {
        key: dict(part.forms) for key, part in wanted.items()
    }


def test_changed_words_lose_the_review_marks_of_their_files(scripts: Path) -> None:
    script, texts = scripts / "crisis.yaml", scripts / "system.en.ftl"
    for path, mark, name in (
        (script, "reviewed_by: null\nreviewed_on: null", "reviewed_by: A. B.\nreviewed_on: 2026-11-01"),
        (texts, "### reviewed_by: nobody", "### reviewed_by: A. B."),
    ):
        path.write_text(path.read_text(encoding="utf-8").replace(mark, name), encoding="utf-8")
    sheet = scripts.parent / "texts.csv"
    write_sheet(scripts, sheet)

    def change(row: Row) -> None:
        if (row["flow"], row["text"]) in {("crisis", "company"), ("system", "delete-kept")}:
            row["en"] = "I am here." if not row["form"] else ""

    edit(sheet, change)
    read_sheet(scripts, sheet)
    assert "reviewed_by: null\nreviewed_on: null" in script.read_text(encoding="utf-8")
    assert "### reviewed_by: nobody" in texts.read_text(encoding="utf-8")


def test_words_that_a_spreadsheet_would_compute_are_kept_as_words(scripts: Path) -> None:
    path = scripts / "youth.en.ftl"
    path.write_text(
        path.read_text(encoding="utf-8").replace(".me = About me", ".me = -About me"), encoding="utf-8"
    )
    sheet = scripts.parent / "texts.csv"
    write_sheet(scripts, sheet)
    assert ",'-About me" in sheet.read_text(encoding="utf-8-sig")
    assert read_sheet(scripts, sheet) == []


@pytest.mark.parametrize(
    ("text", "words", "why"),
    [
        ("hello", "Hi { $name", "youth.en.ftl: hello: cannot be written"),
        ("nothing.here", "Hi", "there is no text nothing to which this label belongs"),
    ],
)
def test_broken_sheet_changes_nothing(scripts: Path, text: str, words: str, why: str) -> None:
    before = contents(scripts)
    sheet = scripts.parent / "texts.csv"
    sheet.write_text(
        f"flow,text,form,ka,ru,en\ncrisis,company,youth,,Я тут,\nyouth,{text},,,,{words}\n", encoding="utf-8"
    )
    with pytest.raises(CannotTranslate, match=why):
        read_sheet(scripts, sheet)
    assert contents(scripts) == before


def test_one_text_for_all_can_become_two_and_one_again(scripts: Path) -> None:
    sheet, texts = scripts.parent / "texts.csv", scripts / "system.en.ftl"
    head = "flow,text,form,ka,ru,en\n"
    sheet.write_text(f"{head}system,stopped,family,,,Good.\n", encoding="utf-8")
    before = dict(parts_of(texts.read_text(encoding="utf-8"))["stopped"].forms)
    read_sheet(scripts, sheet)
    after = dict(parts_of(texts.read_text(encoding="utf-8"))["stopped"].forms)
    assert after == {"family": "Good.", "youth": before[""]}
    sheet.write_text(f"{head}system,stopped,,,,Bye.\n", encoding="utf-8")
    read_sheet(scripts, sheet)
    assert dict(parts_of(texts.read_text(encoding="utf-8"))["stopped"].forms) == {"": "Bye."}
    sheet.write_text(f"{head}system,stopped,,,,Hm.\nsystem,stopped,youth,,,Oh.\n", encoding="utf-8")
    with pytest.raises(CannotTranslate, match=r"system\.en\.ftl: stopped: write one text for all, or"):
        read_sheet(scripts, sheet)
    sheet.write_text(f"{head}system,new,youth,,,Oh.\n", encoding="utf-8")
    with pytest.raises(CannotTranslate, match="new: write the text for family too"):
        read_sheet(scripts, sheet)


def test_sheet_of_another_kind_is_refused(scripts: Path) -> None:
    with pytest.raises(CannotTranslate, match=r"texts\.xlsx: name a file that ends in \.csv"):
        write_sheet(scripts, scripts / "texts.xlsx")
    other = scripts.parent / "other.csv"
    other.write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(CannotTranslate, match="the first row names the columns flow, text, form, ka, ru, en"):
        read_sheet(scripts, other)
    other.write_text("flow,text,form,ka,ru,en\nholiday,hello,,x,,\n", encoding="utf-8")
    with pytest.raises(CannotTranslate, match=r"there is no file holiday\.ka\.ftl"):
        read_sheet(scripts, other)
