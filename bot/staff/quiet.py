"""python-telegram-bot set up so that nothing of Telegram reaches a log: its URLs hold the token."""

import asyncio
import logging
import os
from typing import Any, Final

from telegram import Update
from telegram.request import HTTPXRequest

_TALKATIVE: Final = ("telegram", "httpx", "httpcore")
_SILENT: Final = logging.CRITICAL + 1
_REFUSED: Final = (401, 404)
_OFFICIAL: Final = "https://api.telegram.org"

# Spans of time as timedelta, as every later release has them; without it each 429 warns.
os.environ.setdefault("PTB_TIMEDELTA", "true")


def be_quiet() -> None:
    """Silence the libraries; what matters is logged by us, as a code."""
    for name in _TALKATIVE:
        logging.getLogger(name).setLevel(_SILENT)


def base_url(api_url: str | None) -> str:
    """What the token is put behind."""
    return f"{(api_url or _OFFICIAL).rstrip('/')}/bot"


class UpdatesRequest(HTTPXRequest):
    """Fetches updates, and empties one that cannot be read: or it would be fetched again for ever.

    Sets `refused` when the token no longer works; the library would stop to poll without a word.
    """

    def __init__(self, refused: asyncio.Event) -> None:
        super().__init__(connection_pool_size=1)
        self._refused = refused

    async def do_request(self, *arguments: Any, **more: Any) -> tuple[int, bytes]:
        """Ask, and look at the status."""
        status, payload = await super().do_request(*arguments, **more)
        if status in _REFUSED:
            self._refused.set()
        return status, payload

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """Read an answer; every update in it can be read afterwards."""
        data: dict[str, Any] = HTTPXRequest.parse_json_payload(payload)
        if isinstance(updates := data.get("result"), list):
            data["result"] = [
                one if _is_readable(one) else {"update_id": one["update_id"]}
                for one in updates
                if isinstance(one, dict) and isinstance(one.get("update_id"), int)
            ]
        return data


def _is_readable(update: dict[str, Any]) -> bool:
    try:
        Update.de_json(update, None)
    except Exception:  # noqa: BLE001 - whatever the parser makes of it
        return False
    return True
