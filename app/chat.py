"""`mkhari chat`: the same conversation in a terminal, for those who have no Telegram token at hand."""

import asyncio
import contextlib
import sys
import uuid
from collections.abc import AsyncIterator

from rich.console import Console
from rich.text import Text

from app.settings import Settings
from app.wiring import House, open_house, utc_now
from conversation import repository
from conversation.channel import Channel, Command, InboundKind, InboundMessage, clean_text
from conversation.repository import StoredMessage
from conversation.state import State
from store.live import wait

_VOICES = {"program": "cyan", "counsellor": "green"}
_NAMES = {"program": "მხარი", "counsellor": "კონსულტანტი"}


class Terminal:
    """One conversation: prints what is said, sends what is typed; a number presses that button."""

    def __init__(self, house: House, language: str, console: Console) -> None:
        self._house = house
        self._language = language
        self._console = console
        self._address = uuid.uuid4().hex  # each chat is a new person
        self._shown = 0
        self._buttons: list[tuple[str, str]] = []

    async def run(self) -> None:
        """Talk until the input ends."""
        await self._send(InboundKind.COMMAND, command=Command.START)
        state = await self._state()
        following = asyncio.create_task(self._follow(state.id)) if state else None
        try:
            async for line in _lines():
                await self._take(line)
        finally:
            if following is not None:
                following.cancel()
                with contextlib.suppress(asyncio.CancelledError):
                    await following

    async def _take(self, line: str) -> None:
        text = clean_text(line).strip()
        if not text:
            return
        if text.isdigit() and 0 < int(text) <= len(self._buttons):
            await self._send(InboundKind.BUTTON, button=self._buttons[int(text) - 1][1])
        elif text.startswith("/") and text[1:].split()[0] in set(Command):
            name, _, argument = text[1:].partition(" ")
            await self._send(InboundKind.COMMAND, command=Command(name), argument=argument.strip())
        else:
            await self._send(InboundKind.TEXT, text=text)

    async def _send(
        self,
        kind: InboundKind,
        *,
        text: str = "",
        button: str = "",
        command: Command | None = None,
        argument: str = "",
    ) -> None:
        outcome = await self._house.intake.receive(
            InboundMessage(
                channel=Channel.TERMINAL,
                address=self._address,
                message_id=uuid.uuid4().hex,
                kind=kind,
                received_at=utc_now(),
                text=text,
                button=button,
                command=command,
                argument=argument,
                language_hint=self._language,
            )
        )
        if outcome.deleted:
            self._shown = 0
            self._console.print(
                self._house.intake.rooms.flows.texts.system("deleted-everything", self._language)
            )
            return
        await self._show_new()

    async def _state(self) -> State | None:
        async with self._house.database.reading() as tx:
            return await repository.find(tx, self._house.vault, Channel.TERMINAL, self._address)

    async def _show_new(self) -> None:
        async with self._house.database.reading() as tx:
            state = await repository.find(tx, self._house.vault, Channel.TERMINAL, self._address)
            if state is None:
                return
            found = await repository.read_messages(tx, state.id, state.key, after=self._shown)
        for message in found:
            if message.seq > self._shown:
                self._shown = message.seq
                self._print(message)

    def _print(self, message: StoredMessage) -> None:
        if message.author == "caller":
            return
        self._console.print(Text(f"{_NAMES[message.author]}: ", _VOICES[message.author]) + Text(message.text))
        rows = message.body.get("buttons", [])
        if rows:
            self._buttons = [(label, data) for row in rows for label, data in row]
            shown = "   ".join(f"[{n}] {label}" for n, (label, _) in enumerate(self._buttons, start=1))
            self._console.print(Text(shown, "dim"))

    async def _follow(self, conversation_id: str) -> None:
        """Show what comes without being asked for: a counsellor's words, a gentle nudge."""
        async with self._house.live.watching(f"conversation:{conversation_id}") as changed:
            while True:
                await wait(changed)
                await self._show_new()


async def _lines() -> AsyncIterator[str]:
    loop = asyncio.get_running_loop()
    reader = asyncio.StreamReader()
    transport, _ = await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    try:
        while line := await reader.readline():
            yield line.decode(errors="replace")
    finally:
        transport.close()


async def talk(settings: Settings, language: str) -> None:
    """Talk in the terminal until the input ends. Raises `CannotStart`."""
    async with open_house(settings, role="chat") as house:
        sweeping = asyncio.create_task(house.sweeper.run())
        try:
            await Terminal(house, language, Console(highlight=False)).run()
        finally:
            sweeping.cancel()
            await asyncio.gather(sweeping, return_exceptions=True)
