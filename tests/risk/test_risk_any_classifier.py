"""A Hugging Face classifier in the place of the model that ships, with a tiny one made here."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from encoder.errors import ModelUnusable
from risk.any_classifier import AnyClassifier, levels_of_labels, load_classifier
from risk.assessment import Flag, Level, Subject
from risk.by_model import assess_by_model
from risk.learn import vocabulary
from tests.project.services import torch_path
from tests.risk.tiny_model import PIECES, SCORES

if TYPE_CHECKING or torch_path():
    import torch
    from transformers import BertConfig, BertForSequenceClassification, PreTrainedTokenizerFast

LABELS = ("none", "low", "moderate", "high", "imminent")
POSITIONS = 24


def save(
    folder: Path, labels: Sequence[str] = LABELS, favourite: int | None = None, pad: str | None = "<pad>"
) -> str:
    """A random classifier of a few kilobytes; `favourite` is the label that it gives to everything."""
    torch.manual_seed(11)
    config = BertConfig(
        vocab_size=len(PIECES),
        hidden_size=32,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=32,
        max_position_embeddings=POSITIONS,
        pad_token_id=vocabulary.PAD,
        id2label=dict(enumerate(labels)),
        label2id={label: number for number, label in enumerate(labels)},
    )
    model = BertForSequenceClassification(config)
    if favourite is not None:
        with torch.no_grad():
            model.classifier.weight.zero_()
            model.classifier.bias[favourite] = 6.0
    model.save_pretrained(folder)
    PreTrainedTokenizerFast(
        tokenizer_object=vocabulary.tokenizer(PIECES, SCORES), unk_token="<unk>", pad_token=pad
    ).save_pretrained(folder)
    return str(folder)


@pytest.mark.needs_torch
def test_probabilities_of_the_levels_add_up(tmp_path: Path) -> None:
    (scores,) = load_classifier(save(tmp_path)).score("i am so tired today")

    probabilities = scores.probabilities()
    assert list(probabilities) == list(LABELS)
    assert sum(probabilities.values()) == pytest.approx(1)
    assert 0 < min(probabilities.values()) <= max(probabilities.values()) < 1
    assert list(scores.at_least) == sorted(scores.at_least, reverse=True)


@pytest.mark.needs_torch
def test_the_most_probable_level_is_the_answer_and_nothing_is_made_up(tmp_path: Path) -> None:
    model = load_classifier(save(tmp_path, favourite=3))

    found = assess_by_model(model, "i am so tired today")

    assert found.level is Level.HIGH
    assert (found.subject, found.flags, found.evidence, found.severity) == (
        Subject.SELF,
        frozenset[Flag](),
        (),
        None,
    )
    assert found.version == f"transformers-{tmp_path.name[:40]}"


@pytest.mark.needs_torch
def test_levels_close_together_count_together(tmp_path: Path) -> None:
    levels = {"a": Level.NONE, "b": Level.HIGH, "c": Level.IMMINENT}
    model = load_classifier(save(tmp_path, labels=("a", "b", "c")), levels)
    (scores,) = model.score("i am so tired")

    assert scores.at_least[0] == pytest.approx(scores.at_least[2])
    assert scores.probabilities()["low"] == pytest.approx(0)


@pytest.mark.needs_torch
def test_a_long_text_is_read_to_its_end_in_windows(tmp_path: Path) -> None:
    model = load_classifier(save(tmp_path))
    words = "tired " * 100

    windows = model.rows(words)

    # 22 tokens a window, 2 of them marks, 5 seen again: 15 new ones each time.
    assert len(windows) == 7
    assert windows[-1] != model.rows(words + "плохо")[-1]


@pytest.mark.needs_torch
def test_the_same_text_always_scores_the_same_from_any_thread(tmp_path: Path) -> None:
    model = load_classifier(save(tmp_path))
    texts = ["i am so tired", "мне плохо " * 30, "დღეს ცუდად ვარ"] * 8
    alone = [model.score(text) for text in texts]

    with ThreadPoolExecutor(4) as threads:
        together = list(threads.map(model.score, texts))

    assert together == alone


@pytest.mark.needs_torch
def test_a_text_without_anything_to_read_has_no_scores(tmp_path: Path) -> None:
    assert load_classifier(save(tmp_path)).score("") == []


@pytest.mark.needs_torch
def test_unknown_labels_are_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(ModelUnusable, match="labels bad, good stand for no level; name them none, low,"):
        load_classifier(save(tmp_path, labels=("good", "bad")))


@pytest.mark.needs_torch
def test_a_model_that_cannot_read_a_long_text_is_refused_at_the_start(tmp_path: Path) -> None:
    with pytest.raises(ModelUnusable, match="cannot score a long text"):
        load_classifier(save(tmp_path, pad=None))


@pytest.mark.needs_torch
def test_a_folder_without_a_model_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelUnusable, match=r"cannot be loaded .*name a folder with config.json"):
        load_classifier(str(tmp_path))


@pytest.mark.needs_torch
def test_what_is_loaded_is_what_was_asked_for(tmp_path: Path) -> None:
    model = load_classifier(save(tmp_path))

    assert isinstance(model, AnyClassifier)
    assert model.text_reader.readings("HELLO")[0].text == "hello"


def test_labels_are_known_by_the_levels_names_and_by_number() -> None:
    assert levels_of_labels({0: "None", 1: "HIGH"}, None) == [Level.NONE, Level.HIGH]
    assert levels_of_labels({1: "LABEL_4", 0: "LABEL_0"}, None) == [Level.NONE, Level.IMMINENT]


def test_labels_can_be_named() -> None:
    named = {"Suicidal": Level.HIGH, "neutral": Level.NONE}

    assert levels_of_labels({0: "neutral", 1: "suicidal"}, named) == [Level.NONE, Level.HIGH]
