"""Reads a live stream event by event, as a browser does. httpx would wait for the stream's end first."""

import asyncio
import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from fastapi import FastAPI

from tests.patience import PATIENCE


@dataclass(frozen=True)
class Heard:
    """One event."""

    event: str
    data: Any
    id: str | None


class Listener:
    """An open stream."""

    def __init__(self) -> None:
        self.status = 0
        self.headers: dict[str, str] = {}
        self.body = b""
        self._events: asyncio.Queue[Heard | None] = asyncio.Queue()
        self._begun = asyncio.Event()
        self._left = asyncio.Event()
        self._pending = b""

    async def receive(self) -> dict[str, Any]:
        """What the application hears of this reader: nothing, until it leaves."""
        await self._left.wait()
        return {"type": "http.disconnect"}

    async def send(self, message: Mapping[str, Any]) -> None:
        """What the application sends."""
        if message["type"] == "http.response.start":
            self.status = message["status"]
            self.headers = {name.decode(): value.decode() for name, value in message["headers"]}
            self._begun.set()
            return
        self.body += message.get("body", b"")
        self._pending += message.get("body", b"")
        *blocks, self._pending = self._pending.split(b"\n\n")
        for block in blocks:
            lines = block.decode().splitlines()
            fields = dict(line.split(": ", 1) for line in lines if not line.startswith(":"))
            if fields:
                self._events.put_nowait(
                    Heard(fields.get("event", "message"), json.loads(fields["data"]), fields.get("id"))
                )

    def over(self) -> None:
        """The application has returned."""
        self._begun.set()
        self._events.put_nowait(None)

    def leave(self) -> None:
        """Close the browser."""
        self._left.set()

    async def next(self, event: str | None = None) -> Heard:
        """The next event (of this name); fails when the stream ends or is silent for too long."""
        async with asyncio.timeout(PATIENCE):
            while True:
                heard = await self._events.get()
                assert heard is not None, "the stream ended"
                if event is None or heard.event == event:
                    return heard

    async def ended(self) -> list[Heard]:
        """Wait for the end; returns what still came."""
        rest = []
        async with asyncio.timeout(PATIENCE):
            while (heard := await self._events.get()) is not None:
                rest.append(heard)
        return rest

    async def begun(self) -> None:
        """Wait for the answer's first line."""
        async with asyncio.timeout(PATIENCE):
            await self._begun.wait()


@asynccontextmanager
async def listening(site: FastAPI, url: str, headers: Mapping[str, str]) -> AsyncIterator[Listener]:
    """Open a stream; the reader leaves at the end of the block."""
    parts = urlsplit(url)
    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "GET",
        "scheme": "https",
        "path": parts.path,
        "raw_path": parts.path.encode(),
        "query_string": parts.query.encode(),
        "headers": [(name.lower().encode(), value.encode()) for name, value in headers.items()],
        "client": ("127.0.0.1", 40_000),
        "server": ("mkhari.example", 443),
    }
    listener = Listener()
    task = asyncio.create_task(site(scope, listener.receive, listener.send))
    task.add_done_callback(lambda _: listener.over())
    try:
        await listener.begun()
        yield listener
    finally:
        listener.leave()
        async with asyncio.timeout(PATIENCE):
            await task
