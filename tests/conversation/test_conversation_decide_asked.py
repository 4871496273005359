"""What somebody asks the program for by name, and how a conversation begins."""

from dataclasses import replace
from datetime import timedelta

import pytest

from app.wiring import load_content
from conversation.channel import Command
from conversation.consent import Consent
from conversation.decide import decide
from conversation.state import State, SystemButton, SystemLine
from escalation.case import State as CaseState
from escalation.case import Urgency
from flows import engine
from flows.flowset import FlowSet
from flows.session import Frame, Session
from tests.conversation.deciding import CALM, NOW, case, command, place, pressed, state, text, texts

HELP, HUMAN, LANGUAGE, PLAN = Command.HELP, Command.HUMAN, Command.LANGUAGE, Command.PLAN
START, STOP, DELETE = Command.START, Command.STOP, Command.DELETE
AT_THE_DOOR = Frame("youth", 2, "about")
REALLY = SystemLine(
    "delete-confirm",
    (
        (
            SystemButton("delete-confirm-yes", "system.delete.yes"),
            SystemButton("delete-confirm-no", "system.delete.no"),
        ),
    ),
)


@pytest.fixture(scope="module")
def flows() -> FlowSet:
    return load_content(lambda: NOW)


@pytest.fixture
def door(flows: FlowSet) -> Session:
    """Somebody at the first question of all, on duty or not as the test says."""
    return engine.start(flows, "youth", NOW, {"on_duty": "yes"}).session


def test_each_command_does_what_it_says_wherever_somebody_is(flows: FlowSet, door: Session) -> None:
    ended, waiting = replace(door, step=""), case(CaseState.WAITING)
    states = {
        "new": state(),
        "there": replace(state(), session=door),
        "ended": replace(state(), session=ended),
        "waited for": replace(state(waiting), session=door),
        "ended, waited for": replace(state(waiting), session=ended),
    }
    welcome = (["hello", "confidential", "emergency", "about"], "youth.about")
    again = (["hello", "how_now"], "coming_back.how_now")
    person = (["calling", "danger"], "human.danger")
    languages = (["choose"], "language.choose")
    plan = (["plan-none", "hello", "before_we_start", "warning_signs"], "safety_plan.warning_signs-write")
    company = (["while_waiting"], "waiting.while_waiting")
    here, home = "youth.about", "youth."
    cases = {
        START: (welcome, again, again, company, company),
        HELP: (
            (["help-numbers"], "."),
            (["help-numbers", "about"], here),
            (["help-numbers"], home),
            (["help-numbers", "about"], here),
            (["help-numbers"], home),
        ),
        HUMAN: (person,) * 5,
        LANGUAGE: (languages,) * 5,
        PLAN: (plan,) * 5,
        STOP: tuple((["stopped"], where) for where in (".", home, home, home, home)),
        DELETE: tuple((["delete-confirm"], where) for where in (".", here, home, here, home)),
    }
    found = {
        asked: tuple(
            (texts(decision), place(decision))
            for decision in (
                decide(before, command(asked), CALM, flows, NOW, on_duty=True) for before in states.values()
            )
        )
        for asked in cases
    }
    assert found == cases


def test_a_command_that_leads_elsewhere_remembers_the_question_that_was_open(
    flows: FlowSet, door: Session
) -> None:
    waiting = replace(state(case(CaseState.WAITING)), session=door)
    for asked in (HUMAN, LANGUAGE, PLAN, START):
        decision = decide(waiting, command(asked), CALM, flows, NOW, on_duty=True)
        assert decision.session is not None
        assert decision.session.returns == (AT_THE_DOOR,), asked


def test_a_harmless_word_goes_on_where_somebody_is(flows: FlowSet, door: Session) -> None:
    ended, waiting = replace(door, step=""), state(case(CaseState.WAITING))
    new, press = state(), pressed("youth.about.me")
    cases = {
        "the first words": (new, text("..."), "youth.about"),
        "the first words of a parent": (replace(new, audience="family"), text("..."), "family_topics.topics"),
        "the first press": (new, press, "youth.about"),
        "words": (replace(new, session=door), text("..."), "listening.heard"),
        "a press": (replace(new, session=door), press, "youth.how_are_you"),
        "words after the end": (replace(new, session=ended), text("..."), "coming_back.how_now"),
        "words after the end of a parent's": (
            replace(
                new, session=replace(ended, facts={**ended.facts, "home": "family", "audience": "family"})
            ),
            text("..."),
            "family_topics.topics",
        ),
        "the first words while waiting": (waiting, text("..."), "waiting.while_waiting"),
        "words while waiting": (replace(waiting, session=door), text("..."), "listening.heard"),
        "words after the end, while waiting": (
            replace(waiting, session=ended),
            text("..."),
            "waiting.while_waiting",
        ),
    }
    found = {
        name: place(decide(before, inbound, CALM, flows, NOW, on_duty=True))
        for name, (before, inbound, _) in cases.items()
    }
    assert found == {name: where for name, (*_, where) in cases.items()}
    kept = decide(replace(waiting, session=ended), text("..."), CALM, flows, NOW, on_duty=True)
    assert kept.session is not None
    assert kept.session.facts == ended.facts


def test_the_numbers_are_shown_at_once_to_whoever_asks_for_them(flows: FlowSet, door: Session) -> None:
    ended, waiting = replace(door, step=""), state(case(CaseState.WAITING))
    for words in ("112", "помощь", "help"):
        for before in (state(), replace(state(), session=ended), waiting, replace(waiting, session=ended)):
            decision = decide(before, text(words), CALM, flows, NOW, on_duty=True)
            assert texts(decision) == ["help-numbers"], words


def test_what_is_known_at_the_very_beginning(flows: FlowSet) -> None:
    """Each word here decides what is said next: whether somebody is there, and in which form of address."""
    for on_duty, audience in ((True, "youth"), (False, "youth"), (True, "family")):
        first = decide(
            replace(state(), audience=audience), command(HELP), CALM, flows, NOW, on_duty=on_duty
        ).session
        facts = {"on_duty": "yes" if on_duty else "no", "home": audience, "audience": audience}
        assert first == Session("", 0, "", facts)


def test_who_is_there_is_known_anew_with_each_message(flows: FlowSet, door: Session) -> None:
    for before, on_duty, now in (("no", True, "yes"), ("yes", False, "no")):
        earlier = replace(state(), session=door.with_fact("on_duty", before))
        decision = decide(earlier, text("ადამიანი"), CALM, flows, NOW, on_duty=on_duty)
        assert decision.session is not None
        assert decision.session.facts["on_duty"] == now
        assert texts(decision)[0] == ("calling" if on_duty else "nobody_on_duty")


def test_a_link_for_parents_speaks_to_parents_and_no_other_word_does(flows: FlowSet) -> None:
    cases = {
        (START, "family"): "family",
        (START, "parent"): "family",
        (START, "Parents"): "family",
        (START, "school-7"): "youth",
        (START, ""): "youth",
        (HELP, "family"): "youth",
    }
    found, homes = {}, {}
    for asked in cases:
        decision = decide(state(), command(*asked), CALM, flows, NOW, on_duty=True)
        assert decision.session is not None
        found[asked], homes[asked] = decision.audience, decision.session.facts["home"]
    assert found == homes == cases
    parent = replace(state(), audience="family")
    assert decide(parent, command(START, "school-7"), CALM, flows, NOW, on_duty=True).audience == "family"


def test_beside_a_counsellor_only_numbers_a_language_and_deletion_are_answered(
    flows: FlowSet, door: Session
) -> None:
    numbers = (SystemLine("help-numbers"),)
    answered = {
        "help": (numbers, "ka", False),
        "help yes": (numbers, "ka", False),
        "help ru": (numbers, "ka", False),
        "language ru": ((), "ru", False),
        "delete": ((REALLY,), "ka", False),
        "delete ru": ((REALLY,), "ka", False),
        "delete yes": ((), "ka", True),
        "system.delete.yes": ((), "ka", True),
        "system.delete.no": ((SystemLine("delete-kept"),), "ka", False),
    }
    silent = ((), "ka", False)
    asked = {
        **{f"{name} {word}".strip(): command(name, word) for name in Command for word in ("", "yes", "ru")},
        "a language we have not": command(LANGUAGE, "de"),
        **{data: pressed(data) for data in ("system.delete.yes", "system.delete.no", "system.always.human")},
        "words": text("ადამიანი"),
        "a press": pressed("youth.about.me"),
    }
    here = replace(door, nudged=True)
    for held in (CaseState.CLAIMED, CaseState.IN_TRANSFER):
        before = replace(state(case(held)), session=here, wake_at=NOW + timedelta(minutes=7))
        got = {name: decide(before, one, CALM, flows, NOW, on_duty=True) for name, one in asked.items()}
        assert {name: (one.speech, one.language, one.delete) for name, one in got.items()} == {
            name: answered.get(name, silent) for name in asked
        }
        for name, one in got.items():
            kept = (None, None) if one.delete else (here, before.wake_at)
            assert (one.session, one.wake_at, one.need) == (*kept, None), name


def test_nothing_is_deleted_before_a_plain_yes(flows: FlowSet, door: Session) -> None:
    kept, gone = (SystemLine("delete-kept"),), ()
    cases = {
        (command(DELETE), (REALLY,)),
        (command(DELETE, "all"), (REALLY,)),
        (command(DELETE, "no"), kept),
        (command(DELETE, "yes"), gone),
        (pressed("system.delete.maybe"), (REALLY,)),
        (pressed("system.delete.no"), kept),
        (pressed("system.delete.yes"), gone),
    }
    before = replace(state(), session=door, wake_at=NOW + timedelta(minutes=7))
    for inbound, speech in cases:
        decision = decide(before, inbound, CALM, flows, NOW, on_duty=True)
        assert decision.speech == speech, inbound
        assert decision.delete is (speech == gone), inbound
        left = (None, None) if decision.delete else (door, before.wake_at)
        assert (decision.session, decision.wake_at) == left, inbound


def test_only_who_was_asked_can_take_their_consent_back(flows: FlowSet, door: Session) -> None:
    expected = {
        None: False,
        Consent.ASKED: True,
        Consent.GIVEN: True,
        Consent.REFUSED: False,
        Consent.WITHDRAWN: False,
    }
    cases: list[State] = [state(), state(case(CaseState.WAITING)), state(case(CaseState.CLAIMED))]
    for before in cases:
        found = {}
        for consent in expected:
            asked = replace(before, consent=consent, session=door)
            decision = decide(asked, text("Withdraw!"), CALM, flows, NOW, on_duty=True)
            found[consent] = decision.withdraws
            told = decision.speech == (SystemLine("training-consent-withdrawn"),)
            assert told is decision.withdraws, consent
            assert not decision.withdraws or decision.session == door, consent
        assert found == expected
        given = replace(before, consent=Consent.GIVEN, session=door)
        assert not decide(given, text("I withdraw"), CALM, flows, NOW, on_duty=True).withdraws


def test_asking_for_a_person_brings_one_in_whatever_is_answered_next(flows: FlowSet, door: Session) -> None:
    for inbound in (command(HUMAN), text("ადამიანი"), pressed("system.always.human")):
        for session in (None, door):
            decision = decide(replace(state(), session=session), inbound, CALM, flows, NOW, on_duty=True)
            assert decision.need is not None
            assert (decision.need.reason, decision.need.urgency) == ("asked_for_person", Urgency.ROUTINE)


def test_a_wish_for_a_person_in_words_of_ones_own_is_served(flows: FlowSet) -> None:
    free = text("იქნებ ვინმე ცოცხალმა მიპასუხოს")
    decision = decide(state(), free, CALM, flows, NOW, on_duty=True, intent="human")

    assert decision.session is not None
    assert decision.session.flow == "human"


def test_an_intent_that_is_no_command_leaves_the_script_as_it_is(flows: FlowSet) -> None:
    free = text("ყოველ დღე ერთი და იგივე")
    with_it, without = (
        decide(state(), free, CALM, flows, NOW, on_duty=True, intent=intent) for intent in ("school", None)
    )

    assert with_it == without
