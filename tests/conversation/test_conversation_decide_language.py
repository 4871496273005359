"""In which language the program speaks: the one somebody writes in, until they choose one."""

from dataclasses import replace

import pytest

from app.wiring import load_content
from conversation.channel import Command, InboundMessage
from conversation.decide import decide
from flows import engine
from flows.flowset import FlowSet
from flows.session import Session
from risk.assessment import Level
from tests.conversation.deciding import CALM, NOW, command, heard, place, pressed, state, text, texts

LANGUAGE = Command.LANGUAGE


@pytest.fixture(scope="module")
def flows() -> FlowSet:
    return load_content(lambda: NOW)


@pytest.fixture
def door(flows: FlowSet) -> Session:
    """Somebody at the first question of all."""
    return engine.start(flows, "youth", NOW, {"on_duty": "yes"}).session


def test_the_program_speaks_the_language_somebody_writes_in_until_they_choose(
    flows: FlowSet, door: Session
) -> None:
    """One word is too little to tell a language by."""
    chosen = door.with_fact("language", "ka")
    cases: dict[str, tuple[Session | None, str, str, str]] = {
        "the first words": (None, "привет, помоги", "ru", "ru"),
        "later words": (door, "hello there", "en", "en"),
        "one word": (door, "привет", "ru", "ka"),
        "a language we have not": (door, "guten tag", "de", "ka"),
        "a language that was not recognised": (door, "... ...", "und", "ka"),
        "after a choice": (chosen, "привет, помоги", "ru", "ka"),
    }
    found = {}
    for name, (session, words, spoken, _) in cases.items():
        joined = heard(Level.NONE, language=spoken)
        before = replace(state(), session=session)
        found[name] = decide(before, text(words), joined, flows, NOW, on_duty=True).language
    assert found == {name: language for name, (*_, language) in cases.items()}


def test_a_language_that_was_chosen_stays_however_it_was_chosen(flows: FlowSet, door: Session) -> None:
    choosing = decide(
        replace(state(), session=door), command(LANGUAGE), CALM, flows, NOW, on_duty=True
    ).session
    ended = replace(door, step="")
    ways: dict[str, tuple[Session | None, InboundMessage, list[str], str]] = {
        "by a command, first of all": (None, command(LANGUAGE, "ru"), ["language-changed"], "."),
        "by a command after the end": (ended, command(LANGUAGE, "ru"), ["language-changed"], "youth."),
        "by a command at a question": (
            door,
            command(LANGUAGE, "ru"),
            ["language-changed", "about"],
            "youth.about",
        ),
        "by a command where it is asked": (
            choosing,
            command(LANGUAGE, "ru"),
            ["changed", "back-to-question", "about"],
            "youth.about",
        ),
        "by its button": (
            choosing,
            pressed("language.choose.ru"),
            ["changed", "back-to-question", "about"],
            "youth.about",
        ),
        "by its name": (door, text("по-русски"), ["language-changed", "about"], "youth.about"),
    }
    for way, (session, inbound, said, where) in ways.items():
        decision = decide(replace(state(), session=session), inbound, CALM, flows, NOW, on_duty=True)
        assert (decision.language, texts(decision), place(decision)) == ("ru", said, where), way
        later = replace(state(), session=decision.session, language=decision.language)
        georgian = heard(Level.NONE, language="ka")
        assert decide(later, text("გამარჯობა შენ"), georgian, flows, NOW, on_duty=True).language == "ru", way


def test_a_language_we_have_not_is_asked_about(flows: FlowSet, door: Session) -> None:
    for session in (None, door):
        decision = decide(
            replace(state(), session=session), command(LANGUAGE, "de"), CALM, flows, NOW, on_duty=True
        )
        assert (decision.language, place(decision)) == ("ka", "language.choose")
