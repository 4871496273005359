"""Text as typed -> words in a plain spelling, each with its place in the original text.

Young people stretch letters, space them out, mix alphabets and hide words behind digits; some copy text that
carries invisible marks. This module undoes that. Every word keeps `[start, end)` in code points of
the original, so that evidence can be shown where it was written.
"""

import unicodedata
from dataclasses import dataclass

import regex

_KEPT_CONTROLS = {"\n": "\n", "\r": "\n", "\t": " ", "\x0b": "\n", "\x0c": "\n", "\x85": "\n"}
_LINE_BREAKS = {"\u2028": "\n", "\u2029": "\n"}
_APOSTROPHES = "'’‘`´ʼʹ′＇"
# Armenian sets question, stress and exclamation marks inside the word, over its vowel.
_INSIDE_ARMENIAN_WORDS = "՛՜՞"
_FOLDED_LETTERS = {
    "ё": "е", "й": "и", "ѐ": "е", "ѝ": "и",
    "ı": "i", "ł": "l", "ø": "o", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe",
    "…": "…", "‚": ",", "—": "-", "–": "-", "−": "-", "‐": "-", "‑": "-",
}  # fmt: skip

_MOST_OF_ONE_SIGN = 4
_MKHEDRULI_START = 0x10D0
_ASOMTAVRULI = range(0x10A0, 0x10C6)
_NUSKHURI = range(0x2D00, 0x2D26)

# Letters that look the same; used only inside a word that mixes alphabets.
_LATIN_TO_CYRILLIC = str.maketrans("abcehikmnoprtuxy3460", "авсеникмпоргтихузчбо")
_CYRILLIC_TO_LATIN = str.maketrans("авсенікморгтухьјѕ", "abcehikmoprtyxbjs")
_GREEK_TO_LATIN = str.maketrans("αβγεηικμνορτυχω", "abyenikmvoptuxw")


class _FoldTable(dict[str, str]):
    """Folds one code point; filled as code points are met (never more than Unicode has)."""

    def __missing__(self, char: str) -> str:
        folded = fold_char(char)
        self[char] = folded
        return folded


def fold_char(char: str) -> str:
    """One code point folded: nothing for an invisible mark, several characters for a compound one.

    Folding what comes out again changes nothing.
    """
    if char in _KEPT_CONTROLS:
        return _KEPT_CONTROLS[char]
    if char in _LINE_BREAKS:
        return _LINE_BREAKS[char]
    if char in _APOSTROPHES:
        return "'"
    lowered = char.lower()
    if lowered in _FOLDED_LETTERS:
        return _FOLDED_LETTERS[lowered]
    code = ord(char)
    if code in _ASOMTAVRULI:
        return chr(_MKHEDRULI_START + code - _ASOMTAVRULI.start)
    if code in _NUSKHURI:
        return chr(_MKHEDRULI_START + code - _NUSKHURI.start)
    if char in _INSIDE_ARMENIAN_WORDS or unicodedata.category(char) in ("Cc", "Cf", "Cs", "Mn", "Me"):
        # Invisible: zero-width, bidi and control marks, lone surrogates, piled-up accents.
        return ""
    # A single Arabic sign may stand for eighteen letters, and a message of them for a book.
    decomposed = unicodedata.normalize("NFKD", char).lower()[:_MOST_OF_ONE_SIGN]
    return "".join(
        "'" if c in _APOSTROPHES else _FOLDED_LETTERS.get(c, c)
        for c in decomposed
        if unicodedata.category(c) not in ("Mn", "Me")
    )


_FOLD = _FoldTable()


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text and, unless every code point kept its place, where each one came from."""

    text: str
    origins: tuple[int, ...] | None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The stretch `[start, end)` of the folded text as a stretch of the original; end > start."""
        if self.origins is None:
            return start, end
        return self.origins[start], self.origins[end - 1] + 1


def fold(text: str) -> Folded:
    """Fold case, compatibility forms, accents and invisible marks; total on every `str`."""
    if text.isascii() and text.isprintable():
        return Folded(text.lower(), None)
    parts = [_FOLD[char] for char in text]
    if all(len(part) == 1 for part in parts):
        return Folded("".join(parts), None)
    origins = tuple(index for index, part in enumerate(parts) for _ in part)
    return Folded("".join(parts), origins)


@dataclass(frozen=True, slots=True)
class Word:
    """One word: its plain spelling, its place in the original and what separates it from the one before.

    `boundary` is 0 within a clause, 1 after a comma, dash, line break or ellipsis, 2 after a sentence end.
    `script` is `Geor`, `Cyrl`, `Latn` or `Zyyy` (digits). `with_gh` is the word again where a capital
    R stands among small letters, which is ღ on the Georgian keyboard layout; otherwise empty.
    """

    start: int
    end: int
    text: str
    script: str
    boundary: int
    with_gh: str = ""
    spelled_out: bool = False


# A word may hold digits and signs that stand for letters, but not begin or end with the signs.
_WORD = regex.compile(r"[\p{L}\p{N}@$]+(?:['*]+[\p{L}\p{N}]+)*")
_BROKEN_BY_MARK = regex.compile(r"(?<![\p{L}\p{N}])([\p{L}]{1,2}(?=!)|[kds](?=\.))[!.](?=[\p{L}]{2})")
_SENTENCE_END = frozenset(".!?;։؟")
_CLAUSE_END = frozenset(',:\n…()"«»„“”/|')
_SINGLE_SEPARATORS = frozenset((" ", "' ", ".", "-", "_", "*", "/", "|", ","))


def script_of(text: str) -> str:
    """The script most of the letters belong to: `Geor`, `Cyrl`, `Latn`, or `Zyyy` without letters."""
    if text.isascii():
        return "Latn" if any(c.isalpha() for c in text) else "Zyyy"
    georgian = sum("\u10d0" <= c <= "\u10ff" for c in text)
    cyrillic = sum("\u0400" <= c <= "\u04ff" for c in text)
    latin = sum("a" <= c <= "z" for c in text)
    if georgian and georgian >= max(cyrillic, latin):
        return "Geor"
    if cyrillic and cyrillic >= latin:
        return "Cyrl"
    return "Latn" if latin else "Zyyy"


def words(original: str) -> list[Word]:
    """The words of a text in order, spelled plainly; letters that were spaced out are joined."""
    folded = fold(original)
    text = (
        _BROKEN_BY_MARK.sub(r"\1*", folded.text) if "!" in folded.text or "." in folded.text else folded.text
    )
    found: list[Word] = []
    gaps: list[str] = []
    previous_end = 0
    for match in _WORD.finditer(text):
        start, end = match.span()
        gap = text[previous_end:start]
        previous_end = end
        first, last = folded.span(start, end)
        found.append(_word(match.group(), first, last, _boundary(gap), original))
        gaps.append(gap)
    return _join_spelled_out(found, gaps)


def one_script(text: str, script: str) -> str:
    """A word with its look-alike letters in the given script; as many letters as before."""
    if script == "Cyrl":
        return text.translate(_LATIN_TO_CYRILLIC)
    if script == "Latn" and not text.isascii():
        return text.translate(_CYRILLIC_TO_LATIN).translate(_GREEK_TO_LATIN)
    return text


def _word(text: str, start: int, end: int, boundary: int, original: str) -> Word:
    script = script_of(text)
    plain = one_script(text, script)
    typed = original[start:end]
    with_gh = ""
    if script == "Latn" and "R" in typed and not typed.isupper():
        with_gh = typed.replace("R", "G").lower()
    return Word(start, end, plain, script, boundary, with_gh)


def _boundary(gap: str) -> int:
    if gap in (" ", ""):
        return 0
    marks = set(gap)
    if "..." in gap or "…" in marks:
        return 1
    if marks & _SENTENCE_END:
        return 2
    return 1 if marks & _CLAUSE_END or " - " in gap else 0


def _join_spelled_out(found: list[Word], gaps: list[str]) -> list[Word]:
    """Join runs of four or more single letters ("d i e ..."); a wider gap starts a new word."""
    if sum(len(word.text) == 1 for word in found) < 4:
        return found
    joined: list[Word] = []
    index = 0
    while index < len(found):
        stop = index
        while stop < len(found) and len(found[stop].text) == 1 and found[stop].script != "Zyyy":
            stop += 1
        if stop - index >= 4:
            joined.extend(_spelled_words(found[index:stop], gaps[index:stop]))
            index = stop
        else:
            joined.append(found[index])
            index += 1
    return joined


def _spelled_words(run: list[Word], gaps: list[str]) -> list[Word]:
    groups: list[list[Word]] = [[run[0]]]
    for word, gap in zip(run[1:], gaps[1:], strict=True):
        if gap in _SINGLE_SEPARATORS or not gap:
            groups[-1].append(word)
        else:
            groups.append([word])
    merged = []
    for group in groups:
        text = "".join(word.text for word in group)
        merged.append(
            Word(
                group[0].start,
                group[-1].end,
                text,
                script_of(text),
                group[0].boundary,
                spelled_out=len(text) > 1,
            )
        )
    return merged


_REPEATED = regex.compile(r"(.)\1+")


def squeeze(text: str) -> str:
    """Every run of one letter becomes a single letter: stretched words and misspelled doubles alike."""
    previous = ""
    for char in text:
        if char == previous:
            return _REPEATED.sub(r"\1", text)
        previous = char
    return text
