"""Delivery by webhook: in order within a chat, again after anything but a 2xx, chats side by side."""

import asyncio
from typing import Any

from aiohttp import ClientError, ClientSession, ClientTimeout

from tests.patience import PATIENCE
from tests.telegram.faults import ApiRefusal
from tests.telegram.world import World

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"


class WebhookDelivery:
    """Posts waiting updates to a URL for as long as one is set."""

    def __init__(self, world: World, retry_after: float) -> None:
        self.url = ""
        self.answers: list[tuple[int, int]] = []
        self._world = world
        self._retry_after = retry_after
        self._secret = ""
        self._posting: set[str] = set()
        self._rounds = 0
        self._task: asyncio.Task[None] | None = None

    def set(self, params: dict[str, Any]) -> bool:
        """setWebhook."""
        url = params.get("url", "")
        if not url.startswith(("https://", "http://127.0.0.1", "http://localhost")):
            raise ApiRefusal(400, "Bad Request: bad webhook: An HTTPS URL must be provided for webhook")
        self.url = url
        self._secret = params.get("secret_token", "")
        self._world.allowed_updates = params.get("allowed_updates", [])
        if self._task is None:
            self._task = asyncio.create_task(self._deliver())
        self._world.notify()
        return True

    async def delete(self, params: dict[str, Any]) -> bool:
        """deleteWebhook."""
        await self.stop()
        self.url = ""
        if params.get("drop_pending_updates"):
            self._world.updates.clear()
        return True

    def info(self) -> dict[str, Any]:
        """getWebhookInfo."""
        return {
            "url": self.url,
            "has_custom_certificate": False,
            "pending_update_count": len(self._world.updates),
        }

    def post_again(self) -> None:
        """Post what was refused now, as if its pause were over."""
        self._rounds += 1
        self._world.notify()

    async def stop(self) -> None:
        """End delivery."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
            self._task = None

    async def _deliver(self) -> None:
        timeout = ClientTimeout(total=PATIENCE)
        async with ClientSession(timeout=timeout) as session, asyncio.TaskGroup() as posts:
            while True:
                await self._world.until(lambda: bool(self._ready()), 3600)
                for chat, number in self._ready().items():
                    self._posting.add(chat)
                    posts.create_task(self._post(session, chat, number))

    def _ready(self) -> dict[str, int]:
        """The lowest waiting update of each chat that is not being posted."""
        ready: dict[str, int] = {}
        for number in sorted(self._world.updates):
            chat = _queue_of(self._world.updates[number])
            if chat not in self._posting:
                ready.setdefault(chat, number)
        return ready

    async def _post(self, session: ClientSession, chat: str, number: int) -> None:
        headers = {SECRET_HEADER: self._secret} if self._secret else {}
        mine = self._rounds
        try:
            async with session.post(self.url, json=self._world.updates[number], headers=headers) as response:
                status = response.status
        except (ClientError, TimeoutError):
            status = 0
        self.answers.append((number, status))
        self._world.notify()
        if 200 <= status < 300:
            self._world.updates.pop(number, None)
        else:
            await self._world.until(lambda: self._rounds != mine, self._retry_after)
        self._posting.discard(chat)
        self._world.notify()


def _queue_of(update: Any) -> str:
    """Telegram keeps the order of what belongs to one chat."""
    for event in update.values() if isinstance(update, dict) else ():
        if isinstance(event, dict):
            chat = event.get("chat") or event.get("message", {}).get("chat") or {}
            if "id" in chat:
                return str(chat["id"])
    return str(id(update))
