"""Pages for the whole team, posted as JSON to one address."""

from dataclasses import asdict

import httpx

from escalation.paging import Page, PageFailed

LIMIT = 5.0  # seconds


class WebhookPager:
    """Posts each page to the team's own system. A page goes to no one person, so the address is not read."""

    def __init__(self, url: str, client: httpx.AsyncClient) -> None:
        self._url = url
        self._client = client

    async def page(self, page: Page, address: str) -> None:
        """Post the page; anything but a 2xx raises `PageFailed`."""
        try:
            answer = await self._client.post(self._url, json=asdict(page), timeout=LIMIT)
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise PageFailed(type(error).__name__) from None
        if not answer.is_success:
            raise PageFailed(f"http_{answer.status_code}")
