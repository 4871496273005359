"""Languages that this program does not speak, noticed by script, letters, frequent words and endings.

Nobody is answered in these languages, so naming one says what a person has to be found for. What the table
(`foreign_profile.yaml`) does not show is left undecided. The letters count as they were typed: plain
spellings have lost them.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from encoder.normalise import fold

UNDECIDED = "und"
_PROFILE = Path(__file__).parent / "foreign_profile.yaml"

# Weights of one word; a known word decides as it does among Georgian, Russian and English.
_OWN_WORD = 6
_SHARED_WORD = 3
_SHARED_ENDING = 2
_OWN_LETTER = 6
_SHARED_LETTER = 4
_WEAK_LETTER = 2
# What one word speaks for at most, and what a message needs to be called foreign.
_MOST_A_WORD = 8
_ENOUGH = 6
# Where neighbours share so many words, one word is not enough.
_ENOUGH_BESIDE_OURS = {"uk": 5, "xmf": 12}
_ENOUGH_OF_OTHERS = 8
_LEAD = 3
_LEAD_UNKNOWN = 12
_MOST_RUNS = 99
_MARKED_WORDS, _ONE_MARKED_OF = 2, 5

# First and last code point of what is not Georgian, Cyrillic or Latin, by ISO 15924.
_SCRIPTS = (
    (0x0370, 0x03FF, "Grek"), (0x0530, 0x058F, "Armn"), (0x0590, 0x05FF, "Hebr"), (0x0600, 0x06FF, "Arab"),
    (0x0750, 0x077F, "Arab"), (0x08A0, 0x08FF, "Arab"), (0x0900, 0x097F, "Deva"), (0x0E00, 0x0E7F, "Thai"),
    (0x1100, 0x11FF, "Hang"), (0x1200, 0x137F, "Ethi"), (0x1F00, 0x1FFF, "Grek"), (0x3040, 0x309F, "Hira"),
    (0x30A0, 0x30FF, "Kana"), (0x3400, 0x9FFF, "Hani"), (0xAC00, 0xD7AF, "Hang"), (0xFB13, 0xFB17, "Armn"),
    (0xFB1D, 0xFB4F, "Hebr"), (0xFB50, 0xFDFF, "Arab"), (0xFE70, 0xFEFF, "Arab"),
)  # fmt: skip
_OTHER_SCRIPT = "Zzzz"
NO_SCRIPT = "Zyyy"
_OF_SCRIPT = {"Armn": "hy", "Grek": "el", "Hebr": "he"}
_CYRILLIC = range(0x0400, 0x0530)
_YIDDISH = frozenset("װױײ")

# Ossetian is typed with the Latin letter, which would be folded to two.
_LIKE = str.maketrans({"æ": "ӕ"})
_MARKS = frozenset("ğışöüç")
_PLAIN = str.maketrans({"ə": "e", "ә": "e", "і": "и", "є": "е", "ґ": "г"})
_CHAT_PAIRS = (("sh", "s"), ("ch", "c"), ("gh", "g"), ("w", "s"))

Scores = dict[str, int]


@dataclass(frozen=True, slots=True)
class _Table:
    """One script's letters, words and endings, each with what they speak for."""

    letters: Mapping[str, Scores]
    words: Mapping[str, Scores]
    endings: Mapping[str, Scores]
    trigrams: Mapping[str, tuple[int, int]]
    shortest: int


@lru_cache(maxsize=1)
def tables() -> dict[str, _Table]:
    data = YAML(typ="safe", pure=True).load(_PROFILE.read_text(encoding="utf-8"))
    return {script: _table(told) for script, told in data.items()}


def _table(told: Mapping[str, Any]) -> _Table:
    letters: dict[str, Scores] = {}
    for names, chars in told["letters"].items():
        languages = [name for name in names.split() if name != "weak"]
        weight = _WEAK_LETTER if "weak" in names else _SHARED_LETTER if len(languages) > 1 else _OWN_LETTER
        for char in chars:
            letters[char] = dict.fromkeys(languages, weight)
    spoken: dict[str, set[str]] = {}
    for language, listed in told["words"].items():
        for word in listed.split():
            spoken.setdefault(plain(word), set()).add(language)
    endings: dict[str, Scores] = {}
    for name, listed in told.get("endings", {}).items():
        languages, weight = (["az", "tr"], _SHARED_ENDING) if name == "both" else ([name], told["ending"])
        for ending in listed.split():
            endings[plain(ending)] = dict.fromkeys(languages, weight)
    words = {
        word: dict.fromkeys(sorted(languages), _OWN_WORD if len(languages) == 1 else _SHARED_WORD)
        for word, languages in spoken.items()
    }
    runs = (entry.split(":") for entry in told.get("trigrams", "").split())
    trigrams = {run: (int(family), int(*which)) for run, family, *which in runs}
    return _Table(letters, words, endings, trigrams, told.get("shortest_with_ending", 4))


def plain(word: str) -> str:
    """A word as it is compared: folded, and in the letters of a plain keyboard."""
    return fold(word.translate(_LIKE)).text.translate(_PLAIN).replace("'", "")


def script_as_typed(script: str, folded: str, typed: str) -> str:
    """The script of a word, where its plain spelling in Georgian, Cyrillic or Latin letters has lost it."""
    if script == "Latn" and "æ" in typed and any(ord(char) in _CYRILLIC for char in typed):
        return "Cyrl"
    return _script_beyond(folded) if script == NO_SCRIPT else script


def _script_beyond(folded: str) -> str:
    for char in folded:
        if char.isalpha():
            code = ord(char)
            return next((name for first, last, name in _SCRIPTS if first <= code <= last), _OTHER_SCRIPT)
    return NO_SCRIPT


def by_script(script: str, typed: Sequence[str]) -> str:
    """The language of a message in a script that none of ours is written in."""
    if script == "Arab":
        return _of_arabic(typed)
    if script == "Hebr" and not _YIDDISH.isdisjoint("".join(typed)):
        return UNDECIDED
    return _OF_SCRIPT.get(script, UNDECIDED)


def of_cyrillic(typed: Sequence[str]) -> str:
    """Russian, unless the letters or the words say otherwise."""
    scores = _summed("cyrillic", typed)
    ours = scores.pop("ru", 0)
    # ы, э, ё and ъ are no letters of Ukrainian; others than Russian have them.
    scores["uk"] = scores.get("uk", 0) - scores.pop("not_uk", 0)
    if not scores.get("other") and _is_marked_ukrainian(typed):
        return "uk"
    if scores["uk"] >= _ENOUGH:
        scores["uk"] += sum(_beside_known(word) for word in typed)
    return _beside("ru", ours, scores)


def _is_marked_ukrainian(typed: Sequence[str]) -> bool:
    """Whether letters that Russian lacks stand in more words than letters that Ukrainian lacks."""
    letters = tables()["cyrillic"].letters
    told = [{name for char in word for name in letters.get(char, ())} for word in typed]
    return sum("uk" in names for names in told) > sum("not_uk" in names for names in told)


def _beside_known(typed: str) -> int:
    """What the runs of a word say for Ukrainian where it is no known word; beside other signs only."""
    if _word("cyrillic", typed):
        return 0
    family, _ = _by_runs("cyrillic", typed)
    return max(-1, min(family, _SHARED_WORD))


def of_georgian(typed: Sequence[str]) -> str:
    """Georgian, unless letters or words are Mingrelian or of another language in Georgian letters."""
    scores = _summed("georgian", typed)
    ours = scores.pop("ka", 0)
    return _beside("ka", ours, scores)


def _beside(own: str, ours: int, scores: Scores) -> str:
    best, weight = _first(scores)
    enough = _ENOUGH_BESIDE_OURS.get(best, _ENOUGH_OF_OTHERS)
    if weight < enough or weight - ours < _LEAD:
        return own
    return UNDECIDED if best == "other" else best


def of_latin(typed: Sequence[str], ours: Sequence[tuple[int, int, int]]) -> str | None:
    """Azerbaijani, Turkish or Armenian in Latin letters, `und` between the first two, or None.

    `ours` are the weights of each word for the languages of this program.
    """
    scores: Scores = {}
    against = [0, 0, 0]
    turkic = known = azerbaijani = 0
    for word, own in zip(typed, ours, strict=True):
        told = _word("latin", word)
        is_theirs = max(told.values(), default=0) >= _SHARED_WORD and "ours" not in told
        # A word of theirs would only be misread by the three-letter runs of ours.
        most = _SHARED_WORD if is_theirs else _MOST_RUNS
        against = [before + min(weight, most) for before, weight in zip(against, own, strict=True)]
        for language, weight in told.items():
            scores[language] = scores.get(language, 0) + weight
        by_word = max(told.get("az", 0), told.get("tr", 0))
        family, which = _by_runs("latin", word)
        known += bool(by_word)
        turkic += by_word + (max(family, 0) * bool(by_word) if is_theirs else family)
        if told.get("az", 0) == told.get("tr", 0):
            azerbaijani += max(-_SHARED_WORD, min(which, _SHARED_WORD))
    armenian = scores.get("hy", 0)
    if armenian >= _ENOUGH + _SHARED_WORD and armenian - max(*against, turkic) >= _LEAD:
        return "hy"
    if turkic < _ENOUGH or turkic - max(against) < (_LEAD if known else _LEAD_UNKNOWN):
        return UNDECIDED if _is_otherwise_marked(typed) else None
    azerbaijani += scores.get("az", 0) - scores.get("tr", 0)
    letters = set().union(*typed)
    if "ə" in letters:
        return "az"
    if letters & _MARKS:
        azerbaijani -= _SHARED_LETTER  # Azerbaijani typed with its marks has its own vowel in most words
    if not azerbaijani:
        return UNDECIDED
    return "az" if azerbaijani > 0 else "tr"


def _is_otherwise_marked(typed: Sequence[str]) -> bool:
    """Whether so many words carry marks that no language of ours is typed with."""
    marked = sum(not word.isascii() for word in typed)
    return marked >= _MARKED_WORDS and marked * _ONE_MARKED_OF >= len(typed)


@lru_cache(maxsize=8192)
def _by_runs(table: str, typed: str) -> tuple[int, int]:
    """What a word's runs of letters say for the language or family, and for the first of its two."""
    trigrams = tables()[table].trigrams
    edged = f"_{plain(typed)}_"
    found = [trigrams.get(edged[start : start + 3], (0, 0)) for start in range(len(edged) - 2)]
    return sum(family for family, _ in found), sum(which for _, which in found)


def _of_arabic(typed: Sequence[str]) -> str:
    scores = _summed("arabic", typed)
    if scores.get("other"):
        return UNDECIDED
    scores["ar"] = scores.get("ar", 0) + sum(word.startswith("ال") and len(word) > 3 for word in typed)
    best, weight = _first(scores)
    return best if best and weight > sum(scores.values()) - weight else UNDECIDED


def _first(scores: Scores) -> tuple[str, int]:
    return max(scores.items(), key=lambda item: item[1], default=("", 0))


def _summed(table: str, typed: Iterable[str]) -> Scores:
    scores: Scores = {}
    for word in typed:
        told = _word(table, word)
        # What neighbours share says nothing of either.
        least = _SHARED_WORD + 1 if len(told) > 1 else 0
        for language, weight in told.items():
            if weight >= least:
                scores[language] = scores.get(language, 0) + weight
    return scores


@lru_cache(maxsize=8192)
def _word(table: str, typed: str) -> Scores:
    """What one word, as typed in small letters, speaks for."""
    told = tables()[table]
    scores: Scores = {}
    for char in set(typed) & told.letters.keys():
        for language, weight in told.letters[char].items():
            scores[language] = max(scores.get(language, 0), weight)
    for language, weight in _known(told, plain(typed)).items():
        scores[language] = min(scores.get(language, 0) + weight, _MOST_A_WORD)
    return scores


def _known(told: _Table, word: str) -> Scores:
    found = told.words.get(word)
    if found is None and any(pair in word for pair, _ in _CHAT_PAIRS):
        chat = word
        for pair, letter in _CHAT_PAIRS:
            chat = chat.replace(pair, letter)
        found = told.words.get(chat)
    if found is not None:
        return found
    if len(word) >= told.shortest:
        for length in range(min(6, len(word) - 2), 1, -1):
            ending = told.endings.get(word[-length:])
            if ending is not None:
                return ending
    return {}
