"""Coming back: from a flow that was gone through, and what a stop takes back."""

from datetime import UTC, datetime

from flows import engine
from flows.flowset import FlowSet
from flows.session import Event, Frame, Said, Turn

NOW = datetime(2026, 12, 1, 21, 30, tzinfo=UTC)


def walk(flows: FlowSet, flow: str, *events: Event, facts: dict[str, str] | None = None) -> Turn:
    turn = engine.start(flows, flow, NOW, facts)
    for event in events:
        turn = engine.advance(flows, turn.session, event, NOW)
    return turn


def texts(turn: Turn) -> list[str]:
    return [line.text for line in turn.lines]


def test_question_reached_by_way_of_another_flow_is_not_called_a_return(guided: FlowSet) -> None:
    there = walk(guided, "try_visit")
    assert there.session.flow == "try_feedback"
    assert there.session.returns == (Frame("try_visit", 1, "after", asked=False),)
    on = engine.advance(guided, there.session, Said("well"), NOW)
    done = engine.advance(guided, on.session, Said("well"), NOW)
    assert (done.session.flow, done.session.returns) == ("try_visit", ())
    assert texts(done) == ["after"]


def test_question_left_once_more_before_it_was_asked_is_still_no_return(guided: FlowSet) -> None:
    there = walk(guided, "try_visit").session
    crisis = engine.interrupt(guided, there, "crisis", NOW)
    back = engine.resume(guided, crisis.session, NOW)
    assert texts(back) == ["back-to-question", "how_was_it"]
    assert back.session.returns == (Frame("try_visit", 1, "after", asked=False),)


def test_stop_takes_back_what_was_agreed_about_writing_later(small: FlowSet) -> None:
    agreed = walk(small, "youth", Said("stop"), facts={"follow_up": "yes"})
    assert agreed.session.facts["follow_up"] == "no"
    never_asked = walk(small, "youth", Said("stop"))
    assert "follow_up" not in never_asked.session.facts
