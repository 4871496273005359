"""What can go wrong in the bot's own house.

BotError
├── WebhookSecretUnfit    the webhook secret is missing or Telegram would not take it
└── SpoolUnreadable       a set-by update cannot be opened with today's key
"""


class BotError(Exception):
    """Base of everything this room raises."""


class WebhookSecretUnfit(BotError):
    """The webhook secret is missing or Telegram would not take it."""

    def __init__(self) -> None:
        super().__init__(
            "The webhook secret is missing or unfit: set MKHARI_TELEGRAM_WEBHOOK_SECRET to 16 to 256 "
            "characters out of A-Z, a-z, 0-9, _ and -."
        )


class SpoolUnreadable(BotError):
    """An update in the spool cannot be opened with today's key, or its file is damaged."""
