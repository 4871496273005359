"""Sending over Telegram: parts, keyboards, and errors that say what to do next."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from bot.callers.caller_bot import caller_bot
from bot.callers.send import TelegramSender
from conversation.channel import (
    Button,
    CallerBlockedUs,
    CannotBeSent,
    OutgoingMessage,
    RetryLater,
    Sender,
    SendError,
)
from tests.bot.conftest import NOON
from tests.patience import PATIENCE
from tests.telegram.faults import Trouble
from tests.telegram.people import Person
from tests.telegram.server import BotApiServer

HELLO = OutgoingMessage("გამარჯობა")
LONG = OutgoingMessage(f"{'ა' * 4000}\n\n{'ბ' * 3000}\n\n{'გ' * 100}", ((Button("კი", "yes"),),))


@pytest.fixture
async def sender(server: BotApiServer) -> AsyncIterator[Sender]:
    bot = caller_bot(server.token, server.url, PATIENCE)
    yield TelegramSender(bot)
    await bot.session.close()


@pytest.fixture
async def ana(server: BotApiServer) -> Person:
    person = server.person()
    await person.says("hello")
    return person


async def test_a_message_is_sent_as_plain_text_without_a_link_preview(
    server: BotApiServer, sender: Sender, ana: Person
) -> None:
    [reference] = await sender.send(str(ana.chat_id), OutgoingMessage("<b>*_112_*</b>"))
    [seen] = ana.said_to_me
    assert (seen.text, str(seen.message_id), seen.is_silent) == ("<b>*_112_*</b>", reference, False)
    params = server.calls("sendMessage")[0].params
    assert params["link_preview_options"] == {"is_disabled": True}
    assert "parse_mode" not in params


async def test_buttons_keep_their_rows(sender: Sender, ana: Person) -> None:
    rows = ((Button("კი", "yes"), Button("არა", "no")), (), (Button("112", "call"),))
    await sender.send(str(ana.chat_id), OutgoingMessage("?", rows))
    assert [[c.label for c in row] for row in ana.said_to_me[0].buttons] == [["კი", "არა"], ["112"]]


async def test_a_silent_message_makes_no_sound(sender: Sender, ana: Person) -> None:
    await sender.send(str(ana.chat_id), HELLO, silent=True)
    assert ana.said_to_me[0].is_silent


async def test_a_long_text_is_split_and_the_buttons_are_under_the_last_part(
    sender: Sender, ana: Person
) -> None:
    references = await sender.send(str(ana.chat_id), LONG)
    assert [seen.text[0] for seen in ana.said_to_me] == ["ა", "ბ"]
    assert [bool(seen.buttons) for seen in ana.said_to_me] == [False, True]
    assert references == tuple(str(seen.message_id) for seen in ana.said_to_me)


async def test_a_retry_of_a_split_text_leaves_out_what_was_sent(
    server: BotApiServer, sender: Sender, ana: Person
) -> None:
    server.fail("sendMessage", Trouble.FLOOD, skip=1, retry_after=7)
    with pytest.raises(RetryLater) as refused:
        await sender.send(str(ana.chat_id), LONG)
    assert refused.value.sent == (str(ana.said_to_me[0].message_id),)
    rest = await sender.send(str(ana.chat_id), LONG, already_sent=len(refused.value.sent))
    assert len(rest) == 1
    assert [seen.text[0] for seen in ana.said_to_me] == ["ა", "ბ"]


async def test_everything_sent_already_sends_nothing(sender: Sender, ana: Person) -> None:
    assert await sender.send(str(ana.chat_id), HELLO, already_sent=1) == ()
    assert ana.said_to_me == []


async def test_flood_control_says_how_long_to_wait(server: BotApiServer, sender: Sender, ana: Person) -> None:
    server.fail("sendMessage", Trouble.FLOOD, retry_after=37)
    with pytest.raises(RetryLater) as refused:
        await sender.send(str(ana.chat_id), HELLO)
    assert (refused.value.seconds, refused.value.reason) == (37.0, "flood-limit")


async def test_a_caller_who_blocked_the_bot_is_not_tried_again(sender: Sender, ana: Person) -> None:
    await ana.blocks()
    with pytest.raises(CallerBlockedUs):
        await sender.send(str(ana.chat_id), HELLO)


@pytest.mark.parametrize(
    ("trouble", "description", "expected"),
    [
        (Trouble.BAD_REQUEST, "Bad Request: chat not found", CallerBlockedUs),
        (Trouble.BLOCKED, "Forbidden: user is deactivated", CallerBlockedUs),
        (Trouble.BAD_REQUEST, "Bad Request: can't parse entities: my words", CannotBeSent),
        (Trouble.SERVER_ERROR, "", RetryLater),
        (Trouble.DROP, "", RetryLater),
        (Trouble.GARBAGE, "", RetryLater),
    ],
)
async def test_every_refusal_says_what_to_do_and_quotes_nothing(
    server: BotApiServer,
    sender: Sender,
    ana: Person,
    trouble: Trouble,
    description: str,
    expected: type[SendError],
) -> None:
    server.fail("sendMessage", trouble, description=description, times=5)
    with pytest.raises(expected) as refused:
        await sender.send(str(ana.chat_id), HELLO)
    assert "words" not in str(refused.value)
    assert refused.value.__suppress_context__


@pytest.mark.parametrize(
    ("message", "reason"),
    [
        (OutgoingMessage(" \n "), "empty"),
        (OutgoingMessage("x", ((Button("label", "d" * 65),),)), "button-data"),
    ],
)
async def test_what_telegram_will_never_take_is_told_apart(
    sender: Sender, ana: Person, message: OutgoingMessage, reason: str
) -> None:
    with pytest.raises(CannotBeSent) as refused:
        await sender.send(str(ana.chat_id), message)
    assert refused.value.reason == reason


async def test_an_address_that_is_no_chat_cannot_be_sent_to(sender: Sender) -> None:
    with pytest.raises(CannotBeSent):
        await sender.send("widget-session", HELLO)


async def test_a_revoked_token_keeps_the_message_for_later(
    server: BotApiServer, sender: Sender, ana: Person
) -> None:
    server.token = "4242:a-token-that-was-revoked-meanwhile-000"
    with pytest.raises(RetryLater) as refused:
        await sender.send(str(ana.chat_id), HELLO)
    assert refused.value.reason == "token-refused"


async def test_half_an_emoji_is_sent_as_a_replacement_character(sender: Sender, ana: Person) -> None:
    await sender.send(str(ana.chat_id), OutgoingMessage("a\ud83d"))
    assert ana.said_to_me[0].text == "a\ufffd"


async def test_purge_removes_both_sides_in_groups_of_a_hundred(
    server: BotApiServer, sender: Sender, ana: Person
) -> None:
    references = [str(seen.message_id) for seen in ana.chat]
    for _ in range(204):
        references += await sender.send(str(ana.chat_id), HELLO)
    await sender.purge(str(ana.chat_id), (*references, "not-a-message", "999999"))
    assert ana.chat == []
    assert [len(call.params["message_ids"]) for call in server.calls("deleteMessages")] == [100, 100, 6]


async def test_purge_goes_on_around_a_message_that_is_too_old(
    server: BotApiServer, sender: Sender, ana: Person
) -> None:
    old = ana.chat[0].message_id
    server.world.clock = lambda: NOON + timedelta(hours=49)
    references = await sender.send(str(ana.chat_id), HELLO)
    await sender.purge(str(ana.chat_id), (str(old), *references, "999999"))
    assert [seen.message_id for seen in ana.chat] == [old]


async def test_purge_of_a_chat_that_blocked_the_bot_is_no_error(sender: Sender, ana: Person) -> None:
    await ana.blocks()
    await sender.purge(str(ana.chat_id), ("1",))


@pytest.mark.parametrize("method", ["deleteMessages", "deleteMessage"])
async def test_purge_in_flood_control_is_tried_later(
    server: BotApiServer, sender: Sender, ana: Person, method: str
) -> None:
    if method == "deleteMessage":
        server.fail("deleteMessages", Trouble.BAD_REQUEST)
    server.fail(method, Trouble.FLOOD, retry_after=3)
    with pytest.raises(RetryLater) as refused:
        await sender.purge(str(ana.chat_id), ("1",))
    assert refused.value.seconds == 3.0
