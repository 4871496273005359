"""The network in ONNX Runtime: one text, one row of scores.

The quantised network reckons the range of each layer's numbers from what it is given, so that a text would
score a little differently in other company. Texts are scored one at a time; the same text always scores the
same.
"""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
import onnxruntime
import orjson
from numpy.typing import NDArray
from tokenizers import Encoding, Tokenizer

from risk.errors import ModelUnusable
from risk.model.files import ModelFiles
from risk.model.scores import Scores, scores_of
from risk.views import Viewer

# Tokens in one look, and how many of them are seen again in the next: a sentence is rarely longer than that.
WINDOW = 128
OVERLAP = 24
_LOOKS_AT_ONCE = 2

_Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of a long text: its token ids with the marks at both ends, and where each token stands."""

    ids: list[int]
    places: list[tuple[int, int]]


def pieces_of(tokenizer: Path) -> dict[str, float]:
    """A Unigram tokenizer's pieces with their log-probabilities: a language model of three languages."""
    return dict(orjson.loads(tokenizer.read_bytes())["model"]["vocab"])


class RiskModel:
    """The loaded model. Safe to use from several threads."""

    def __init__(self, files: ModelFiles) -> None:
        """Load network and tokenizer (under a second); raises `ModelUnusable`."""
        self.card = files.card
        options = onnxruntime.SessionOptions()
        # One message, one core: the service scores several messages at once instead.
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
        self.viewer = Viewer(pieces_of(files.tokenizer))
        self._looks = ThreadPoolExecutor(_LOOKS_AT_ONCE, thread_name_prefix="risk-windows")

    @property
    def version(self) -> str:
        return self.card.version

    def windows(self, text: str) -> list[Window]:
        """The text's stretches; one for a text of up to `WINDOW` tokens, none for one without any."""
        coded: Encoding = self._tokenizer.encode(text, add_special_tokens=False)
        ids, places = coded.ids, coded.offsets
        step = WINDOW - OVERLAP
        starts = range(0, max(1, len(ids) - OVERLAP), step)
        return (
            [Window([0, *ids[at : at + WINDOW], 2], places[at : at + WINDOW]) for at in starts] if ids else []
        )

    def score(self, text: str, *, of_several: bool = False) -> list[Scores]:
        """Scores of each window, in order; windows of a long text are looked at two at a time."""
        windows = self.windows(text)
        look = partial(self._look, of_several=of_several)
        if len(windows) <= 1:
            return [look(window) for window in windows]
        return list(self._looks.map(look, windows))

    def _look(self, window: Window, *, of_several: bool) -> Scores:
        logits, attention = self.raw(window.ids)
        inner = attention[1:-1].tolist()
        return scores_of(logits.tolist(), self.card, inner, window.places, of_several=of_several)

    def raw(self, ids: list[int]) -> tuple[_Floats, _Floats]:
        """Logits [WIDTH] and attention [tokens] for token ids."""
        row = np.array([ids], dtype=np.int64)
        logits, attention = self._session.run(
            ["logits", "attention"], {"input_ids": row, "attention_mask": np.ones_like(row)}
        )
        return logits[0], attention[0]
