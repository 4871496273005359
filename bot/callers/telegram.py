"""The reception: every update, from long polling or webhook, comes in here.

Private chats only. What a person does becomes an `InboundMessage` for the intake; a group gets one line
and the bot leaves; an update that cannot be handled is set aside and never stops the channel.
"""

import asyncio
import traceback
from collections.abc import Callable, Coroutine
from datetime import datetime, timedelta
from typing import Any

import structlog
from aiogram import Bot, Dispatcher, F
from aiogram.enums import ChatAction, ChatMemberStatus, ChatType
from aiogram.types import CallbackQuery, ChatMemberUpdated, Message, Update

from bot.callers import metrics
from bot.callers.intake import CallerTexts, Intake
from bot.callers.outage import StoreOutage
from bot.callers.raw import (
    LANGUAGES,
    as_bytes,
    correspondent,
    language_of,
    update_id,
    without_lone_surrogates,
)
from bot.callers.send import TELEGRAM_FAILURES
from bot.callers.translate import to_inbound
from conversation.channel import Channel, InboundKind, InboundMessage
from conversation.errors import StoreUnavailable

ALLOWED_UPDATES = ["message", "edited_message", "callback_query", "my_chat_member", "channel_post"]
DEFAULT_LANGUAGE = "ka"
AT_ONCE = 100  # updates in hand; when a long outage ends, thousands come back in one moment
_OWN_TEXTS = ("safety", "could-not-read", "group-leave")
_LEAVE_ONCE_WITHIN = timedelta(minutes=1)
_PRESENT = {
    ChatMemberStatus.MEMBER,
    ChatMemberStatus.ADMINISTRATOR,
    ChatMemberStatus.RESTRICTED,
    ChatMemberStatus.CREATOR,
}

log = structlog.get_logger(__name__)


class Reception:
    """Takes updates one by one. Order and repetition are the business of polling and webhook."""

    def __init__(
        self,
        bot: Bot,
        intake: Intake,
        texts: CallerTexts,
        now: Callable[[], datetime],
        patience: float = 10.0,
    ) -> None:
        """`patience`: seconds until a person whose message is still being handled hears the safety text."""
        self.outage = StoreOutage()
        self._bot = bot
        self._intake = intake
        # Read now: a missing text stops the start, not the answer to somebody in an outage.
        self._texts = {(n, language): texts.system(n, language) for n in _OWN_TEXTS for language in LANGUAGES}
        self._safety_in_every_language = texts.in_every_language("safety")
        self._now = now
        self._patience = patience
        self._room = asyncio.Semaphore(AT_ONCE)
        self._told_safety: set[int] = set()
        self._left: dict[int, datetime] = {}
        self._background: set[asyncio.Task[None]] = set()
        self._dispatcher = self._routes()

    async def on_update(self, raw: Any) -> None:
        """Handle one update as it came off the wire.

        Raises `StoreUnavailable` and nothing else: whatever else goes wrong, the update is set aside.
        """
        late = asyncio.get_running_loop().call_later(self._patience, self._reassure_soon, raw)
        try:
            update = Update.model_validate(without_lone_surrogates(raw), context={"bot": self._bot})
            # aiogram writes an update of unknown type, text and all, into a warning; this raises first.
            _ = update.event_type
            async with self._room:
                await self._dispatcher.feed_update(self._bot, update)
        except StoreUnavailable:
            self.outage.began()
            raise
        except Exception as error:  # noqa: BLE001 - one update must never stop the channel
            await self._set_aside(raw, error)
        finally:
            late.cancel()

    async def reassure(self, raw: Any) -> None:
        """Tell the person behind an update the safety text, once until a message of theirs is handled."""
        person = correspondent(raw)
        if person is None or person.chat_id in self._told_safety:
            return
        # A Georgian phone is read by a Georgian reader. Any other may belong to anybody.
        is_georgian = person.language == DEFAULT_LANGUAGE
        text = self._text("safety", DEFAULT_LANGUAGE) if is_georgian else self._safety_in_every_language
        self._told_safety.add(person.chat_id)
        if await self._say(person.chat_id, text, update_id(raw)):
            metrics.SAFETY_TEXTS.inc()
        else:
            self._told_safety.discard(person.chat_id)

    async def close(self) -> None:
        """Drop what still runs beside the updates (typing, answers to presses)."""
        running = tuple(self._background)
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)

    def _routes(self) -> Dispatcher:
        routes = Dispatcher(disable_fsm=True)
        private = F.chat.type == ChatType.PRIVATE
        routes.message.register(self._on_message, private)
        routes.message.register(self._on_group)
        routes.channel_post.register(self._on_group)
        routes.edited_message.register(self._on_message, private)
        routes.callback_query.register(self._on_button)
        routes.my_chat_member.register(self._on_private_membership, private)
        routes.my_chat_member.register(self._on_group_membership)
        return routes

    async def _on_message(self, message: Message, event_update: Update) -> None:
        inbound = to_inbound(event_update, self._now())
        if inbound is None:
            return
        if inbound.kind is InboundKind.TEXT:
            typing = self._bot.send_chat_action(message.chat.id, ChatAction.TYPING)
            self._beside(typing, "typing", event_update.update_id)
        await self._receive(inbound)

    async def _on_button(self, query: CallbackQuery, event_update: Update) -> None:
        # Until it is answered the button shows a spinner; its answer may fail (too old) and nobody is harmed.
        self._beside(self._bot.answer_callback_query(query.id), "answer_press", event_update.update_id)
        inbound = to_inbound(event_update, self._now())
        if inbound is not None:
            await self._receive(inbound)

    async def _on_private_membership(self, change: ChatMemberUpdated) -> None:
        reachable = change.new_chat_member.status in _PRESENT
        await self._intake.mark_reachable(Channel.TELEGRAM, str(change.chat.id), reachable)
        self.outage.over()

    async def _on_group(self, message: Message, event_update: Update) -> None:
        code = message.from_user.language_code if message.from_user else None
        await self._leave(message.chat.id, message.chat.type, code, event_update.update_id)

    async def _on_group_membership(self, change: ChatMemberUpdated, event_update: Update) -> None:
        if change.new_chat_member.status in _PRESENT:
            code = change.from_user.language_code
            await self._leave(change.chat.id, change.chat.type, code, event_update.update_id)

    async def _receive(self, inbound: InboundMessage) -> None:
        await self._intake.receive(inbound)
        self.outage.over()
        self._told_safety.discard(int(inbound.address))

    async def _leave(self, chat_id: int, chat_type: str, code: str | None, update: int) -> None:
        """Say one line and go. Joining brings several updates: the line is said for the first only."""
        now = self._now()
        self._left = {chat: at for chat, at in self._left.items() if now - at < _LEAVE_ONCE_WITHIN}
        if chat_id in self._left:
            return
        self._left[chat_id] = now
        # In a channel the line would go out to all its subscribers, who asked for nothing.
        if chat_type != ChatType.CHANNEL:
            await self._say(chat_id, self._text("group-leave", language_of(code)), update)
        try:
            await self._bot.leave_chat(chat_id)
        except TELEGRAM_FAILURES as error:
            del self._left[chat_id]
            log.warning("group.not_left", update_id=update, reason=type(error).__name__)

    async def _set_aside(self, raw: Any, error: Exception) -> None:
        reason, person = type(error).__name__, correspondent(raw)
        # Neither the error's text nor a traceback with values: both may quote the person.
        log.error("update.not_handled", update_id=update_id(raw), reason=reason, where=_where(error))
        metrics.UPDATES_SET_ASIDE.labels(reason=reason).inc()
        address = str(person.chat_id) if person else None
        try:
            await self._intake.set_aside(Channel.TELEGRAM, address, as_bytes(raw), reason)
        except StoreUnavailable:
            self.outage.began()
            raise
        except Exception as failure:  # noqa: BLE001 - the last resort: without it the channel would stand still
            log.critical("update_lost", update_id=update_id(raw), reason=type(failure).__name__)
        if person is not None:
            text = self._text("could-not-read", person.language)
            await self._say(person.chat_id, text, update_id(raw))

    def _text(self, name: str, language: str | None) -> str:
        return self._texts[name, language or DEFAULT_LANGUAGE]

    async def _say(self, chat_id: int, text: str, update: int | None) -> bool:
        try:
            await self._bot.send_message(chat_id, text)
        except TELEGRAM_FAILURES as error:
            log.warning("line.not_said", update_id=update, reason=type(error).__name__)
            return False
        return True

    def _reassure_soon(self, raw: Any) -> None:
        self._start(self.reassure(raw))

    def _beside(self, call: Coroutine[Any, Any, Any], what: str, update: int) -> None:
        self._start(_harmlessly(call, what, update))

    def _start(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._background.add(task)
        task.add_done_callback(self._background.discard)


async def _harmlessly(call: Coroutine[Any, Any, Any], what: str, update: int) -> None:
    try:
        await call
    except TELEGRAM_FAILURES as error:
        log.debug("courtesy_failed", what=what, update_id=update, reason=type(error).__name__)


def _where(error: Exception) -> str:
    """File and line where it broke, without values."""
    frames = traceback.extract_tb(error.__traceback__)
    return f"{frames[-1].filename}:{frames[-1].lineno}" if frames else "unknown"
