"""What is known of a conversation before a message, and what is decided about it. Plain values."""

from dataclasses import dataclass, field
from datetime import datetime

from conversation.consent import Consent
from escalation.case import Case
from escalation.service import Need
from flows.session import Line, Schedule, Session
from risk.assessment import Level
from risk.context import Shown, Standing
from risk.context_file import context_rules
from store.sealing import Key

NOTHING_SHOWN = Shown()
# What the buttons under "shall I delete everything?" begin with.
DELETE = "system.delete."


@dataclass(frozen=True, slots=True)
class SystemButton:
    """A button of the system's own: its label's text id and its data."""

    label: str
    data: str


@dataclass(frozen=True, slots=True)
class SystemLine:
    """A line that belongs to no flow, by its text id in `system`; `values` fill its placeholders."""

    name: str
    buttons: tuple[tuple[SystemButton, ...], ...] = ()
    values: tuple[tuple[str, int], ...] = ()


Speech = Line | SystemLine


@dataclass(frozen=True, slots=True)
class State:
    """A conversation as it was loaded and locked.

    What was said up to `settled_seq` a counsellor has settled by closing the case.
    """

    id: str
    channel: str
    address: str
    key: Key
    language: str
    audience: str
    standing: Standing
    settled_seq: int
    consent: Consent | None
    last_seq: int
    session: Session | None
    case: Case | None
    wake_at: datetime | None
    unreachable: bool
    is_new: bool

    def level(self, now: datetime) -> Level:
        """The level in force now; never below that of a case that is open."""
        held = Level.NONE if self.case is None else self.case.level
        return context_rules().in_force(self.standing, now, held)

    @property
    def is_held(self) -> bool:
        """Whether a counsellor speaks with the caller now."""
        return self.case is not None and self.case.state.is_held


@dataclass(frozen=True, slots=True)
class Decision:
    """What follows from one event. `speech` is in order; `need` opens or raises a case.

    `level` is in force from here on; `shown` is what the event itself shows, and how. `settles` says that a
    counsellor has looked and closed, so that nothing is in force any more. `withdraws` ends the consent to
    learn from the caller's words.
    """

    language: str
    audience: str
    level: Level
    session: Session | None
    wake_at: datetime | None
    speech: tuple[Speech, ...] = ()
    need: Need | None = None
    counts: tuple[str, ...] = field(default=())
    later: tuple[Schedule, ...] = ()
    delete: bool = False
    shown: Shown = NOTHING_SHOWN
    settles: bool = False
    withdraws: bool = False
