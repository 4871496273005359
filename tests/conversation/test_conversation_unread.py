"""Two messages in a row that nobody here could read ask for a person, once."""

from dataclasses import replace

import pytest

from app.wiring import load_content
from conversation.channel import Command, InboundKind, InboundMessage
from conversation.decide import decide
from conversation.state import Decision, State
from escalation.case import State as CaseState
from escalation.case import Urgency
from flows.flowset import FlowSet
from risk.assessment import Flag, Level
from risk.context import Joined
from tests.conversation.deciding import (
    CALM,
    NOW,
    case,
    command,
    heard,
    place,
    pressed,
    said,
    state,
    text,
    texts,
)

UNREAD = heard(Level.NONE, flags=frozenset({Flag.UNREAD}), language="hy", script="Armn")
Course = list[tuple[InboundMessage, Joined]]
FOREIGN = (text("..."), UNREAD)
READ = (text("მადლობა"), CALM)


@pytest.fixture(scope="module")
def flows() -> FlowSet:
    return load_content(lambda: NOW)


def after_all(flows: FlowSet, course: Course, begun: State | None = None) -> list[Decision]:
    """What was decided about each message of a course, in order."""
    known, decided = begun or state(), []
    for inbound, joined in course:
        decided.append(decide(known, inbound, joined, flows, NOW, on_duty=True))
        known = replace(known, session=decided[-1].session)
    return decided


def test_one_unread_message_asks_for_nobody(flows: FlowSet) -> None:
    (only,) = after_all(flows, [FOREIGN])
    assert only.need is None
    assert place(only) == "youth.about"


def test_second_unread_message_in_a_row_asks_for_a_person_and_says_so(flows: FlowSet) -> None:
    _, second = after_all(flows, [FOREIGN, FOREIGN])
    assert second.need is not None
    assert (second.need.urgency, second.need.level) == (Urgency.ROUTINE, Level.NONE)
    assert (second.need.reason, second.need.flags) == ("asked_for_person", ("unread",))
    assert place(second) == "human.danger"
    assert texts(second)[0] == "unread-person"
    assert "112" in said(second, flows)


def test_person_is_asked_for_once_and_not_again(flows: FlowSet) -> None:
    decided = after_all(flows, [FOREIGN] * 6)
    asked = [n for n, decision in enumerate(decided) if "unread-person" in texts(decision)]
    assert asked == [1]


@pytest.mark.parametrize(
    "between",
    [
        pressed("youth.about.myself"),
        command(Command.LANGUAGE, "ru"),
        replace(pressed("system.always.help"), text=""),
        text("...", InboundKind.EDIT),
        text("", InboundKind.MEDIA),
    ],
)
def test_what_is_not_written_now_neither_counts_nor_ends_the_row(
    flows: FlowSet, between: InboundMessage
) -> None:
    heard_between = UNREAD if between.kind is InboundKind.EDIT else CALM
    first, second, third = after_all(flows, [FOREIGN, (between, heard_between), FOREIGN])
    assert "unread-person" not in texts(first) + texts(second)
    assert "unread-person" in texts(third)


def test_message_that_was_read_ends_the_row(flows: FlowSet) -> None:
    decided = after_all(flows, [FOREIGN, READ, FOREIGN, READ, FOREIGN])
    assert [decision.need for decision in decided] == [None] * 5


def test_danger_comes_before_the_language(flows: FlowSet) -> None:
    grave = heard(Level.HIGH, flags=frozenset({Flag.UNREAD}))
    _, second = after_all(flows, [FOREIGN, (text("..."), grave)])
    assert place(second).startswith("crisis.")


def test_nobody_is_asked_again_where_a_case_waits_already(flows: FlowSet) -> None:
    decided = after_all(flows, [FOREIGN, FOREIGN], state(case(CaseState.WAITING)))
    assert [decision.need for decision in decided] == [None, None]
    assert ["unread-person" in texts(decision) for decision in decided] == [False, False]


def test_program_stays_silent_beside_a_counsellor(flows: FlowSet) -> None:
    decided = after_all(flows, [FOREIGN, FOREIGN], state(case(CaseState.CLAIMED)))
    assert [decision.speech for decision in decided] == [(), ()]


def test_unread_asks_before_the_direct_question(flows: FlowSet) -> None:
    moderate = heard(Level.MODERATE, flags=frozenset({Flag.UNREAD}))
    _, second = after_all(flows, [FOREIGN, (text("..."), moderate)])
    assert place(second) == "human.danger"
    assert second.level is Level.MODERATE
