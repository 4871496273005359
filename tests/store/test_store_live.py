"""Wake-ups between processes, with Redis, without it, and while it is away."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack

import pytest
from fakeredis import FakeAsyncRedis, FakeServer
from redis.asyncio import Redis

from store.live import Live, connect, wait
from tests.patience import AN_HOUR, PATIENCE
from tests.project.services import redis_url

REDISES = ["inside", pytest.param("server", marks=pytest.mark.needs_redis)]
DEAD = "redis://127.0.0.1:1/0"


@pytest.fixture(params=REDISES)
async def two(request: pytest.FixtureRequest) -> AsyncIterator[tuple[Live, Live]]:
    """Two processes on one Redis."""
    server = FakeServer()
    redises = [
        FakeAsyncRedis(server=server) if request.param == "inside" else connect(redis_url()) for _ in range(2)
    ]
    async with AsyncExitStack() as stack:
        lives = [Live(redis, publish_within=PATIENCE) for redis in redises]
        for live in lives:
            await live.start()
            stack.push_async_callback(live.close)
        async with asyncio.timeout(PATIENCE):
            await lives[1].hears.wait()
        yield lives[0], lives[1]


async def test_a_wake_up_reaches_the_other_process(two: tuple[Live, Live]) -> None:
    speaker, listener = two
    async with listener.watching("queue", "conversation:1") as changed:
        await speaker.publish("conversation:1")
        async with asyncio.timeout(PATIENCE):
            await changed.wait()


async def test_a_wake_up_is_heard_by_every_reader_of_its_topic(two: tuple[Live, Live]) -> None:
    speaker, listener = two
    async with listener.watching("queue") as first, listener.watching("queue") as second:
        await speaker.publish("queue")
        async with asyncio.timeout(PATIENCE):
            await asyncio.gather(first.wait(), second.wait())


async def test_other_topics_sleep_on(two: tuple[Live, Live]) -> None:
    speaker, listener = two
    async with listener.watching("conversation:1") as one, listener.watching("conversation:2") as other:
        await speaker.publish("conversation:1")
        async with asyncio.timeout(PATIENCE):
            await one.wait()
        assert not other.is_set()


async def test_readers_in_the_same_process_need_no_redis() -> None:
    live = Live(connect(DEAD))
    async with live.watching("queue") as changed:
        await live.publish("queue")
        assert changed.is_set()
    await live.close()


async def test_publishing_to_a_dead_redis_raises_nothing() -> None:
    live = Live(connect(DEAD))
    await live.start()
    await live.publish("queue", "deadlines")
    assert not await live.is_up()
    await live.close()


async def test_a_redis_that_never_answers_holds_nobody_up() -> None:
    writers: list[asyncio.StreamWriter] = []
    silent = await asyncio.start_server(lambda _reader, writer: writers.append(writer), "127.0.0.1", 0)
    port = silent.sockets[0].getsockname()[1]
    # This client has no limit of its own: only that of a wake-up can end the wait.
    live = Live(Redis.from_url(f"redis://127.0.0.1:{port}/0"), publish_within=0.01)
    async with asyncio.timeout(PATIENCE):
        await live.publish("queue", "deadlines", "conversation:1")
    await live.close()
    silent.close()
    for writer in writers:
        writer.close()
        await writer.wait_closed()


async def test_a_reader_looks_again_without_any_wake_up() -> None:
    live = Live(connect(DEAD))
    async with asyncio.timeout(PATIENCE), live.watching("queue") as changed:
        await wait(changed, 0.01)
        assert not changed.is_set()
    await live.close()


async def test_a_wake_up_between_two_looks_is_not_lost() -> None:
    live = Live(connect(None))
    async with live.watching("queue") as changed:
        await live.publish("queue")
        async with asyncio.timeout(PATIENCE):
            await wait(changed, AN_HOUR)
        assert not changed.is_set()
    await live.close()


async def test_closing_wakes_everybody() -> None:
    live = Live(connect(None))
    await live.start()
    async with live.watching("queue") as changed:
        async with asyncio.timeout(PATIENCE):
            await asyncio.gather(wait(changed, AN_HOUR), live.close())
    assert live.is_closing


async def test_nothing_is_kept_of_readers_who_left() -> None:
    live = Live(connect(None))
    for n in range(50):
        async with live.watching(f"conversation:{n}"):
            pass
    assert live._waiting == {}
    await live.close()
