"""Conversations and messages made by hand, to decide about without a database."""

from datetime import UTC, datetime
from typing import Any

from conversation.channel import Channel, Command, InboundKind, InboundMessage
from conversation.state import Decision, State, SystemLine
from escalation.case import Case, Urgency
from escalation.case import State as CaseState
from flows.flowset import FlowSet
from flows.session import Line
from risk.assessment import Assessment, Level
from risk.context import Joined, Standing, alone
from store.sealing import Vault

NOW = datetime(2026, 11, 21, 23, 0, tzinfo=UTC)
CALM = alone(Assessment(Level.NONE))


def heard(level: Level, **found: Any) -> Joined:
    """A message that shows this by itself."""
    return alone(Assessment(level, **found))


def state(case: Case | None = None) -> State:
    key, _ = Vault(bytes(range(32))).new_key("c")
    return State(
        id="c",
        channel="telegram",
        address="42",
        key=key,
        language="ka",
        audience="youth",
        standing=Standing(Level.NONE, NOW),
        settled_seq=0,
        consent=None,
        last_seq=0,
        session=None,
        case=case,
        wake_at=None,
        unreachable=False,
        is_new=True,
    )


def case(in_state: CaseState, urgency: Urgency = Urgency.URGENT) -> Case:
    return Case(
        id="k",
        conversation_id="c",
        state=in_state,
        urgency=urgency,
        level=Level.HIGH,
        subject="self",
        flags=(),
        reason="risk_high",
        language="ka",
        audience="youth",
        channel="telegram",
        opened_at=NOW,
        waiting_since=NOW,
        last_message_at=NOW,
        claimed_by="nino" if in_state is CaseState.CLAIMED else None,
    )


def text(words: str, kind: InboundKind = InboundKind.TEXT) -> InboundMessage:
    return InboundMessage(Channel.TELEGRAM, "42", "m", kind, NOW, text=words)


def pressed(data: str) -> InboundMessage:
    return InboundMessage(Channel.TELEGRAM, "42", "m", InboundKind.BUTTON, NOW, button=data)


def command(name: Command, argument: str = "") -> InboundMessage:
    return InboundMessage(
        Channel.TELEGRAM, "42", "m", InboundKind.COMMAND, NOW, command=name, argument=argument
    )


def said(decision: Decision, flows: FlowSet) -> str:
    texts = flows.texts
    return "\n".join(
        texts.render(line, decision.language).text
        if isinstance(line, Line)
        else texts.system(line.name, decision.language)
        for line in decision.speech
    )


def texts(decision: Decision) -> list[str]:
    """What is said, by the ids of its texts."""
    return [line.name if isinstance(line, SystemLine) else line.text for line in decision.speech]


def place(decision: Decision) -> str:
    """The flow and the question where the person is from here on."""
    assert decision.session is not None
    return f"{decision.session.flow}.{decision.session.step}"
