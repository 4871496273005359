"""What follows from one event, without a database."""

from dataclasses import replace
from datetime import timedelta

import pytest

from app.wiring import load_content
from conversation.channel import Command, InboundKind
from conversation.decide import decide
from conversation.decide_events import decide_silence
from conversation.quiet_hours import in_daytime
from conversation.state import SystemLine
from escalation.case import State as CaseState
from escalation.case import Urgency
from flows.flowset import FlowSet
from risk.assessment import Flag, Level
from risk.context import Standing
from tests.conversation.deciding import CALM, NOW, case, command, heard, pressed, said, state, text


@pytest.fixture(scope="module")
def flows() -> FlowSet:
    return load_content(lambda: NOW)


@pytest.mark.parametrize("level", [Level.HIGH, Level.IMMINENT])
@pytest.mark.parametrize("kind", [InboundKind.TEXT, InboundKind.EDIT, InboundKind.MEDIA])
def test_high_risk_opens_a_need_and_the_crisis_flow(flows: FlowSet, level: Level, kind: InboundKind) -> None:
    decision = decide(state(), text("...", kind), heard(level), flows, NOW, on_duty=True)
    assert decision.need is not None
    assert decision.need.urgency is (Urgency.EMERGENCY if level is Level.IMMINENT else Urgency.URGENT)
    assert decision.session is not None
    assert decision.session.flow == "crisis"
    assert "112" in said(decision, flows).splitlines()[0]


def test_failed_check_counts_as_high(flows: FlowSet) -> None:
    failed = heard(Level.HIGH, flags=frozenset({Flag.ASSESSMENT_FAILED}))
    decision = decide(state(), text("..."), failed, flows, NOW, on_duty=True)
    assert decision.need is not None
    assert decision.need.reason == "assessment_failed"


def test_nobody_on_duty_is_said(flows: FlowSet) -> None:
    away = said(decide(state(), text("..."), heard(Level.HIGH), flows, NOW, on_duty=False), flows)
    here = said(decide(state(), text("..."), heard(Level.HIGH), flows, NOW, on_duty=True), flows)
    assert away != here


def test_risk_comes_before_a_command_in_the_same_message(flows: FlowSet) -> None:
    both = replace(command(Command.STOP), text="/stop …")
    decision = decide(state(), both, heard(Level.HIGH), flows, NOW, on_duty=True)
    assert decision.session is not None
    assert decision.session.flow == "crisis"


def test_level_is_never_lowered_by_a_message(flows: FlowSet) -> None:
    before = replace(state(), standing=Standing(Level.HIGH, NOW))
    assert decide(before, text("..."), CALM, flows, NOW, on_duty=True).level is Level.HIGH


def test_moderate_risk_asks_directly(flows: FlowSet) -> None:
    decision = decide(state(), text("..."), heard(Level.MODERATE), flows, NOW, on_duty=True)
    assert decision.need is None
    assert decision.session is not None
    assert decision.session.flow == "check_in"
    yes = decide(replace(state(), session=decision.session), text("კი"), CALM, flows, NOW, on_duty=True)
    assert yes.need is not None
    assert yes.need.urgency >= Urgency.URGENT
    assert yes.level is Level.HIGH


@pytest.mark.parametrize("words", ["მადლობა", "კი", "ადამიანი", "ki", "help?"])
def test_program_is_silent_beside_a_counsellor(flows: FlowSet, words: str) -> None:
    held = state(case(CaseState.CLAIMED))
    assert decide(held, text(words), CALM, flows, NOW, on_duty=True).speech == ()
    assert decide(held, pressed("crisis.safe_now.safe"), CALM, flows, NOW, on_duty=True).speech == ()


def test_risk_beside_a_counsellor_raises_the_case_silently(flows: FlowSet) -> None:
    held = state(case(CaseState.CLAIMED))
    decision = decide(held, text("..."), heard(Level.IMMINENT), flows, NOW, on_duty=True)
    assert decision.speech == ()
    assert decision.need is not None
    assert decision.need.urgency is Urgency.EMERGENCY


def test_numbers_are_given_even_beside_a_counsellor(flows: FlowSet) -> None:
    held = state(case(CaseState.CLAIMED))
    decision = decide(held, command(Command.HELP), CALM, flows, NOW, on_duty=True)
    assert decision.speech == (SystemLine("help-numbers"),)


def test_waiting_case_that_becomes_graver_shows_the_help_line_again(flows: FlowSet) -> None:
    waiting = state(case(CaseState.WAITING, Urgency.URGENT))
    first = decide(state(), text("..."), heard(Level.HIGH), flows, NOW, on_duty=True)
    again = replace(waiting, session=first.session)
    graver = decide(again, text("..."), heard(Level.IMMINENT), flows, NOW, on_duty=True)
    assert "112" in said(graver, flows).splitlines()[0]
    same = decide(again, text("..."), heard(Level.HIGH), flows, NOW, on_duty=True)
    assert same.need is not None
    assert same.session is not None
    assert same.session.flow in {"crisis", "waiting"}


@pytest.mark.parametrize("words", ["ადამიანი", "adamiani", "человек", "human"])
def test_person_asked_for_in_words_opens_a_case(flows: FlowSet, words: str) -> None:
    started = decide(state(), command(Command.START), CALM, flows, NOW, on_duty=True)
    asked = decide(replace(state(), session=started.session), text(words), CALM, flows, NOW, on_duty=True)
    assert asked.need is not None


@pytest.mark.parametrize(
    "name", [Command.HUMAN, Command.HELP, Command.STOP, Command.LANGUAGE, Command.DELETE]
)
def test_every_command_works_as_the_very_first_thing(flows: FlowSet, name: Command) -> None:
    assert decide(state(), command(name), CALM, flows, NOW, on_duty=False).speech


def test_start_link_for_parents_changes_the_form_of_address(flows: FlowSet) -> None:
    decision = decide(state(), command(Command.START, "family"), CALM, flows, NOW, on_duty=True)
    assert decision.audience == "family"


def test_somebody_who_writes_russian_is_answered_in_russian(flows: FlowSet) -> None:
    russian = heard(Level.NONE, language="ru", script="Cyrl")
    decision = decide(state(), text("привет, как дела"), russian, flows, NOW, on_duty=True)
    assert decision.language == "ru"


def test_chosen_language_stays(flows: FlowSet) -> None:
    chosen = decide(state(), command(Command.LANGUAGE, "en"), CALM, flows, NOW, on_duty=True)
    assert chosen.language == "en"
    russian = heard(Level.NONE, language="ru", script="Cyrl")
    later = replace(state(), session=chosen.session, language="en")
    assert decide(later, text("привет, как дела"), russian, flows, NOW, on_duty=True).language == "en"


def test_harmless_edit_is_not_answered(flows: FlowSet) -> None:
    assert decide(state(), text("კარგად ვარ", InboundKind.EDIT), CALM, flows, NOW, on_duty=True).speech == ()


@pytest.mark.parametrize(
    "data", ["nonsense", "youth.nowhere.at_all", "system.always.nothing", "x" * 64, "..", ""]
)
def test_unknown_button_gets_a_kind_answer(flows: FlowSet, data: str) -> None:
    started = decide(state(), command(Command.START), CALM, flows, NOW, on_duty=True)
    assert decide(
        replace(state(), session=started.session), pressed(data), CALM, flows, NOW, on_duty=True
    ).speech


def test_delete_asks_first(flows: FlowSet) -> None:
    asked = decide(state(), command(Command.DELETE), CALM, flows, NOW, on_duty=True)
    assert not asked.delete
    assert isinstance(asked.speech[0], SystemLine)
    yes = asked.speech[0].buttons[0][0].data
    assert decide(state(), pressed(yes), CALM, flows, NOW, on_duty=True).delete
    no = asked.speech[0].buttons[0][1].data
    assert not decide(state(), pressed(no), CALM, flows, NOW, on_duty=True).delete


def test_silence_beside_a_counsellor_says_nothing(flows: FlowSet) -> None:
    started = decide(state(), command(Command.START), CALM, flows, NOW, on_duty=True)
    held = replace(state(case(CaseState.CLAIMED)), session=started.session)
    assert decide_silence(held, flows, NOW).speech == ()
    free = replace(state(), session=started.session)
    assert decide_silence(free, flows, NOW).speech


def test_words_meant_for_the_safety_plan_are_kept_even_when_they_alarm(flows: FlowSet) -> None:
    planning = decide(state(), command(Command.PLAN), CALM, flows, NOW, on_duty=True)
    while planning.session is not None and "plan." not in str(planning.session.facts):
        before = planning.session
        planning = decide(
            replace(state(), session=before),
            text("ცუდად ვიძინებ"),
            heard(Level.HIGH),
            flows,
            NOW,
            on_duty=True,
        )
        assert planning.session is not None
        break
    assert planning.session is not None
    assert planning.session.flow == "crisis"
    assert "ცუდად ვიძინებ" in planning.session.facts.values()


@pytest.mark.parametrize(
    ("hour", "expected"),
    [(5, 6), (6, 6), (16, 16), (17, 30), (23, 30)],
    ids=["dawn", "ten", "late", "night", "midnight"],
)
def test_contacts_are_made_by_day_in_georgia(hour: int, expected: int) -> None:
    """Georgia is four hours ahead: ten o'clock there is six in UTC, nine in the evening seventeen."""
    day = NOW.replace(hour=0)
    assert in_daytime(day + timedelta(hours=hour)) == day + timedelta(hours=expected)
