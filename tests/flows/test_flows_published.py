"""Versions: published, kept for those who began with them, and made current again."""

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest

from flows import engine
from flows.errors import CannotPublish, FlowsBroken
from flows.loader import load_flows
from flows.model import Resource
from flows.published import FOLDER, publish, roll_back, versions
from flows.session import Said, Session

NOW = datetime(2026, 12, 1, tzinfo=UTC)
MARKS = "reviewed_by: A. Reviewer\nreviewed_on: 2026-11-01\n"


def replace_in(path: Path, old: str, new: str) -> None:
    words = path.read_text(encoding="utf-8")
    assert old in words
    path.write_text(words.replace(old, new), encoding="utf-8")


@pytest.fixture
def changed(folder: Path) -> Path:
    """A folder whose `waiting` was published, then changed, then published again."""
    replace_in(folder / "waiting.yaml", "reviewed_by: null\nreviewed_on: null\n", MARKS)
    assert publish(folder, "waiting") == 1
    replace_in(folder / "waiting.yaml", "words: heard_2\n", "words: heard_2b\n")
    replace_in(folder / "waiting.yaml", "  heard_2:\n", "  heard_2b:\n")
    for path in folder.glob("waiting.*.ftl"):
        replace_in(path, "heard_2 = ", "heard_2b = ")
    assert publish(folder, "waiting") == 2
    return folder


def test_somebody_in_an_older_version_stays_in_it(changed: Path, helplines: Mapping[str, Resource]) -> None:
    flows = load_flows(changed, helplines)
    assert (flows.get("waiting").version, set(flows.kept)) == (2, {("waiting", 1)})
    old = Session("waiting", 1, "heard_1")
    turn = engine.advance(flows, old, Said("მიჭირს"), NOW)
    assert (turn.session.version, turn.session.step) == (1, "heard_2")
    assert flows.texts.render(turn.lines[-1], "en").text.startswith("I'm reading")
    new = engine.start(flows, "waiting", NOW)
    assert new.session.version == 2


def test_interrupt_comes_back_into_the_older_version(
    changed: Path, helplines: Mapping[str, Resource]
) -> None:
    flows = load_flows(changed, helplines)
    away = engine.interrupt(flows, Session("waiting", 1, "heard_2"), "human", NOW)
    back = engine.resume(flows, away.session, NOW)
    assert (back.session.version, back.session.step) == (1, "heard_2")


def test_version_that_is_no_longer_kept_begins_gently_again(
    changed: Path, helplines: Mapping[str, Resource]
) -> None:
    for path in (changed / FOLDER).glob("waiting.v1.*"):
        path.unlink()
    flows = load_flows(changed, helplines)
    turn = engine.advance(flows, Session("waiting", 1, "heard_2"), Said("მიჭირს"), NOW)
    assert turn.lines[0].text == "start-again"
    assert turn.session.version == 2


def test_new_version_is_to_be_reviewed_anew(changed: Path, helplines: Mapping[str, Resource]) -> None:
    unreviewed = load_flows(changed, helplines).unreviewed()
    assert "waiting.yaml (version 2)" in unreviewed
    assert "published/waiting.v1.yaml (version 1)" not in unreviewed


def test_rollback_makes_an_older_version_current_and_keeps_the_newer(
    changed: Path, helplines: Mapping[str, Resource]
) -> None:
    roll_back(changed, "waiting", 1)
    flows = load_flows(changed, helplines)
    assert (flows.get("waiting").version, set(flows.kept)) == (1, {("waiting", 2)})
    assert "waiting.yaml (version 1)" not in flows.unreviewed()
    replace_in(changed / "waiting.yaml", "after: 5m", "after: 6m")
    assert publish(changed, "waiting") == 3
    assert versions(changed, "waiting") == [1, 2, 3]


def test_change_under_a_published_number_is_told(changed: Path, helplines: Mapping[str, Resource]) -> None:
    replace_in(changed / "waiting.yaml", "after: 5m", "after: 6m")
    told = "waiting.yaml (changed since version 2 was published)"
    assert told in load_flows(changed, helplines).unreviewed()
    with pytest.raises(CannotPublish, match="changes that were never published"):
        roll_back(changed, "waiting", 1)


def test_what_cannot_be_published_is_said(changed: Path) -> None:
    with pytest.raises(CannotPublish, match="waiting: nothing has changed since version 2"):
        publish(changed, "waiting")
    with pytest.raises(CannotPublish, match="holiday: its script or one of its text files is missing"):
        publish(changed, "holiday")
    with pytest.raises(CannotPublish, match="waiting: version 7 is not kept; kept are: 1, 2"):
        roll_back(changed, "waiting", 7)


def test_kept_version_is_checked_like_the_current_one(
    changed: Path, helplines: Mapping[str, Resource]
) -> None:
    replace_in(changed / FOLDER / "waiting.v1.en.ftl", "heard_2 = ", "heard_x = ")
    with pytest.raises(FlowsBroken, match=r"published/waiting\.v1\.yaml:\d+ missing-translation"):
        load_flows(changed, helplines)


def test_kept_file_says_its_own_number(changed: Path, helplines: Mapping[str, Resource]) -> None:
    replace_in(changed / FOLDER / "waiting.v1.yaml", "version: 1", "version: 4")
    with pytest.raises(FlowsBroken, match=r"waiting\.v1\.yaml:3 flow-name this is version 4"):
        load_flows(changed, helplines)
