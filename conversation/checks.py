"""The risk check at work: in threads, within a limit, and high whenever it does not answer.

The limit is for one message's check, from when a thread takes it up. Waiting for a thread is not failing:
after an outage hundreds of messages come at once, and an alarm for each of them would drown the real ones.
But when no check has come to an end for as long as the limit, the threads hang: whoever waits is high too.
"""

import asyncio
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import structlog

from conversation.metrics import ASSESSMENTS_FAILED
from risk.assessment import Assessment, Context, failed_assessment

log = structlog.get_logger()

Assess = Callable[[str, Context], Assessment]
Monotonic = Callable[[], float]

ASSESS_LIMIT = 1.0  # seconds; a later answer counts as none, and none counts as high
_THREADS = 4


class Checks:
    """Runs `assess` in a few threads. `limit` is in seconds."""

    def __init__(
        self, assess: Assess, limit: float = ASSESS_LIMIT, monotonic: Monotonic = time.monotonic
    ) -> None:
        self._assess = assess
        self._limit = limit
        self._monotonic = monotonic
        self._threads = ThreadPoolExecutor(max_workers=_THREADS, thread_name_prefix="risk")
        self._free = asyncio.Semaphore(_THREADS)
        self._ended_at = monotonic()

    async def assess(self, text: str, context: Context) -> Assessment:
        """The assessment of a text; a failed one, which counts as high, when the check breaks or is late."""
        if not await self._thread_is_free():
            return self._failed("late")
        loop = asyncio.get_running_loop()
        check = loop.run_in_executor(self._threads, self._assess, text, context)
        # A check that hangs keeps its thread; the place is free again when the thread really is.
        check.add_done_callback(self._ended)
        try:
            return await asyncio.wait_for(asyncio.shield(check), self._limit)
        except TimeoutError:
            return self._failed("late")
        except Exception as error:  # noqa: BLE001 - whatever broke, the person must not be missed
            return self._failed(type(error).__name__)

    async def _thread_is_free(self) -> bool:
        """Wait for a place; False when none came free for as long as the limit."""
        waiting_since = self._monotonic()
        while True:
            quiet_since = max(waiting_since, self._ended_at)
            left = self._limit - (self._monotonic() - quiet_since)
            if left <= 0:
                return False
            try:
                await asyncio.wait_for(self._free.acquire(), left)
            except TimeoutError:
                continue
            return True

    def _ended(self, check: "asyncio.Future[Assessment]") -> None:
        self._ended_at = self._monotonic()
        self._free.release()
        if not check.cancelled():
            check.exception()  # it was reported, or came too late for anybody to ask

    def _failed(self, why: str) -> Assessment:
        ASSESSMENTS_FAILED.labels(why).inc()
        log.error("risk.failed", why=why, consequence="the message counts as high")
        return failed_assessment("failed")

    def close(self) -> None:
        """Let the threads go."""
        self._threads.shutdown(wait=False, cancel_futures=True)
