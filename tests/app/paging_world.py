"""What receives pages in the tests: a gateway, a push service and a mail server, on this machine alone."""

import asyncio
import base64
import json
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from escalation.paging import Page

NUMBER = "+995555123456"
MAIL = "nino.counsellor@example.ge"
PAGE = Page(
    page_id="page0123",
    case_id="c" * 32,
    urgency="emergency",
    language="ru",
    audience="youth",
    channel="telegram",
    rung="first",
    waiting_seconds=190,
    attempt=2,
)


@dataclass
class Received:
    """One request as it came in."""

    line: str
    headers: dict[str, str]
    body: bytes

    def json(self) -> Any:
        return json.loads(self.body)


@dataclass
class HttpServer:
    """Keeps every request and answers all with one status; none while `answers` is not set."""

    port: int = 0
    status: int = 200
    more: str = ""  # header lines of the answer
    received: list[Received] = field(default_factory=list)
    answers: asyncio.Event = field(default_factory=asyncio.Event)

    def __post_init__(self) -> None:
        self.answers.set()

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.port}"

    async def answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
        line, *rest = head.strip().split("\r\n")
        headers = {name.lower(): value for name, _, value in (one.partition(": ") for one in rest)}
        body = await reader.readexactly(int(headers.get("content-length", "0")))
        self.received.append(Received(line, headers, body))
        await self.answers.wait()
        writer.write(
            f"HTTP/1.1 {self.status} X\r\nContent-Length: 0\r\n{self.more}Connection: close\r\n\r\n".encode()
        )
        await writer.drain()
        writer.close()


@dataclass
class MailServer:
    """Takes every mail, as RFC 5321 has it and no more."""

    port: int = 0
    recipients: list[str] = field(default_factory=list)
    mails: list[str] = field(default_factory=list)

    async def answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"220 loopback\r\n")
        while line := (await reader.readline()).decode().strip():
            verb = line[:4].upper()
            if verb == "RCPT":
                self.recipients.append(line.partition("<")[2].rstrip(">"))
            if verb == "DATA":
                writer.write(b"354 go on\r\n")
                raw = await reader.readuntil(b"\r\n.\r\n")
                self.mails.append(raw.decode())
            writer.write(b"221 bye\r\n" if verb == "QUIT" else b"250 ok\r\n")
            if verb == "QUIT":
                break
        await writer.drain()
        writer.close()


@asynccontextmanager
async def listening(server: HttpServer | MailServer) -> AsyncIterator[None]:
    """Serve on a free port of this machine, and let what was begun come to its end."""
    under_way: list[asyncio.Task[None]] = []

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        under_way.append(task)
        await server.answer(reader, writer)

    listener = await asyncio.start_server(answer, "127.0.0.1", 0)
    server.port = listener.sockets[0].getsockname()[1]
    try:
        yield
    finally:
        listener.close()
        await asyncio.gather(*under_way, return_exceptions=True)


def browser_keys() -> dict[str, str]:
    """The keys that a browser makes for a subscription."""
    point = ec.generate_private_key(ec.SECP256R1()).public_key()
    raw = point.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    return {"p256dh": _text(raw), "auth": _text(os.urandom(16))}


def _text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")
