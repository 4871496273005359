"""What stands around the words that matter: everyday sentences and fillers in the text's language and
script."""

from random import Random

from encoder.transliterate import GEORGIAN_STYLES, RUSSIAN_STYLES
from risk.perturb.everyday import FILLERS, SENTENCES
from risk.perturb.words import language_of, word_spans

_MOST_SENTENCES = 4
# A filler behind a short word might part "not" from what is denied.
_SHORTEST_BEFORE_FILLER = 4
_WORDS_A_FILLER = 6
_IN_LATIN = {"ka": GEORGIAN_STYLES["chat"], "ru": RUSSIAN_STYLES["plain"]}


def padded_before(text: str, random: Random) -> str:
    """A few everyday sentences before the text."""
    return f"{_sentences(text, random)} {text}" if text.strip() else text


def padded_after(text: str, random: Random) -> str:
    """A few everyday sentences behind the text."""
    return f"{_ended(text)} {_sentences(text, random)}" if text.strip() else text


def padded_around(text: str, random: Random) -> str:
    """A few everyday sentences before and behind the text."""
    return padded_before(padded_after(text, random), random)


def filler_words(text: str, random: Random) -> str:
    """Words that say nothing, at the beginning or after longer words."""
    language, script = language_of(text)
    spans = word_spans(text)
    if not spans:
        return text
    places = [
        end
        for start, end in spans[:-1]
        if end - start >= _SHORTEST_BEFORE_FILLER and text[end : end + 1] == " "
    ]
    chosen = set(
        random.sample(places, min(len(places), random.randint(0, max(1, len(spans) // _WORDS_A_FILLER))))
    )
    parts: list[str] = []
    reached = 0
    for place in sorted(chosen):
        parts += [
            text[reached:place],
            " ",
            _typed(random.choice(FILLERS[language]), language, script, random),
        ]
        reached = place
    rest = "".join([*parts, text[reached:]])
    if chosen and random.random() < 0.5:
        return rest
    return f"{_typed(random.choice(FILLERS[language]), language, script, random)} {rest}"


def _sentences(text: str, random: Random) -> str:
    language, script = language_of(text)
    chosen = random.sample(SENTENCES[language], random.randint(1, _MOST_SENTENCES))
    return _typed(" ".join(chosen), language, script, random)


def _typed(words: str, language: str, script: str, random: Random) -> str:
    """In the text's script: Georgian and Russian in Latin letters where the text is."""
    return _IN_LATIN[language](words, random) if script == "Latn" and language in _IN_LATIN else words


def _ended(text: str) -> str:
    """With a full stop where the last sentence has no end, so that it is not read on."""
    bare = text.rstrip()
    return bare + "." if bare[-1].isalnum() else bare
