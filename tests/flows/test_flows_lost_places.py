"""Sessions whose flow or version is no longer loaded: begun gently again, with what is known kept."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from flows import engine
from flows.flowset import FlowSet
from flows.session import Frame, Pressed, Said, Session, Silence, Turn

NOW = datetime(2026, 12, 1, 21, 30, tzinfo=UTC)


def texts(turn: Turn) -> list[str]:
    return [line.text for line in turn.lines]


def test_lost_version_begins_gently_again_with_facts_kept(small: FlowSet) -> None:
    old = Session("youth", 99, "gone", {"mood": "bad", "welcomed": "yes"})
    turn = engine.advance(small, old, Said("გამარჯობა"), NOW)
    assert texts(turn) == ["start-again", "welcome_back", "how_are_you"]
    assert turn.session.version == 1
    assert turn.session.facts["mood"] == "bad"


def test_silence_in_a_lost_version_ends_without_a_word(small: FlowSet) -> None:
    old = Session("youth", 99, "gone", {"mood": "bad"})
    assert engine.advance(small, old, Silence(), NOW) == Turn(replace(old, step=""))


def test_help_in_a_lost_version_shows_the_numbers_first(small: FlowSet) -> None:
    old = Session("youth", 99, "gone", {"welcomed": "yes"})
    turn = engine.advance(small, old, Said("help"), NOW)
    assert texts(turn) == ["help-numbers", "start-again", "welcome_back", "how_are_you"]


def test_lost_flow_begins_again_at_home(small: FlowSet) -> None:
    old = Session("exams", 1, "gone", {"home": "family", "family_welcomed": "yes"})
    assert engine.advance(small, old, Pressed("exams.gone.x"), NOW).session.flow == "family"


@pytest.mark.parametrize("frame", [Frame("youth", 99, "gone"), Frame("exams", 1, "gone")])
def test_return_to_a_lost_place_begins_gently_again(small: FlowSet, frame: Frame) -> None:
    here = engine.start(small, "crisis", NOW, returns=(frame,)).session
    assert texts(engine.resume(small, here, NOW))[0] == "start-again"
