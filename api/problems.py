"""Errors as application/problem+json (RFC 9457): clear to a person, and never with anybody's text in them."""

from typing import Any

import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.context import context_of
from api.errors import ApiError, TooManyTries
from api.schemas.common import Problem
from conversation.errors import (
    CannotReply,
    ConsentSettled,
    ConversationGone,
    LevelChanged,
    MayNotBeAsked,
    NoSuchMessage,
    NotAskedYet,
)
from escalation import rota_errors
from escalation.errors import (
    AtCapacity,
    CaseAlreadyClaimed,
    CaseClosed,
    CaseNotFound,
    CaseNotYours,
    CaseStillOpen,
    CounsellorAway,
    MayNotBeSaid,
    NobodyWaits,
    NoSuchCounsellor,
    NotOffered,
    OnlyLower,
    UnknownCategory,
)
from store.errors import Conflict, StoreUnavailable

log = structlog.get_logger()

_EXPECTED: dict[type[Exception], tuple[int, str]] = {
    CaseNotFound: (404, "There is no such case"),
    CaseAlreadyClaimed: (409, "Somebody else holds this case"),
    CaseClosed: (409, "This case is closed"),
    CaseNotYours: (403, "This case is not yours"),
    CaseStillOpen: (409, "This case cannot be opened again"),
    NobodyWaits: (404, "Nobody waits for you"),
    AtCapacity: (409, "You hold as many as you take"),
    CounsellorAway: (409, "This counsellor is not there"),
    NoSuchCounsellor: (404, "There is no such counsellor"),
    NotOffered: (409, "This case is not offered to you"),
    OnlyLower: (409, "Urgency can only be lowered"),
    MayNotBeSaid: (422, "This may not be said"),
    UnknownCategory: (422, "There is no such category"),
    rota_errors.UnknownStaff: (404, "There is no such member of staff"),
    rota_errors.NoSuchShift: (404, "There is no such shift"),
    rota_errors.NoSuchChange: (404, "There is no such absence or cover"),
    rota_errors.OverlapsItself: (409, "This person is on duty then already"),
    rota_errors.AbsentThen: (409, "This person is absent then"),
    rota_errors.NothingToCover: (409, "There is nothing to cover"),
    rota_errors.NothingToSwap: (409, "These turns cannot be swapped"),
    rota_errors.NotYoursToArrange: (403, "This is not yours to arrange"),
    rota_errors.RotaError: (422, "The rota cannot take this"),
    CannotReply: (422, "This reply cannot be sent"),
    NoSuchMessage: (404, "There is no such message"),
    LevelChanged: (409, "This message counts as something else by now"),
    MayNotBeAsked: (403, "This person is not asked"),
    NotAskedYet: (409, "Nobody has asked yet"),
    ConsentSettled: (409, "The question is answered"),
    ConversationGone: (409, "The person deleted this conversation"),
    Conflict: (409, "Somebody else was first"),
}


def problem(status: int, title: str, detail: str = "", safety: str | None = None) -> JSONResponse:
    """A problem as a response."""
    body = Problem(title=title, status=status, detail=detail, safety=safety)
    return JSONResponse(body.model_dump(exclude_none=True), status, media_type="application/problem+json")


async def _api_error(_request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, ApiError)  # noqa: S101 - registered for this type only
    answer = problem(error.status, error.title, str(error))
    if isinstance(error, TooManyTries):
        answer.headers["Retry-After"] = str(error.seconds)
    return answer


async def _expected(_request: Request, error: Exception) -> JSONResponse:
    status, title = next(value for kind, value in _EXPECTED.items() if isinstance(error, kind))
    return problem(status, title, str(error))


async def _unavailable(request: Request, _error: Exception) -> JSONResponse:
    texts = context_of(request).intake.rooms.flows.texts
    answer = problem(
        503,
        "Our system has a fault right now",
        "the message is not lost: send it again with the same id",
        safety=texts.in_every_language("safety"),
    )
    answer.headers["Retry-After"] = "2"
    return answer


async def _invalid(_request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)  # noqa: S101 - registered for this type only
    found = [f"{_place_of(item)}: {item['msg']}" for item in error.errors()]
    return problem(422, "The request does not have the right shape", "; ".join(found)[:1000])


def _place_of(item: dict[str, Any]) -> str:
    # Only where and what, never the input: it may be what somebody wrote. An unknown name is input too.
    known = item["loc"][:-1] if item["type"] == "extra_forbidden" else item["loc"]
    return ".".join(str(part) for part in known)


async def _http(_request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)  # noqa: S101 - registered for this type only
    return problem(error.status_code, str(error.detail))


class LastResort:
    """Answers what nobody expected, and keeps it from the server's log, which would print its values."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; an answer that has begun already is cut off."""
        has_begun = False

        async def noticed(message: Message) -> None:
            nonlocal has_begun
            has_begun = True
            await send(message)

        try:
            await self._app(scope, receive, noticed)
        except Exception as error:
            path = getattr(scope.get("route"), "path", "unknown")
            log.exception("request.failed", path=path, error=type(error).__name__)
            if not has_begun:
                await _broken()(scope, receive, send)


def _broken() -> JSONResponse:
    return problem(
        500, "Something broke on our side", "it was noted; try again, and call 112 if somebody is in danger"
    )


def install(app: FastAPI) -> None:
    """Answer every error as a problem."""
    app.add_exception_handler(ApiError, _api_error)
    for kind in _EXPECTED:
        app.add_exception_handler(kind, _expected)
    app.add_exception_handler(StoreUnavailable, _unavailable)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)
