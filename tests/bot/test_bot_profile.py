"""The command menu and the descriptions, in each language."""

from collections.abc import AsyncIterator

import pytest
from aiogram import Bot

from bot.callers.caller_bot import caller_bot
from bot.callers.profile import publish_profile
from conversation.channel import Command
from tests.bot.fakes import FakeTexts
from tests.patience import PATIENCE
from tests.telegram.faults import Trouble
from tests.telegram.server import BotApiServer

SETTERS = ("setMyCommands", "setMyDescription", "setMyShortDescription")


@pytest.fixture
async def connection(server: BotApiServer) -> AsyncIterator[Bot]:
    bot = caller_bot(server.token, server.url, PATIENCE)
    yield bot
    await bot.session.close()


async def test_commands_and_descriptions_are_set_in_each_language(
    server: BotApiServer, connection: Bot
) -> None:
    await publish_profile(connection, FakeTexts())
    assert set(server.world.commands) == {"", "ka", "ru", "en"}
    assert [c["command"] for c in server.world.commands["ru"]] == [command.value for command in Command]
    assert server.world.commands["ru"][0]["description"] == "command-start in ru"
    assert server.world.commands[""][0]["description"] == "command-start in ka"
    assert server.world.descriptions["en"] == "bot-description in en"
    assert server.world.short_descriptions[""] == "bot-short-description in ka"


async def test_what_is_set_already_is_not_set_again(server: BotApiServer, connection: Bot) -> None:
    await publish_profile(connection, FakeTexts())
    await publish_profile(connection, FakeTexts())
    assert [len(server.calls(setter)) for setter in SETTERS] == [4, 4, 4]


async def test_a_refusal_does_not_hold_up_the_rest(server: BotApiServer, connection: Bot) -> None:
    server.fail("setMyCommands", Trouble.FLOOD, retry_after=3000)
    server.fail("getMyDescription", Trouble.DROP)
    await publish_profile(connection, FakeTexts())
    assert set(server.world.commands) == {"ka", "ru", "en"}
    assert set(server.world.descriptions) == {"ka", "ru", "en"}
