"""Pages as text messages and mails, through the many services that apprise speaks with.

A screen that somebody else may see shows only that a case waits.
"""

import asyncio
import warnings
from typing import Final

from apprise import Apprise, AppriseAsset, NotifyFormat
from apprise.common import PersistentStoreMode

from escalation.addresses import AddressUnusable, filled
from escalation.paging import Page, PageChannel, PageFailed

LIMIT: Final = 5.0  # seconds
TEST: Final = "test"  # the rung of a page that its reader asked for

_URGENCY: Final = {
    "emergency": ("გადაუდებელი", "emergency"),
    "urgent": ("სასწრაფო", "urgent"),
    "routine": ("ჩვეულებრივი", "routine"),
}


def _asset() -> AppriseAsset:
    return AppriseAsset(
        app_id="Mkhari",
        app_desc="Mkhari",
        app_url="",
        http_redirects=False,  # an answer must not send us to another address
        storage_mode=PersistentStoreMode.MEMORY,
        service_timeout=LIMIT,
        pgp_autogen=False,
        pem_autogen=False,
        allow_templates=False,
        image_url_logo="",
    )


def is_understood(url: str) -> bool:
    """Whether apprise can read this URL; what it would send it to is not called."""
    return Apprise.instantiate(url, asset=_asset(), suppress_exceptions=True) is not None


def title_of(page: Page) -> str:
    """One line in Georgian and English."""
    if page.rung == TEST:
        return "მხარი: შემოწმება / Mkhari: test"
    return "მხარი: საქმე ელოდება / Mkhari: case waits"


def text_of(page: Page, console_url: str | None) -> str:
    """How urgent, how long it has waited, and where to go. Nothing about the person."""
    georgian, english = _URGENCY.get(page.urgency, _URGENCY["emergency"])
    minutes = page.waiting_seconds // 60
    lines = [] if page.rung == TEST else [f"{georgian}, {minutes} წთ / {english}, {minutes} min"]
    return "\n".join([*lines, *([console_url] if console_url else [])])


# Its services are read when the first is asked for: here, and not while somebody waits to be paged.
with warnings.catch_warnings():
    warnings.simplefilter(
        "ignore", DeprecationWarning
    )  # it imports what Python 3.13 no longer has, if it is there
    is_understood("json://127.0.0.1")


class ApprisePager:
    """Calls one person by text message or mail. `template` is the organisation's service, if it has one."""

    def __init__(
        self, channel: PageChannel, template: str | None, console_url: str | None, limit: float = LIMIT
    ) -> None:
        self._channel = channel
        self._template = template
        self._console_url = console_url
        self._limit = limit

    async def page(self, page: Page, address: str) -> None:
        """Send it to a number, a mail address or an apprise URL. Raises `PageFailed`."""
        try:
            url = filled(self._channel, self._template, address)
        except AddressUnusable:
            raise PageFailed("unusable_address") from None
        service = Apprise(asset=_asset())
        if not service.add(url):
            raise PageFailed("unusable_address")
        title, text = title_of(page), text_of(page, self._console_url)
        if self._channel is PageChannel.SMS:  # a text message has no title of its own
            title, text = "", f"{title}\n{text}".strip()
        try:
            async with asyncio.timeout(self._limit):
                taken = await service.async_notify(
                    title=title, body=text or title, body_format=NotifyFormat.TEXT
                )
        except TimeoutError:
            raise PageFailed("TimeoutError") from None
        if not taken:
            raise PageFailed("refused")
