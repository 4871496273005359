"""The shapes of the parents' widget."""

from datetime import datetime
from typing import Literal

from pydantic import BaseModel, model_validator

from api.schemas.common import Author, ButtonOut, ClientId, LanguageCode, Short, Strict
from conversation.channel import Command

ConversationState = Literal["program", "waiting", "counsellor", "ended"]


class NewWidgetSession(Strict):
    """Begin a conversation in this language."""

    language: LanguageCode = "ka"


class WidgetInput(Strict):
    """One thing a caller does: exactly one of `text`, `button`, `command`. `id` makes a repeat harmless."""

    id: ClientId
    text: str | None = None
    button: Short | None = None
    command: Command | None = None
    argument: Short = ""

    @model_validator(mode="after")
    def _exactly_one(self) -> "WidgetInput":
        if sum(part is not None for part in (self.text, self.button, self.command)) != 1:
            raise ValueError("send exactly one of text, button and command")
        if self.text is not None and not self.text.strip():
            raise ValueError("the text is empty; write something first")
        return self


class WidgetMessage(BaseModel):
    """One message as the caller sees it; `id` grows within the conversation."""

    id: int
    author: Author
    text: str
    buttons: list[list[ButtonOut]]
    at: datetime


class WidgetTurn(BaseModel):
    """What is new, and who is speaking now."""

    messages: list[WidgetMessage]
    state: ConversationState
    language: LanguageCode


class WidgetSession(WidgetTurn):
    """A fresh conversation and the token that opens it."""

    token: str
    expires_at: datetime


class WidgetStateOut(BaseModel):
    """Who is speaking now."""

    state: ConversationState
    language: LanguageCode
