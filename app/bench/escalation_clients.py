"""The other end of what `mkhari bench escalation` measures: a webhook and open consoles, each a process.

They note when a case first reached them, by a clock that all processes of one machine share.
"""

import asyncio
import contextlib
import multiprocessing
import re
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any

from app.bench.webhook import Receiver
from app.errors import CannotStart

_LARGEST_EVENT = 16 * 2**20  # bytes
_CASE_IDS = re.compile(rb'"id":"([0-9a-f]{32})"')
_READY_WITHIN = 60.0  # seconds for a process to start, on a busy machine

Seen = dict[str, list[float]]  # a case's id: when each of those who are told first heard of it


class Client:
    """A process at the other end, running in the block; `address` is where it can be reached, if anywhere."""

    def __init__(self, target: Callable[..., None], *args: Any) -> None:
        self._ours, theirs = multiprocessing.Pipe()
        # Spawned: a fork would copy the threads and the open database of whoever measures.
        spawned = multiprocessing.get_context("spawn")
        self._process = spawned.Process(target=target, args=(*args, theirs), daemon=True)
        self._process.start()
        theirs.close()
        self.address = ""

    async def __aenter__(self) -> "Client":
        if not await asyncio.to_thread(self._ours.poll, _READY_WITHIN):
            raise CannotStart("a process of the measurement did not start")
        self.address = self._ours.recv()
        return self

    async def __aexit__(self, *_error: object) -> None:
        self._ours.close()
        self._process.kill()
        await asyncio.to_thread(self._process.join)

    async def finish(self) -> Seen:
        """Ask for what the process has seen."""
        self._ours.send(None)
        seen: Seen = await asyncio.to_thread(self._ours.recv)
        return seen


def webhook() -> Client:
    """A webhook in a process of its own."""
    return Client(_webhook)


def consoles(port: int, cookies: list[str]) -> Client:
    """So many open consoles, all in one process of their own, each with its session's cookie."""
    return Client(_consoles, port, cookies)


def _webhook(pipe: Connection) -> None:
    async def run() -> None:
        receiver = Receiver()
        async with receiver.listening() as address:
            pipe.send(address)
            await _asked_to_finish(pipe)
        seen: Seen = {}
        for receipt in receiver.receipts:
            seen.setdefault(receipt.case_id, [receipt.monotonic])
        pipe.send(seen)

    asyncio.run(run())


def _consoles(port: int, cookies: list[str], pipe: Connection) -> None:
    async def run() -> None:
        seen: Seen = {}
        opened = asyncio.Barrier(len(cookies) + 1)
        tasks = [asyncio.create_task(_console(port, cookie, seen, opened)) for cookie in cookies]
        await opened.wait()
        pipe.send("")
        await _asked_to_finish(pipe)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        pipe.send(seen)

    asyncio.run(run())


async def _console(port: int, cookie: str, seen: Seen, opened: asyncio.Barrier) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=_LARGEST_EVENT)
    try:
        head = f"GET /api/console/stream HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: {cookie}\r\n\r\n"
        writer.write(head.encode())
        answer = await reader.readuntil(b"\r\n\r\n")
        if b" 200 " not in answer.partition(b"\r\n")[0]:
            raise ConnectionError(answer.partition(b"\r\n")[0].decode())
        known: set[bytes] = set()
        is_first = True
        while True:
            event = await reader.readuntil(b"\n\n")
            if b"event: queue" not in event:  # the whole queue at first, then its changes
                continue
            at, there = time.monotonic(), set(_CASE_IDS.findall(event))
            for case in there - known:
                seen.setdefault(case.decode(), []).append(at)
            known |= there  # what leaves the queue does not come back here
            if is_first:
                is_first = False
                await opened.wait()
    finally:
        writer.close()


async def _asked_to_finish(pipe: Connection) -> None:
    with contextlib.suppress(EOFError):
        await asyncio.to_thread(pipe.recv)
