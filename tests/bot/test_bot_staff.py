"""The staff's bot over the wire: linking, answering pages, and what strangers get to know."""

import asyncio
import logging
import subprocess
import sys
from dataclasses import replace

import pytest

from bot.staff.bot import StaffTokenRefused, serve
from bot.staff.pager import TelegramPager
from bot.staff.texts import ACCEPT, DECLINE, Line, say
from tests.app.paging_world import PAGE
from tests.bot.staff_world import CASE, CODE, MemoryDesk, Seconds, polling
from tests.telegram.faults import Trouble
from tests.telegram.people import Person
from tests.telegram.server import BotApiServer


@pytest.fixture
def desk() -> MemoryDesk:
    return MemoryDesk()


@pytest.fixture
def seconds() -> Seconds:
    return Seconds()


async def paged(server: BotApiServer, person: Person) -> None:
    """The page as the pager sends it, heard."""
    pager = TelegramPager(server.token, server.url)
    await pager.page(replace(PAGE, case_id=CASE), str(person.chat_id))
    await pager.close()
    await person.hears()


async def shows(server: BotApiServer, person: Person, line: Line, language: str = "ka") -> tuple[str, ...]:
    """Wait until the newest message of a chat is this line; returns its buttons."""
    await server.sees(lambda: person.chat[-1].text == say(line, language))
    return tuple(choice.label for choice in person.chat[-1].choices)


@pytest.mark.parametrize(
    ("words", "language"),
    [(f"/start {CODE}", "ka"), (f"/link {CODE.lower()}", "ru"), ("/link abcd-2345", "en")],
)
async def test_a_code_links_a_chat_and_works_once(
    server: BotApiServer, desk: MemoryDesk, seconds: Seconds, words: str, language: str
) -> None:
    nino, other = server.person(language_code=language), server.person()
    async with polling(server, desk, seconds):
        await nino.says(words)
        assert (await nino.hears()).text == say(Line.LINKED, language, "Nino")
        await other.says(words)
        assert (await other.hears()).text == say(Line.WRONG_CODE, "ka")
        await nino.says("/status")
        assert (await nino.hears()).text == say(Line.STATUS, language, "Nino")
        await nino.says("/unlink")
        assert (await nino.hears()).text == say(Line.UNLINKED, language)
    assert desk.chats == {}


async def test_five_wrong_codes_an_hour_and_then_even_the_right_one_waits(
    server: BotApiServer, desk: MemoryDesk, seconds: Seconds
) -> None:
    somebody, nino = server.person(), server.person()
    async with polling(server, desk, seconds):
        for _ in range(5):
            await somebody.says("/link WRONG234")
            assert (await somebody.hears()).text == say(Line.WRONG_CODE, "ka")
        await somebody.says(f"/link {CODE}")
        assert (await somebody.hears()).text == say(Line.TOO_MANY, "ka")
        assert len(desk.asked) == 5
        await nino.says("/link EFGH6789")
        assert (await nino.hears()).text == say(Line.LINKED, "ka", "Giorgi")
        seconds.now += 3600
        await somebody.says(f"/link {CODE}")
        assert (await somebody.hears()).text == say(Line.LINKED, "ka", "Nino")


async def test_whoever_accepts_sees_it_and_the_second_is_told(
    server: BotApiServer, desk: MemoryDesk, seconds: Seconds
) -> None:
    nino, giorgi = server.person(), server.person(language_code="ru")
    desk.chats = {nino.chat_id: "Nino", giorgi.chat_id: "Giorgi"}
    async with polling(server, desk, seconds):
        for person in (nino, giorgi):
            await person.says("/status")
            await person.hears()
            await paged(server, person)
        press = await nino.presses(ACCEPT)
        assert await shows(server, nino, Line.ACCEPTED) == (DECLINE,)
        assert press in server.world.answered_presses
        await giorgi.presses(ACCEPT)
        assert await shows(server, giorgi, Line.ALREADY_HELD, "ru") == ()
        await nino.presses(DECLINE)  # a thumb slipped before
        assert await shows(server, nino, Line.DECLINED) == (ACCEPT,)
    assert [what for what, _, _ in desk.asked] == ["accept", "accept", "decline"]


async def test_an_answer_that_was_not_noted_is_said_so_and_can_be_given_again(
    server: BotApiServer, desk: MemoryDesk, seconds: Seconds
) -> None:
    nino = server.person()
    desk.chats[nino.chat_id] = "Nino"
    async with polling(server, desk, seconds):
        await nino.says("/status")
        await nino.hears()
        await paged(server, nino)
        desk.fault = RuntimeError("the database is away")
        await nino.presses(DECLINE)
        await server.sees(lambda: bool(server.calls("answerCallbackQuery")))
        assert server.calls("answerCallbackQuery")[0].params["text"] == say(Line.NOT_NOTED, "ka")
        assert [one.label for one in nino.chat[-1].choices] == [ACCEPT, DECLINE]
        desk.fault = None
        server.fail("answerCallbackQuery", Trouble.BAD_REQUEST)  # Telegram forgot the press
        await nino.presses(DECLINE)
        assert await shows(server, nino, Line.DECLINED) == (ACCEPT,)


async def test_a_stranger_is_told_one_line_and_can_answer_no_page(
    server: BotApiServer, desk: MemoryDesk, seconds: Seconds
) -> None:
    stranger = server.person(language_code="en")
    async with polling(server, desk, seconds):
        for words in ("hello", "/start", "/help", "/status", "/unlink", "/nothing"):
            await stranger.says(words)
            assert (await stranger.hears()).text == say(Line.STRANGER, "en")
            seconds.now += 3600
        await stranger.sends_photo()
        await stranger.hears()
        await paged(server, stranger)  # theirs once, and no more
        await stranger.presses(ACCEPT)
        assert await shows(server, stranger, Line.UNKNOWN, "en") == ()
        await stranger.presses_unknown("a:" + "x" * 61)
        await server.sees(lambda: len(server.world.answered_presses) == 2)
    assert len(desk.asked) == 1
    assert desk.holder is None


async def test_a_stranger_is_answered_five_times_an_hour_and_staff_always(
    server: BotApiServer, desk: MemoryDesk, seconds: Seconds
) -> None:
    stranger, nino = server.person(), server.person()
    desk.chats[nino.chat_id] = "Nino"
    async with polling(server, desk, seconds):
        for number in range(8):
            await stranger.says(f"/start again {number}" if number % 2 else "hello")
        await stranger.says("hello")
        for _ in range(6):
            await nino.says("/status")
            assert (await nino.hears()).text == say(Line.STATUS, "ka", "Nino")
        told = [seen.text for seen in stranger.said_to_me]
        assert told.count(say(Line.STRANGER, "ka")) == 5
        seconds.now += 3600
        await stranger.says("hello")
        await server.sees(lambda: len(stranger.said_to_me) == len(told) + 1)


async def test_groups_are_left(server: BotApiServer, desk: MemoryDesk, seconds: Seconds) -> None:
    nino, group = server.person(), server.group()
    desk.chats[nino.chat_id] = "Nino"
    async with polling(server, desk, seconds):
        await group.adds_bot(nino)
        assert await group.is_left()
        await nino.says("/status")
        assert (await nino.hears()).text == say(Line.STATUS, "ka", "Nino")
    assert group.said_here == []


async def test_updates_that_fail_or_cannot_be_read_stop_nothing(
    server: BotApiServer, desk: MemoryDesk, seconds: Seconds
) -> None:
    nino = server.person()
    desk.chats[nino.chat_id] = "Nino"
    async with polling(server, desk, seconds):
        server.push_raw({"message": "never-a-message"})
        server.push_raw({"callback_query": {"id": 5}})
        server.fail("sendMessage", Trouble.SERVER_ERROR)
        await nino.says("/help")
        await nino.says("/status")
        assert (await nino.hears()).text == say(Line.STATUS, "ka", "Nino")
        await server.all_acknowledged()


async def test_no_log_holds_the_token_or_an_address(
    server: BotApiServer, desk: MemoryDesk, seconds: Seconds, caplog: pytest.LogCaptureFixture,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    nino = server.person()
    caplog.set_level(logging.DEBUG)
    async with polling(server, desk, seconds):
        server.fail("getUpdates", Trouble.GARBAGE)
        server.fail("sendMessage", Trouble.DROP)
        await nino.says("a-secret-word")
        await nino.says(f"/link {CODE}")
        await nino.hears()
    written = caplog.text + "".join(capsys.readouterr())
    for hidden in (server.token, server.token.partition(":")[2], server.url, "a-secret-word", CODE):
        assert hidden not in written


async def test_a_token_that_is_refused_ends_it_at_the_start_and_later(
    server: BotApiServer, desk: MemoryDesk
) -> None:
    with pytest.raises(StaffTokenRefused):
        await serve("4242:another-token", server.url, desk, asyncio.Event())
    bot = asyncio.create_task(serve(server.token, server.url, desk, asyncio.Event()))
    await server.sees(lambda: bool(server.calls("getUpdates")))
    server.token = "4242:made-anew"
    server.end_polls()
    with pytest.raises(StaffTokenRefused):
        await bot


def test_the_other_bots_library_is_not_imported() -> None:
    program = (
        "import sys, app.staff_bot, app.pagers; print('aiogram' in sys.modules, 'telegram' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "True"]
