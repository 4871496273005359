"""Scripted trouble: what the Bot API server answers instead of doing its work."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Trouble(StrEnum):
    """Ways in which a call can go wrong."""

    FLOOD = "flood"  # 429 with retry_after
    BLOCKED = "blocked"  # 403
    SERVER_ERROR = "server-error"  # 502
    BAD_REQUEST = "bad-request"  # 400
    DROP = "drop"  # the connection ends before anything is done
    DROP_AFTER = "drop-after"  # it is done, and the connection ends before the answer
    GARBAGE = "garbage"  # 200 with a body that is no JSON


@dataclass
class Fault:
    """Trouble for the next `times` calls of a method, after `skip` calls went well."""

    method: str
    trouble: Trouble
    times: int = 1
    skip: int = 0
    retry_after: int = 1
    chat_id: int | None = None
    description: str = ""

    def applies(self, method: str, params: dict[str, Any]) -> bool:
        """Whether this call meets the fault; counts the call."""
        if method.lower() != self.method.lower() or self.times <= 0:
            return False
        if self.chat_id is not None and params.get("chat_id") != self.chat_id:
            return False
        if self.skip > 0:
            self.skip -= 1
            return False
        self.times -= 1
        return True

    def answer(self) -> tuple[int, dict[str, Any]]:
        """The HTTP status and the body of a refusal."""
        match self.trouble:
            case Trouble.FLOOD:
                words = f"Too Many Requests: retry after {self.retry_after}"
                return 429, refusal(429, words, retry_after=self.retry_after)
            case Trouble.BLOCKED:
                return 403, refusal(403, self.description or "Forbidden: bot was blocked by the user")
            case Trouble.BAD_REQUEST:
                return 400, refusal(400, self.description or "Bad Request: refused")
            case _:
                return 502, refusal(502, "Bad Gateway")


class ApiRefusal(Exception):
    """A Bot API error as the real server words it."""

    def __init__(self, code: int, description: str) -> None:
        super().__init__(description)
        self.code = code
        self.description = description


def refusal(code: int, description: str, **parameters: int) -> dict[str, Any]:
    """The JSON body of an error."""
    body: dict[str, Any] = {"ok": False, "error_code": code, "description": description}
    if parameters:
        body["parameters"] = parameters
    return body
