"""Cutting a long text into messages that Telegram takes, at the places where a reader would pause."""

import re

import regex

TELEGRAM_LIMIT = 4096  # UTF-16 code units a message, as Telegram counts

_PARAGRAPH = re.compile(r"\n\s*\n")
_LINE = re.compile(r"\n")
_SENTENCE = re.compile(r"[.!?…][\"'”»)]*\s")
_WORD = re.compile(r"\s")
_GRAPHEME = regex.compile(r"\X")


def units(text: str) -> int:
    """The length of a text as Telegram counts it: UTF-16 code units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def split(text: str, limit: int = TELEGRAM_LIMIT) -> tuple[str, ...]:
    """Parts of at most `limit` (2 or more) UTF-16 units, without the white space at the cuts.

    The same text is always cut the same way, so that a retry can leave out the parts that were sent.
    """
    parts = []
    rest = text.strip()
    while units(rest) > limit:
        cut = _cut(rest, _room(rest, limit))
        parts.append(rest[:cut].rstrip())
        rest = rest[cut:].lstrip()
    if rest:
        parts.append(rest)
    return tuple(parts)


def _room(text: str, limit: int) -> int:
    """How many characters from the start fit into `limit` units."""
    used = 0
    for position, character in enumerate(text):
        used += 2 if character > "\uffff" else 1
        if used > limit:
            return position
    return len(text)


def _cut(text: str, room: int) -> int:
    """Where to cut: after a paragraph, line or sentence in the second half, else after a word, else hard."""
    window = text[: room + 1]
    for border in (_PARAGRAPH, _LINE, _SENTENCE):
        if (cut := _last(border, window, room, at_least=room // 2)) is not None:
            return cut
    if (cut := _last(_WORD, window, room, at_least=1)) is not None:
        return cut
    return _before_a_whole_character(text, room)


def _last(border: re.Pattern[str], window: str, room: int, at_least: int) -> int | None:
    cuts = [min(match.end(), room) for match in border.finditer(window) if match.start() >= at_least]
    return cuts[-1] if cuts else None


def _before_a_whole_character(text: str, room: int) -> int:
    """At most `room`, and not inside what a reader sees as one character (an emoji family, say)."""
    whole = 0
    for cluster in _GRAPHEME.finditer(text, 0, room + 1):
        if cluster.end() > room:
            break
        whole = cluster.end()
    return whole or room
