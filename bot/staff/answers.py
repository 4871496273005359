"""What the staff's bot does with each update: linking a chat, and taking answers to pages."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Final

import structlog
from telegram import CallbackQuery, Message, Update
from telegram.constants import ChatMemberStatus, ChatType
from telegram.error import BadRequest, TelegramError
from telegram.ext import ContextTypes

from bot.staff.buttons import ACCEPTS, DECLINES, buttons, pressed
from bot.staff.desk import Answer, StaffDesk
from bot.staff.texts import Line, language_of, say
from bot.staff.tries import Tries

log = structlog.get_logger()

_DESK_WITHIN: Final = 10.0  # seconds
_LONGEST_CODE: Final = 32  # characters
_INSIDE: Final = (ChatMemberStatus.MEMBER, ChatMemberStatus.ADMINISTRATOR, ChatMemberStatus.RESTRICTED)
_ANSWERS: Final = {
    Answer.ACCEPTED: Line.ACCEPTED,
    Answer.DECLINED: Line.DECLINED,
    Answer.ALREADY_HELD: Line.ALREADY_HELD,
    Answer.CLOSED: Line.CLOSED,
    Answer.UNKNOWN: Line.UNKNOWN,
}
# One may think again: a thumb slips at night.
_STILL_OPEN: Final = {Answer.ACCEPTED: DECLINES, Answer.DECLINED: ACCEPTS}
# What anybody at all can make the bot say: a flood of it would keep staff's answers waiting.
_TO_ANYBODY: Final = (Line.STRANGER, Line.TOO_MANY)


class Answers:
    """Every handler of the bot. Chats are numbers here, and people only the desk's own."""

    def __init__(self, desk: StaffDesk, clock: Callable[[], float]) -> None:
        self._desk = desk
        self._tries = Tries(clock)
        self._told = Tries(clock)

    async def link(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """`/start CODE` and `/link CODE`."""
        code = "".join(context.args or ()).replace("-", "")
        if code:
            await self._reply(update, lambda chat_id: self._linked(chat_id, code))
        else:
            await self.help(update, context)

    async def unlink(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        """`/unlink`."""

        async def work(chat_id: int) -> tuple[Line, str]:
            return Line.UNLINKED if await self._desk.unlink(chat_id) else Line.STRANGER, ""

        await self._reply(update, work)

    async def status(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        """`/status`."""
        await self._reply(update, lambda chat_id: self._if_known(chat_id, Line.STATUS))

    async def help(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        """`/help`, and whatever else somebody writes."""
        await self._reply(update, lambda chat_id: self._if_known(chat_id, Line.HELP))

    async def press(self, update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
        """A button under a page."""
        query = update.callback_query
        if query is None:
            return
        language = language_of(query.from_user.language_code)
        asked = pressed(query.data)
        is_private = query.message is not None and query.message.chat.id == query.from_user.id
        if asked is None or not is_private:
            await _toast(query, say(Line.UNKNOWN, language))
            return
        deed, case_id = asked
        try:
            async with asyncio.timeout(_DESK_WITHIN):
                answer = await (self._desk.accept if deed == ACCEPTS else self._desk.decline)(
                    query.from_user.id, case_id
                )
        except Exception as error:  # noqa: BLE001 - whoever pressed must hear that it was not noted
            log.error("staff_bot.not_noted", error=type(error).__name__)  # noqa: TRY400 - words may hold more
            await _toast(query, say(Line.NOT_NOTED, language), alert=True)
            return
        text = say(_ANSWERS[answer], language)
        await _toast(query, text)
        still = _STILL_OPEN.get(answer)
        try:
            await query.edit_message_text(
                text, reply_markup=None if still is None else buttons(case_id, still)
            )
        except BadRequest as error:
            if "not modified" not in error.message.lower():
                raise

    async def leave(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Somebody brought the bot into a group: pages are for one person."""
        chat, change = update.effective_chat, update.my_chat_member
        if chat is None or chat.type == ChatType.PRIVATE:
            return
        if change is None or change.new_chat_member.status in _INSIDE:
            await context.bot.leave_chat(chat.id)

    async def failed(self, _update: object, context: ContextTypes.DEFAULT_TYPE) -> None:
        """An update that could not be handled; the next one is."""
        log.error("staff_bot.update_failed", error=type(context.error).__name__)

    async def _linked(self, chat_id: int, code: str) -> tuple[Line, str]:
        # Counted before it is looked up, so that no race gives a sixth try.
        if not self._tries.take(chat_id):
            return Line.TOO_MANY, ""
        name = await self._desk.link(code, chat_id) if len(code) <= _LONGEST_CODE else None
        if name is None:
            return Line.WRONG_CODE, ""
        self._tries.forget(chat_id)
        return Line.LINKED, name

    async def _if_known(self, chat_id: int, line: Line) -> tuple[Line, str]:
        name = await self._desk.who(chat_id)
        return (Line.STRANGER, "") if name is None else (line, name)

    async def _reply(self, update: Update, work: Callable[[int], Awaitable[tuple[Line, str]]]) -> None:
        message = update.effective_message
        if message is None or message.chat.type != ChatType.PRIVATE:
            return
        try:
            async with asyncio.timeout(_DESK_WITHIN):
                line, name = await work(message.chat.id)
        except Exception as error:  # noqa: BLE001 - whoever wrote must hear that it was not noted
            log.error("staff_bot.not_noted", error=type(error).__name__)  # noqa: TRY400 - words may hold more
            line, name = Line.NOT_NOTED, ""
        if line in _TO_ANYBODY and not self._told.take(message.chat.id):
            return
        await message.reply_text(say(line, _language(message), name), protect_content=True)


def _language(message: Message) -> str:
    return language_of(None if message.from_user is None else message.from_user.language_code)


async def _toast(query: CallbackQuery, text: str, *, alert: bool = False) -> None:
    try:
        await query.answer(text, show_alert=alert)
    except TelegramError as error:  # Telegram forgets presses within minutes; the message says it too
        log.info("staff_bot.press_forgotten", error=type(error).__name__)
