"""What people do besides writing: pressing, editing, sending media, bringing the bot into groups."""

import pytest

from bot.callers.translate import MEDIA_KINDS
from conversation.channel import Command, InboundKind
from tests.bot.conftest import RunBot
from tests.bot.fakes import FakeIntake
from tests.telegram.faults import Trouble
from tests.telegram.people import MEDIA
from tests.telegram.server import BotApiServer


async def test_a_press_is_answered_and_received(
    server: BotApiServer, intake: FakeIntake, run_bot: RunBot
) -> None:
    ana = server.person(language_code="ru")
    async with run_bot():
        await ana.says("hello")
        await ana.hears()
        press = await ana.presses_unknown("talk:now")
        await server.sees(lambda: server.world.answered_presses == [press])
        await server.sees(lambda: len(intake.received) == 2)
    inbound = intake.received[-1]
    assert (inbound.kind, inbound.button, inbound.message_id) == (
        InboundKind.BUTTON,
        "talk:now",
        f"c:{press}",
    )
    assert (inbound.address, inbound.language_hint) == (str(ana.chat_id), "ru")


async def test_a_press_that_telegram_forgot_is_received_all_the_same(
    server: BotApiServer, intake: FakeIntake, run_bot: RunBot
) -> None:
    ana = server.person()
    server.fail("answerCallbackQuery", Trouble.BAD_REQUEST)
    async with run_bot():
        await ana.says("hello")
        await ana.hears()
        await ana.presses_unknown("talk:now")
        await server.sees(lambda: [m.button for m in intake.received] == ["", "talk:now"])


async def test_an_edited_message_is_received_again_as_an_edit(
    server: BotApiServer, intake: FakeIntake, run_bot: RunBot
) -> None:
    ana = server.person()
    async with run_bot():
        number = await ana.says("fine")
        await ana.hears()
        update = await ana.edits("not fine")
        await server.sees(lambda: len(intake.received) == 2)
    edit = intake.received[-1]
    assert (edit.kind, edit.text, edit.reference) == (InboundKind.EDIT, "not fine", str(number))
    assert edit.message_id == f"e:{number}:{server.world.now()}:{update}"


@pytest.mark.parametrize("kind", sorted(MEDIA))
async def test_every_kind_of_media_is_named(
    server: BotApiServer, intake: FakeIntake, run_bot: RunBot, kind: str
) -> None:
    ana = server.person()
    async with run_bot():
        await ana.sends_media(kind)
        await server.sees(lambda: len(intake.received) == 1)
    assert (intake.received[0].kind, intake.received[0].media) == (InboundKind.MEDIA, kind)


def test_every_kind_that_can_be_named_is_tried() -> None:
    assert set(MEDIA_KINDS.values()) == set(MEDIA)


async def test_a_caption_is_read_as_words(server: BotApiServer, intake: FakeIntake, run_bot: RunBot) -> None:
    ana = server.person()
    async with run_bot():
        await ana.sends_photo("this is my room")
        await server.sees(lambda: intake.texts == ["this is my room"])
    assert intake.received[0].media == "photo"


async def test_commands_arrive_with_their_argument(
    server: BotApiServer, intake: FakeIntake, run_bot: RunBot
) -> None:
    ana = server.person()
    async with run_bot():
        await ana.says("/start school-7")
        await ana.hears()
    assert (intake.received[0].command, intake.received[0].argument) == (Command.START, "school-7")


@pytest.mark.parametrize("kind", ["group", "supergroup"])
async def test_a_group_gets_one_line_and_the_bot_leaves(
    server: BotApiServer, intake: FakeIntake, run_bot: RunBot, kind: str
) -> None:
    ana = server.person(language_code="en")
    group = server.group(kind=kind)
    async with run_bot():
        await group.adds_bot(by=ana)
        assert await group.is_left()
        await group.shows({"text": "hello all"}, by=ana)
        await server.all_acknowledged()
    assert [seen.text for seen in group.said_here] == ["group-leave in en"]
    assert intake.received == []


async def test_a_channel_is_left_without_a_word_to_its_subscribers(
    server: BotApiServer, intake: FakeIntake, run_bot: RunBot
) -> None:
    channel = server.group(kind="channel")
    await channel.adds_bot(by=server.person())
    await channel.posts("news")
    async with run_bot():
        assert await channel.is_left()
        await server.all_acknowledged()
    assert channel.said_here == []
    assert intake.received == []


async def test_a_group_that_cannot_be_left_is_tried_again_at_its_next_message(
    server: BotApiServer, run_bot: RunBot
) -> None:
    ana = server.person()
    group = server.group()
    server.fail("leaveChat", Trouble.SERVER_ERROR)
    async with run_bot():
        await group.adds_bot(by=ana)
        await group.shows({"text": "still here?"}, by=ana)
        assert await group.is_left()
