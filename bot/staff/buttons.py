"""The buttons under a page, and how they are read again."""

import re
from typing import Final

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.staff.texts import ACCEPT, DECLINE

ACCEPTS: Final = "a"
DECLINES: Final = "d"
_PRESSED: Final = re.compile(r"([ad]):([A-Za-z0-9_-]{1,60})")
_LABELS: Final = {ACCEPTS: ACCEPT, DECLINES: DECLINE}


def buttons(case_id: str, *deeds: str) -> InlineKeyboardMarkup:
    """One button under another: labels in three languages are long."""
    return InlineKeyboardMarkup(
        [[InlineKeyboardButton(_LABELS[deed], callback_data=f"{deed}:{case_id}")] for deed in deeds]
    )


def pressed(data: object) -> tuple[str, str] | None:
    """The deed and the case of a press; None for what no button of ours sends."""
    match = _PRESSED.fullmatch(data) if isinstance(data, str) else None
    return None if match is None else (match[1], match[2])
