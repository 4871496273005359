"""What every answer carries: each page gets the strictest content policy that it can live with."""

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_OWN = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "font-src 'self'; form-action 'self'; base-uri 'none'"
)
# Who may show the page in a frame: the widget's frame is made to be embedded, everything else is not.
_POLICIES = {
    "/widget": f"{_OWN}; frame-ancestors *",
    "/demo": f"{_OWN}; frame-src 'self'; frame-ancestors 'none'",
    # Swagger UI sets style attributes from its script.
    "/docs": _OWN.replace("style-src 'self'", "style-src 'self' 'unsafe-inline'")
    + "; frame-ancestors 'none'",
}
_DEFAULT_POLICY = f"{_OWN}; frame-ancestors 'none'"


class SecurityHeaders:
    """Adds the headers as the answer starts; streams pass through untouched."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and dress its answer."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def dressed(message: Message) -> None:
            if message["type"] == "http.response.start":
                _dress(MutableHeaders(scope=message), scope["path"])
            await send(message)

        await self._app(scope, receive, dressed)


def _dress(headers: MutableHeaders, path: str) -> None:
    policy = next((p for prefix, p in _POLICIES.items() if path.startswith(prefix)), _DEFAULT_POLICY)
    headers["Content-Security-Policy"] = policy
    headers["X-Content-Type-Options"] = "nosniff"
    headers["Referrer-Policy"] = "no-referrer"
    headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=()"
    if path.startswith("/api/"):
        headers["Cache-Control"] = "no-store"
    elif "/assets/" not in path:
        headers.setdefault("Cache-Control", "no-cache")
