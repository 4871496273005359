"""All texts in one spreadsheet for translators, and back: a row a text and form, a column a language.

Written as CSV in UTF-8 with its mark, which every spreadsheet program opens and saves. An empty cell says
nothing: the text stays as it is. Words that change take off the review marks of their files.
"""

import csv
from collections import defaultdict
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Final

from flows.fluentsource import CannotTranslate, Forms, merged, parts_of, rewritten
from flows.instrument import TEXTS
from flows.marks import script_marks, text_marks, without_script_marks, without_text_marks
from flows.model import LANGUAGES

COLUMNS: Final = ("flow", "text", "form", *LANGUAGES)

_LOOKS_LIKE_A_FORMULA: Final = ("=", "+", "-", "@")


def write_sheet(folder: Path, sheet: Path) -> int:
    """Write every text of a folder to a spreadsheet; returns the number of its rows.

    Raises `CannotTranslate` for a name that is not that of a CSV file.
    """
    _refuse_other_formats(sheet)
    written = StringIO()
    table = csv.writer(written)
    table.writerow(COLUMNS)
    rows = list(_rows(folder))
    table.writerows(rows)
    sheet.write_text(written.getvalue(), encoding="utf-8-sig", newline="")
    return len(rows)


def read_sheet(folder: Path, sheet: Path) -> list[str]:
    """Take the words of a spreadsheet into the files of a folder; returns the names of those that changed.

    Nothing is written when anything is wrong. Raises `CannotTranslate`.
    """
    _refuse_other_formats(sheet)
    files = {(owner, path.suffixes[-2][1:]): path for owner, path in _text_files(folder)}
    wanted: dict[tuple[str, str], dict[str, dict[str, str]]] = defaultdict(lambda: defaultdict(dict))
    for row in _read_rows(sheet):
        for language in LANGUAGES:
            if row[language]:
                wanted[row["flow"], language][row["text"]][row["form"]] = _cell_read(row[language])
    changed: dict[Path, str] = {}
    for place, texts in wanted.items():
        if place not in files:
            raise CannotTranslate(f"{sheet.name}: there is no file {place[0]}.{place[1]}.ftl")
        before = files[place].read_text(encoding="utf-8")
        after = _changed(before, texts, f"{place[0]}.{place[1]}.ftl")
        if after != before:
            changed[files[place]] = after
            script = files[place].with_name(f"{place[0]}.yaml")
            if script.is_file() and place[0] != TEXTS and script_marks(script.read_text(encoding="utf-8")):
                unmarked = without_script_marks(script.read_text(encoding="utf-8"))
                if unmarked != script.read_text(encoding="utf-8"):
                    changed[script] = unmarked
    for path, text in changed.items():
        path.write_text(text, encoding="utf-8")
    return sorted(path.name for path in changed)


def _changed(before: str, texts: dict[str, dict[str, str]], file: str) -> str:
    """A text file with the words of the sheet, and without its review mark if only the words are new."""
    parts = parts_of(before)
    changes: dict[str, Forms] = {}
    for key, wrote in texts.items():
        had = dict(parts[key].forms) if key in parts else {}
        try:
            forms = merged(had, wrote)
        except CannotTranslate as error:
            raise CannotTranslate(f"{file}: {key}: {error}") from error
        if forms != had:
            changes[key] = forms
    if not changes:
        return before
    try:
        after = rewritten(before, changes)
    except CannotTranslate as error:
        raise CannotTranslate(f"{file}: {error}") from error
    return without_text_marks(after) if text_marks(after) == text_marks(before) else after


def _rows(folder: Path) -> Iterator[list[str]]:
    owners = dict.fromkeys(owner for owner, _ in _text_files(folder))
    files = {(owner, path.suffixes[-2][1:]): path for owner, path in _text_files(folder)}
    for owner in owners:
        parts = {
            language: parts_of(files[owner, language].read_text(encoding="utf-8"))
            for language in LANGUAGES
            if (owner, language) in files
        }
        keys = dict.fromkeys(key for found in parts.values() for key in found)
        for key in keys:
            forms = dict.fromkeys(
                form for found in parts.values() if key in found for form in found[key].forms
            )
            for form in sorted(forms):
                cells = [
                    parts[language][key].forms.get(form, "")
                    if language in parts and key in parts[language]
                    else ""
                    for language in LANGUAGES
                ]
                yield [owner, key, form, *map(_cell, cells)]


def _text_files(folder: Path) -> Iterator[tuple[str, Path]]:
    for path in sorted(folder.glob("*.*.ftl")):
        yield path.name.partition(".")[0], path
    for path in sorted((folder.parent / TEXTS).glob("*.*.ftl")):
        yield f"{TEXTS}/{path.name.partition('.')[0]}", path


def _read_rows(sheet: Path) -> Iterator[dict[str, str]]:
    source = sheet.read_text(encoding="utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    head = source.partition("\n")[0]
    # Spreadsheet programs write what is the custom of the country.
    delimiter = max(",;\t", key=head.count)
    table = csv.DictReader(StringIO(source), delimiter=delimiter)
    if table.fieldnames is None or not set(COLUMNS) <= set(table.fieldnames):
        raise CannotTranslate(f"{sheet.name}: the first row names the columns {', '.join(COLUMNS)}")
    for row in table:
        yield {column: row[column] or "" for column in COLUMNS}


def _refuse_other_formats(sheet: Path) -> None:
    if sheet.suffix.lower() != ".csv":
        raise CannotTranslate(f"{sheet.name}: name a file that ends in .csv; spreadsheet programs open it")


def _cell(words: str) -> str:
    return f"'{words}" if words.startswith(_LOOKS_LIKE_A_FORMULA) else words


def _cell_read(words: str) -> str:
    return words[1:] if words.startswith(tuple(f"'{sign}" for sign in _LOOKS_LIKE_A_FORMULA)) else words
