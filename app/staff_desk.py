"""The staff bot's desk over the database: who a chat belongs to, and what they answer."""

from collections.abc import Awaitable, Callable
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.staff.desk import Answer
from conversation.intake import Clock
from escalation import acknowledging, addresses, repository
from escalation.acknowledging import Answered
from escalation.addresses import CONTACT_PLACE
from escalation.paging import PageChannel
from store.database import Database
from store.errors import Conflict
from store.live import Live
from store.sealing import Vault

_Deed = Callable[[AsyncConnection, str, str, datetime], Awaitable[Answered]]


class DatabaseDesk:
    """A chat belongs to at most one person, and a person has at most one."""

    def __init__(self, database: Database, vault: Vault, live: Live, clock: Clock) -> None:
        self._database = database
        self._vault = vault
        self._live = live
        self._clock = clock

    async def link(self, code: str, chat_id: int) -> str | None:
        """Page the owner of this code here, and nowhere else on Telegram; the code is used up."""
        now, address = self._clock(), str(chat_id)
        async with self._database.transaction() as tx:
            staff_id = await repository.use_code(tx, self._vault.hash("staff-code", code.upper()), now)
            worker = None if staff_id is None else await repository.worker(tx, staff_id)
            if worker is None:
                return None
            await repository.drop_contacts(tx, worker.id, PageChannel.TELEGRAM)
            sealed = self._vault.house.seal(address.encode(), CONTACT_PLACE, worker.id)
            await repository.put_contact(
                tx, worker.id, PageChannel.TELEGRAM, self._hash(chat_id), sealed, now
            )
        return worker.name

    async def unlink(self, chat_id: int) -> bool:
        """Page nobody here any more."""
        async with self._database.transaction() as tx:
            staff_id = await self._owner(tx, chat_id)
            return (
                staff_id is not None
                and await repository.drop_contacts(tx, staff_id, PageChannel.TELEGRAM) > 0
            )

    async def accept(self, chat_id: int, case_id: str) -> Answer:
        """They are coming."""
        return await self._answer(chat_id, case_id, acknowledging.accept)

    async def decline(self, chat_id: int, case_id: str) -> Answer:
        """They can't."""
        return await self._answer(chat_id, case_id, acknowledging.decline)

    async def who(self, chat_id: int) -> str | None:
        """Whose chat this is."""
        async with self._database.reading() as tx:
            staff_id = await self._owner(tx, chat_id)
            worker = None if staff_id is None else await repository.worker(tx, staff_id)
        return None if worker is None else worker.name

    async def _answer(self, chat_id: int, case_id: str, deed: _Deed) -> Answer:
        try:
            answered = await self._answered(chat_id, case_id, deed)
        except Conflict:  # another transaction was first; once more, as everywhere
            answered = await self._answered(chat_id, case_id, deed)
        if answered in (Answered.ACCEPTED, Answered.DECLINED):
            await self._live.publish("queue", "deadlines")
        return Answer(answered.value)

    async def _answered(self, chat_id: int, case_id: str, deed: _Deed) -> Answered:
        async with self._database.transaction() as tx:
            staff_id = await self._owner(tx, chat_id)
            if staff_id is None:
                return Answered.UNKNOWN
            return await deed(tx, case_id, staff_id, self._clock())

    async def _owner(self, tx: AsyncConnection, chat_id: int) -> str | None:
        return await repository.contact_owner(tx, PageChannel.TELEGRAM, self._hash(chat_id))

    def _hash(self, chat_id: int) -> bytes:
        return addresses.address_hash(self._vault, PageChannel.TELEGRAM, str(chat_id))
