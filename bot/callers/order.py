"""Order within a chat, freedom between chats: what one person sends is handled one after the other."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable

Work = Callable[[], Awaitable[None]]


class ChatQueues:
    """A queue for each chat that has work; chats do not wait for each other."""

    def __init__(self) -> None:
        self._waiting: dict[str, deque[tuple[Work, asyncio.Future[None]]]] = {}
        self._drains: set[asyncio.Task[None]] = set()

    def put(self, chat: str, work: Work) -> asyncio.Future[None]:
        """Queue work behind what the chat already has; the future ends as the work does."""
        future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        queue = self._waiting.get(chat)
        if queue is not None:
            queue.append((work, future))
            return future
        self._waiting[chat] = deque([(work, future)])
        drain = asyncio.create_task(self._drain(chat))
        self._drains.add(drain)
        drain.add_done_callback(self._drains.discard)
        return future

    async def finish(self, seconds: float) -> None:
        """Let what is being handled end within `seconds`, then cancel the rest."""
        if self._drains:
            await asyncio.wait(self._drains, timeout=seconds)
        left = tuple(self._drains)
        for drain in left:
            drain.cancel()
        await asyncio.gather(*left, return_exceptions=True)

    async def _drain(self, chat: str) -> None:
        queue = self._waiting[chat]
        try:
            while queue:
                work, future = queue.popleft()
                await _settle(work, future)
        finally:
            for _, future in queue:
                future.cancel()
            # No await since the queue was seen empty: nothing can slip in between.
            del self._waiting[chat]


async def _settle(work: Work, future: asyncio.Future[None]) -> None:
    try:
        await work()
    except asyncio.CancelledError:
        future.cancel()
        raise
    except Exception as error:  # noqa: BLE001 - handed to whoever waits for the future
        if not future.done():
            future.set_exception(error)
    else:
        if not future.done():
            future.set_result(None)
