"""The trained network as the file that is served: fused, in bytes, and close to what was trained."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import onnxruntime
import pytest

from encoder.files import CARD, NETWORK, TOKENIZER, open_files
from encoder.session import Encoder
from risk.assessment import Level
from risk.by_model import NetworkScorer, assess_by_model
from risk.learn import vocabulary
from risk.learn.examples import Example
from tests.project.services import torch_path
from tests.risk.tiny_model import PIECES, SCORES, SHAPE, tiny_encoder

if TYPE_CHECKING or torch_path():
    import onnx
    import torch

    from risk.learn.export import export
    from risk.learn.network import RiskNetwork, layout, start_from, width_of
    from risk.learn.train import calibrated

pytestmark = pytest.mark.needs_torch

# The last one is longer than a window.
TEXTS = ["i am so tired today", "мне плохо", "მე ცუდად ვარ დღეს", "ok", "so tired! " * 60]


@pytest.fixture(scope="module")
def network() -> "RiskNetwork":
    torch.manual_seed(3)
    made = start_from(tiny_encoder(), list(range(len(PIECES))), SHAPE.layers)
    made.eval()
    with torch.no_grad():
        # Fresh heads say nearly nothing; what is compared should be of a size.
        made.heads.weight.mul_(4)
    return made


@pytest.fixture(scope="module")
def folder(network: "RiskNetwork", tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model's folder, with everything that training leaves in it."""
    made = tmp_path_factory.mktemp("model")
    export(network, made / NETWORK)
    vocabulary.save(vocabulary.tokenizer(PIECES, SCORES), made / TOKENIZER)
    tune = [Example(text, "en", "Latn", Level(at), False, frozenset(), None) for at, text in enumerate(TEXTS)]
    card = calibrated(made, "tiny-1", tune, layout(), {"why": "a test"})
    (made / CARD).write_text(json.dumps(card.model_dump(mode="json")), encoding="utf-8")
    return made


def test_every_layers_attention_is_one_operator_over_bytes(folder: Path) -> None:
    graph = onnx.load(folder / NETWORK).graph
    kinds = [node.op_type for node in graph.node]

    assert kinds.count("QAttention") == SHAPE.layers
    assert "Attention" not in kinds
    assert "Softmax" in kinds, "the attention that pools is looked at, and must stay to be seen"


def test_matrices_and_words_are_stored_as_bytes(folder: Path) -> None:
    tensors = onnx.load(folder / NETWORK).graph.initializer
    in_bytes = {tuple(one.dims) for one in tensors if one.data_type == onnx.TensorProto.INT8}
    in_floats = [int(np.prod(one.dims)) for one in tensors if one.data_type == onnx.TensorProto.FLOAT]

    assert (len(PIECES), SHAPE.hidden) in in_bytes
    assert (SHAPE.hidden, SHAPE.feed_forward) in in_bytes
    # What is left in floats: positions, heads, and what is one number a row or a column.
    assert max(in_floats) <= SHAPE.positions * SHAPE.hidden


def test_the_heads_stay_in_floats(folder: Path) -> None:
    graph = onnx.load(folder / NETWORK).graph
    floats = {one.name for one in graph.initializer if one.data_type == onnx.TensorProto.FLOAT}
    multiplied = {name for node in graph.node if node.op_type == "MatMul" for name in node.input}

    # The attention that pools, and the heads.
    assert len(floats & multiplied) == 2
    assert any(name.startswith("heads") for name in floats & multiplied)


def test_the_file_says_nearly_what_the_network_says(folder: Path, network: "RiskNetwork") -> None:
    model = Encoder(open_files(folder))
    windows = [window for text in TEXTS for window in model.windows(text)]
    assert len(windows) > len(TEXTS)
    for window in windows:
        ids = torch.tensor([window.ids])
        with torch.inference_mode():
            logits, attention = network(ids, torch.ones_like(ids))
        served, looked = model.raw(window.ids)

        spread = float(logits.std())
        np.testing.assert_allclose(served, logits[0].numpy(), atol=0.2 * spread)
        np.testing.assert_allclose(looked, attention[0].numpy(), atol=0.02)


@pytest.mark.parametrize(("rows", "tokens"), [(1, 3), (1, 60), (4, 17)])
def test_texts_of_any_length_and_number_fit_the_file(folder: Path, rows: int, tokens: int) -> None:
    session = onnxruntime.InferenceSession(folder / NETWORK, providers=["CPUExecutionProvider"])
    ids = np.full((rows, tokens), 5, dtype=np.int64)
    logits, attention = session.run(None, {"input_ids": ids, "attention_mask": np.ones_like(ids)})
    assert (logits.shape, attention.shape) == ((rows, width_of(layout())), (rows, tokens))


def test_the_folder_that_training_leaves_is_one_that_is_served(folder: Path) -> None:
    model = Encoder(open_files(folder))

    found = assess_by_model(NetworkScorer(model), TEXTS[0])

    assert found.version == "tiny-1"
    assert sum(found.probabilities.values()) == pytest.approx(1, abs=1e-3)


def test_exporting_leaves_the_network_as_it_was(network: "RiskNetwork", tmp_path: Path) -> None:
    before = {name: weights.clone() for name, weights in network.state_dict().items()}

    export(network, tmp_path / NETWORK)

    after = network.state_dict()
    assert after.keys() == before.keys()
    assert all(torch.equal(after[name], weights) for name, weights in before.items())
