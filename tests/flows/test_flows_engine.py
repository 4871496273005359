"""The engine over small flows: waits, answers, silence, interrupts, commands and lost versions."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from flows import engine
from flows.commands import AlwaysCommand
from flows.errors import EndlessFlow, UnknownFlow
from flows.flowset import FlowSet
from flows.model import Audience, Flow, Say
from flows.session import (
    ChangeLanguage,
    Count,
    Escalate,
    Event,
    Frame,
    Pressed,
    Said,
    Session,
    Silence,
    Turn,
)

NOW = datetime(2026, 12, 1, 21, 30, tzinfo=UTC)


def walk(flows: FlowSet, flow: str, *events: Event, facts: dict[str, str] | None = None) -> Turn:
    turn = engine.start(flows, flow, NOW, facts)
    for event in events:
        turn = engine.advance(flows, turn.session, event, NOW)
    return turn


def texts(turn: Turn) -> list[str]:
    return [line.text for line in turn.lines]


def test_start_speaks_and_waits(small: FlowSet) -> None:
    turn = engine.start(small, "youth", NOW, {"region": "imereti"})
    assert texts(turn) == ["hello", "confidential", "emergency", "about"]
    assert turn.session.step == "about"
    assert turn.session.facts == {
        "region": "imereti",
        "audience": "youth",
        "home": "youth",
        "welcomed": "yes",
    }
    assert turn.wake_at == NOW + timedelta(minutes=20)


def test_starting_an_unknown_flow_is_refused(small: FlowSet) -> None:
    with pytest.raises(UnknownFlow, match="no flow named 'holiday' is loaded"):
        engine.start(small, "holiday", NOW)


def test_button_leads_on_and_tells_its_fact(small: FlowSet) -> None:
    turn = walk(small, "youth", Pressed("youth.about.me"), Pressed("youth.how_are_you.bad"))
    assert texts(turn) == ["bad_heard", "offer"]
    assert turn.session.facts["mood"] == "bad"


@pytest.mark.parametrize("label", ["ცუდად", "ცუდად!", "cudad", "tsudad", "Плохо", "bad", "BAD."])
def test_typed_label_counts_as_its_button(small: FlowSet, label: str) -> None:
    turn = walk(small, "youth", Pressed("youth.about.me"), Said(label))
    assert texts(turn) == ["bad_heard", "offer"]


@pytest.mark.parametrize("answer", ["კი", "ki", "да", "yes", "👍"])
def test_free_yes_presses_the_button_that_means_yes(small: FlowSet, answer: str) -> None:
    turn = walk(small, "check_in", Said(answer))
    assert Escalate("urgent", "thoughts_of_suicide") in turn.effects
    assert turn.session.flow == "crisis"


def test_unclear_answer_is_asked_once_more_and_then_handed_on(small: FlowSet) -> None:
    once = walk(small, "check_in", Said("რა სისულელეა"))
    assert texts(once) == ["message-not-understood", "thoughts"]
    assert once.effects == ()
    twice = engine.advance(small, once.session, Said("თავი დამანებე"), NOW)
    assert Escalate("urgent", "thoughts_unclear") in twice.effects
    assert twice.session.flow == "waiting"
    assert twice.session.retries == 0


@pytest.mark.parametrize("answer", ["არა?", "no?", "нет 👍", "კი და არა", "ara?"])
def test_half_an_answer_is_asked_again_where_safety_depends_on_it(small: FlowSet, answer: str) -> None:
    assert texts(walk(small, "check_in", Said(answer))) == ["message-not-understood", "thoughts"]


def test_silence_after_the_direct_question_is_no_answer_no(small: FlowSet) -> None:
    turn = walk(small, "check_in", Silence(), Silence())
    assert Escalate("urgent", "thoughts_not_answered") in turn.effects
    assert turn.lines == ()
    assert turn.session.step == ""


def test_silence_nudges_once_and_then_ends_without_a_word(small: FlowSet) -> None:
    nudged = walk(small, "youth", Silence())
    assert texts(nudged) == ["no_hurry"]
    assert nudged.session.nudged
    assert nudged.wake_at == NOW + timedelta(hours=12)
    ended = engine.advance(small, nudged.session, Silence(), NOW)
    assert ended == Turn(replace(nudged.session, step="", nudged=False), (), (Count("quiet_end"),), None)


def test_answer_after_a_nudge_starts_the_silence_anew(small: FlowSet) -> None:
    turn = walk(small, "youth", Silence(), Pressed("youth.about.me"))
    assert not turn.session.nudged
    assert turn.wake_at == NOW + timedelta(minutes=20)


def test_silent_person_is_not_woken_by_the_question_left_behind(small: FlowSet) -> None:
    there = engine.interrupt(small, walk(small, "youth").session, "crisis", NOW)
    nudged = engine.advance(small, there.session, Silence(), NOW)
    ended = engine.advance(small, nudged.session, Silence(), NOW)
    assert ended.lines == ()
    assert ended.session.returns == ()


@pytest.mark.parametrize(
    "data", ["", "x", "youth.offer.person", "youth.about", "system.always.fly", "." * 64]
)
def test_stale_or_unknown_button_shows_the_current_question(small: FlowSet, data: str) -> None:
    turn = walk(small, "youth", Pressed(data))
    assert texts(turn) == ["stale-button", "about"]
    assert turn.session.step == "about"


def test_every_question_carries_what_is_always_possible(small: FlowSet) -> None:
    turn = walk(small, "waiting", Said("..."))
    data = [button.data for row in turn.lines[-1].buttons for button in row]
    assert data == [f"system.always.{name}" for name in ("human", "help", "language", "stop")]


def test_asking_for_a_person_brings_one_in_and_remembers_the_place(small: FlowSet) -> None:
    turn = walk(small, "youth", Pressed("youth.about.me"), Said("adamiani"))
    assert Escalate("routine", "asked_for_person") in turn.effects
    assert turn.session.flow == "human"
    assert turn.session.returns == (Frame("youth", 1, "how_are_you"),)
    waiting = engine.advance(small, turn.session, Said("არა"), NOW)
    assert waiting.session.flow == "waiting"
    back = engine.resume(small, waiting.session, NOW)
    assert texts(back) == ["back-to-question", "how_are_you"]
    assert back.session.returns == ()


def test_danger_raises_the_urgency(small: FlowSet) -> None:
    turn = walk(small, "human", Said("კი"))
    assert Escalate("emergency", "in_danger_now") in turn.effects


def test_asking_for_a_person_again_does_not_begin_again(small: FlowSet) -> None:
    turn = walk(small, "human", Pressed("system.always.human"))
    assert texts(turn) == ["danger"]
    assert turn.effects == ()


def test_help_shows_the_numbers_and_asks_again(small: FlowSet) -> None:
    turn = walk(small, "family", Said("помогите"))
    assert texts(turn) == ["help-numbers", "noticed"]


def test_stop_ends_at_once(small: FlowSet) -> None:
    turn = walk(small, "crisis", Said("სტოპ"))
    assert texts(turn) == ["stopped"]
    assert turn.session.step == ""
    assert turn.wake_at is None


def test_language_flow_changes_the_language_and_comes_back(small: FlowSet) -> None:
    asked = walk(small, "family", Pressed("system.always.language"))
    assert asked.session.flow == "language"
    chosen = engine.advance(small, asked.session, Pressed("language.choose.ru"), NOW)
    assert ChangeLanguage("ru") in chosen.effects
    assert texts(chosen) == ["changed", "back-to-question", "noticed"]


def test_named_language_changes_at_once(small: FlowSet) -> None:
    turn = walk(small, "youth", Said("по-русски"))
    assert turn.effects == (ChangeLanguage("ru"),)
    assert texts(turn) == ["language-changed", "about"]


def test_interrupt_says_a_helpline_first_and_comes_back(small: FlowSet) -> None:
    here = walk(small, "youth", Pressed("youth.about.me")).session
    turn = engine.interrupt(small, here, "crisis", NOW)
    assert texts(turn) == ["helplines_first", "calling", "safe_now"]
    assert turn.effects == (Escalate("urgent", "crisis"),)
    assert turn.wake_at == NOW + timedelta(minutes=3)
    assert engine.resume(small, turn.session, NOW).session.step == "how_are_you"


def test_interrupt_where_one_already_is_does_not_begin_again(small: FlowSet) -> None:
    here = walk(small, "crisis", Pressed("crisis.safe_now.safe")).session
    again = engine.interrupt(small, here, "crisis", NOW)
    assert texts(again) == ["company"]
    assert again.effects == ()
    onward = engine.interrupt(small, here, "crisis", NOW, Said("..."))
    assert texts(onward) == ["with_you"]


def test_interrupt_goes_back_to_a_flow_that_was_left_for_a_moment(small: FlowSet) -> None:
    crisis = engine.interrupt(small, walk(small, "youth").session, "crisis", NOW)
    language = engine.advance(small, crisis.session, Pressed("system.always.language"), NOW)
    turn = engine.interrupt(small, language.session, "crisis", NOW)
    assert texts(turn) == ["back-to-question", "safe_now"]
    assert turn.session.returns == (Frame("youth", 1, "about"),)


@pytest.mark.parametrize("flow", ["crisis", "human"])
def test_nobody_on_duty_is_said_honestly(small: FlowSet, flow: str) -> None:
    said = texts(walk(small, flow, facts={"on_duty": "no"}))
    assert "nobody_on_duty" in said
    assert "calling" not in said
    assert "nobody_on_duty" not in texts(walk(small, flow, facts={"on_duty": "yes"}))


def test_waiting_never_repeats_a_line_for_six_messages(small: FlowSet) -> None:
    turn = engine.start(small, "waiting", NOW)
    said = []
    for _ in range(6):
        turn = engine.advance(small, turn.session, Said("გთხოვ"), NOW)
        said += texts(turn)
    assert len(set(said)) == 6


def test_not_safe_or_unclear_in_a_crisis_is_an_emergency(small: FlowSet) -> None:
    assert Escalate("emergency", "not_safe_now") in walk(small, "crisis", Said("არა")).effects
    assert Escalate("emergency", "safety_unclear") in walk(small, "crisis", Said("არ ვიცი")).effects
    assert Escalate("emergency", "safety_unclear") in walk(small, "crisis", Said("რა?"), Said("რა?")).effects


def test_lines_speak_as_to_the_caller_one_came_from(small: FlowSet) -> None:
    parent = walk(small, "youth", Pressed("youth.about.parent"))
    assert parent.session.facts["home"] == "family"
    crisis = engine.interrupt(small, parent.session, "crisis", NOW)
    assert {line.args["audience"] for line in crisis.lines} == {"family"}


def test_ended_session_begins_again_at_home_and_knows_the_caller(small: FlowSet) -> None:
    ended = walk(small, "youth", Said("stop")).session
    turn = engine.advance(small, ended, Said("გამარჯობა"), NOW)
    assert texts(turn) == ["welcome_back", "how_are_you"]
    crisis = replace(ended, flow="crisis")
    assert engine.advance(small, crisis, Said("გამარჯობა"), NOW).session.flow == "youth"


def test_ended_session_still_hears_commands_and_ignores_silence(small: FlowSet) -> None:
    ended = walk(small, "youth", Said("stop")).session
    assert engine.advance(small, ended, Silence(), NOW) == Turn(ended)
    assert texts(engine.advance(small, ended, Said("help"), NOW)) == ["help-numbers"]
    assert engine.advance(small, ended, Said("human"), NOW).session.flow == "human"
    assert engine.resume(small, ended, NOW).session.step == "how_are_you"


@pytest.mark.parametrize(("word", "command"), [("help", AlwaysCommand.HELP), ("human", AlwaysCommand.HUMAN)])
def test_command_from_a_menu_does_the_same_as_words(
    small: FlowSet, word: str, command: AlwaysCommand
) -> None:
    here = walk(small, "youth").session
    assert engine.command(small, here, command, NOW) == engine.advance(small, here, Said(word), NOW)


def test_flow_of_the_same_audience_does_not_become_home(guided: FlowSet) -> None:
    """Somebody who talked about one subject and comes back is welcomed, not put into that subject again."""
    there = engine.interrupt(guided, walk(guided, "youth").session, "try_exercise", NOW)
    assert there.session.facts["home"] == "youth"
    ended = engine.advance(guided, there.session, Said("stop"), NOW).session
    assert texts(engine.advance(guided, ended, Said("გამარჯობა"), NOW)) == ["welcome_back", "how_are_you"]


def test_session_survives_json(small: FlowSet) -> None:
    session = walk(small, "youth", Said("ადამიანი"), Silence()).session
    assert Session.from_json(session.to_json()) == session


def test_walk_without_a_wait_is_cut_off(small: FlowSet) -> None:
    steps = {"a": Say("a", 1, "a", "b"), "b": Say("b", 2, "b", "a")}
    endless = Flow("endless", 1, Audience.YOUTH, "a", steps, "endless.yaml")
    with pytest.raises(EndlessFlow, match="100 steps without a wait"):
        engine.start(FlowSet({"endless": endless}, small.texts), "endless", NOW)
