"""Wake-ups between processes over Redis: what changed, by id. Losing them loses nothing, only time.

Readers always ask the database what is new; a wake-up only makes them ask at once. With Redis gone they
ask every `TICK`.
"""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import structlog
from fakeredis import FakeAsyncRedis, FakeServer
from redis.asyncio import Redis
from redis.exceptions import RedisError

log = structlog.get_logger()

TICK = 2.0  # seconds between looks when no wake-up comes
_CHANNEL = "mkhari:live"
_RECONNECT = 1.0
_PUBLISH_WITHIN = 0.5  # seconds; a person's answer waits for this, and a wake-up is not worth more
_POLL = 0.25  # seconds until the listener looks whether it must end


class RedisInside(FakeAsyncRedis):
    """A Redis of this process alone: nobody else can listen to it."""


def connect(url: str | None) -> Redis:
    """A Redis client: the server at `url`, or one inside this process when there is none."""
    if url is None:
        return RedisInside(server=FakeServer())
    return Redis.from_url(url, socket_connect_timeout=1, socket_timeout=5, health_check_interval=15)


class Live:
    """Publishes topics (`queue`, `conversation:<id>`) and wakes whoever waits for them."""

    def __init__(self, redis: Redis, publish_within: float = _PUBLISH_WITHIN) -> None:
        """`publish_within`: seconds that a wake-up may take."""
        self.hears = asyncio.Event()  # set once Redis has said that it will pass on what others publish
        self._redis = redis
        self._publish_within = publish_within
        self._is_alone = isinstance(redis, RedisInside)
        self._waiting: dict[str, set[asyncio.Event]] = {}
        self._listener: asyncio.Task[None] | None = None
        self._closing = asyncio.Event()

    async def start(self) -> None:
        """Begin to listen to other processes, where there can be any."""
        if self._is_alone:
            return
        self._listener = asyncio.create_task(self._listen(), name="live-listener")

    def begin_closing(self) -> None:
        """Wake everybody for the last time."""
        self._closing.set()
        for events in self._waiting.values():
            for event in events:
                event.set()

    async def close(self) -> None:
        """Wake everybody for the last time and stop listening."""
        self.begin_closing()
        if self._listener is not None:
            # Asked first: the client inside the process cannot be cancelled while it waits.
            await asyncio.wait({self._listener}, timeout=2 * _POLL)
            self._listener.cancel()
        await self._redis.aclose()

    @property
    def is_closing(self) -> bool:
        """Whether streams should end now."""
        return self._closing.is_set()

    async def publish(self, *topics: str) -> None:
        """Wake readers of `topics` everywhere; here at once, even when Redis is gone."""
        for topic in topics:
            self._wake(topic)
        if self._is_alone:
            return
        try:
            async with asyncio.timeout(self._publish_within):
                for topic in topics:
                    await self._redis.publish(_CHANNEL, topic)
        except (RedisError, OSError) as error:
            log.warning("live.publish_failed", error=type(error).__name__)

    async def is_up(self) -> bool:
        """Whether Redis answers."""
        try:
            return bool(await self._redis.ping())
        except (RedisError, OSError):
            return False

    @asynccontextmanager
    async def watching(self, *topics: str) -> AsyncIterator[asyncio.Event]:
        """An event that is set whenever one of `topics` changes; clear it before looking."""
        event = asyncio.Event()
        for topic in topics:
            self._waiting.setdefault(topic, set()).add(event)
        try:
            yield event
        finally:
            for topic in topics:
                self._waiting[topic].discard(event)
                if not self._waiting[topic]:
                    del self._waiting[topic]

    def _wake(self, topic: str) -> None:
        for event in self._waiting.get(topic, ()):
            event.set()

    async def _listen(self) -> None:
        while not self._closing.is_set():
            try:
                async with self._redis.pubsub() as pubsub:
                    await pubsub.subscribe(_CHANNEL)
                    while not self._closing.is_set():
                        message = await pubsub.get_message(timeout=_POLL)
                        if message is None:
                            continue
                        if message["type"] == "message":
                            self._wake(message["data"].decode())
                        elif message["type"] == "subscribe":
                            self.hears.set()
            except (RedisError, OSError) as error:
                log.warning("live.listen_failed", error=type(error).__name__)
                await asyncio.sleep(_RECONNECT)


async def wait(event: asyncio.Event, seconds: float = TICK) -> None:
    """Wait for a wake-up or the next tick, whichever is first."""
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(seconds):  # wait_for may swallow a cancellation
            await event.wait()
    event.clear()
