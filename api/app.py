"""The HTTP application: routes, errors, limits, headers."""

from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager

from fastapi import APIRouter, FastAPI
from fastapi.telemetry import TelemetryConfig
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api import (
    canned_desk,
    console,
    flows_desk,
    handover_desk,
    levels_desk,
    ops,
    papers_desk,
    reach_desk,
    research,
    rota_desk,
    static,
    supervision,
    widget,
)
from api.context import ApiContext
from api.headers import SecurityHeaders
from api.problems import LastResort, install, problem

LARGEST_BODY = 1_000_000  # bytes
_MOST_DIGITS = 20

# FastAPI can send errors with their messages and request bodies to a collector that an environment variable
# names. Those hold what people wrote, so it stays off whatever the environment says.
_NO_TELEMETRY: TelemetryConfig = {
    "tracing": False,
    "metrics": False,
    "logs": False,
    "operation_spans": False,
    "auto_configure": False,
}

Lifespan = Callable[[FastAPI], AbstractAsyncContextManager[None]]


def create_app(
    context: ApiContext | None, lifespan: Lifespan | None = None, extra: Sequence[APIRouter] = ()
) -> FastAPI:
    """The application; without a context it only describes itself (OpenAPI)."""
    app = FastAPI(
        title="Mkhari",
        version="0.1.0",
        description="First-line support for young people and their families. Emergency in Georgia: 112.",
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
        lifespan=lifespan,
        telemetry=_NO_TELEMETRY,
    )
    for router in (
        widget.router,
        console.router,
        handover_desk.router,
        levels_desk.router,
        papers_desk.router,
        canned_desk.router,
        supervision.router,
        rota_desk.router,
        reach_desk.router,
        flows_desk.router,
        research.router,
        ops.router,
        static.router,
        *extra,
    ):
        app.include_router(router)
    install(app)
    for layer in (BodyLimit, LastResort, SecurityHeaders):  # from the inside to the outside
        app.add_middleware(layer)
    if context is not None:
        app.state.context = context
        static.mount(app, context.web_dir)
    return app


class BodyLimit:
    """Refuses bodies over `LARGEST_BODY` before anything reads them, whatever their length header says."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, counting its body."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        declared = dict(scope["headers"]).get(b"content-length", b"0").lstrip(b"0")
        # Its length first: no number of bytes needs thousands of digits, and Python refuses to read them.
        if declared.isdigit() and (len(declared) > _MOST_DIGITS or int(declared) > LARGEST_BODY):
            await _too_large(scope, receive, send)
            return
        body, more = bytearray(), scope["method"] not in {"GET", "HEAD"}
        if not more:
            await self._app(scope, receive, send)
            return
        while more:
            message = await receive()
            if message["type"] == "http.disconnect":
                return
            body += message.get("body", b"")
            more = message.get("more_body", False)
            if len(body) > LARGEST_BODY:
                await _too_large(scope, receive, send)
                return
        await self._app(scope, _replay(bytes(body), receive), send)


def _replay(body: bytes, receive: Receive) -> Receive:
    given = False

    async def again() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return again


async def _too_large(scope: Scope, receive: Receive, send: Send) -> None:
    answer = problem(413, "Too much at once", f"send at most {LARGEST_BODY} bytes in one request")
    await answer(scope, receive, send)
