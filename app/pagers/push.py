"""Pages to a browser, also one whose console is closed (Web Push: RFC 8030, 8291, 8292)."""

import binascii
import json
import time
from typing import Final
from urllib.parse import urlsplit

import httpx
from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
from py_vapid import Vapid02, VapidException
from pywebpush import WebPusher, WebPushException

from escalation.paging import Page, PageFailed

LIMIT: Final = 5.0  # seconds
# How long a push service keeps a page for a browser that is away (seconds): until the next page says more.
_LASTS: Final = {"emergency": 120, "urgent": 600, "routine": 3600}
# RFC 8030: "high" is delivered also on low battery. Waking somebody up is worth it for all but routine cases.
_URGENCY: Final = {"emergency": "high", "urgent": "high", "routine": "normal"}
_SIGNED_FOR: Final = 12 * 3600  # seconds; push services refuse more than a day
_GONE: Final = frozenset({404, 410})  # RFC 8030, 7.3: the subscription has ended


class WebPushPager:
    """Posts a page to the browser's push service, which can read none of it."""

    def __init__(self, key: EllipticCurvePrivateKey, contact: str, client: httpx.AsyncClient) -> None:
        self._vapid = Vapid02(key)
        self._contact = contact
        self._client = client

    async def page(self, page: Page, address: str) -> None:
        """Send it to a subscription (JSON). Raises `PageFailed`; `gone` once the browser has unsubscribed."""
        try:
            endpoint, headers, body = self._sealed(page, address)
        except (WebPushException, VapidException, ValueError, KeyError, TypeError, binascii.Error) as error:
            raise PageFailed(type(error).__name__) from None
        try:
            answer = await self._client.post(endpoint, headers=headers, content=body, timeout=LIMIT)
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise PageFailed(type(error).__name__) from None
        if not answer.is_success:
            raise PageFailed(f"http_{answer.status_code}", gone=answer.status_code in _GONE)

    def _sealed(self, page: Page, address: str) -> tuple[str, dict[str, str], bytes]:
        subscription = json.loads(address)
        endpoint = subscription["endpoint"]
        parts = urlsplit(endpoint)
        words = {"urgency": page.urgency, "case": page.case_id, "waiting": page.waiting_seconds}
        body: bytes = WebPusher(subscription).encode(json.dumps(words).encode())["body"]
        signature: dict[str, str] = self._vapid.sign(
            {
                "sub": self._contact,
                "aud": f"{parts.scheme}://{parts.netloc}",
                "exp": int(time.time()) + _SIGNED_FOR,
            }
        )
        headers = {
            **signature,
            "Content-Encoding": "aes128gcm",
            "Content-Type": "application/octet-stream",
            "TTL": str(_LASTS.get(page.urgency, _LASTS["emergency"])),
            "Urgency": _URGENCY.get(page.urgency, "high"),
        }
        return endpoint, headers, body
