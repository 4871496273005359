"""The widget's conversation over HTTP: begin, say, read, delete, and nobody else's words."""

import asyncio
import base64
from datetime import timedelta

import httpx
import pytest

from api import tokens
from api.limits import NEW_CONVERSATIONS, WIDGET_MESSAGES
from app.wiring import House
from store.sealing import Vault
from tests.api.people import begins, crisis, is_problem, new_id, taken
from tests.fixtures import Clock, on_sqlite

MINE, THEIRS = "ზღვისფერი ქარავანი", "იასამნისფერი კიბე"


@pytest.mark.parametrize("language", ["ka", "ru", "en"])
async def test_a_conversation_begins_in_its_language_with_help_at_hand(
    http: httpx.AsyncClient, language: str
) -> None:
    begun = (await begins(http, language)).begun
    assert (begun["language"], begun["state"]) == (language, "program")
    assert {message["author"] for message in begun["messages"]} == {"program"}
    assert "112" in "".join(message["text"] for message in begun["messages"])


async def test_the_same_id_gives_the_same_answer(http: httpx.AsyncClient) -> None:
    caller = await begins(http)
    said = {"id": "message-one", "text": "გამარჯობა"}
    first, again = [
        taken(await http.post("/api/widget/messages", headers=caller.headers, json=said)) for _ in range(2)
    ]
    assert first == again
    own = [m for m in (await caller.reads())["messages"] if m["author"] == "caller"]
    assert len(own) == 1


async def test_copies_at_the_same_moment_are_stored_once(http: httpx.AsyncClient) -> None:
    caller = await begins(http)
    said = {"id": "message-one", "text": "გამარჯობა"}
    answers = await asyncio.gather(
        *(http.post("/api/widget/messages", headers=caller.headers, json=said) for _ in range(5))
    )
    assert {answer.status_code for answer in answers} == {200}
    own = [m for m in (await caller.reads())["messages"] if m["author"] == "caller"]
    assert len(own) == 1


async def test_a_crisis_message_waits_for_a_person(house: House, http: httpx.AsyncClient) -> None:
    caller, case = await crisis(house, http)
    assert (case.channel, case.audience) == ("widget", "family")
    turn = await caller.reads()
    assert turn["state"] == "waiting"
    assert "112" in next(m["text"] for m in turn["messages"] if m["id"] > 5 and m["author"] == "program")


async def test_nobody_reads_anybody_else(http: httpx.AsyncClient) -> None:
    one, two = await begins(http), await begins(http)
    await one.says(MINE)
    await two.says(THEIRS)
    assert MINE in str(await one.reads())
    assert THEIRS not in str(await one.reads())
    assert MINE not in str(await two.reads())


@on_sqlite
async def test_a_token_of_two_halves_opens_nothing(
    house: House, http: httpx.AsyncClient, clock: Clock
) -> None:
    one, two = await begins(http), await begins(http)
    await one.says(MINE)
    (address, ends, seal), other = one.token.split("."), two.token.split(".")
    later = str(int(ends) + 86_400)
    foreign = Vault(bytes(32))
    unsigned = base64.urlsafe_b64encode(bytes(32)).decode().rstrip("=")
    forged = [
        f"{address}.{ends}.{other[2]}",
        f"{address}.{other[1]}.{other[2]}",
        f"{address}.{later}.{seal}",
        f"{address}.-1.{seal}",
        f"{address}.{ends}.{seal[:-4]}",
        f"{address}.{ends}.{seal}!!",
        f"{address}.{ends}.",
        f"{address}.{ends}.{unsigned}",
        f"{address}.{ends}",
        address,
        one.token[:-1],
        one.token + "." + seal,
        f" {one.token}. ",
        "..",
        "ტ.1.ტ",
        tokens.new(foreign, clock())[0],
    ]
    for token in forged:
        headers = {b"Authorization": f"Bearer {token}".encode()}
        for answer in (
            await http.get("/api/widget/messages", headers=headers),
            await http.get("/api/widget/stream", headers=headers),
            await http.delete("/api/widget/conversation", headers=headers),
            await http.post("/api/widget/messages", headers=headers, json={"id": new_id(), "text": "a"}),
        ):
            problem = is_problem(answer, 401)
            assert MINE not in str(problem)
    assert MINE in str(await one.reads()), "a forged token deleted the conversation"


@on_sqlite
async def test_only_a_bearer_is_read(http: httpx.AsyncClient) -> None:
    caller = await begins(http)
    for header in (caller.token, f"Basic {caller.token}", "Bearer", "Bearer "):
        is_problem(await http.get("/api/widget/messages", headers={"Authorization": header}), 401)
    is_problem(await http.get(f"/api/widget/messages?token={caller.token}"), 401)
    lower = {"Authorization": f"bearer {caller.token}"}
    assert (await http.get("/api/widget/messages", headers=lower)).is_success


@on_sqlite
async def test_a_token_ends(http: httpx.AsyncClient, clock: Clock) -> None:
    caller = await begins(http)
    clock.now += tokens.LASTS - timedelta(seconds=1)
    await caller.reads()
    clock.advance(seconds=1)
    is_problem(await http.get("/api/widget/messages", headers=caller.headers), 401)
    is_problem(await caller.does(text="გამარჯობა"), 401)


async def test_a_deleted_conversation_is_gone_for_its_own_token_too(
    house: House, http: httpx.AsyncClient
) -> None:
    caller, other = await begins(http), await begins(http)
    await caller.says(MINE)
    await other.says(THEIRS)
    for _ in range(2):
        answer = await http.delete("/api/widget/conversation", headers=caller.headers)
        assert answer.status_code == 204
    is_problem(await caller.does(text="გამარჯობა"), 401)
    is_problem(await http.get("/api/widget/messages", headers=caller.headers), 401)
    assert THEIRS in str(await other.reads())


async def test_deleting_by_command_asks_first(http: httpx.AsyncClient) -> None:
    caller = await begins(http)
    asked = taken(await caller.does(command="delete"))
    buttons = [b["data"] for m in asked["messages"] for row in m["buttons"] for b in row]
    assert "system.delete.yes" in buttons
    kept = taken(await caller.does(button="system.delete.no"))
    assert kept["state"] == "program"
    gone = taken(await caller.does(button="system.delete.yes"))
    assert (gone["messages"], gone["state"]) == ([], "ended")
    is_problem(await http.get("/api/widget/messages", headers=caller.headers), 401)


@on_sqlite
async def test_reading_goes_on_after_what_was_seen(http: httpx.AsyncClient) -> None:
    caller = await begins(http)
    await caller.says("გამარჯობა")
    everything = (await caller.reads())["messages"]
    ids = [message["id"] for message in everything]
    assert ids == sorted(set(ids))
    seen = ids[1]
    assert (await caller.reads(after=seen))["messages"] == [m for m in everything if m["id"] > seen]
    assert (await caller.reads(after=ids[-1]))["messages"] == []
    assert (await caller.reads(after=2_000_000_000))["messages"] == []


@on_sqlite
async def test_new_conversations_from_one_place_are_limited(house: House, http: httpx.AsyncClient) -> None:
    host = house.vault.hash("host", "127.0.0.1").hex()
    for _ in range(NEW_CONVERSATIONS.amount):
        await house.api.limits.count(NEW_CONVERSATIONS, "widget", host)
    answer = await http.post("/api/widget/sessions", json={"language": "ka"})
    is_problem(answer, 429)
    assert 0 < int(answer.headers["retry-after"]) <= NEW_CONVERSATIONS.get_expiry() + 1


async def test_a_flood_of_messages_is_limited_for_its_writer_only(
    house: House, http: httpx.AsyncClient
) -> None:
    loud, quiet = await begins(http), await begins(http)
    who = house.vault.hash("address", loud.token.split(".")[0]).hex()
    for _ in range(WIDGET_MESSAGES.amount):
        await house.api.limits.count(WIDGET_MESSAGES, "widget-say", who)
    is_problem(await loud.does(text="გამარჯობა"), 429)
    await quiet.says("გამარჯობა")
