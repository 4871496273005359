"""The channels by which the on-call are paged, as far as they are set up."""

import logging

import httpx

from api.context import Reach
from app.errors import CannotStart
from app.pagers.webhook import WebhookPager
from app.push_key import public_push_key, read_push_key
from app.settings import Settings
from escalation.addresses import filled
from escalation.paging import PageChannel, Pager

# These write addresses, keys and passwords into what they log.
_TALKATIVE = ("apprise", "urllib3", "httpx", "httpcore", "smtplib")
_SILENT = logging.CRITICAL + 1


def pagers(settings: Settings, client: httpx.AsyncClient) -> dict[PageChannel, Pager]:
    """Every channel that these settings open. Raises `CannotStart`."""
    # Here, since apprise and pywebpush bring libraries that most commands do without.
    from app.pagers.by_apprise import ApprisePager

    for name in _TALKATIVE:
        logging.getLogger(name).setLevel(_SILENT)
    console = f"{settings.public_url.rstrip('/')}/console/" if settings.public_url else None
    _check_template(PageChannel.SMS, settings.sms_url, "MKHARI_SMS_URL", "+995500000000")
    _check_template(PageChannel.MAIL, settings.mail_url, "MKHARI_MAIL_URL", "nobody@example.ge")
    found: dict[PageChannel, Pager] = {
        PageChannel.SMS: ApprisePager(PageChannel.SMS, settings.sms_url, console),
        PageChannel.MAIL: ApprisePager(PageChannel.MAIL, settings.mail_url, console),
    }
    if settings.paging_webhook_url:
        found[PageChannel.WEBHOOK] = WebhookPager(settings.paging_webhook_url, client)
    if settings.staff_telegram_token is not None:
        from bot.staff.pager import TelegramPager

        token = settings.staff_telegram_token.get_secret_value()
        found[PageChannel.TELEGRAM] = TelegramPager(token, settings.telegram_api)
    if (key := settings.open_push_key()) is not None:
        from app.pagers.push import WebPushPager

        found[PageChannel.PUSH] = WebPushPager(
            read_push_key(key, "MKHARI_PUSH_PRIVATE_KEY"), settings.push_sender, client
        )
    return found


def reach_of(settings: Settings) -> Reach:
    """What staff can set up themselves. Raises `CannotStart`."""
    key = settings.open_push_key()
    return Reach(
        push_key=None if key is None else public_push_key(read_push_key(key, "MKHARI_PUSH_PRIVATE_KEY")),
        numbers=settings.sms_url is not None,
        mails=settings.mail_url is not None,
    )


def _check_template(channel: PageChannel, template: str | None, name: str, example: str) -> None:
    from app.pagers.by_apprise import is_understood

    if template is not None and not is_understood(filled(channel, template, example)):
        raise CannotStart(f"{name} is not a complete URL of its service; see docs/settings.md")
