"""Live streams: everything comes, in order, also after a pause, and ends when it should."""

import asyncio
import signal

import httpx
import uvicorn
from fastapi import FastAPI

from api.streams import last_seen
from app.main import Server
from app.wiring import House
from conversation.channel import Command
from escalation import presence
from tests.api.listening import Heard, Listener, listening
from tests.api.people import Caller, begins, crisis, new_id, signed_in, taken
from tests.fixtures import Clock, on_sqlite

WIDGET, CONSOLE = "/api/widget/stream", "/api/console/stream"
ANSWER = "აქ ვარ, გისმენ"


async def messages_until(stream: Listener, message_id: int) -> list[Heard]:
    heard = [await stream.next("message")]
    while heard[-1].data["id"] < message_id:
        heard.append(await stream.next("message"))
    return heard


async def test_a_caller_hears_everything_and_then_what_is_new(
    house: House, http: httpx.AsyncClient, site: FastAPI
) -> None:
    caller, case = await crisis(house, http)
    nino = await signed_in(house, http)
    said = (await caller.reads())["messages"]
    async with listening(site, WIDGET, caller.headers) as stream:
        assert (stream.status, stream.headers["content-type"].split(";")[0]) == (200, "text/event-stream")
        assert (await stream.next()).data == {"state": "waiting", "language": "ka"}
        heard = await messages_until(stream, said[-1]["id"])
        assert [event.data for event in heard] == said
        assert [event.id for event in heard] == [str(message["id"]) for message in said]
        await nino.takes(case)
        assert (await stream.next("state")).data["state"] == "counsellor"
        assert (await stream.next("message")).data["author"] == "program"
        reply = await nino.replies(case, ANSWER)
        new = await stream.next("message")
        assert (new.data["id"], new.data["text"]) == (reply["id"], ANSWER)


async def test_a_caller_who_comes_back_hears_only_what_was_missed(
    http: httpx.AsyncClient, site: FastAPI
) -> None:
    caller = await begins(http)
    await caller.says("გამარჯობა")
    said = (await caller.reads())["messages"]
    seen = said[1]["id"]
    async with listening(site, WIDGET, {**caller.headers, "Last-Event-ID": str(seen)}) as stream:
        assert (await stream.next()).event == "state"
        heard = await messages_until(stream, said[-1]["id"])
    assert [event.data["id"] for event in heard] == [m["id"] for m in said if m["id"] > seen]


def test_what_is_no_number_of_ours_begins_anew() -> None:
    assert last_seen("17") == 17
    for header in (None, "", "x", "-1", "1.5", "٣", "9" * 10, "1 OR 1=1"):
        assert last_seen(header) == 0


@on_sqlite
async def test_a_caller_is_told_that_the_conversation_is_gone(http: httpx.AsyncClient, site: FastAPI) -> None:
    caller = await begins(http)
    async with listening(site, WIDGET, caller.headers) as stream:
        await stream.next("state")
        await http.delete("/api/widget/conversation", headers=caller.headers)
        assert (await stream.next("state")).data["state"] == "ended"


@on_sqlite
async def test_nobody_elses_words_come_through_a_stream(http: httpx.AsyncClient, site: FastAPI) -> None:
    one, two = await begins(http), await begins(http)
    async with listening(site, WIDGET, one.headers) as stream:
        await stream.next("state")
        await two.says("იასამნისფერი კიბე")
        mine = await one.says("ზღვისფერი ქარავანი")
        await messages_until(stream, mine["messages"][-1]["id"])
        heard = stream.body.decode()
    assert "ზღვისფერი" in heard
    assert "იასამნისფერი" not in heard


@on_sqlite
async def test_closing_the_house_ends_every_stream(
    house: House, http: httpx.AsyncClient, site: FastAPI
) -> None:
    async def on_ready(_: House) -> None:
        return

    caller, nino = await begins(http), await signed_in(house, http)
    async with (
        listening(site, WIDGET, caller.headers) as widget,
        listening(site, CONSOLE, nino.headers) as console,
    ):
        await widget.next("state")
        await console.next("queue")
        # As on SIGTERM: the streams end by themselves, and nothing waits for them.
        Server(uvicorn.Config(site, log_config=None), house, on_ready).handle_exit(signal.SIGTERM, None)
        await asyncio.gather(widget.ended(), console.ended())


async def test_a_counsellor_sees_the_queue_change(
    house: House, http: httpx.AsyncClient, site: FastAPI
) -> None:
    nino, giorgi = await signed_in(house, http, "nino"), await signed_in(house, http, "giorgi")
    async with listening(site, CONSOLE, nino.headers) as stream:
        assert (await stream.next()).data == {"cases": []}
        _, case = await crisis(house, http)
        news = (await stream.next("queue_changes")).data
        assert ([c["id"] for c in news["changed"]], news["order"]) == ([case.id], [case.id])
        await giorgi.takes(case)
        (seen,) = (await stream.next("queue_changes")).data["changed"]
        assert (seen["claimed_by"], seen["mine"]) == (giorgi.account.name, False)


async def test_the_holder_hears_what_the_person_says(
    house: House, http: httpx.AsyncClient, site: FastAPI
) -> None:
    caller, case = await crisis(house, http)
    nino = await signed_in(house, http)
    detail = await nino.takes(case)
    async with listening(site, f"{CONSOLE}?case={case.id}", nino.headers) as stream:
        assert (await stream.next("case")).data["id"] == case.id
        shown = await messages_until(stream, detail["messages"][-1]["id"])
        assert [event.data for event in shown] == detail["messages"]
        await caller.says("ზღვისფერი ქარავანი")
        new = await stream.next("message")
        assert (new.data["author"], new.data["text"]) == ("caller", "ზღვისფერი ქარავანი")


async def test_what_is_said_after_the_end_of_a_case_is_not_the_counsellors_to_read(
    house: House, http: httpx.AsyncClient, site: FastAPI
) -> None:
    caller, case = await crisis(house, http)
    nino = await signed_in(house, http)
    await nino.takes(case)
    async with listening(site, f"{CONSOLE}?case={case.id}", nino.headers) as stream:
        await stream.next("case")
        await nino.post(f"/cases/{case.id}/close", outcome="supported")
        assert (await stream.next("case")).data["state"] == "closed"
        await caller.says("ზღვისფერი ქარავანი")
        await caller.says("ადამიანი")  # a new case: the stream goes on with the queue
        while not (await stream.next("queue_changes")).data["changed"]:
            pass
        assert "ზღვისფერი" not in stream.body.decode()


async def test_a_deletion_is_told_to_the_holder(house: House, http: httpx.AsyncClient, site: FastAPI) -> None:
    caller, case = await crisis(house, http)
    nino = await signed_in(house, http)
    await nino.takes(case)
    async with listening(site, f"{CONSOLE}?case={case.id}", nino.headers) as stream:
        await stream.next("case")
        await caller.does(command=Command.DELETE, argument="yes")
        assert (await stream.next("case")).data["deleted_by_caller"]


async def test_a_session_that_is_over_ends_its_stream(
    house: House, http: httpx.AsyncClient, site: FastAPI, clock: Clock
) -> None:
    nino = await signed_in(house, http)
    async with listening(site, CONSOLE, nino.headers) as stream:
        await stream.next("pages")  # the last of what a stream begins with
        await nino.post("/logout")
        clock.now += presence.SEEN_EVERY
        await house.live.publish("queue")
        assert await stream.ended() == []


async def test_an_open_console_means_that_somebody_is_on_duty(
    house: House, http: httpx.AsyncClient, site: FastAPI, clock: Clock
) -> None:
    async def on_duty() -> bool:
        async with house.database.reading() as tx:
            return await presence.is_anyone_on_duty(tx, clock())

    nino = await signed_in(house, http)
    assert not await on_duty()
    async with listening(site, CONSOLE, nino.headers) as stream:
        await stream.next("queue")
        assert await on_duty()
    clock.now += presence.gone_after()
    clock.advance(seconds=1)
    assert not await on_duty()


async def begun(http: httpx.AsyncClient) -> tuple[Caller, int]:
    caller = await begins(http)
    return caller, caller.begun["messages"][-1]["id"]


@on_sqlite
async def test_several_windows_of_one_caller_hear_the_same(http: httpx.AsyncClient, site: FastAPI) -> None:
    caller, last = await begun(http)
    async with (
        listening(site, WIDGET, caller.headers) as one,
        listening(site, WIDGET, caller.headers) as two,
    ):
        await asyncio.gather(messages_until(one, last), messages_until(two, last))
        turn = taken(await caller.http.post("/api/widget/messages", headers=caller.headers,
                                            json={"id": new_id(), "text": "გამარჯობა"}))  # fmt: skip
        end = turn["messages"][-1]["id"]
        heard = await asyncio.gather(messages_until(one, end), messages_until(two, end))
    assert [e.data for e in heard[0]] == [e.data for e in heard[1]] == turn["messages"]
