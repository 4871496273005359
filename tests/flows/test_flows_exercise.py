"""Exercises: paced by silence, left at any moment, heard in the middle, interrupted and come back to."""

from datetime import UTC, datetime, timedelta

import pytest

from flows import engine
from flows.flowset import FlowSet
from flows.lines import ALWAYS_BUTTONS
from flows.session import ChangeLanguage, Event, Pressed, Said, Silence, Turn

NOW = datetime(2026, 12, 1, 21, 30, tzinfo=UTC)
LEAVE = Pressed("try_exercise.breathe.leave")


def walk(flows: FlowSet, *events: Event) -> Turn:
    turn = engine.start(flows, "try_exercise", NOW)
    for event in events:
        turn = engine.advance(flows, turn.session, event, NOW)
    return turn


def texts(turn: Turn) -> list[str]:
    return [line.text for line in turn.lines]


def test_beats_follow_each_other_in_silence(guided: FlowSet) -> None:
    turn = walk(guided)
    assert texts(turn) == ["breathe", "breathe_1"]
    assert turn.wake_at == NOW + timedelta(seconds=4)
    turn = walk(guided, Silence())
    assert texts(turn) == ["breathe_2"]
    assert turn.wake_at == NOW + timedelta(minutes=1)
    turn = walk(guided, Silence(), Silence())
    assert texts(turn) == ["breathe_3"]
    assert turn.wake_at == NOW + timedelta(seconds=7)
    turn = walk(guided, Silence(), Silence(), Silence())
    assert texts(turn) == ["after"]
    assert turn.wake_at == NOW + timedelta(minutes=20)


def test_every_beat_shows_the_way_out_and_what_is_always_possible(guided: FlowSet) -> None:
    for silences in range(3):
        rows = walk(guided, *[Silence()] * silences).lines[-1].buttons
        assert (rows[0][0].text, rows[0][0].data) == ("breathe.leave", "try_exercise.breathe.leave")
        assert rows[1:] == ALWAYS_BUTTONS
    assert guided.texts.render(walk(guided, Silence()).lines[-1], "ru").buttons[0][0].label == "Хватит"


@pytest.mark.parametrize("silences", [0, 1, 2])
@pytest.mark.parametrize("event", [LEAVE, Said("მოვრჩეთ"), Said("movrchet"), Said("enough")])
def test_exercise_can_be_left_at_every_beat_by_any_of_its_buttons(
    guided: FlowSet, silences: int, event: Event
) -> None:
    assert texts(walk(guided, *[Silence()] * silences, event)) == ["left", "after"]


@pytest.mark.parametrize("silences", [0, 1, 2])
def test_words_in_the_middle_are_heard(guided: FlowSet, silences: int) -> None:
    assert texts(walk(guided, *[Silence()] * silences, Said("არ გამომდის"))) == ["heard", "after"]


def test_interrupt_comes_back_to_the_same_beat(guided: FlowSet) -> None:
    there = engine.interrupt(guided, walk(guided, Silence()).session, "crisis", NOW)
    back = engine.resume(guided, there.session, NOW)
    assert texts(back) == ["back-to-question", "breathe_2"]
    assert back.wake_at == NOW + timedelta(minutes=1)


def test_language_change_in_the_middle_says_the_beat_again(guided: FlowSet) -> None:
    turn = walk(guided, Silence(), Said("по-русски"))
    assert turn.effects == (ChangeLanguage("ru"),)
    assert texts(turn) == ["language-changed", "breathe_2"]


def test_help_in_the_middle_shows_the_numbers_and_goes_on(guided: FlowSet) -> None:
    assert texts(walk(guided, Said("112"))) == ["help-numbers", "breathe_1"]


def test_end_of_an_exercise_is_not_taken_for_a_silent_person(guided: FlowSet) -> None:
    """The flow that called the exercise is come back to, although nobody has said a word."""
    here = engine.start(guided, "youth", NOW).session
    inside = engine.interrupt(guided, here, "try_exercise", NOW).session
    for _ in range(3):
        inside = engine.advance(guided, inside, Silence(), NOW).session
    done = engine.advance(guided, inside, Said("კარგად"), NOW)
    assert texts(done) == ["back-to-question", "about"]


def test_stale_button_of_another_step_does_not_end_an_exercise(guided: FlowSet) -> None:
    assert texts(walk(guided, Pressed("try_exercise.after.again"))) == ["stale-button", "breathe_1"]
