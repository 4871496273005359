"""What the engine takes and gives: a session, an event, a turn. Plain values, no I/O."""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any


@dataclass(frozen=True, slots=True)
class Frame:
    """Where to come back to. `asked` says that the person has already been asked that question."""

    flow: str
    version: int
    step: str
    asked: bool = True


@dataclass(frozen=True, slots=True)
class Session:
    """Where one caller is.

    Pinned to the flow version it began with. `step` is the wait it stands at, or "" when the flow has
    ended. `facts` are what the caller has told; they live on across flows. `retries` counts unclear
    answers at this wait; `nudged` says that the caller was already gently nudged at it.
    """

    flow: str
    version: int
    step: str
    facts: dict[str, str] = field(default_factory=dict)
    returns: tuple[Frame, ...] = ()
    retries: int = 0
    nudged: bool = False

    def to_json(self) -> dict[str, Any]:
        """A JSON-ready shape; `from_json` reads it back."""
        return {
            "flow": self.flow,
            "version": self.version,
            "step": self.step,
            "facts": dict(self.facts),
            "returns": [[f.flow, f.version, f.step, f.asked] for f in self.returns],
            "retries": self.retries,
            "nudged": self.nudged,
        }

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> "Session":
        """Read what `to_json` wrote."""
        return cls(
            flow=data["flow"],
            version=data["version"],
            step=data["step"],
            facts=dict(data["facts"]),
            returns=tuple(Frame(*frame) for frame in data["returns"]),
            retries=data["retries"],
            nudged=data["nudged"],
        )

    def with_fact(self, name: str, value: str) -> "Session":
        """The same session, knowing one thing more."""
        return replace(self, facts={**self.facts, name: value})


@dataclass(frozen=True, slots=True)
class Said:
    """The caller wrote words; `intent` is what they were surely understood as, by its id, if anything."""

    text: str
    intent: str | None = None


@dataclass(frozen=True, slots=True)
class Pressed:
    """The caller pressed a button; `data` is what `ButtonLine.data` held."""

    data: str


@dataclass(frozen=True, slots=True)
class Silence:
    """The wait's silence time is over."""


Event = Said | Pressed | Silence


@dataclass(frozen=True, slots=True)
class ButtonLine:
    """A button to show: the id of its label's text and the data that comes back (at most 64 bytes)."""

    text: str
    data: str


@dataclass(frozen=True, slots=True)
class Line:
    """One message to the caller, as a text id of a flow's texts, its arguments and rows of buttons."""

    flow: str
    text: str
    args: dict[str, str] = field(default_factory=dict)
    buttons: tuple[tuple[ButtonLine, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Escalate:
    """Bring in a counsellor. `urgency` is routine, urgent or emergency; `reason` a code, never text."""

    urgency: str
    reason: str


@dataclass(frozen=True, slots=True)
class Count:
    """Count an anonymous outcome, e.g. `flow_ended` or `feedback_good`."""

    name: str


@dataclass(frozen=True, slots=True)
class ChangeLanguage:
    """The caller chose a language: ka, ru or en."""

    language: str


@dataclass(frozen=True, slots=True)
class Schedule:
    """Come back to the caller later; `what` is a code from a closed list: `follow_up`."""

    what: str
    after: timedelta


Effect = Escalate | Count | ChangeLanguage | Schedule


@dataclass(frozen=True, slots=True)
class Turn:
    """What the engine answers: the next session, what to say and do, and when silence becomes an event."""

    session: Session
    lines: tuple[Line, ...] = ()
    effects: tuple[Effect, ...] = ()
    wake_at: datetime | None = None
