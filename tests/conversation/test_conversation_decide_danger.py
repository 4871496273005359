"""What danger in a message leads to: a crisis that begins once, a question asked, somebody called."""

from dataclasses import replace
from datetime import timedelta

import pytest

from app.wiring import load_content
from conversation.channel import Command, InboundKind
from conversation.decide import decide
from conversation.state import SystemButton, SystemLine
from escalation.case import State as CaseState
from escalation.case import Urgency
from escalation.service import Need
from flows import engine
from flows.flowset import FlowSet
from flows.session import Frame, Pressed, Session
from risk.assessment import Assessment, Flag, Level, Subject
from risk.context import Joined, Shown, Standing
from tests.conversation.deciding import CALM, NOW, case, command, heard, place, pressed, state, text, texts

NONE, LOW, MODERATE, HIGH, IMMINENT = Level
HELPLINES = "helplines_first"
AT_THE_DOOR = Frame("youth", 2, "about")
PERSON_ROW = (
    SystemButton("always-human", "system.always.human"),
    SystemButton("always-help", "system.always.help"),
)


@pytest.fixture(scope="module")
def flows() -> FlowSet:
    return load_content(lambda: NOW)


def at(flows: FlowSet, flow: str, **facts: str) -> Session:
    """Somebody at the first question of a flow."""
    session = engine.start(flows, flow, NOW, {"welcomed": "no", **facts}).session
    assert session.flow == flow, "the flow leads on at once; take another one"
    return session


def test_the_crisis_begins_for_new_danger_and_not_at_every_grave_message(flows: FlowSet) -> None:
    """Who is already waited for, or spoken with, must not be read the same opening again and again."""
    held, transfer, waiting, again = (
        CaseState.CLAIMED,
        CaseState.IN_TRANSFER,
        CaseState.WAITING,
        CaseState.REOPENED,
    )
    routine, urgent, emergency = Urgency
    begins = {
        (None, HIGH): True,
        (None, IMMINENT): True,
        ((waiting, routine), HIGH): True,
        ((waiting, urgent), HIGH): False,
        ((waiting, urgent), IMMINENT): True,
        ((waiting, emergency), HIGH): False,
        ((waiting, emergency), IMMINENT): False,
        ((again, routine), HIGH): True,
        ((again, urgent), HIGH): False,
        ((held, routine), IMMINENT): False,
        ((transfer, routine), IMMINENT): False,
    }
    found, needs = {}, {}
    for opened, level in begins:
        before = replace(state(case(*opened) if opened else None), session=at(flows, "youth"))
        decision = decide(before, text("..."), heard(level), flows, NOW, on_duty=True)
        found[opened, level] = HELPLINES in texts(decision)
        assert decision.need is not None
        needs[opened, level] = decision.need.urgency
    assert found == begins
    assert needs == {key: emergency if key[1] is IMMINENT else urgent for key in begins}


def test_who_is_already_in_a_crisis_that_becomes_graver_keeps_where_to_come_back_to(flows: FlowSet) -> None:
    first = decide(
        replace(state(), session=at(flows, "youth", region="imereti")),
        text("..."),
        heard(HIGH),
        flows,
        NOW,
        on_duty=True,
    )
    assert first.session is not None
    assert first.session.returns == (AT_THE_DOOR,)
    further = engine.advance(flows, first.session, Pressed("crisis.safe_now.safe"), NOW).session
    waiting = replace(state(case(CaseState.WAITING)), session=replace(further, nudged=True))
    graver = decide(waiting, text("..."), heard(IMMINENT), flows, NOW, on_duty=True)
    assert place(graver) == "crisis.safe_now"
    assert texts(graver)[0] == HELPLINES
    assert graver.session is not None
    assert graver.session.returns == (AT_THE_DOOR,)
    assert graver.session.facts == further.facts
    assert graver.wake_at == NOW + timedelta(minutes=3)


def test_a_crisis_that_has_ended_begins_as_for_anybody(flows: FlowSet) -> None:
    ended = replace(at(flows, "crisis"), step="")
    decision = decide(replace(state(), session=ended), text("..."), heard(HIGH), flows, NOW, on_duty=True)
    assert (place(decision), texts(decision)[0]) == ("crisis.safe_now", HELPLINES)


def test_what_a_counsellor_reads_of_a_message_says_what_it_shows(flows: FlowSet) -> None:
    flags = frozenset({Flag.TIME, Flag.ABUSE, Flag.PLAN, Flag.MEANS})
    sorted_flags = ("abuse", "means", "plan", "time")
    failed = frozenset({Flag.ASSESSMENT_FAILED})
    by_context = Shown(HIGH, "context.wish.repeated")
    urgent, emergency = Urgency.URGENT, Urgency.EMERGENCY
    cases = {
        "nothing": (CALM, None),
        "moderate": (heard(MODERATE, flags=flags), None),
        "high": (heard(HIGH, flags=flags), Need(urgent, HIGH, "self", sorted_flags, "risk_high")),
        "imminent": (heard(IMMINENT), Need(emergency, IMMINENT, "self", (), "risk_imminent")),
        "about somebody else": (
            heard(HIGH, subject=Subject.OTHER),
            Need(urgent, HIGH, "other", (), "risk_high"),
        ),
        "the check has failed": (
            heard(HIGH, flags=failed),
            Need(urgent, HIGH, "self", ("assessment_failed",), "assessment_failed"),
        ),
        "with what came before": (
            Joined(Assessment(MODERATE, flags=flags), by_context),
            Need(urgent, HIGH, "self", sorted_flags, "context_wish_repeated"),
        ),
    }
    held = state(case(CaseState.CLAIMED))
    found = {
        name: decide(held, text("..."), joined, flows, NOW, on_duty=True).need
        for name, (joined, _) in cases.items()
    }
    assert found == {name: need for name, (_, need) in cases.items()}


def test_the_level_in_force_is_the_gravest_of_before_the_message_and_the_answer(flows: FlowSet) -> None:
    asked = at(flows, "check_in")
    cases = {
        "nothing": (Standing(NONE, NOW), text("..."), CALM, (NONE, Shown())),
        "before": (Standing(HIGH, NOW), text("..."), CALM, (HIGH, Shown())),
        "before, and lighter now": (
            Standing(HIGH, NOW),
            text("..."),
            heard(LOW),
            (HIGH, Shown(LOW, "words")),
        ),
        "long before": (Standing(HIGH, NOW - timedelta(days=400)), text("..."), CALM, (NONE, Shown())),
        "the message": (
            Standing(LOW, NOW),
            text("..."),
            heard(MODERATE),
            (MODERATE, Shown(MODERATE, "words")),
        ),
        "the answer": (
            Standing(LOW, NOW),
            pressed("check_in.thoughts.has"),
            CALM,
            (HIGH, Shown(HIGH, "answer.thoughts")),
        ),
        "graver before than the answer": (
            Standing(IMMINENT, NOW),
            pressed("check_in.thoughts.has"),
            CALM,
            (IMMINENT, Shown(HIGH, "answer.thoughts")),
        ),
        "words to a counsellor": (Standing(LOW, NOW), text("კი"), CALM, (LOW, Shown())),
    }
    for name, (standing, inbound, joined, expected) in cases.items():
        before = replace(state(), standing=standing, session=asked)
        if name == "words to a counsellor":
            before = replace(before, case=replace(case(CaseState.CLAIMED), level=LOW))
        elif inbound.text:
            before = replace(before, session=None)
        decision = decide(before, inbound, joined, flows, NOW, on_duty=True)
        assert (decision.level, decision.shown) == expected, name


def test_a_second_unclear_answer_to_the_direct_question_brings_a_person_in(flows: FlowSet) -> None:
    """Were the question begun anew at each heavy message, nobody would ever be called."""
    asked = replace(state(), session=at(flows, "check_in"))
    once = decide(asked, text("..."), heard(MODERATE), flows, NOW, on_duty=True)
    twice = decide(
        replace(asked, session=once.session), text("..."), heard(MODERATE), flows, NOW, on_duty=True
    )
    assert (once.need, twice.need and twice.need.reason) == (None, "thoughts_unclear")


def test_a_moderate_message_is_asked_about_directly_unless_danger_is_the_subject_already(
    flows: FlowSet,
) -> None:
    about_risk = {"crisis", "waiting", "check_in", "human", "thoughts", "child_said", "after_attempt"}
    others = {"youth", "family_topics", "panic", "self_harm", "feedback", "listening", "safety_plan"}
    found = {}
    for flow in about_risk | others:
        before = replace(state(), session=at(flows, flow))
        decision = decide(before, text("..."), heard(MODERATE), flows, NOW, on_duty=True)
        found[flow] = place(decision) == "check_in.thoughts" and texts(decision)[0] == "heard"
    assert found == {flow: flow in others for flow in about_risk | others}


def test_who_left_such_a_subject_is_asked_directly_too(flows: FlowSet) -> None:
    ended = replace(at(flows, "waiting"), step="")
    for session in (None, ended):
        decision = decide(
            replace(state(), session=session), text("..."), heard(MODERATE), flows, NOW, on_duty=True
        )
        assert place(decision) == "check_in.thoughts"


@pytest.mark.parametrize("level", Level)
def test_what_a_change_or_a_caption_says_is_taken_as_seriously_as_a_message(
    flows: FlowSet, level: Level
) -> None:
    asked = replace(state(), session=at(flows, "youth"), wake_at=NOW + timedelta(minutes=7))
    edit = decide(asked, text("...", InboundKind.EDIT), heard(level), flows, NOW, on_duty=True)
    photo = decide(asked, text("...", InboundKind.MEDIA), heard(level), flows, NOW, on_duty=True)
    if level >= MODERATE:
        flow = "check_in" if level is MODERATE else "crisis"
        assert [place(one).split(".")[0] for one in (edit, photo)] == [flow, flow]
        assert edit.session is not None
        assert edit.session.returns == (AT_THE_DOOR,)
    else:
        # A typing error that is put right is not answered; nor does it end the wait.
        assert (texts(edit), place(edit), edit.wake_at) == ([], "youth.about", asked.wake_at)
        assert place(photo) == "listening.heard"


def test_a_grave_edit_of_somebody_who_is_waited_for_is_answered(flows: FlowSet) -> None:
    waiting = replace(state(case(CaseState.WAITING)), session=at(flows, "waiting"))
    edit = decide(waiting, text("...", InboundKind.EDIT), heard(HIGH), flows, NOW, on_duty=True)
    assert (place(edit), texts(edit)) == ("waiting.heard_1", ["heard_1"])


def test_a_voice_message_is_not_passed_over_in_silence(flows: FlowSet) -> None:
    asked = replace(state(), session=at(flows, "youth"), wake_at=NOW + timedelta(minutes=7))
    voice = decide(asked, text("", InboundKind.MEDIA), CALM, flows, NOW, on_duty=True)
    assert voice.speech == (SystemLine("media-words-please", (PERSON_ROW,)),)
    assert (place(voice), voice.wake_at) == ("youth.about", asked.wake_at)
    assert decide(asked, text(""), CALM, flows, NOW, on_duty=True).speech != voice.speech


def test_only_a_message_that_was_meant_for_the_safety_plan_is_kept_in_it(flows: FlowSet) -> None:
    planning = decide(state(), command(Command.PLAN), CALM, flows, NOW, on_duty=True).session
    assert planning is not None
    cases = {
        ("safety_plan", InboundKind.TEXT, MODERATE): True,
        ("safety_plan", InboundKind.TEXT, HIGH): True,
        ("safety_plan", InboundKind.EDIT, MODERATE): False,
        ("safety_plan", InboundKind.MEDIA, HIGH): False,
        ("ended", InboundKind.TEXT, MODERATE): False,
        ("youth", InboundKind.TEXT, HIGH): False,
    }
    sessions = {
        "safety_plan": planning,
        "ended": replace(planning, step=""),
        "youth": at(flows, "youth"),
    }
    found, came_from = {}, {}
    for name, kind, level in cases:
        decision = decide(
            replace(state(), session=sessions[name]),
            text("my sign", kind),
            heard(level),
            flows,
            NOW,
            on_duty=True,
        )
        assert decision.session is not None
        assert decision.session.flow == ("check_in" if level is MODERATE else "crisis")
        found[name, kind, level] = decision.session.facts.get("plan.warning_signs") == "my sign"
        came_from[name, kind, level] = [frame.step for frame in decision.session.returns]
    assert found == cases
    assert came_from["safety_plan", InboundKind.TEXT, HIGH] == ["warning_signs-more"], (
        "not asked the same again"
    )
    assert came_from["youth", InboundKind.TEXT, HIGH] == ["about"]
