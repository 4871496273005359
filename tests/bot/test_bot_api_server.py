"""The test server itself: it must be as strict as Telegram, or it proves nothing."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import ClientSession

from tests.bot.conftest import NOON
from tests.patience import AN_HOUR, PATIENCE
from tests.telegram.people import NotHeard
from tests.telegram.reader import Unreadable, read_request
from tests.telegram.server import BotApiServer


class Wire:
    """Calls the server without any bot library."""

    def __init__(self, server: BotApiServer, http: ClientSession) -> None:
        self._server = server
        self._http = http

    async def __call__(self, method: str, token: str = "", **params: Any) -> tuple[int, Any]:
        url = f"{self._server.url}/bot{token or self._server.token}/{method}"
        async with self._http.post(url, json=params) as response:
            body = await response.json()
            return response.status, body.get("result", body)


@pytest.fixture
async def wire(server: BotApiServer) -> AsyncIterator[Wire]:
    async with ClientSession() as http:
        yield Wire(server, http)


async def test_updates_stay_until_a_higher_offset_acknowledges_them(server: BotApiServer, wire: Wire) -> None:
    ana = server.person()
    await ana.says("one")
    await ana.says("two")
    first = (await wire("getUpdates"))[1]
    assert (await wire("getUpdates"))[1] == first
    rest = (await wire("getUpdates", offset=first[1]["update_id"]))[1]
    assert [update["message"]["text"] for update in rest] == ["two"]
    assert (await wire("getUpdates", offset=first[1]["update_id"] + 1))[1] == []
    assert server.pending == []


async def test_no_more_than_a_hundred_are_shown(server: BotApiServer, wire: Wire) -> None:
    ana = server.person()
    for number in range(120):
        await ana.says(f"{number}")
    assert len((await wire("getUpdates", limit=500))[1]) == 100


async def test_a_long_poll_ends_with_the_first_update(server: BotApiServer, wire: Wire) -> None:
    poll = asyncio.create_task(wire("getUpdates", timeout=AN_HOUR))
    await server.sees(lambda: server.calls("getUpdates") != [])
    await server.person().says("hello")
    assert len((await asyncio.wait_for(poll, PATIENCE))[1]) == 1


async def test_the_older_of_two_polls_is_refused(server: BotApiServer, wire: Wire) -> None:
    older = asyncio.create_task(wire("getUpdates", timeout=AN_HOUR))
    await server.sees(lambda: len(server.calls("getUpdates")) == 1)
    newer = asyncio.create_task(wire("getUpdates", timeout=AN_HOUR))
    assert (await asyncio.wait_for(older, PATIENCE))[0] == 409
    server.end_polls()
    assert (await newer)[0] == 200


async def test_polling_is_refused_while_a_webhook_is_set(wire: Wire) -> None:
    await wire("setWebhook", url="https://example.org/hook")
    assert (await wire("getUpdates"))[0] == 409
    await wire("deleteWebhook")
    assert (await wire("getUpdates"))[0] == 200


async def test_a_bad_token_is_refused(wire: Wire) -> None:
    assert (await wire("getMe", token="1:wrong"))[0] == 401


async def test_an_unknown_method_is_refused(wire: Wire) -> None:
    assert (await wire("sendTelepathy"))[0] == 404


@pytest.mark.parametrize(
    "params",
    [
        {"text": " "},
        {"text": "x" * 4097},
        {"text": "😀" * 2049},
        {"text": "x", "reply_markup": {"inline_keyboard": [[{"text": "t", "callback_data": "ა" * 22}]]}},
        {"text": "x", "reply_markup": {"inline_keyboard": [[{"text": " ", "callback_data": "d"}]]}},
    ],
)
async def test_what_telegram_refuses_is_refused(
    server: BotApiServer, wire: Wire, params: dict[str, Any]
) -> None:
    ana = server.person()
    await ana.says("hello")
    assert (await wire("sendMessage", chat_id=ana.chat_id, **params))[0] == 400
    assert ana.said_to_me == []


async def test_a_bot_may_not_write_first(server: BotApiServer, wire: Wire) -> None:
    assert (await wire("sendMessage", chat_id=server.person().chat_id, text="x"))[0] == 403
    assert (await wire("sendMessage", chat_id=999, text="x"))[0] == 400


async def test_the_bot_edits_only_its_own_messages(server: BotApiServer, wire: Wire) -> None:
    ana = server.person()
    theirs = await ana.says("hello")
    ours = (await wire("sendMessage", chat_id=ana.chat_id, text="x"))[1]["message_id"]
    assert (await wire("editMessageText", chat_id=ana.chat_id, message_id=theirs, text="y"))[0] == 400
    assert (await wire("editMessageText", chat_id=ana.chat_id, message_id=ours, text="x"))[0] == 400
    assert (await wire("editMessageText", chat_id=ana.chat_id, message_id=ours, text="y"))[0] == 200
    assert [seen.text for seen in ana.chat] == ["hello", "y"]


async def test_silence_is_an_error_in_a_test(server: BotApiServer) -> None:
    with pytest.raises(NotHeard):
        await server.person().hears(within=0)


@pytest.mark.parametrize(
    ("method", "params"),
    [
        ("sendMessage", {"chat_id": 1, "text": "x", "txet": "y"}),
        ("sendMessage", {"chat_id": 1, "text": "x", "reply_markup": {"inline_keyboards": []}}),
        ("sendMessage", {"chat_id": 1, "text": "x", "link_preview_options": {"disabled": True}}),
        ("sendMessage", {"chat_id": 1, "text": "x", "reply_markup": {"inline_keyboard": []}}),
        ("sendChatAction", {"chat_id": 1, "action": "dancing"}),
        ("setMyCommands", {"commands": [{"command": "start", "descriptions": "x"}]}),
        ("getUpdates", {"allowed_updates": ["telepathy"]}),
    ],
)
def test_the_independent_reader_refuses_what_has_no_meaning(method: str, params: dict[str, Any]) -> None:
    with pytest.raises(Unreadable):
        read_request(method, params)


async def test_what_could_not_be_read_fails_the_test_at_its_end() -> None:
    server = BotApiServer(clock=lambda: NOON)
    await server.start()
    async with ClientSession() as http:
        wire = Wire(server, http)
        assert (await wire("getMe", colour="red"))[0] == 400
    with pytest.raises(Unreadable):
        await server.stop()


async def test_a_person_can_be_driven_from_another_process(server: BotApiServer) -> None:
    async with ClientSession() as http:
        async with http.post(f"{server.url}/people/1001/says", data="გამარჯობა") as response:
            assert response.status == 204
        async with http.get(f"{server.url}/people/1001") as response:
            assert (await response.json())[0]["text"] == "გამარჯობა"
    assert len(server.pending) == 1
