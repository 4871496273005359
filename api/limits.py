"""Rate limits, shared over Redis where there is one; each process counts for itself while Redis is away."""

import time

import structlog
from limits import RateLimitItem, parse
from limits.aio.storage import MemoryStorage, RedisStorage
from limits.aio.strategies import MovingWindowRateLimiter
from redis.asyncio import ConnectionPool

from api.errors import TooManyTries

log = structlog.get_logger()

NEW_CONVERSATIONS = parse("20 per 10 minutes")  # per network address: a school sits behind one
WIDGET_MESSAGES = parse("60 per minute")  # per conversation
LOGINS_BY_ADDRESS = parse("20 per 5 minutes")
LOGINS_BY_NAME = parse("6 per 5 minutes")


_REDIS_WITHIN = 0.5  # seconds; a person waits for this


class Limits:
    """Counts tries in a moving window."""

    def __init__(self, redis_url: str | None, redis_within: float = _REDIS_WITHIN) -> None:
        """`redis_within`: seconds until Redis counts as away."""
        self._local = MovingWindowRateLimiter(MemoryStorage())
        self._pool: ConnectionPool | None = None
        self._shared: MovingWindowRateLimiter | None = None
        if redis_url is not None:
            self._pool = ConnectionPool.from_url(
                redis_url, socket_connect_timeout=redis_within, socket_timeout=redis_within
            )
            storage = RedisStorage(
                f"async+{redis_url}",
                implementation="redispy",
                connection_pool=self._pool,  # type: ignore[arg-type]  # it takes one, but does not say so
            )
            self._shared = MovingWindowRateLimiter(storage)

    async def count(self, limit: RateLimitItem, *who: str) -> None:
        """Count a try by `who` (already hashed where it identifies somebody). Raises `TooManyTries`."""
        if self._shared is not None:
            try:
                await _count(self._shared, limit, who)
            except TooManyTries:
                raise
            except Exception as error:  # noqa: BLE001 - whatever Redis raises, it must not turn a person away
                log.warning("limits.local", reason=type(error).__name__)
            else:
                return
        await _count(self._local, limit, who)

    async def close(self) -> None:
        """Close the connections to Redis."""
        if self._pool is not None:
            await self._pool.aclose()


async def _count(limiter: MovingWindowRateLimiter, limit: RateLimitItem, who: tuple[str, ...]) -> None:
    if not await limiter.hit(limit, *who):
        window = await limiter.get_window_stats(limit, *who)
        raise TooManyTries(max(1, int(window.reset_time - time.time()) + 1))
