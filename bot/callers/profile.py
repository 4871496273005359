"""What Telegram shows before the first word: the command menu and the descriptions, in each language."""

from collections.abc import Awaitable, Callable

import structlog
from aiogram import Bot
from aiogram.types import BotCommand

from bot.callers.intake import CallerTexts
from bot.callers.raw import LANGUAGES
from bot.callers.send import TELEGRAM_FAILURES
from conversation.channel import Command

DEFAULT_LANGUAGE = "ka"  # for phones in any other language: the service is Georgian

log = structlog.get_logger(__name__)


async def publish_profile(bot: Bot, texts: CallerTexts) -> None:
    """Set commands and descriptions where they differ from what Telegram has.

    What Telegram refuses is logged and tried again at the next start: a menu must never hold up messages.
    """
    for code in (None, *LANGUAGES):
        for publish in (_commands, _description, _short_description):
            await _try(publish, bot, texts, code)


async def _try(
    publish: Callable[[Bot, CallerTexts, str | None], Awaitable[None]],
    bot: Bot,
    texts: CallerTexts,
    code: str | None,
) -> None:
    try:
        await publish(bot, texts, code)
    except TELEGRAM_FAILURES as error:
        log.warning("profile.not_set", language=code or "default", reason=type(error).__name__)


async def _commands(bot: Bot, texts: CallerTexts, code: str | None) -> None:
    wanted = {
        command.value: texts.system(f"command-{command}", code or DEFAULT_LANGUAGE) for command in Command
    }
    shown = await bot.get_my_commands(language_code=code)
    if [(c.command, c.description) for c in shown] != list(wanted.items()):
        menu = [BotCommand(command=command, description=text) for command, text in wanted.items()]
        await bot.set_my_commands(menu, language_code=code)


async def _description(bot: Bot, texts: CallerTexts, code: str | None) -> None:
    wanted = texts.system("bot-description", code or DEFAULT_LANGUAGE)
    if (await bot.get_my_description(language_code=code)).description != wanted:
        await bot.set_my_description(wanted, language_code=code)


async def _short_description(bot: Bot, texts: CallerTexts, code: str | None) -> None:
    wanted = texts.system("bot-short-description", code or DEFAULT_LANGUAGE)
    if (await bot.get_my_short_description(language_code=code)).short_description != wanted:
        await bot.set_my_short_description(wanted, language_code=code)
