"""What several parts of the interface share: ids, languages, buttons, problems."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, StringConstraints

from risk.assessment import Kind, Subject

LanguageCode = Literal["ka", "ru", "en"]
LevelName = Literal["none", "low", "moderate", "high", "imminent"]
Author = Literal["caller", "program", "counsellor"]
Short = Annotated[str, StringConstraints(max_length=64)]
ClientId = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9-]{8,64}$")]
CaseId = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{32}$")]
LONGEST_TEXT = 4000  # characters a widget message may have


class Strict(BaseModel):
    """What is sent to us: a field that nobody knows is refused."""

    model_config = ConfigDict(extra="forbid")


class Problem(BaseModel):
    """What went wrong, as application/problem+json (RFC 9457). `safety` is to be shown to the person."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str = ""
    safety: str | None = None


class DangerOut(BaseModel):
    """A kind of danger: how grave it was shown, and who is in it (of a threat, who makes it)."""

    kind: Kind
    level: LevelName
    subject: Subject


class ButtonOut(BaseModel):
    """A choice under a message."""

    label: str
    data: str
