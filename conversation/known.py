"""What a message is assessed with, besides its own words."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from conversation.hearing import Heard
from conversation.state import State
from risk.assessment import Level


@dataclass(frozen=True, slots=True)
class Known:
    """The level in force, and the step whose question the message may answer."""

    level: Level = Level.NONE
    step: str | None = None


NOTHING_KNOWN: Final = Known()
# Looks at the same message again, with what is known by now.
HearAgain = Callable[[Known], Awaitable[Heard]]


def known_of(state: State, now: datetime) -> Known:
    """What is known of a person before their next message."""
    session = state.session
    step = f"{session.flow}.{session.step}" if session is not None and session.step else None
    return Known(state.level(now), step)
