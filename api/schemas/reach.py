"""The shapes of how a member of staff is called. An address comes in and never goes out again whole."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, Field, StringConstraints

from api.schemas.common import LanguageCode, Strict

PersonalChannel = Literal["push", "telegram", "sms", "mail"]
AudienceName = Literal["youth", "family"]
SkillName = Literal["self_harm", "abuse", "blackmail", "bullying", "attempt"]
ContactId = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{32}$")]


class ReachChannel(BaseModel):
    """A way to be called, as far as it is set up here."""

    channel: PersonalChannel
    ready: Annotated[bool, Field(description="pages go out on it")]
    open: Annotated[bool, Field(description="one can add oneself; else an administrator does")]


class ReachContact(BaseModel):
    """Somewhere one is called. The hint is enough to know it again, and no more."""

    id: str
    channel: PersonalChannel
    hint: str


class ReachOut(BaseModel):
    """How one is called, and for whom. `push_key` is what a browser subscribes with."""

    channels: list[ReachChannel]
    contacts: list[ReachContact]
    push_key: str | None
    telegram_linked: bool
    languages: list[LanguageCode]
    audiences: list[AudienceName]
    skills: list[SkillName]
    away: Annotated[bool, Field(description="on a break: is given nobody and called last")]


class NewNumber(Strict):
    """A phone number; without a country it is Georgian."""

    number: Annotated[str, StringConstraints(max_length=40)]


class NewMail(Strict):
    """A mail address."""

    address: Annotated[str, StringConstraints(max_length=254)]


class PushKeys(Strict):
    """The browser's keys, in base64url."""

    p256dh: Annotated[str, StringConstraints(max_length=120)]
    auth: Annotated[str, StringConstraints(max_length=40)]


class NewPush(BaseModel):
    """A browser's subscription (PushSubscription.toJSON); what else a browser adds is not kept."""

    endpoint: Annotated[str, StringConstraints(max_length=1000)]
    keys: PushKeys


class OldPush(Strict):
    """The subscription that a browser gives up."""

    endpoint: Annotated[str, StringConstraints(max_length=1000)]


class TestPage(Strict):
    """By what to be called, to see that it works."""

    __test__ = False  # not a test, whatever its name says to pytest

    channel: PersonalChannel


class PageTested(BaseModel):
    """How many addresses took the page; `failed` holds a code for each that did not."""

    sent: int
    failed: list[str]


class TelegramCode(BaseModel):
    """What to send to the paging bot; it works once."""

    code: str
    expires_at: datetime


class MyWork(Strict):
    """With whom one can speak. No skills named means every subject."""

    languages: Annotated[list[LanguageCode], Field(min_length=1, max_length=3)]
    audiences: Annotated[list[AudienceName], Field(min_length=1, max_length=2)]
    skills: Annotated[list[SkillName], Field(max_length=5)]


class MyBreak(Strict):
    """A break begins or ends."""

    away: bool
