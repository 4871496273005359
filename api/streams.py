"""Live streams: ask the database what is new, send it, wait for a wake-up or the next tick, again.

A wake-up that is lost costs `TICK` seconds and no event: the cursor is a message's number, and an event's
id is that number, so that a reconnecting browser goes on where it was.
"""

from collections.abc import AsyncIterator, Awaitable, Callable

from fastapi import Request
from fastapi.sse import ServerSentEvent

from api.errors import NotSignedIn
from store.errors import StoreUnavailable
from store.live import TICK, Live, wait

PING_EVERY = 15.0  # seconds; proxies cut streams that say nothing for longer

Look = Callable[[], Awaitable[list[ServerSentEvent]]]


async def stream(
    request: Request, live: Live, topics: tuple[str, ...], look: Look
) -> AsyncIterator[ServerSentEvent]:
    """Send what `look` finds, now and when one of `topics` changes, until the reader leaves or we close."""
    quiet = 0.0
    async with live.watching(*topics) as changed:
        while not live.is_closing:
            try:
                events = await look()
            except StoreUnavailable:
                events = []  # the reader stays connected; what was missed comes with the next look
            except NotSignedIn:
                return  # the browser comes back by itself and is told there
            for event in events:
                yield event
            quiet = 0.0 if events else quiet + TICK
            if quiet >= PING_EVERY:
                yield ServerSentEvent(comment="still here")
                quiet = 0.0
            if await request.is_disconnected():
                return
            await wait(changed)


def last_seen(header: str | None) -> int:
    """The number in Last-Event-ID; 0 when there is none or it is not a number of ours."""
    return (
        int(header)
        if header is not None and header.isascii() and header.isdigit() and len(header) < 10
        else 0
    )
