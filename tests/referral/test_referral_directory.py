"""The directory of helplines: what may be published, until when, and what callers are shown."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from flows.model import LANGUAGES
from referral.directory import (
    HELPLINES,
    LAUNCH_NUMBERS,
    UNCONFIRMED,
    helplines,
    load_directory,
    refuse_expired,
    resources,
)
from referral.errors import DirectoryBroken, HelplinesExpired

TODAY = date(2026, 12, 1)
LATER = date(2099, 1, 1)


def test_only_the_launch_numbers_are_listed() -> None:
    assert {helpline.phone for helpline in load_directory()} == LAUNCH_NUMBERS


def test_every_entry_carries_its_source_and_dates() -> None:
    listed = load_directory()
    assert [helpline.id for helpline in listed] == ["emergency", "child_helpline", "violence_helpline"]
    assert [helpline.id for helpline in listed if not helpline.source] == []
    assert [helpline.id for helpline in listed if helpline.assured_date >= helpline.expires_on] == []
    assert [set(helpline.service) for helpline in listed] == [set(LANGUAGES)] * 3


def test_unconfirmed_hours_are_said_to_be_unconfirmed() -> None:
    shown = resources(TODAY)
    assert shown["child_helpline"].hours == UNCONFIRMED
    assert shown["emergency"].hours["ka"] == "დღე-ღამე"


def test_expired_entry_is_still_shown_with_its_hours_unconfirmed() -> None:
    assert resources(LATER)["emergency"].number == "112"
    assert resources(LATER)["emergency"].hours == UNCONFIRMED


def test_expired_entries_no_longer_count_as_verified() -> None:
    assert len(helplines(TODAY)) == 3
    assert helplines(LATER) == ()


def test_entry_counts_on_its_last_day() -> None:
    helpline = replace(load_directory()[0], expires_on=TODAY)
    assert not helpline.is_expired(TODAY)
    refuse_expired(TODAY, (helpline,))


def test_expired_entries_are_refused_by_name() -> None:
    refuse_expired(TODAY)
    with pytest.raises(HelplinesExpired, match="emergency, child_helpline, violence_helpline"):
        refuse_expired(LATER)


def broken(tmp_path: Path, old: str, new: str) -> tuple[str, ...]:
    path = tmp_path / "helplines.yaml"
    words = HELPLINES.read_text(encoding="utf-8")
    assert old in words
    path.write_text(words.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(DirectoryBroken) as caught:
        load_directory(path)
    return caught.value.problems


def test_number_off_the_launch_list_is_refused(tmp_path: Path) -> None:
    (problem,) = broken(tmp_path, 'phone: "111"', 'phone: "116 111"')
    assert problem == (
        "helplines.yaml:16 entry: Value error, only 111, 112, 116 006 may be published at launch"
    )


def test_missing_language_is_refused(tmp_path: Path) -> None:
    (problem,) = broken(tmp_path, ', en: "emergency help"', "")
    assert problem == "helplines.yaml:5 entry: Value error, write names and hours in ka, ru, en"


def test_expiry_before_the_check_is_refused(tmp_path: Path) -> None:
    (problem,) = broken(tmp_path, "expires_on: 2027-11-20", "expires_on: 2026-11-20")
    assert problem.endswith("expires_on must be later than assured_date")


def test_entry_listed_twice_is_refused(tmp_path: Path) -> None:
    (problem,) = broken(tmp_path, "id: child_helpline", "id: emergency")
    assert problem == "helplines.yaml:16 id: emergency is listed twice"


def test_unknown_field_is_refused(tmp_path: Path) -> None:
    (problem,) = broken(tmp_path, "confidence: high", "certainty: high")[:1]
    assert problem.startswith("helplines.yaml:5 ")


@pytest.mark.parametrize("text", ["", "helplines: 3", "other: []", "helplines: [", "helplines: {}"])
def test_file_without_a_list_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "helplines.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DirectoryBroken, match=r"helplines\.yaml:1 write a list under helplines:"):
        load_directory(path)
