"""Georgian and Russian written in Latin letters, in the ways people type them.

Used to make training and robustness texts. What is not a letter of the language stays as it is.
"""

from collections.abc import Callable, Mapping
from random import Random

Style = Callable[[str, Random], str]

_GEORGIAN = "აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰ"


def _table(letters: str, typed: str) -> dict[str, str]:
    return dict(zip(letters, typed.split(), strict=True))


# The state's standard of 2002.
_NATIONAL = _table(
    _GEORGIAN, "a b g d e v z t i k' l m n o p' zh r s t' u p k gh q' sh ch ts dz ts' ch' kh j h"
)
# The same as it is typed: nobody types the apostrophes.
_PLAIN = {letter: typed.replace("'", "") for letter, typed in _NATIONAL.items()}
_CHAT = _table(_GEORGIAN, "a b g d e v z t i k l m n o p zh r s t u f q gh y sh ch c dz w ch x j h")
_KEYBOARD = _table(_GEORGIAN, "a b g d e v z T i k l m n o p J r s t u f q R y S C c Z w W x j h")
# As few keys as possible: letters that sound alike are typed alike.
_SLOPPY = _table(_GEORGIAN, "a b g d e v z t i k l m n o p j r s t u f k g k sh ch c z c ch x j h")
# What one person or another types for a letter; each writer keeps to a choice of their own.
_GEORGIAN_CHOICES: Mapping[str, tuple[str, ...]] = {
    "ზ": ("z",), "თ": ("t", "t", "T", "th"), "კ": ("k",), "პ": ("p",), "ჟ": ("zh", "j"), "ტ": ("t",),
    "ფ": ("f", "p", "ph"), "ქ": ("q", "k", "k"), "ღ": ("gh", "g", "R"), "ყ": ("y", "k", "q", "7"),
    "შ": ("sh", "sh", "s", "S", "6"), "ჩ": ("ch", "ch", "c", "C", "4"), "ც": ("c", "ts"),
    "ძ": ("dz", "z", "Z"), "წ": ("w", "c", "ts", "w"), "ჭ": ("ch", "tch", "W", "4"),
    "ხ": ("x", "kh", "x", "h"), "ჯ": ("j", "dj"),
}  # fmt: skip
# Some switch between two habits even within a message.
_FAITHFUL = 0.85

_RUSSIAN = "абвгдеёжзийклмнопрстуфхцчшщъыьэюя"
# Stands for no letter at all.
_SILENT = "|"
_RUSSIAN_PLAIN = _table(
    _RUSSIAN, "a b v g d e yo zh z i y k l m n o p r s t u f kh ts ch sh shch | y | e yu ya"
)
_RUSSIAN_CHAT = _table(_RUSSIAN, "a b v g d e e j z i i k l m n o p r s t u f x c 4 sh sh | i | e u ja")
_RUSSIAN_CHOICES: Mapping[str, tuple[str, ...]] = {
    "ж": ("zh", "j"), "й": ("y", "j", "i"), "х": ("h", "x", "kh"), "ц": ("c", "ts"), "ч": ("ch", "4"),
    "ш": ("sh", "sh", "6", "w"), "щ": ("sch", "shch", "sh"), "ы": ("y", "i"), "ь": ("|", "'"), "ъ": ("|",),
    "ю": ("yu", "u", "ju"), "я": ("ya", "ja", "ia"), "ё": ("e", "yo", "jo"), "э": ("e",),
    "у": ("u", "u", "y"),
}  # fmt: skip


def _by_table(table: Mapping[str, str]) -> Style:
    def style(text: str, _: Random) -> str:
        return "".join(table.get(char, char) for char in _small(text)).replace(_SILENT, "")

    return style


def _by_writer(table: dict[str, str], choices: Mapping[str, tuple[str, ...]]) -> Style:
    def style(text: str, random: Random) -> str:
        own = table | {letter: random.choice(typed) for letter, typed in choices.items()}
        typed = []
        for char in _small(text):
            if char in choices and random.random() > _FAITHFUL:
                typed.append(random.choice(choices[char]))
            else:
                typed.append(own.get(char, char))
        return "".join(typed).replace(_SILENT, "")

    return style


def _small(text: str) -> str:
    """Small letters throughout: capitals have a meaning of their own in some styles."""
    return text.lower()


GEORGIAN_STYLES: dict[str, Style] = {
    "national": _by_table(_NATIONAL),
    "plain": _by_table(_PLAIN),
    "chat": _by_table(_CHAT),
    "keyboard": _by_table(_KEYBOARD),
    "sloppy": _by_table(_SLOPPY),
    "mixed": _by_writer(_CHAT, _GEORGIAN_CHOICES),
}

RUSSIAN_STYLES: dict[str, Style] = {
    "plain": _by_table(_RUSSIAN_PLAIN),
    "chat": _by_table(_RUSSIAN_CHAT),
    "mixed": _by_writer(_RUSSIAN_PLAIN, _RUSSIAN_CHOICES),
}
