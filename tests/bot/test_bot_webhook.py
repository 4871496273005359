"""The webhook: who may post, what is refused, and what Telegram is told to post again."""

import asyncio
import json
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx
import pytest
import uvicorn
from fastapi import FastAPI

from bot.callers.caller_bot import CallerBot, caller_bot
from bot.callers.webhook import BODY_LIMIT, PATH, SECRET_HEADER
from bot.errors import WebhookSecretUnfit
from tests.bot.conftest import NOON, make_bot
from tests.bot.fakes import SECRET, FakeIntake, FakeTexts, MemorySpool
from tests.telegram.people import Person
from tests.telegram.server import BotApiServer

RIGHT = {SECRET_HEADER: SECRET}


@pytest.fixture
async def bot(server: BotApiServer, intake: FakeIntake, spool: MemorySpool) -> AsyncIterator[CallerBot]:
    async with make_bot(server, intake, spool) as made:
        yield made


@pytest.fixture
async def client(bot: CallerBot) -> AsyncIterator[httpx.AsyncClient]:
    app = FastAPI()
    app.include_router(bot.webhook_router())
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://bot") as http:
        yield http


@pytest.fixture
async def ana(server: BotApiServer) -> Person:
    person = server.person()
    await person.says("so that the bot may write")
    return person


def update(person: Person, number: int, text: str) -> dict[str, Any]:
    return {
        "update_id": number,
        "message": {
            "message_id": number,
            "date": 0,
            "chat": {"id": person.chat_id, "type": "private", "first_name": "Ana"},
            "from": {"id": person.chat_id, "is_bot": False, "first_name": "Ana", "language_code": "ka"},
            "text": text,
        },
    }


async def test_the_right_secret_is_let_in_and_answered(
    client: httpx.AsyncClient, intake: FakeIntake, ana: Person
) -> None:
    response = await client.post(PATH, json=update(ana, 1, "hello"), headers=RIGHT)
    assert response.status_code == 200
    assert intake.texts == ["hello"], "200 means that it is handled"
    assert (await ana.hears()).text == "echo: hello"


@pytest.mark.parametrize(
    "headers", [{}, {SECRET_HEADER: "wrong"}, {SECRET_HEADER: SECRET + "x"}, {SECRET_HEADER: ""}]
)
async def test_a_missing_or_wrong_secret_is_refused(
    client: httpx.AsyncClient, intake: FakeIntake, ana: Person, headers: dict[str, str]
) -> None:
    response = await client.post(PATH, json=update(ana, 1, "forged"), headers=headers)
    assert response.status_code == 401
    assert intake.attempts == []


async def test_a_secret_in_foreign_letters_is_refused_without_an_error(client: httpx.AsyncClient) -> None:
    response = await client.post(PATH, json={}, headers={SECRET_HEADER.encode(): "გასაღები".encode()})
    assert response.status_code == 401


@pytest.mark.parametrize(
    "body", [b"", b"{", b"[]", b"null", b'"text"', b"17", b"\xff\xfe\xff", b"[" * 100_000, b"9" * 5_000]
)
async def test_what_is_no_json_object_is_refused(
    client: httpx.AsyncClient, intake: FakeIntake, body: bytes
) -> None:
    response = await client.post(PATH, content=body, headers=RIGHT)
    assert response.status_code == 400
    assert intake.set_aside_updates == []


async def test_a_body_over_a_megabyte_is_refused(
    client: httpx.AsyncClient, intake: FakeIntake, ana: Person
) -> None:
    big = json.dumps(update(ana, 1, "x" * BODY_LIMIT)).encode()
    assert (await client.post(PATH, content=big, headers=RIGHT)).status_code == 413
    assert intake.attempts == []


async def test_a_body_just_under_a_megabyte_is_handled(
    client: httpx.AsyncClient, intake: FakeIntake, ana: Person
) -> None:
    intake.sender = None
    body = update(ana, 1, "x" * (BODY_LIMIT - 1000))
    assert (await client.post(PATH, json=body, headers=RIGHT)).status_code == 200
    assert len(intake.texts[0]) == BODY_LIMIT - 1000


async def test_a_poisonous_update_is_set_aside_and_not_posted_again(
    client: httpx.AsyncClient, intake: FakeIntake, ana: Person
) -> None:
    poison = update(ana, 1, "x") | {"message": {"chat": {"id": ana.chat_id}, "text": 7}}
    assert (await client.post(PATH, json=poison, headers=RIGHT)).status_code == 200
    assert [reason for _, _, reason in intake.set_aside_updates] == ["ValidationError"]
    assert (await ana.hears()).text == "could-not-read in ka"


async def test_nesting_without_end_is_set_aside(client: httpx.AsyncClient, intake: FakeIntake) -> None:
    body = b'{"update_id": 5, "message": ' + b"[" * 900 + b"]" * 900 + b"}"
    assert (await client.post(PATH, content=body, headers=RIGHT)).status_code in (200, 400)


async def test_in_an_outage_the_person_hears_the_safety_text_once_and_telegram_posts_again(
    client: httpx.AsyncClient, intake: FakeIntake, ana: Person
) -> None:
    intake.is_down = True
    for _ in range(3):
        assert (await client.post(PATH, json=update(ana, 1, "hello"), headers=RIGHT)).status_code == 503
    assert [seen.text for seen in ana.said_to_me] == ["safety in ka"]
    intake.is_down = False
    assert (await client.post(PATH, json=update(ana, 1, "hello"), headers=RIGHT)).status_code == 200
    assert [seen.text for seen in ana.said_to_me] == ["safety in ka", "echo: hello"]


async def test_posts_at_the_same_time_stay_in_order_within_a_chat(
    server: BotApiServer, client: httpx.AsyncClient, intake: FakeIntake, ana: Person
) -> None:
    other = server.person()
    await other.says("hello")
    gate = intake.close_gate(ana.chat_id)
    posts = [asyncio.create_task(client.post(PATH, json=update(ana, 1, "one"), headers=RIGHT))]
    await server.sees(lambda: len(intake.attempts) == 1)
    posts += [
        asyncio.create_task(client.post(PATH, json=update(ana, n, str(n)), headers=RIGHT)) for n in (2, 3)
    ]
    assert (await client.post(PATH, json=update(other, 4, "other"), headers=RIGHT)).status_code == 200
    assert intake.texts == ["other"]
    gate.set()
    await asyncio.gather(*posts)
    assert intake.texts == ["other", "one", "2", "3"]


async def test_telegram_delivers_over_a_real_socket_and_redelivers_in_order(
    server: BotApiServer, bot: CallerBot, intake: FakeIntake
) -> None:
    ana = server.person(language_code="ka")
    async with serving(bot) as url:
        await bot.register_webhook(url + PATH)
        params = server.calls("setWebhook")[0].params
        assert params["secret_token"] == SECRET
        intake.is_down = True
        await ana.says("one")
        await ana.says("two")
        assert (await ana.hears()).text == "safety in ka"
        await server.sees(lambda: len(server.webhook_answers) >= 1)
        server.post_again()
        await server.sees(lambda: len(server.webhook_answers) >= 2)
        intake.is_down = False
        server.post_again()
        assert [seen.text for seen in await ana.hears_all(2)] == ["echo: one", "echo: two"]
        await server.all_acknowledged()
    assert {status for _, status in server.webhook_answers} == {200, 503}


@pytest.mark.parametrize(
    "secret", [None, "", "short", "with space in the middle", "x" * 257, "საიდუმლო-საიდუმლო"]
)
async def test_an_unfit_secret_stops_the_start(
    server: BotApiServer, intake: FakeIntake, spool: MemorySpool, secret: str | None
) -> None:
    connection = caller_bot(server.token, server.url)
    bot = CallerBot(connection, intake, FakeTexts(), spool, lambda: NOON, webhook_secret=secret)
    with pytest.raises(WebhookSecretUnfit, match="MKHARI_TELEGRAM_WEBHOOK_SECRET"):
        bot.webhook_router()


@asynccontextmanager
async def serving(bot: CallerBot) -> AsyncIterator[str]:
    app = FastAPI()
    app.include_router(bot.webhook_router())
    listening = socket.create_server(("127.0.0.1", 0))  # posts wait in its backlog until uvicorn takes over
    http = uvicorn.Server(uvicorn.Config(app, log_level="error"))
    running = asyncio.create_task(http.serve(sockets=[listening]))
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        http.should_exit = True
        await running
