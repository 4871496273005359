"""How long the program stays silent, and how often it asks again: each question begins anew with both.

A person who was nudged an hour ago and is in a crisis now must hear from us in minutes, not in half a day.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from flows import engine
from flows.commands import AlwaysCommand
from flows.flowset import FlowSet
from flows.session import Count, Event, Frame, Pressed, Said, Session, Silence, Turn

NOW = datetime(2026, 12, 1, 21, 30, tzinfo=UTC)
Move = Callable[[FlowSet, Session], Turn]


def at(flows: FlowSet, place: str, *returns: Frame) -> Session:
    """Somebody who was nudged at a question and whose last answer was not understood."""
    flow, _, step = place.partition(".")
    facts = {"welcomed": "yes", "audience": "youth", "home": "youth"}
    return Session(flow, flows.get(flow).version, step, facts, returns, retries=1, nudged=True)


def on(event: Event) -> Move:
    return lambda flows, session: engine.advance(flows, session, event, NOW)


def to(flow: str) -> Move:
    return lambda flows, session: engine.interrupt(flows, session, flow, NOW)


def ask(command: AlwaysCommand) -> Move:
    return lambda flows, session: engine.command(flows, session, command, NOW)


def resume(flows: FlowSet, session: Session) -> Turn:
    return engine.resume(flows, session, NOW)


def speak(flows: FlowSet, session: Session) -> Turn:
    return engine.speak(flows, session, "ru", NOW)


ABOUT, ITEM = Frame("youth", 1, "about"), Frame("check_in", 1, "thoughts", asked=False)
LOST, GONE = Frame("youth", 99, "about"), Frame("exams", 1, "about")


def ways() -> Iterator[tuple[str, str, tuple[Frame, ...], Move, str, int]]:
    """What somebody does, where and with what to come back to; where they are then, and the minutes."""
    youth, thoughts, danger = "youth.about", "check_in.thoughts", "human.danger"
    yield "a button", youth, (), on(Pressed("youth.about.me")), "youth.how_are_you", 20
    yield (
        "a button into another flow",
        "youth.how_are_you",
        (),
        on(Pressed("youth.how_are_you.very_bad")),
        thoughts,
        10,
    )
    yield "words", youth, (), on(Said("...")), "youth.heard", 20
    yield "words into another flow", danger, (), on(Said("არა")), "waiting.while_waiting", 5
    yield "unclear words, handed on", thoughts, (), on(Said("...")), "waiting.while_waiting", 5
    yield "a crisis", youth, (), to("crisis"), "crisis.safe_now", 3
    yield "asking for a person", youth, (), on(Said("ადამიანი")), danger, 3
    yield "the command for a person", youth, (), ask(AlwaysCommand.HUMAN), danger, 3
    yield "asking for another language", youth, (), ask(AlwaysCommand.LANGUAGE), "language.choose", 20
    yield "coming back", danger, (ABOUT,), resume, youth, 20
    yield "coming back to what was not asked yet", danger, (ITEM,), resume, thoughts, 10
    yield "coming back by an end", "language.choose", (ITEM,), on(Pressed("language.choose.ru")), thoughts, 10
    yield "coming back to a lost version", danger, (LOST,), resume, "youth.how_are_you", 20
    yield "coming back to a lost flow", danger, (GONE,), resume, "youth.how_are_you", 20
    yield "back to a flow left for a moment", "language.choose", (ITEM,), to("check_in"), thoughts, 10
    yield "beginning again", "youth.", (), on(Said("...")), "youth.how_are_you", 20


def again() -> Iterator[tuple[str, str, Move, int, int]]:
    """What leaves somebody at their question: the minutes, and what was not understood until then."""
    thoughts, safe = "check_in.thoughts", "crisis.safe_now"
    yield "the numbers", safe, on(Said("help")), 3, 1
    yield "the numbers by command", safe, ask(AlwaysCommand.HELP), 3, 1
    yield "a stale button", safe, on(Pressed("youth.about.me")), 3, 1
    yield "another language", thoughts, on(Said("по-русски")), 10, 1
    yield "another language by command", thoughts, speak, 10, 1
    yield "a crisis where one already is", safe, to("crisis"), 3, 1
    yield "being asked again", thoughts, resume, 10, 1


@pytest.mark.parametrize(
    ("place", "returns", "move", "then", "minutes"), [pytest.param(*way, id=name) for name, *way in ways()]
)
def test_at_a_new_question_nothing_is_left_of_the_silence_and_the_trouble_at_the_last(
    small: FlowSet, place: str, returns: tuple[Frame, ...], move: Move, then: str, minutes: int
) -> None:
    turn = move(small, at(small, place, *returns))
    assert f"{turn.session.flow}.{turn.session.step}" == then
    assert (turn.session.nudged, turn.session.retries) == (False, 0)
    assert turn.wake_at == NOW + timedelta(minutes=minutes)


@pytest.mark.parametrize(
    ("place", "move", "minutes", "retries"), [pytest.param(*way, id=name) for name, *way in again()]
)
def test_whoever_does_something_is_nudged_again_before_they_are_left(
    small: FlowSet, place: str, move: Move, minutes: int, retries: int
) -> None:
    turn = move(small, at(small, place))
    assert f"{turn.session.flow}.{turn.session.step}" == place
    assert (turn.session.nudged, turn.session.retries) == (False, retries)
    assert turn.wake_at == NOW + timedelta(minutes=minutes)


def test_unclear_words_after_a_nudge_are_asked_about_once_and_waited_for_anew(small: FlowSet) -> None:
    here = replace(at(small, "check_in.thoughts"), retries=0)
    turn = engine.advance(small, here, Said("..."), NOW)
    assert (turn.session.nudged, turn.session.retries) == (False, 1)
    assert turn.wake_at == NOW + timedelta(minutes=10)


def test_what_an_answer_could_not_be_asked_again_for_is_asked_again_elsewhere(small: FlowSet) -> None:
    """One misunderstanding a question: what was unclear before does not count against the next answer."""
    crisis = engine.interrupt(small, at(small, "check_in.thoughts"), "crisis", NOW)
    unclear = engine.advance(small, crisis.session, Said("..."), NOW)
    assert [line.text for line in unclear.lines] == ["message-not-understood", "safe_now"]
    assert unclear.effects == ()


def test_silence_is_answered_by_a_nudge_then_waited_out_longer_and_then_left_alone(small: FlowSet) -> None:
    here = replace(at(small, "check_in.thoughts"), nudged=False)
    nudged = engine.advance(small, here, Silence(), NOW)
    assert nudged == Turn(replace(here, nudged=True), nudged.lines, (), NOW + timedelta(minutes=30))
    assert [line.text for line in nudged.lines] == ["here_for_you"]
    left = engine.advance(small, nudged.session, Silence(), NOW)
    assert (left.lines, left.wake_at) == ((), None)
    assert left.session == replace(here, step="", retries=0)


def test_a_question_without_a_nudge_is_left_after_its_only_wait(small: FlowSet) -> None:
    here = replace(at(small, "language.choose"), nudged=False)
    turn = engine.advance(small, here, Silence(), NOW)
    assert (turn.lines, turn.effects, turn.wake_at) == ((), (Count("quiet_end"),), None)


@pytest.mark.parametrize("way", ["stop", "silence", "lost"])
def test_nothing_is_left_of_a_conversation_that_has_ended(small: FlowSet, way: str) -> None:
    here = at(small, "crisis.safe_now", ABOUT)
    if way == "lost":
        here = replace(here, version=99)
    turn = engine.advance(small, here, Said("stop") if way == "stop" else Silence(), NOW)
    assert turn.session == replace(here, step="", returns=(), retries=0, nudged=False)
    assert turn.wake_at is None
