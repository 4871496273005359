"""An address for pages: takes what the webhook pager posts, and notes when each page came."""

import asyncio
import json
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

_TAKEN = b"HTTP/1.1 204 No Content\r\n\r\n"


@dataclass(frozen=True, slots=True)
class Receipt:
    """One page as it came. `monotonic` counts the seconds of this machine, the same in every process."""

    page_id: str
    case_id: str
    rung: str
    attempt: int
    at: datetime
    monotonic: float


class Receiver:
    """Keeps every page that was posted, in the order in which they came; `on_page` hears of each."""

    def __init__(self, on_page: Callable[[Receipt], None] | None = None) -> None:
        self.receipts: list[Receipt] = []
        self._on_page = on_page
        self._open: set[asyncio.StreamWriter] = set()

    @asynccontextmanager
    async def listening(self) -> AsyncIterator[str]:
        """Listen on a free port of this machine; the address to post to."""
        server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        port = server.sockets[0].getsockname()[1]
        try:
            yield f"http://127.0.0.1:{port}/"
        finally:
            server.close()
            for writer in self._open:
                writer.close()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        # Only what the pager's client sends is understood: a framework would cost more than it measures.
        self._open.add(writer)
        try:
            while True:
                head = (await reader.readuntil(b"\r\n\r\n")).lower()
                length = int(head.partition(b"content-length:")[2].partition(b"\r\n")[0])
                self._note(json.loads(await reader.readexactly(length)))
                writer.write(_TAKEN)
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            pass  # whoever posts was killed, or is done
        finally:
            self._open.discard(writer)
            writer.close()

    def _note(self, page: dict[str, object]) -> None:
        receipt = Receipt(
            page_id=str(page["page_id"]),
            case_id=str(page["case_id"]),
            rung=str(page["rung"]),
            attempt=int(str(page["attempt"])),
            at=datetime.now(UTC),
            monotonic=time.monotonic(),
        )
        self.receipts.append(receipt)
        if self._on_page is not None:
            self._on_page(receipt)
