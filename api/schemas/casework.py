"""The shapes of a case's way from hand to hand: transfers, urgency, pages, colleagues, the board, the end."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, Field, StringConstraints

from api.schemas.common import LanguageCode, LevelName, Strict
from api.schemas.console import CaseSummary, UrgencyName
from escalation.case import Outcome, TransferKind

StaffId = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{32}$")]
CodeName = Annotated[str, StringConstraints(max_length=40)]
Note = Annotated[str, StringConstraints(max_length=4000)]
HandBackReason = Literal["shift_over", "must_leave", "other_skills", "other_language", "conflict", "other"]
LowerReason = Literal["misread", "safe_now", "not_about_self", "test", "other"]


class HandBack(Strict):
    """Why a case is let go, and what the next counsellor must know."""

    reason: HandBackReason
    note: Note = ""


class OfferTransfer(Strict):
    """To whom a case is offered, whether one stays until it is taken up, and what they must know."""

    to: StaffId
    kind: TransferKind
    note: Note = ""


class LowerUrgency(Strict):
    """How urgent it is in the holder's judgement, and why."""

    urgency: UrgencyName
    reason: LowerReason


class PageAnswer(Strict):
    """What somebody who was called answers."""

    answer: Literal["accepted", "declined"]


class PageAnswered(BaseModel):
    """What became of the answer; `already_held`: a colleague was quicker."""

    result: Literal["accepted", "declined", "already_held", "closed", "unknown"]


class RingingPage(BaseModel):
    """A page that rings at this console until it is answered or somebody claims the case."""

    page: str
    case: str
    urgency: UrgencyName
    rung: str
    attempt: int
    at: datetime


class RingingPages(BaseModel):
    """Everything that rings here."""

    pages: list[RingingPage]


class Colleague(BaseModel):
    """A member of staff as others see them. `present`: the console was open within the last minute."""

    id: str
    name: str
    role: str
    present: bool
    away: bool
    languages: list[LanguageCode]
    audiences: list[str]
    skills: list[str]
    capacity: int
    emergencies: int
    chats: Annotated[int, Field(description="open cases held now")]
    emergency_chats: int
    duties: Annotated[list[str], Field(description="primary, backup, supervisor: by the rota, now")]


class Colleagues(BaseModel):
    """Everybody, by name."""

    colleagues: list[Colleague]


class Reassign(Strict):
    """To whom a supervisor gives a case."""

    to: StaffId


class Breach(BaseModel):
    """Something that took `seconds` longer than it may; `case` is null where it is about none."""

    what: Literal["unclaimed", "unanswered", "holder_gone", "deadline_overdue"]
    case: str | None
    seconds: float


class Board(BaseModel):
    """Everything that a supervisor must see at a glance. Holds nothing that anybody said."""

    at: datetime
    on_duty: bool
    waiting: Annotated[dict[UrgencyName, int], Field(description="cases that nobody holds")]
    oldest_seconds: Annotated[dict[UrgencyName, float], Field(description="of those, the longest wait")]
    cases: list[CaseSummary]
    colleagues: list[Colleague]
    breaches: list[Breach]
    overdue_seconds: float


class AuditEvent(BaseModel):
    """One event of a case: who (a name, or system, caller), what, when, and a code."""

    seq: int
    at: datetime
    by: str
    action: str
    state: str
    detail: str


class Audit(BaseModel):
    """A case's history. `broken_at` is the first event that does not fit the chain; null where all do."""

    events: list[AuditEvent]
    broken_at: int | None


class Reopen(Strict):
    """Why a closed case waits again."""

    reason: Literal["closed_too_soon", "new_information", "person_asked", "other"]


class CloseCase(Strict):
    """How the case ended, in the counsellor's judgement. Ids are those of `/api/console/categories`."""

    outcome: Outcome
    category: CodeName | None = None
    actions: Annotated[list[CodeName], Field(default_factory=list, max_length=8)]
    risk_at_end: LevelName | None = None
    note: Note = ""
