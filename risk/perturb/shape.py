"""How words are set: joined, spaced out, stretched, in capitals, with more or fewer marks, on more lines."""

from random import Random

import regex

from risk.perturb.everyday import EMOJI
from risk.perturb.words import SHORTEST_CHANGED, change_every_word, change_words, word_spans

_SPACE_BETWEEN_WORDS = regex.compile(r"(?<=\p{L}) (?=\p{L})")
_VOWELS = frozenset("aeiouyаеёиоуыэюяაეიოუ")
_SEPARATORS = (" ", " ", " ", ".", "-", "_", "*")
# What is longer nobody spaces out to the end.
_LONGEST_SPACED_OUT = 120
_MARKS = regex.compile(r"(?<!\d)[.,!?;:…\"«»„“”()—–]+|[.,!?;:…\"«»„“”()—–]+(?!\d)")
_ENDS = regex.compile(r"[.!?…]+")
_GEORGIAN_LETTER = regex.compile(r"[\u10d0-\u10f0]")


def joined_words(text: str, random: Random) -> str:
    """Up to a quarter of the words run into the next, at least one."""
    places = [match.start() for match in _SPACE_BETWEEN_WORDS.finditer(text)]
    if not places:
        return text
    gone = set(random.sample(places, random.randint(1, max(1, len(places) // 4))))
    return "".join(char for index, char in enumerate(text) if index not in gone)


def spaced_out_word(text: str, random: Random) -> str:
    """One longer word with something between its letters."""
    spans = [(start, end) for start, end in word_spans(text) if end - start >= SHORTEST_CHANGED]
    if not spans:
        return text
    start, end = random.choice(spans)
    return text[:start] + random.choice(_SEPARATORS).join(text[start:end]) + text[end:]


def spaced_out(text: str, random: Random) -> str:
    """All letters apart, words further apart; long texts stay."""
    if len(text) > _LONGEST_SPACED_OUT:
        return text
    wide = " " * random.randint(2, 3)
    return wide.join(" ".join(word) for word in text.split(" "))


def stretched_letters(text: str, random: Random) -> str:
    """Some words have one vowel drawn out to three to six."""
    return change_words(text, random, _stretch, letters_a_change=12)


def _stretch(word: str, random: Random) -> str:
    places = [i for i, char in enumerate(word) if char.lower() in _VOWELS]
    if not places:
        return word
    # Mostly the last one is drawn out.
    place = places[-1] if random.random() < 0.7 else random.choice(places)
    return word[:place] + word[place] * random.randint(3, 6) + word[place + 1 :]


def upper_case(text: str, _: Random) -> str:
    """All capitals, Mtavruli in Georgian."""
    return text.upper()


def title_case(text: str, _: Random) -> str:
    """Every word begins with a capital, in Georgian with a Mtavruli letter as a few writers do."""
    return change_every_word(text, lambda word: word[:1].upper() + word[1:].lower())


def alternating_case(text: str, random: Random) -> str:
    """Capitals and small letters by turns."""
    first = random.randrange(2)
    return "".join(char.upper() if index % 2 == first else char.lower() for index, char in enumerate(text))


def no_punctuation(text: str, _: Random) -> str:
    """Without marks between words; apostrophes and what stands in numbers and smileys of letters stay."""
    bare = _MARKS.sub(" ", text)
    return regex.sub(r" {2,}", " ", bare).strip() or text


def more_punctuation(text: str, random: Random) -> str:
    """Ends of sentences with more marks; where there are none, dots at the end."""
    more = _ENDS.sub(lambda match: match.group()[0] * random.randint(2, 5), text)
    return more if more != text else text + "." * random.randint(3, 5)


def added_emoji(text: str, random: Random) -> str:
    """One to three emoji behind the text, or also between its words; none that laugh or cry."""
    found = text
    places = [match.start() for match in _SPACE_BETWEEN_WORDS.finditer(text)]
    if places and random.random() < 0.5:
        place = random.choice(places)
        found = f"{text[:place]} {random.choice(EMOJI)}{text[place:]}"
    return found + " " + random.choice(EMOJI) * random.randint(1, 3)


def line_breaks(text: str, random: Random) -> str:
    """Some spaces are line breaks, as when every thought is sent on its own line."""
    places = [match.start() for match in _SPACE_BETWEEN_WORDS.finditer(text)]
    broken = set(random.sample(places, random.randint(1, max(1, len(places) // 4)))) if places else set()
    return "".join("\n" if index in broken else char for index, char in enumerate(text))
