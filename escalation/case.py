"""A case: its states, its urgency, and the one table of what may follow what. Pure; no I/O."""

from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum, StrEnum

from risk.assessment import Danger, Level


class State(StrEnum):
    """Where a case stands. A reopened case waits like a new one, with its history."""

    WAITING = "waiting"
    CLAIMED = "claimed"
    IN_TRANSFER = "in_transfer"
    CLOSED = "closed"
    REOPENED = "reopened"

    @property
    def waits(self) -> bool:
        """Whether nobody holds the case and somebody must."""
        return self in {State.WAITING, State.REOPENED}

    @property
    def is_held(self) -> bool:
        """Whether a counsellor speaks with the person; while a transfer is offered, still the one before."""
        return self in {State.CLAIMED, State.IN_TRANSFER}


class Action(StrEnum):
    """What can happen to a case."""

    CLAIM = "claim"
    HAND_BACK = "hand_back"  # the holder lets go of it
    LOSE = "lose"  # the holder is gone, or does not answer
    OFFER = "offer"
    ACCEPT = "accept"
    DECLINE = "decline"  # a warm offer that was not taken up stays with its holder
    REASSIGN = "reassign"
    CLOSE = "close"
    REOPEN = "reopen"


_WAITS, _HELD = (State.WAITING, State.REOPENED), (State.CLAIMED, State.IN_TRANSFER)

TRANSITIONS: dict[tuple[State, Action], State] = {
    **{(state, Action.CLAIM): State.CLAIMED for state in _WAITS},
    **{(state, Action.HAND_BACK): State.WAITING for state in _HELD},
    **{(state, Action.LOSE): State.WAITING for state in _HELD},
    (State.CLAIMED, Action.OFFER): State.IN_TRANSFER,
    (State.IN_TRANSFER, Action.ACCEPT): State.CLAIMED,
    (State.IN_TRANSFER, Action.DECLINE): State.CLAIMED,
    **{(state, Action.REASSIGN): State.CLAIMED for state in (*_WAITS, *_HELD)},
    **{(state, Action.CLOSE): State.CLOSED for state in _HELD},
    (State.CLOSED, Action.REOPEN): State.REOPENED,
}


def after(state: State, action: Action) -> State | None:
    """The state that follows, or None where the action is not allowed."""
    return TRANSITIONS.get((state, action))


def before(action: Action) -> tuple[State, ...]:
    """The states in which the action is allowed."""
    return tuple(state for state in State if (state, action) in TRANSITIONS)


class Urgency(IntEnum):
    """How soon a person must answer. Ordered; the system only raises it, a counsellor may lower it."""

    ROUTINE = 0
    URGENT = 1
    EMERGENCY = 2

    @property
    def label(self) -> str:
        """The name in JSON, metrics and the database."""
        return self.name.lower()

    @classmethod
    def from_label(cls, label: str) -> "Urgency":
        """Read a label; raises `KeyError` for an unknown one."""
        return cls[label.upper()]


class TransferKind(StrEnum):
    """Warm: both are there until it is taken up. Cold: the holder leaves; untaken it goes to the queue."""

    WARM = "warm"
    COLD = "cold"


class Outcome(StrEnum):
    """How a counsellor says that a case ended."""

    SUPPORTED = "supported"
    REFERRED = "referred"
    EMERGENCY_SERVICES = "emergency_services"
    LEFT = "left"
    OTHER = "other"


def urgency_of(level: Level) -> Urgency:
    """Imminent is an emergency, high is urgent; anything else that reaches a counsellor is routine."""
    if level >= Level.IMMINENT:
        return Urgency.EMERGENCY
    return Urgency.URGENT if level >= Level.HIGH else Urgency.ROUTINE


@dataclass(frozen=True, slots=True)
class Case:
    """One person's need of a counsellor, from opening to closing. Holds no text.

    `waiting_since` is when it last came into the queue; `unanswered_since` the person's first words that its
    holder has not answered; `transfer_to` whom it is offered to. `kinds` are the kinds of danger that the
    person's messages showed, gravest first; each stays as grave as it was ever shown.
    """

    id: str
    conversation_id: str
    state: State
    urgency: Urgency
    level: Level
    subject: str
    flags: tuple[str, ...]
    reason: str
    language: str
    audience: str
    channel: str
    opened_at: datetime
    waiting_since: datetime
    last_message_at: datetime
    kinds: tuple[Danger, ...] = ()
    claimed_by: str | None = None
    claimed_at: datetime | None = None
    unanswered_since: datetime | None = None
    transfer_to: str | None = None
    transfer_kind: TransferKind | None = None
    acknowledged_by: str | None = None
    acknowledged_at: datetime | None = None
    abandoned_at: datetime | None = None
    closed_at: datetime | None = None
    outcome: str | None = None
    category: str | None = None
    actions: tuple[str, ...] = ()
    risk_at_end: Level | None = None
    deleted_by_caller: bool = False
    version: int = 1
