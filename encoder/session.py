"""The network in ONNX Runtime: one text read once, for every head that it has.

The quantised network reckons the range of each layer's numbers from what it is given, so that a text would
score a little differently in other company. Windows are looked at one at a time; the same text always scores
the same.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp
from pathlib import Path

import numpy as np
import onnxruntime
import orjson
from numpy.typing import NDArray
from tokenizers import Encoding, Tokenizer

from encoder.errors import ModelUnusable
from encoder.files import Card, ModelFiles
from encoder.readings import Reading, TextReader
from encoder.transliterate import NONE_NAMED, NamedWords
from encoder.windows import Budget, Place, Stretch, Window, by_importance, unread

# Tokens in one look, and how many of them are seen again in the next: a sentence is rarely longer than that.
WINDOW = 128
OVERLAP = 24
# What stands at both ends of what the network is given.
_BOS, _EOS = 0, 2

_Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Look:
    """What the network says of one window of one reading, before anybody has calibrated it.

    The reading is of a stretch of the message that begins at `start`. `logits` are those of all heads;
    `attention` is one weight a token, `places` each token's stretch of the reading's text. `of_several` says
    that the message has other readings too.
    """

    reading: Reading
    start: int
    logits: tuple[float, ...]
    attention: tuple[float, ...]
    places: tuple[tuple[int, int], ...]
    of_several: bool


@dataclass(frozen=True, slots=True)
class Read:
    """What the network saw of a message, and the stretches of it that no look reached."""

    looks: tuple[Look, ...]
    unread: tuple[Stretch, ...] = ()


def calibrated(look: Look, card: Card, head: str) -> tuple[float, ...]:
    """The probability of each of a head's names by this look. Raises `KeyError` for an unknown head."""
    described = card.described(head, of_several=look.of_several)
    logits = look.logits[card.stretch(head)]
    return tuple(_sigmoid(logit / heat) for logit, heat in zip(logits, described.temperature, strict=True))


def _sigmoid(value: float) -> float:
    # Far out e^x overflows and the answer is plain.
    return 0.0 if value < -700 else 1 / (1 + exp(-value))


def pieces_of(tokenizer: Path) -> dict[str, float]:
    """A Unigram tokenizer's pieces with their log-probabilities: a language model of three languages."""
    return dict(orjson.loads(tokenizer.read_bytes())["model"]["vocab"])


class Encoder:
    """The loaded network. Safe to use from several threads."""

    def __init__(self, files: ModelFiles, named: NamedWords = NONE_NAMED) -> None:
        """Load network and tokenizer (under a second); raises `ModelUnusable`.

        `named` are words that rules look for, which a reading of Latin letters prefers.
        """
        self.card = files.card
        options = onnxruntime.SessionOptions()
        # One message, one core: the service reads several messages at once instead.
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        # Processors without 8-bit dot products (AVX2 alone) would add in 16 bits, overflow, and find another
        # level in every fortieth answer. Exact, they need a fifth more time; the others are not touched.
        options.add_session_config_entry("session.x64quantprecision", "1")
        options.log_severity_level = 3
        try:
            self._session = onnxruntime.InferenceSession(
                files.network, options, providers=["CPUExecutionProvider"]
            )
            self._tokenizer: Tokenizer = Tokenizer.from_file(str(files.tokenizer))
        except Exception as error:  # both libraries raise bare exceptions of their own
            raise ModelUnusable(
                f"the model in {files.folder} cannot be loaded: {type(error).__name__}"
            ) from error
        self.text_reader = TextReader(pieces_of(files.tokenizer), named=named)

    @property
    def version(self) -> str:
        return self.card.version

    def read(
        self,
        text: str,
        language_hint: str | None = None,
        *,
        stretches: Sequence[Stretch] | None = None,
        telling: Sequence[Stretch] = (),
        budget: Budget | None = None,
    ) -> Read:
        """Look at the windows of every reading of a text, the most important first, as the budget allows.

        `stretches` are the parts `[start, end)` of a very long text that are to be read, all of it if not
        given; `telling` are places where something grave may stand. The first windows are always looked at.
        """
        budget = budget or Budget()
        readings = [
            [Place(reading, start, window, len(found) > 1) for window in self.windows(reading.text)]
            for start, end in stretches or [(0, len(text))]
            for found in [self.text_reader.readings(text[start:end], language_hint)]
            for reading in found
        ]
        places = by_importance(readings, telling)
        seen: list[Place] = []
        looks: list[Look] = []
        for place in places[: budget.windows]:
            if looks and budget.is_spent:
                break
            looks.append(self._look(place))
            seen.append(place)
        left = len(seen) < len(places)
        return Read(
            tuple(looks),
            unread(len(text), [place.stretch for place in seen], places) if left else (),
        )

    def windows(self, text: str) -> list[Window]:
        """The text's stretches; one for a text of up to `WINDOW` tokens, none for one without any."""
        coded: Encoding = self._tokenizer.encode(text, add_special_tokens=False)
        ids, places = coded.ids, coded.offsets
        step = WINDOW - OVERLAP
        starts = range(0, max(1, len(ids) - OVERLAP), step)
        return (
            [Window([_BOS, *ids[at : at + WINDOW], _EOS], places[at : at + WINDOW]) for at in starts]
            if ids
            else []
        )

    def _look(self, place: Place) -> Look:
        logits, attention = self.raw(place.window.ids)
        return Look(
            place.reading,
            place.start,
            tuple(logits.tolist()),
            tuple(attention[1:-1].tolist()),
            tuple(place.window.places),
            place.of_several,
        )

    def raw(self, ids: Sequence[int]) -> tuple[_Floats, _Floats]:
        """Logits [outputs] and attention [tokens] for token ids."""
        row = np.array([ids], dtype=np.int64)
        logits, attention = self._session.run(
            ["logits", "attention"], {"input_ids": row, "attention_mask": np.ones_like(row)}
        )
        return logits[0], attention[0]
