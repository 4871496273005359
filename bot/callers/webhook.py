"""The webhook: Telegram posts an update, and 200 means that it is handled.

Telegram posts again whatever was not answered with 200, in order within a chat, so nothing is stored here.
"""

import hmac
import json
import re
from typing import Any

import structlog
from fastapi import APIRouter, Request, Response

from bot.callers.order import ChatQueues
from bot.callers.raw import chat_key, update_id
from bot.callers.telegram import Reception
from bot.errors import WebhookSecretUnfit
from conversation.errors import StoreUnavailable

PATH = "/telegram/webhook"
BODY_LIMIT = 1_048_576  # bytes; Telegram's updates are some kilobytes
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the name of the header, not the secret
_SECRET = re.compile(r"[A-Za-z0-9_-]{16,256}")

log = structlog.get_logger(__name__)


def fit_secret(secret: str | None) -> str:
    """The secret, if Telegram takes it and nobody guesses it. Raises `WebhookSecretUnfit`."""
    if secret is None or _SECRET.fullmatch(secret) is None:
        raise WebhookSecretUnfit
    return secret


def webhook_router(reception: Reception, queues: ChatQueues, secret: str | None) -> APIRouter:
    """The route that Telegram posts to; open to whoever knows the secret. Raises `WebhookSecretUnfit`."""
    expected = fit_secret(secret).encode("ascii")
    router = APIRouter()

    @router.post(PATH, include_in_schema=False)
    async def receive_update(request: Request) -> Response:
        given = request.headers.get(SECRET_HEADER, "").encode("utf-8", "surrogateescape")
        if not hmac.compare_digest(given, expected):
            return Response("The secret header is missing or wrong.", 401)
        body = await _body(request)
        if body is None:
            return Response("The body is larger than an update.", 413)
        raw = _update(body)
        if raw is None:
            return Response("The body is not a JSON object.", 400)
        return await _handle(reception, queues, raw)

    return router


async def _handle(reception: Reception, queues: ChatQueues, raw: dict[str, Any]) -> Response:
    try:
        await queues.put(chat_key(raw), lambda: reception.on_update(raw))
    except StoreUnavailable:
        log.warning("update.store_unavailable", update_id=update_id(raw))
        await reception.reassure(raw)
        return Response("The database does not answer: post this update again.", 503)
    return Response(status_code=200)


async def _body(request: Request) -> bytes | None:
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > BODY_LIMIT:
            return None
    return bytes(body)


def _update(body: bytes) -> dict[str, Any] | None:
    try:
        raw = json.loads(body)
    except (ValueError, RecursionError):  # not JSON, not UTF-8, a number without end, nesting without end
        return None
    return raw if isinstance(raw, dict) else None
