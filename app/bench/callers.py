"""People who write to the bot, made up and reproducible: what they send as raw Telegram updates."""

import random
from collections.abc import Sequence
from itertools import count
from typing import Any

# What young people and parents write, by language of the phone; Georgian comes in both scripts.
_WORDS = {
    "ka": (
        "გამარჯობა",
        "ცუდად ვარ და არ ვიცი ვის ველაპარაკო",
        "სკოლაში ყველა დამცინის და აღარ მინდა იქ წასვლა",
        "დღეს ცოტა უკეთ ვარ",
        "gamarjoba, ra unda vqna ar vici",
        "mshoblebi sul chxuboben da saxlshi yofna ar minda",
        "vgrdznob rom aravis vchirdebi",
        "ვეღარ ვიძინებ, სულ გამოცდებზე ვფიქრობ",
        "ჩემმა მეგობარმა აღარ მელაპარაკება და მარტო დავრჩი",
    ),
    "ru": (
        "привет",
        "мне очень одиноко и никто этого не видит",
        "с мамой опять поругались, не знаю что делать",
        "в школе надо мной смеются каждый день",
    ),
    "en": (
        "hi",
        "I had a fight with my best friend and I feel so alone",
        "exams are too much and I cannot sleep",
        "nobody at home listens to me",
    ),
}
_CRISIS = {
    "ka": ("თავის მოკვლა მინდა", "tavis mokvla minda", "აღარ მინდა სიცოცხლე"),
    "ru": ("я хочу покончить с собой",),
    "en": ("I want to kill myself",),
}
_LANGUAGES, _SHARES = ("ka", "ru", "en"), (70, 20, 10)
_MESSAGES = 8  # of one person: /start, then words and buttons
_PRESSES = 0.35  # the share of messages that are presses of a button
_IN_CRISIS = 0.04  # the share of people who write one message of `_CRISIS`
_NO_BUTTON_YET = "youth.how_are_you.bad"
_MOMENT = 1_790_000_000  # any Unix time will do


class Crowd:
    """Makes callers with new chat ids, the same ones for the same seed."""

    def __init__(self, seed: int, first_chat: int) -> None:
        self._random = random.Random(seed)
        self._chats = count(first_chat)
        self._updates = count(first_chat * 1000)

    def newcomer(self) -> "Caller":
        """Somebody who has not written before."""
        return Caller(next(self._chats), self._updates, random.Random(self._random.random()))


class Caller:
    """One person, until everything is said."""

    def __init__(self, chat_id: int, updates: "count[int]", rng: random.Random) -> None:
        self.chat_id = chat_id
        self._updates = updates
        self._random = rng
        self._language = rng.choices(_LANGUAGES, _SHARES)[0]
        self._crisis_at = rng.randrange(1, _MESSAGES) if rng.random() < _IN_CRISIS else None
        self._said = 0

    @property
    def is_done(self) -> bool:
        """Whether nothing more will come."""
        return self._said >= _MESSAGES

    def next_update(self, buttons: Sequence[str]) -> dict[str, Any]:
        """What they do next, seeing these buttons, as the Bot API words it."""
        nth, self._said = self._said, self._said + 1
        number = next(self._updates)
        if nth == 0:
            start = {"entities": [{"type": "bot_command", "offset": 0, "length": 6}]}
            return {"update_id": number, "message": self._message(number, "/start", **start)}
        if nth == self._crisis_at:
            words = self._random.choice(_CRISIS[self._language])
        elif self._random.random() < _PRESSES:
            data = self._random.choice(buttons or (_NO_BUTTON_YET,))
            return {"update_id": number, "callback_query": self._press(number, data)}
        else:
            words = self._random.choice(_WORDS[self._language])
        return {"update_id": number, "message": self._message(number, words)}

    def _message(self, number: int, text: str, **more: Any) -> dict[str, Any]:
        return {
            "message_id": number,
            "date": _MOMENT,
            "chat": self._chat,
            "from": self._person,
            "text": text,
            **more,
        }

    def _press(self, number: int, data: str) -> dict[str, Any]:
        shown = {"message_id": number, "date": _MOMENT, "chat": self._chat, "text": "…"}
        return {
            "id": str(number),
            "from": self._person,
            "message": shown,
            "chat_instance": str(self.chat_id),
            "data": data,
        }

    @property
    def _chat(self) -> dict[str, Any]:
        return {"id": self.chat_id, "type": "private", "first_name": "Caller"}

    @property
    def _person(self) -> dict[str, Any]:
        return {
            "id": self.chat_id,
            "is_bot": False,
            "first_name": "Caller",
            "language_code": self._language,
        }
