"""What follows when a counsellor ends a case."""

from dataclasses import replace

import pytest

from app.wiring import load_content
from conversation.channel import Command
from conversation.decide import decide
from conversation.decide_events import decide_closing, decide_follow_up
from flows.flowset import FlowSet
from risk.assessment import Level
from risk.context import Standing
from tests.conversation.deciding import CALM, NOW, command, pressed, state, text


@pytest.fixture(scope="module")
def flows() -> FlowSet:
    return load_content(lambda: NOW)


def test_end_of_a_case_asks_how_it_was_and_for_consent_once(flows: FlowSet) -> None:
    started = decide(state(), command(Command.START), CALM, flows, NOW, on_duty=True)
    grave = replace(state(), session=started.session, standing=Standing(Level.HIGH, NOW))
    ended = decide_closing(grave, flows, NOW, settles=True)
    assert ended.level is Level.NONE
    assert ended.session is not None
    assert ended.session.flow == "feedback"
    answered = decide(
        replace(state(), session=ended.session),
        pressed("feedback.how_was_it.better"),
        CALM,
        flows,
        NOW,
        on_duty=True,
    )
    assert "feedback_good" in answered.counts
    assert answered.session is not None
    assert answered.session.flow == "follow_up_consent"
    agreed = decide(replace(state(), session=answered.session), text("კი"), CALM, flows, NOW, on_duty=True)
    assert [later.what for later in agreed.later] == ["follow_up"]
    assert agreed.session is not None
    contact = decide_follow_up(replace(state(), session=agreed.session), flows, NOW)
    assert contact is not None
    assert contact.speech
    stopped = decide(
        replace(state(), session=agreed.session), command(Command.STOP), CALM, flows, NOW, on_duty=True
    )
    assert decide_follow_up(replace(state(), session=stopped.session), flows, NOW) is None


def test_who_only_stopped_answering_is_not_settled(flows: FlowSet) -> None:
    grave = replace(state(), standing=Standing(Level.HIGH, NOW))
    left = decide_closing(grave, flows, NOW, settles=False)
    assert left.level is Level.HIGH
    assert not left.settles
