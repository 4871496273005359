"""The training itself, on a network of a few kilobytes."""

from math import isfinite
from typing import TYPE_CHECKING

import numpy as np
import pytest

from risk.assessment import Flag, Level
from risk.learn import vocabulary
from risk.learn.examples import Example
from risk.views import Viewer
from tests.project.services import torch_path
from tests.risk.tiny_model import PIECES, SCORES, SHAPE, tiny_encoder

if TYPE_CHECKING or torch_path():
    import torch

    from risk.learn.fit import Settings, batches, fit, loss_of, padded, targets_of
    from risk.learn.network import FLAGS, WIDTH, RiskNetwork, start_from

pytestmark = pytest.mark.needs_torch

LEVEL, SEVERITY, OTHER, FLAG = slice(0, 4), slice(4, 10), 10, slice(11, None)
UNKNOWN = -1.0


def example(
    text: str = "i am so tired",
    level: Level = Level.HIGH,
    severity: tuple[int, int] | None = (2, 6),
    flags: frozenset[Flag] = frozenset(),
    *,
    other: bool = False,
    least: Level | None = None,
) -> Example:
    return Example(text, "en", "Latn", level, other, flags, severity, least=least)


def learnt_from() -> list[Example]:
    """Some words that are always grave and others that never are."""
    grave = [example("i am so tired " + "today " * (number % 7)) for number in range(60)]
    light = [example("мне дома " + "сегодня " * (number % 7), Level.NONE, (0, 0)) for number in range(60)]
    return [*grave, *light]


def trained(seed: int, rounds: int = 1) -> tuple["RiskNetwork", list[float]]:
    """A tiny network after these rounds, and each round's mean loss."""
    tokenizer = vocabulary.tokenizer(PIECES, SCORES)
    torch.manual_seed(seed)
    network = start_from(tiny_encoder(), list(range(len(PIECES))), SHAPE.layers)
    losses: list[float] = []

    def after_round(number: int, averaged: "RiskNetwork", loss: float, seconds: float) -> None:
        assert number == len(losses) + 1
        assert not averaged.training
        losses.append(loss)

    viewer = Viewer(vocabulary.scores(tokenizer))
    settings = Settings(seed=seed, rounds=rounds, threads=1)
    return fit(network, tokenizer, viewer, learnt_from(), settings, after_round), losses


def test_targets_climb_the_ladder_up_to_the_level() -> None:
    ladder = [targets_of(example(level=level))[LEVEL] for level in Level]

    assert ladder == [[0, 0, 0, 0], [1, 0, 0, 0], [1, 1, 0, 0], [1, 1, 1, 0], [1, 1, 1, 1]]


@pytest.mark.parametrize(
    ("bounds", "expected"),
    [
        ((0, 0), [0, 0, 0, 0, 0, 0]),
        ((1, 1), [1, 0, 0, 0, 0, 0]),
        ((2, 6), [1, 1, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN]),
        ((0, 1), [UNKNOWN, 0, 0, 0, 0, 0]),
        ((6, 6), [1, 1, 1, 1, 1, 1]),
        (None, [UNKNOWN] * 6),
    ],
)
def test_severity_is_known_only_outside_its_bounds(
    bounds: tuple[int, int] | None, expected: list[float]
) -> None:
    assert targets_of(example(severity=bounds))[SEVERITY] == expected


def test_who_is_meant_is_asked_only_where_somebody_is_in_trouble() -> None:
    assert targets_of(example(level=Level.NONE))[OTHER] == UNKNOWN
    assert targets_of(example(level=Level.LOW))[OTHER] == 0
    assert targets_of(example(level=Level.LOW, other=True))[OTHER] == 1


def test_each_flag_has_a_target_of_its_own() -> None:
    targets = targets_of(example(flags=frozenset({Flag.MEANS, Flag.TIME})))[FLAG]

    assert {name for name, target in zip(FLAGS, targets, strict=True) if target} == {"means", "time"}
    assert len(targets_of(example())) == WIDTH


def test_every_flag_that_a_message_can_have_is_learnt() -> None:
    assert {Flag(name) for name in FLAGS} == set(Flag) - {Flag.ASSESSMENT_FAILED}


def test_a_message_labelled_by_severity_alone_teaches_nothing_else() -> None:
    targets = targets_of(example(level=Level.IMMINENT, severity=(4, 4), least=Level.HIGH))

    assert targets[LEVEL] == [1, 1, 1, UNKNOWN]
    assert targets[SEVERITY] == [1, 1, 1, 1, 0, 0]
    assert set(targets[OTHER:]) == {UNKNOWN}


def test_a_batch_is_padded_and_says_what_is_padding() -> None:
    batch = padded([([0, 7, 8, 2], [1.0]), ([0, 9, 2], [0.0])])

    assert batch.ids.tolist() == [[0, 7, 8, 2], [0, 9, 2, vocabulary.PAD]]
    assert batch.mask.tolist() == [[1, 1, 1, 1], [1, 1, 1, 0]]
    assert batch.targets.tolist() == [[1.0], [0.0]]


def test_every_message_is_in_exactly_one_batch(seed: int) -> None:
    tokenizer = vocabulary.tokenizer(PIECES, SCORES)
    shown = list(batches(learnt_from(), tokenizer, Viewer({}), seed))

    assert len(shown) > 1
    assert sum(len(batch.ids) for batch in shown) == len(learnt_from())


def test_what_is_unknown_changes_no_loss(seed: int) -> None:
    chance = np.random.default_rng(seed)
    logits = torch.tensor(chance.normal(size=(3, WIDTH)), dtype=torch.float32)
    targets = torch.tensor([targets_of(example(severity=bounds)) for bounds in ((2, 6), None, (0, 0))])
    moved = torch.where(targets < 0, logits + 9, logits)

    assert torch.equal(loss_of(logits, targets, Settings()), loss_of(moved, targets, Settings()))


def loss_when_one_cut_is_told_wrong(level: Level, cut: int) -> float:
    """Everything else is told right, and just as surely."""
    targets = torch.tensor([targets_of(example(level=level, severity=None))])
    logits = torch.where(targets > 0.5, 4.0, -4.0)
    logits[0, cut] *= -1
    return float(loss_of(logits, targets, Settings()))


@pytest.mark.parametrize("cut", [1, 2, 3])
def test_a_missed_danger_costs_more_than_a_false_alarm(cut: int) -> None:
    below, above = Level(cut), Level(cut + 1)

    assert loss_when_one_cut_is_told_wrong(above, cut) > loss_when_one_cut_is_told_wrong(below, cut)


def test_two_trainings_alike_give_the_same_weights(seed: int) -> None:
    first, losses = trained(seed)
    second, again = trained(seed)

    assert losses == again
    assert isfinite(losses[0])
    other = second.state_dict()
    for name, weights in first.state_dict().items():
        assert torch.equal(weights, other[name]), name


def test_training_learns_and_gives_back_the_average_of_its_weights(seed: int) -> None:
    network, losses = trained(seed, rounds=4)

    assert losses[-1] < losses[0]
    start = start_from(tiny_encoder(), list(range(len(PIECES))), SHAPE.layers).state_dict()
    moved = {name for name, weights in network.state_dict().items() if not torch.equal(weights, start[name])}
    assert "heads.weight" in moved
    assert "encoder.embeddings.word_embeddings.weight" in moved
    # Positions hold no language: they stay as published.
    assert "encoder.embeddings.position_embeddings.weight" not in moved


def test_a_network_starts_from_the_published_weights_of_the_pieces_kept() -> None:
    encoder = tiny_encoder()
    kept = [0, 1, 2, 3, 9, 20]

    state = start_from(encoder, kept, layers=1).state_dict()

    words = encoder.tensors["emb.word"].reshape(-1, SHAPE.hidden)[kept]
    np.testing.assert_array_equal(state["encoder.embeddings.word_embeddings.weight"].numpy(), words)
    wide = encoder.tensors["l0.fi.w"].reshape(SHAPE.feed_forward, SHAPE.hidden)
    np.testing.assert_array_equal(state["encoder.encoder.layer.0.intermediate.dense.weight"].numpy(), wide)
    assert {name.split(".")[3] for name in state if ".layer." in name} == {"0"}


def test_padding_changes_no_answer(seed: int) -> None:
    torch.manual_seed(seed)
    network = start_from(tiny_encoder(), list(range(len(PIECES))), SHAPE.layers).eval()
    batch = padded([([0, 5, 6, 7, 8, 2], [0.0]), ([0, 9, 2], [0.0])])
    with torch.inference_mode():
        together, attention = network(batch.ids, batch.mask)
        alone, _ = network(batch.ids[1:, :3], batch.mask[1:, :3])

    torch.testing.assert_close(together[1:], alone)
    assert attention[1, 3:].tolist() == [0, 0, 0]
    torch.testing.assert_close(attention.sum(1), torch.ones(2))
