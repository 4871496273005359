"""A staff bot that polls the loopback server, before a desk that is kept in memory."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from bot.staff.bot import serve
from bot.staff.desk import Answer
from tests.telegram.server import BotApiServer

CASE = "c" * 32
CODE = "ABCD2345"


@dataclass
class MemoryDesk:
    """Codes, chats, and who holds the only case."""

    codes: dict[str, str] = field(default_factory=lambda: {CODE: "Nino", "EFGH6789": "Giorgi"})
    chats: dict[int, str] = field(default_factory=dict)
    holder: str | None = None
    asked: list[tuple[str, int, str]] = field(default_factory=list)
    fault: Exception | None = None

    async def link(self, code: str, chat_id: int) -> str | None:
        self._note("link", chat_id, code)
        name = self.codes.pop(code.upper(), None)
        if name is not None:
            self.chats[chat_id] = name
        return name

    async def unlink(self, chat_id: int) -> bool:
        return self.chats.pop(chat_id, None) is not None

    async def accept(self, chat_id: int, case_id: str) -> Answer:
        self._note("accept", chat_id, case_id)
        if chat_id not in self.chats or case_id != CASE:
            return Answer.UNKNOWN
        if self.holder not in (None, self.chats[chat_id]):
            return Answer.ALREADY_HELD
        self.holder = self.chats[chat_id]
        return Answer.ACCEPTED

    async def decline(self, chat_id: int, case_id: str) -> Answer:
        self._note("decline", chat_id, case_id)
        return Answer.DECLINED if chat_id in self.chats and case_id == CASE else Answer.UNKNOWN

    async def who(self, chat_id: int) -> str | None:
        return self.chats.get(chat_id)

    def _note(self, what: str, chat_id: int, about: str) -> None:
        self.asked.append((what, chat_id, about))
        if self.fault is not None:
            raise self.fault


class Seconds:
    """A clock that is moved by hand."""

    now = 1000.0

    def __call__(self) -> float:
        return self.now


@asynccontextmanager
async def polling(server: BotApiServer, desk: MemoryDesk, clock: Seconds) -> AsyncIterator[None]:
    """The bot polls while the block runs."""
    stop = asyncio.Event()
    bot = asyncio.create_task(serve(server.token, server.url, desk, stop, clock))
    try:
        yield
    finally:
        stop.set()
        await bot
