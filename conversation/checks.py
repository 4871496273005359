"""The risk check at work: in threads, within a limit, and high whenever it does not answer.

The limit is of a processor's time for one message, from when a thread takes it up. Waiting for a thread or
for a processor is not failing: after an outage hundreds of messages come at once, and an alarm for each would
drown the real ones. But a check that does not end for several times as long hangs, and where no check has
ended for so long the threads hang: whoever waits is high too.

Long texts have a thread of their own, so that somebody who pastes books makes nobody else wait. A check that
is late ends by itself: it looks at its budget between two windows (`encoder.windows`).
"""

import asyncio
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import structlog

from conversation.hearing import FAILED, Hear, Heard
from conversation.metrics import ASSESSMENTS_FAILED
from risk.assessment import Context

log = structlog.get_logger()

Monotonic = Callable[[], float]
CpuOfThread = Callable[[int], float]

ASSESS_LIMIT = 1.0  # seconds of a processor; a later answer counts as none, and none counts as high
HANGS_AFTER = 4  # times the limit, by the clock on the wall
LONG_FROM = 1_000  # characters
_THREADS, _THREADS_FOR_LONG = 4, 1


class Late(Exception):
    """A check, or the thread for it, did not come in time."""


def cpu_of_thread(ident: int) -> float:
    """Seconds that a running thread has had a processor; where no system tells, the clock on the wall."""
    if not hasattr(time, "pthread_getcpuclockid"):
        return time.monotonic()
    return time.clock_gettime(time.pthread_getcpuclockid(ident))


class Checks:
    """Hears in a few threads. `limit` is in seconds of a processor."""

    def __init__(
        self,
        hear: Hear,
        limit: float = ASSESS_LIMIT,
        monotonic: Monotonic = time.monotonic,
        cpu: CpuOfThread = cpu_of_thread,
    ) -> None:
        self._short, self._long = (
            _Lane(hear, threads, name, limit, monotonic, cpu)
            for threads, name in ((_THREADS, "risk"), (_THREADS_FOR_LONG, "risk-long"))
        )

    async def hear(self, text: str, context: Context) -> Heard:
        """What a text says; that its check failed, which counts as high, when it breaks or is late."""
        lane = self._long if len(text) >= LONG_FROM else self._short
        try:
            return await lane.run(text, context)
        except Late:
            return self._failed("late")
        except Exception as error:  # noqa: BLE001 - whatever broke, the person must not be missed
            return self._failed(type(error).__name__)

    def _failed(self, why: str) -> Heard:
        ASSESSMENTS_FAILED.labels(why).inc()
        log.error("risk.failed", why=why, consequence="the message counts as high")
        return FAILED

    def close(self) -> None:
        """Let the threads go."""
        self._short.close()
        self._long.close()


class _Lane:
    """A few threads and the queue before them."""

    def __init__(
        self,
        hear: Hear,
        threads: int,
        name: str,
        limit: float,
        monotonic: Monotonic,
        cpu: CpuOfThread,
    ) -> None:
        self._hear = hear
        self._limit = limit
        self._hangs_after = HANGS_AFTER * limit
        self._monotonic = monotonic
        self._cpu = cpu
        self._threads = ThreadPoolExecutor(max_workers=threads, thread_name_prefix=name)
        self._free = asyncio.Semaphore(threads)
        self._ended_at = monotonic()

    async def run(self, text: str, context: Context) -> Heard:
        """What a text says. Raises `Late`, and whatever the check itself raises."""
        await self._thread_is_free()
        loop = asyncio.get_running_loop()
        work = _Work(self._hear, text, context, self._cpu)
        check = loop.run_in_executor(self._threads, work.run)
        # A check that hangs keeps its thread; the place is free again when the thread really is.
        check.add_done_callback(self._ended)
        return await self._in_time(check, work)

    async def _in_time(self, check: "asyncio.Future[Heard]", work: "_Work") -> Heard:
        hangs_at = self._monotonic() + self._hangs_after
        left = self._limit
        while True:
            try:
                return await asyncio.wait_for(asyncio.shield(check), left)
            except TimeoutError:
                until_hanging = hangs_at - self._monotonic()
                # The error of a check is its own, even one that is named like this one.
                if check.done():
                    return check.result()
                left = min(self._limit - work.cpu_used(), until_hanging)
                if left <= 0:
                    raise Late from None

    async def _thread_is_free(self) -> None:
        """Wait for a place. Raises `Late` when none came free for as long as a check that hangs."""
        waiting_since = self._monotonic()
        while True:
            quiet_since = max(waiting_since, self._ended_at)
            left = self._hangs_after - (self._monotonic() - quiet_since)
            if left <= 0:
                raise Late
            try:
                await asyncio.wait_for(self._free.acquire(), left)
            except TimeoutError:
                continue
            return

    def _ended(self, check: "asyncio.Future[Heard]") -> None:
        self._ended_at = self._monotonic()
        self._free.release()
        if not check.cancelled():
            check.exception()  # it was reported, or came too late for anybody to ask

    def close(self) -> None:
        self._threads.shutdown(wait=False)


class _Work:
    """One check in its thread, and how much of a processor it has had."""

    def __init__(self, hear: Hear, text: str, context: Context, cpu: CpuOfThread) -> None:
        self._hear = hear
        self._asked = (text, context)
        self._cpu = cpu
        self._begun: tuple[int, float] | None = None

    def run(self) -> Heard:
        ident = threading.get_ident()
        self._begun = (ident, self._cpu(ident))
        return self._hear(*self._asked)

    def cpu_used(self) -> float:
        """Seconds; none before it begins. Only for a check that has not ended: then its thread lives."""
        if self._begun is None:
            return 0.0
        ident, at = self._begun
        return self._cpu(ident) - at
