"""What the real flows must do whatever their words are: what was said about suicide is not forgotten."""

from datetime import UTC, datetime

import pytest

from flows import engine
from flows.flowset import FlowSet
from flows.session import Effect, Escalate, Event, Pressed, Said, Silence, Turn

NOW = datetime(2026, 12, 1, 21, 30, tzinfo=UTC)


def walk(flows: FlowSet, flow: str, *events: Event, facts: dict[str, str] | None = None) -> Turn:
    turn = engine.start(flows, flow, NOW, facts)
    for event in events:
        turn = engine.advance(flows, turn.session, event, NOW)
    return turn


@pytest.mark.parametrize("flow", ["thoughts", "check_in"])
@pytest.mark.parametrize("answer", ["კი", "ki", "да", "yes", "არ ვიცი"])
def test_who_spoke_of_suicide_is_asked_directly_when_they_come_back(
    flows: FlowSet, flow: str, answer: str
) -> None:
    known = {"welcomed": "yes", "home": "youth", "audience": "youth"}
    left = walk(flows, flow, Said(answer), Said("stop"), facts=known).session
    back = engine.advance(flows, left, Said("გამარჯობა"), NOW)
    assert (back.session.flow, back.session.step) == ("coming_back", "how_now")
    better = engine.advance(flows, back.session, Pressed("coming_back.how_now.better"), NOW)
    asked = engine.advance(flows, better.session, Said("ვისეირნე"), NOW)
    assert asked.session.step == "thoughts_now"


@pytest.mark.parametrize("flow", ["thoughts", "check_in"])
def test_direct_question_brings_a_person_in_at_anything_but_a_plain_no(flows: FlowSet, flow: str) -> None:
    for answers in (["yes"], ["idk"], ["hm", "hm"]):
        turn = engine.start(flows, flow, NOW)
        effects: list[Effect] = []
        for answer in answers:
            turn = engine.advance(flows, turn.session, Said(answer), NOW)
            effects += turn.effects
        assert any(isinstance(effect, Escalate) for effect in effects)
    silent = walk(flows, flow, Silence(), Silence())
    assert Escalate("urgent", "thoughts_not_answered") in silent.effects
    assert not any(isinstance(effect, Escalate) for effect in walk(flows, flow, Said("no")).effects)


@pytest.mark.parametrize("flow", ["human", "crisis", "thoughts", "check_in", "out_of_hours"])
def test_with_nobody_on_duty_no_flow_says_that_somebody_is_called(flows: FlowSet, flow: str) -> None:
    turn = engine.start(flows, flow, NOW, {"on_duty": "no"})
    said = [line.text for line in turn.lines]
    for answer in ("idk", "hm", "hm"):
        turn = engine.advance(flows, turn.session, Said(answer), NOW)
        said += [line.text for line in turn.lines]
    assert {"nobody_on_duty", "honest"} & set(said)
    assert "calling" not in said
