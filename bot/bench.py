"""What `mkhari bench` needs of Telegram: a Bot API inside this process, our reception, and a bare bot."""

from collections.abc import AsyncGenerator, Awaitable, Callable
from datetime import datetime
from typing import Any, cast

from aiogram import Bot, Dispatcher, Router
from aiogram.client.session.base import BaseSession
from aiogram.methods import SendMessage, TelegramMethod
from aiogram.methods.base import TelegramType
from aiogram.types import CallbackQuery, Chat, InlineKeyboardMarkup, Message, Update

from bot.callers.intake import CallerTexts, Intake
from bot.callers.order import ChatQueues
from bot.callers.raw import chat_key
from bot.callers.send import TelegramSender
from bot.callers.telegram import Reception

Take = Callable[[Any], Awaitable[None]]
Insert = Callable[[int, str], Awaitable[None]]


class InstantTelegram(BaseSession):
    """Answers every call at once, without a network; remembers the newest buttons of each chat."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        super().__init__()
        self.buttons: dict[int, tuple[str, ...]] = {}
        self.sent = 0
        self._now = now
        self._bot = Bot("1:bench", session=self)
        self.sender = TelegramSender(self._bot)

    def reception(self, intake: Intake, texts: CallerTexts) -> Take:
        """Our way for an update: the chat's queue, then the reception, as with long polling."""
        queues, reception = ChatQueues(), Reception(self._bot, intake, texts, self._now)

        async def take(raw: Any) -> None:
            await queues.put(chat_key(raw), lambda: reception.on_update(raw))

        return take

    def bare(self, insert: Insert) -> Take:
        """What any aiogram bot does at least: route the update to a function that stores one row."""
        routes = Router()

        @routes.message()
        async def on_message(message: Message) -> None:
            await insert(message.chat.id, message.text or "")

        @routes.callback_query()
        async def on_button(query: CallbackQuery) -> None:
            await insert(query.from_user.id, query.data or "")

        dispatcher = Dispatcher(disable_fsm=True)
        dispatcher.include_router(routes)

        async def take(raw: Any) -> None:
            await dispatcher.feed_update(self._bot, Update.model_validate(raw, context={"bot": self._bot}))

        return take

    async def make_request(
        self,
        bot: Bot,
        method: TelegramMethod[TelegramType],
        timeout: int | None = None,  # noqa: ASYNC109 - aiogram's signature
    ) -> TelegramType:
        """Answer as the Bot API would: a message for a message, else true."""
        if not isinstance(method, SendMessage):
            return cast(TelegramType, True)
        self.sent += 1
        chat_id = int(method.chat_id)
        if isinstance(method.reply_markup, InlineKeyboardMarkup):
            rows = method.reply_markup.inline_keyboard
            self.buttons[chat_id] = tuple(b.callback_data for row in rows for b in row if b.callback_data)
        chat = Chat(id=chat_id, type="private")
        message = Message(message_id=self.sent, date=self._now(), chat=chat, text=method.text)
        return cast(TelegramType, message)

    async def close(self) -> None:
        """Nothing is open."""

    async def stream_content(
        self,
        url: str,
        headers: dict[str, Any] | None = None,
        timeout: int = 30,  # noqa: ASYNC109 - aiogram's signature
        chunk_size: int = 65536,
        raise_for_status: bool = True,
    ) -> AsyncGenerator[bytes, None]:
        """No files here."""
        for _ in ():
            yield b""
