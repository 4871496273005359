"""Short ways to say what a caller does, for tests."""

from itertools import count
from typing import Any

from app.wiring import House
from conversation.channel import Channel, Command, InboundKind, InboundMessage
from conversation.outcome import Outcome

_ids = count(1)


def message(house: House, text: str = "", *, address: str = "42", **changes: Any) -> InboundMessage:
    """An inbound Telegram message; `changes` are its fields."""
    kind = InboundKind.TEXT
    if "command" in changes:
        kind = InboundKind.COMMAND
    elif "button" in changes:
        kind = InboundKind.BUTTON
    fields: dict[str, Any] = {
        "channel": Channel.TELEGRAM,
        "address": address,
        "message_id": f"m:{next(_ids)}",
        "kind": kind,
        "received_at": house.api.clock(),
        "text": text,
        "language_hint": "ka",
        **changes,
    }
    return InboundMessage(**fields)


async def says(house: House, text: str, **changes: Any) -> Outcome:
    """A caller writes; returns when everything that follows has been sent."""
    outcome = await house.intake.receive(message(house, text, **changes))
    await house.delivery.settled()
    return outcome


async def commands(house: House, command: Command, argument: str = "", **changes: Any) -> Outcome:
    """A caller uses a command."""
    return await says(house, "", command=command, argument=argument, **changes)


async def presses(house: House, data: str, **changes: Any) -> Outcome:
    """A caller presses a button."""
    return await says(house, "", button=data, **changes)
