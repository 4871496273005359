"""What is stored of one message: the words with what was found in them, all of it sealed together."""

from typing import Any

from conversation.channel import Command, InboundKind, InboundMessage, OutgoingMessage
from conversation.repository import NewMessage
from risk.assessment import Assessment, Level
from risk.context import Shown
from risk.context_file import context_rules


def inbound_row(
    seq: int, inbound: InboundMessage, found: Assessment, shown: Shown, claim: bytes, label: str
) -> NewMessage:
    """What a caller did. `found` is of the words, `shown` what the message counts as and why."""
    body: dict[str, Any] = {"text": inbound.text or label or _command_text(inbound)}
    if inbound.button:
        body["button"] = inbound.button
    if inbound.kind is InboundKind.MEDIA:
        body["media"] = inbound.media
    if inbound.reference:
        body["reference"] = inbound.reference
    level = None
    if inbound.text:
        body["assessment"] = found.to_json()
        level = found.level
    if inbound.text or shown.level > Level.NONE:
        body["counted"] = {
            "level": shown.level.label,
            "reason": shown.reason,
            "version": context_rules().version,
        }
    counted = shown.level if "counted" in body else None
    return NewMessage(seq, "caller", inbound.kind, body, claim=claim, level=level, counted=counted)


def outgoing_row(seq: int, message: OutgoingMessage) -> NewMessage:
    """What the program says."""
    body: dict[str, Any] = {"text": message.text}
    if message.buttons:
        body["buttons"] = [[[b.label, b.data] for b in row] for row in message.buttons]
    return NewMessage(seq, "program", "text", body)


def _command_text(inbound: InboundMessage) -> str:
    return f"/{inbound.command}" if isinstance(inbound.command, Command) else ""
