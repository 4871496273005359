"""The small vocabulary: the encoder's pieces that Georgian, Russian and English chat in lower case can use.

Text reaches the tokenizer in small letters, folded (`encoder.readings`): pieces with capitals are never met.
Georgian pieces are all kept, and those that only the neighbours write: Armenian letters, the letters of
Azerbaijani, Turkish and Ukrainian that English and Russian lack. Of Cyrillic and Latin ones, which serve
some sixty languages, those are kept that a sample of our languages uses, then the most frequent ones until
`size` is reached.
"""

import json
import re
import unicodedata
from collections.abc import Iterable
from pathlib import Path

from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers, processors

BOS, PAD, EOS, UNK = 0, 1, 2, 3
SPECIAL = ("<s>", "<pad>", "</s>", "<unk>")
WORD_START = "▁"
MOST_TOKENS = 512

_CYRILLIC = re.compile(f"^{WORD_START}?[а-яё]+$")
_LATIN = re.compile(f"^{WORD_START}?[a-z]+$")
_GEORGIAN = re.compile(f"^{WORD_START}?[ა-ჰ]+$")
_ARMENIAN = re.compile(f"^{WORD_START}?[ա-և]+$")
_TURKIC = re.compile(f"^{WORD_START}?(?=.*[əğıöüçş])[a-zəğıöüçş]+$")
_UKRAINIAN = re.compile(f"^{WORD_START}?(?=.*[іїєґ])[а-щьюяіїєґ']+$")
_NUMBER = re.compile(f"^{WORD_START}?[0-9]{{1,4}}$")
_SHARE_OF_CYRILLIC = 0.36


def choose(pieces: list[str], scores: list[float], sample: Iterable[str], size: int) -> list[int]:
    """The ids to keep, ascending, special tokens first.

    `sample` are texts in our languages, already prepared as the model will see them.
    """
    kept = set(range(len(SPECIAL)))
    kept |= {number for number, piece in enumerate(pieces) if _always(piece)}
    full = tokenizer(pieces, scores)
    for encoding in full.encode_batch(list(sample)):
        kept |= {number for number in encoding.ids if pieces[number].islower() or _always(pieces[number])}
    by_frequency = sorted(range(len(pieces)), key=lambda number: -scores[number])
    free = size - len(kept)
    cyrillic = _fill(by_frequency, pieces, _CYRILLIC, kept, round(free * _SHARE_OF_CYRILLIC))
    kept |= cyrillic
    kept |= _fill(by_frequency, pieces, _LATIN, kept, free - len(cyrillic))
    return sorted(kept)


def tokenizer(pieces: list[str], scores: list[float]) -> Tokenizer:
    """A Unigram tokenizer over these pieces; the first four are the special tokens."""
    made = Tokenizer(models.Unigram([*zip(pieces, scores, strict=True)], unk_id=UNK, byte_fallback=False))
    made.normalizer = normalizers.Sequence([normalizers.NFKC(), normalizers.Replace(Regex(r"\s+"), " ")])
    made.pre_tokenizer = pre_tokenizers.Metaspace(replacement=WORD_START, prepend_scheme="always")
    made.post_processor = processors.TemplateProcessing(
        single=f"{SPECIAL[BOS]} $A {SPECIAL[EOS]}", special_tokens=[(SPECIAL[BOS], BOS), (SPECIAL[EOS], EOS)]
    )
    return made


def scores(made: Tokenizer) -> dict[str, float]:
    """Each piece's log-probability."""
    return dict(json.loads(made.to_str())["model"]["vocab"])


def save(made: Tokenizer, path: Path) -> None:
    """Write without line breaks: the file is read at each start."""
    path.write_text(made.to_str(pretty=False), encoding="utf-8")


def _always(piece: str) -> bool:
    bare = piece.removeprefix(WORD_START)
    if any(kind.match(piece) for kind in (_GEORGIAN, _ARMENIAN, _TURKIC, _UKRAINIAN, _NUMBER)):
        return True
    if len(bare) == 1:
        return bare.isascii() or ord(bare) < 0x530 or _is_sign(bare)
    # Runs of signs such as "..." and ":)" carry mood.
    return (
        0 < len(bare) <= 3
        and all(char.isascii() or _is_sign(char) for char in bare)
        and not any(char.isalnum() for char in bare)
    )


def _is_sign(char: str) -> bool:
    code = ord(char)
    is_emoji = 0x1F300 <= code <= 0x1FAFF or 0x2600 <= code <= 0x27BF
    return is_emoji or (0x2000 <= code <= 0x2BFF and unicodedata.category(char)[0] in "PS")


def _fill(
    by_frequency: list[int], pieces: list[str], kind: re.Pattern[str], kept: set[int], most: int
) -> set[int]:
    wanted = (number for number in by_frequency if number not in kept and kind.match(pieces[number]))
    return {number for number, _ in zip(wanted, range(most), strict=False)}
