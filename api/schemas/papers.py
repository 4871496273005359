"""The shapes of what staff know and write about a case: handover, notes, active rescue, decree 437, lists."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import AwareDatetime, BaseModel, Field, StringConstraints, model_validator

from api.schemas.casework import Note
from api.schemas.common import DangerOut, LanguageCode, LevelName, Strict
from api.schemas.console import UrgencyName

Line = Annotated[str, StringConstraints(max_length=500)]
Audience = Literal["youth", "family"]


class RescueOutcome(StrEnum):
    """How an active rescue ended."""

    STILL_OPEN = "still_open"
    FOUND_SAFE = "found_safe"
    TAKEN_TO_HOSPITAL = "taken_to_hospital"
    REFUSED = "refused"
    NOT_FOUND = "not_found"
    UNKNOWN = "unknown"


class Rescue(Strict):
    """The checklist of active rescue, whole each time. What is confirmed needs by whom and when."""

    place_known: Line = ""
    place_source: Literal["", "person", "family", "earlier_case", "other"] = ""
    people_near: Line = ""
    phone_known: bool = False
    called_112_by: Literal["", "counsellor", "supervisor", "person", "family", "other"] = ""
    called_112_at: AwareDatetime | None = None
    answered_112: Line = ""
    reference_112: Line = ""
    outcome: RescueOutcome = RescueOutcome.STILL_OPEN
    outcome_confirmed_by: Line = ""
    outcome_confirmed_at: AwareDatetime | None = None

    @model_validator(mode="after")
    def _is_whole(self) -> "Rescue":
        if bool(self.called_112_by) != (self.called_112_at is not None):
            raise ValueError("say both who called 112 and when, or neither")
        confirmed = bool(self.outcome_confirmed_by.strip()) and self.outcome_confirmed_at is not None
        if self.outcome is not RescueOutcome.STILL_OPEN and not confirmed:
            raise ValueError("an outcome needs who confirmed it and when; else leave it as still_open")
        return self


class Ground(StrEnum):
    """Grounds for a child protection referral by Government decree 437 of 12 September 2016."""

    PHYSICAL = "physical"
    PSYCHOLOGICAL = "psychological"
    SEXUAL = "sexual"
    NEGLECT = "neglect"
    EXPLOITATION = "exploitation"
    PEERS = "peers"
    NONE = "none"


class Decision(Strict):
    """Whether this is referred by decree 437. The counsellor decides; the decision is recorded either way."""

    grounds: Annotated[list[Ground], Field(min_length=1, max_length=7)]
    within_family: bool | None = None
    child_age_band: Literal["unknown", "under_10", "10_13", "14_17", "18_plus"] = "unknown"
    person_informed: Literal["yes", "no", "not_possible"]
    decision: Literal["refer", "not_refer", "not_obliged", "undecided"]
    referred_to: Literal["", "social_service", "police", "112"] = ""
    referred_at: AwareDatetime | None = None
    reasons: Note = ""

    @model_validator(mode="after")
    def _is_whole(self) -> "Decision":
        if len(set(self.grounds)) != len(self.grounds):
            raise ValueError("each ground stands once")
        if Ground.NONE in self.grounds and (len(self.grounds) > 1 or self.decision == "refer"):
            raise ValueError("where there is no ground, none stands alone, and nothing is referred")
        if self.decision == "refer" and not (self.referred_to and self.referred_at):
            raise ValueError("a referral needs to whom it went and when; until then it is undecided")
        if self.decision != "refer" and (self.referred_to or self.referred_at):
            raise ValueError("only a referral names to whom it went and when")
        return self


class NewNote(Strict):
    """A private note about a case."""

    text: Annotated[str, StringConstraints(min_length=1, max_length=4000, strip_whitespace=True)]


class PaperOut(BaseModel):
    """One paper: a note, a whisper, a transfer or closing note."""

    n: int
    kind: Literal["note", "whisper", "transfer", "closing"]
    by: str
    mine: bool
    at: datetime
    text: str


class RescueOut(BaseModel):
    """The checklist as it stands."""

    by: str
    at: datetime
    rescue: Rescue


class DecisionOut(BaseModel):
    """The decision as it stands."""

    by: str
    at: datetime
    decision: Decision


class CasePapers(BaseModel):
    """Everything that staff wrote about a case; empty once the person deleted the conversation."""

    notes: list[PaperOut]
    rescue: RescueOut | None
    decision: DecisionOut | None


class RiskMoment(BaseModel):
    """What one message showed: as the check read it, as it counts, why, by which rules and version."""

    message: int
    at: datetime
    level: LevelName | None
    counted: LevelName | None
    kinds: list[DangerOut]
    reason: str
    rules: list[str]
    version: str | None
    corrected: bool


class ScreeningAnswer(BaseModel):
    """An answer to an item of a screening, and what it means where it is one of these."""

    item: str
    answer: str
    means: Literal["yes", "no", "unsure"] | None


class ScreeningOut(BaseModel):
    """What was asked directly and answered. No outcome says that somebody is safe."""

    instrument: str
    asked_at: datetime | None
    outcome: str | None
    answers: list[ScreeningAnswer]


class PlanSection(BaseModel):
    """A section of the safety plan, in the person's words."""

    section: str
    lines: list[str]


class EarlierCase(BaseModel):
    """An earlier case of somebody who agreed to be known again, with its notes."""

    id: str
    opened_at: datetime
    closed_at: datetime | None
    urgency: UrgencyName
    kinds: list[DangerOut]
    outcome: str | None
    category: str | None
    risk_at_end: LevelName | None
    notes: list[PaperOut]


class Handover(BaseModel):
    """What the person has already told, so that nobody asks again. `facts` are codes, by name."""

    facts: dict[str, str]
    screenings: list[ScreeningOut]
    kinds: Annotated[list[DangerOut], Field(description="of danger in this case so far, gravest first")]
    risk: list[RiskMoment]
    plan: list[PlanSection]
    earlier: Annotated[list[EarlierCase], Field(description="empty where they did not agree to it")]
    earlier_count: Annotated[int, Field(description="how many there were, agreed or not")]
    earlier_known: Annotated[bool, Field(description="the person agreed to be known again")]
    papers: CasePapers


class Title(BaseModel):
    """A name in each language."""

    ka: str
    ru: str
    en: str


class Choice(BaseModel):
    """Something to choose from a closed list."""

    id: str
    title: Title


class CategoryOut(Choice):
    """A category with its subcategories."""

    children: list[Choice]


class CategoriesOut(BaseModel):
    """The closed lists for the end of a case."""

    categories: list[CategoryOut]
    actions: list[Choice]
    risk_at_end: list[Choice]


class CannedOut(BaseModel):
    """A ready-made answer with its placeholders filled. `mine`: personal, to be changed by its owner."""

    id: str
    title: str
    text: str
    mine: bool


class CannedList(BaseModel):
    """Ready-made answers: shared ones, then one's own."""

    replies: list[CannedOut]


class NewCanned(Strict):
    """A personal ready-made answer."""

    language: LanguageCode
    title: Annotated[str, StringConstraints(min_length=1, max_length=80, strip_whitespace=True)]
    text: Annotated[str, StringConstraints(min_length=1, max_length=2000, strip_whitespace=True)]
