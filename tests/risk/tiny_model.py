"""A vocabulary and an encoder file of a few kilobytes, in the shapes that training reads."""

import struct
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from risk.learn import vocabulary
from risk.learn.e5 import Encoder, Shape

WORDS = ("i", "am", "so", "tired", "today", "мне", "плохо", "сегодня", "მე", "დღეს", "ცუდად", "ვარ")
LETTERS = "abcdefghijklmnopqrstuvwxyzабвгдежзийклмнопрстуфхцчшщъыьэюяაბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰ"
SIGNS = ".,!?()<>:;-_/😂"
PIECES = [
    *vocabulary.SPECIAL,
    vocabulary.WORD_START,
    *(vocabulary.WORD_START + word for word in WORDS),
    *LETTERS,
    *SIGNS,
]
# Words are likelier than their letters one by one.
SCORES = [0.0] * 4 + [-3.0] + [-5.0] * len(WORDS) + [-8.0] * (len(LETTERS) + len(SIGNS))

SHAPE = Shape(hidden=32, layers=2, heads=2, feed_forward=64, rows=len(PIECES), positions=200, token_types=2)

Floats = NDArray[np.float32]


def tensors(shape: Shape = SHAPE, seed: int = 5) -> dict[str, Floats]:
    """Random weights under the names of the encoder's file."""
    chance = np.random.default_rng(seed)
    sizes = {
        "emb.word": shape.rows * shape.hidden,
        "emb.pos": shape.positions * shape.hidden,
        "emb.type": shape.token_types * shape.hidden,
        "emb.ln.w": shape.hidden,
        "emb.ln.b": shape.hidden,
    }
    square, wide = shape.hidden**2, shape.hidden * shape.feed_forward
    for number in range(shape.layers):
        for part, size in {
            "q": square,
            "k": square,
            "v": square,
            "ao": square,
            "fi": wide,
            "fo": wide,
        }.items():
            sizes[f"l{number}.{part}.w"] = size
            sizes[f"l{number}.{part}.b"] = shape.feed_forward if part == "fi" else shape.hidden
        for part in ("aln", "oln"):
            sizes |= {f"l{number}.{part}.{kind}": shape.hidden for kind in "wb"}
    made = {name: (0.2 * chance.standard_normal(size)).astype(np.float32) for name, size in sizes.items()}
    return {name: value + 1 if name.endswith("ln.w") else value for name, value in made.items()}


def tiny_encoder() -> Encoder:
    """An encoder as the file's reader gives it."""
    return Encoder(SHAPE, PIECES, SCORES, tensors())


def in_blocks(values: Floats) -> tuple[bytes, Floats]:
    """Four-bit blocks as the file keeps matrices, and the numbers that they stand for."""
    blocks = values.reshape(-1, 32)
    scale = (np.abs(blocks).max(axis=1, keepdims=True) / 7).astype(np.float16)
    steps = np.clip(np.rint(blocks / scale.astype(np.float32)), -8, 7).astype(np.int8)
    low, high = (steps[:, :16] + 8).astype(np.uint8), (steps[:, 16:] + 8).astype(np.uint8)
    packed = np.concatenate([scale.view(np.uint8), low | (high << 4)], axis=1)
    return packed.tobytes(), (steps * scale.astype(np.float32)).reshape(-1)


def write_encoder(
    path: Path,
    weights: Mapping[str, Floats],
    pieces: Sequence[str] = PIECES,
    scores: Sequence[float] = SCORES,
    shape: Shape = SHAPE,
) -> dict[str, Floats]:
    """Write the file, matrices in blocks and vectors in floats; return the weights as they stand in it."""
    blob = b"".join(piece.encode() for piece in pieces)
    ends = np.cumsum([0, *(len(piece.encode()) for piece in pieces)]).astype("<u4")
    normaliser = b"not needed here"
    head = b"".join(
        [
            b"E5S1",
            struct.pack("<I", 1),
            struct.pack("<7i", *(getattr(shape, name) for name in Shape.__slots__)),
            struct.pack("<fi", 1e-12, 0),
            struct.pack("<5i", len(pieces), *vocabulary_ids()),
            struct.pack("<Q", len(blob)),
            ends.tobytes(),
            np.array(scores, "<f4").tobytes(),
            blob,
            struct.pack("<iI", 1, len(normaliser)),
            normaliser,
        ]
    )
    stored, kept = {}, {}
    for name, values in weights.items():
        is_matrix = (name.endswith(".w") and "ln" not in name) or (
            name.startswith("emb.") and "ln" not in name
        )
        stored[name], kept[name] = (
            in_blocks(values) if is_matrix else (values.astype("<f4").tobytes(), values)
        )
    at = len(head) + 4 + sum(2 + len(name) + struct.calcsize("<BIQQ") for name in stored)
    directory = [struct.pack("<i", len(stored))]
    for name, data in stored.items():
        directory.append(struct.pack("<H", len(name)) + name.encode())
        directory.append(struct.pack("<BIQQ", 0, weights[name].size, at, len(data)))
        at += len(data)
    path.write_bytes(b"".join([head, *directory, *stored.values()]))
    return kept


def vocabulary_ids() -> tuple[int, int, int, int]:
    """The ids of the special tokens, as the file tells them."""
    return vocabulary.BOS, vocabulary.PAD, vocabulary.EOS, vocabulary.UNK
