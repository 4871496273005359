"""The training itself, on a network of a few kilobytes."""

from dataclasses import replace
from math import isfinite
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest

from encoder.readings import TextReader
from risk.assessment import Flag, Kind, Level
from risk.learn import vocabulary
from risk.learn.examples import Example
from tests.project.services import torch_path
from tests.risk.tiny_model import PIECES, SCORES, SHAPE, tiny_encoder

if TYPE_CHECKING or torch_path():
    import torch

    from risk.learn.fit import Settings, batches, fit, intent_loss, loss_of, padded, targets_of
    from risk.learn.network import FLAGS, KINDS, RiskNetwork, layout, start_from, width_of

pytestmark = pytest.mark.needs_torch

INTENTS = ("anxiety", "human", "thanks")
LEVEL, SEVERITY, OTHER, FLAG = slice(0, 4), slice(4, 10), 10, slice(11, 21)
KIND, INTENT = slice(21, 31), slice(31, 34)
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


def targets(example: Example) -> list[float]:
    return targets_of(example, layout(INTENTS))


def learnt_from() -> list[Example]:
    """Some words that are always grave and others that never are."""
    grave = [example("i am so tired " + "today " * (number % 7)) for number in range(60)]
    light = [example("мне дома " + "сегодня " * (number % 7), Level.NONE, (0, 0)) for number in range(60)]
    return [*grave, *light]


class CutShort(Exception):
    """The training's machine went away."""


def trained(
    seed: int, rounds: int = 1, keep_in: Path | None = None, cut_after: int | None = None
) -> tuple["RiskNetwork", list[float]]:
    """A tiny network after these rounds, and each mean loss; `cut_after` ends it in the round behind."""
    tokenizer = vocabulary.tokenizer(PIECES, SCORES)
    torch.manual_seed(seed)
    network = start_from(tiny_encoder(), list(range(len(PIECES))), SHAPE.layers, layout(INTENTS))
    losses: list[float] = []

    def after_round(number: int, averaged: "RiskNetwork", loss: float, seconds: float) -> None:
        assert not averaged.training
        if cut_after is not None and number > cut_after:
            raise CutShort
        losses.append(loss)

    text_reader = TextReader(vocabulary.scores(tokenizer))
    settings = Settings(seed=seed, rounds=rounds, threads=1)
    return fit(network, tokenizer, text_reader, learnt_from(), settings, after_round, keep_in), losses


def test_targets_climb_the_ladder_up_to_the_level() -> None:
    ladder = [targets(example(level=level))[LEVEL] for level in Level]

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
    assert targets(example(severity=bounds))[SEVERITY] == expected


def test_who_is_meant_is_asked_only_where_somebody_is_in_trouble() -> None:
    assert targets(example(level=Level.NONE))[OTHER] == UNKNOWN
    assert targets(example(level=Level.LOW))[OTHER] == 0
    assert targets(example(level=Level.LOW, other=True))[OTHER] == 1


def test_each_flag_has_a_target_of_its_own() -> None:
    told = targets(example(flags=frozenset({Flag.MEANS, Flag.TIME})))[FLAG]

    assert {name for name, target in zip(FLAGS, told, strict=True) if target} == {"means", "time"}
    assert len(targets(example())) == width_of(layout(INTENTS))


def test_every_flag_that_a_message_can_have_is_learnt() -> None:
    assert {Flag(name) for name in FLAGS} == set(Flag) - {
        Flag.ASSESSMENT_FAILED,
        Flag.PARTLY_UNREAD,
        Flag.UNREAD,
    }


def test_a_message_labelled_by_severity_alone_teaches_nothing_else() -> None:
    post = example(level=Level.IMMINENT, severity=(4, 4), least=Level.HIGH)
    told = targets(replace(post, other=None, flags=None))

    assert told[LEVEL] == [1, 1, 1, UNKNOWN]
    assert told[SEVERITY] == [1, 1, 1, 1, 0, 0]
    assert set(told[OTHER:]) == {UNKNOWN}


def test_a_kind_climbs_its_own_levels_and_is_unknown_where_nobody_looked() -> None:
    shown = replace(example(), kinds={Kind.ABUSE: Level.MODERATE}, without=frozenset({Kind.BLACKMAIL}))

    told = dict(zip(KINDS, targets(shown)[KIND], strict=True))

    assert (told[Kind.ABUSE, Level.MODERATE], told[Kind.ABUSE, Level.HIGH]) == (1, 0)
    assert told[Kind.BLACKMAIL, Level.HIGH] == 0
    assert told[Kind.MISSING, Level.HIGH] == UNKNOWN


def test_an_intent_is_told_and_what_may_hold_too_is_left_open() -> None:
    shown = replace(example(), intents=frozenset({"human"}), maybe=frozenset({"thanks"}))

    assert targets(shown)[INTENT] == [0, 1, UNKNOWN]
    assert targets(example())[INTENT] == [UNKNOWN] * 3


def test_the_right_intent_ahead_of_the_others_costs_less() -> None:
    told = torch.tensor([[0.0, 1.0, UNKNOWN]])
    first, second = torch.tensor([[-2.0, 2.0, 9.0]]), torch.tensor([[2.0, -2.0, 9.0]])

    assert float(intent_loss(first, told)) < float(intent_loss(second, told))
    assert float(intent_loss(first, told)) == pytest.approx(
        float(intent_loss(torch.tensor([[-2.0, 2.0, -9.0]]), told))
    )


def test_a_training_cut_short_goes_on_to_the_same_weights(seed: int, tmp_path: Path) -> None:
    whole, _ = trained(seed, rounds=3)
    kept = tmp_path / "rounds.pt"
    with pytest.raises(CutShort):
        trained(seed, rounds=3, keep_in=kept, cut_after=2)

    resumed, losses = trained(seed, rounds=3, keep_in=kept)

    assert len(losses) == 1
    other = resumed.state_dict()
    for name, weights in whole.state_dict().items():
        assert torch.equal(weights, other[name]), name


def test_another_training_does_not_go_on_from_this_one(seed: int, tmp_path: Path) -> None:
    kept = tmp_path / "rounds.pt"
    trained(seed, keep_in=kept)

    _, losses = trained(seed + 1, keep_in=kept)

    assert len(losses) == 1


def test_a_batch_is_padded_and_says_what_is_padding() -> None:
    batch = padded([([0, 7, 8, 2], [1.0]), ([0, 9, 2], [0.0])])

    assert batch.ids.tolist() == [[0, 7, 8, 2], [0, 9, 2, vocabulary.PAD]]
    assert batch.mask.tolist() == [[1, 1, 1, 1], [1, 1, 1, 0]]
    assert batch.targets.tolist() == [[1.0], [0.0]]


def test_every_message_is_in_exactly_one_batch(seed: int) -> None:
    tokenizer = vocabulary.tokenizer(PIECES, SCORES)
    shown = list(batches(learnt_from(), tokenizer, TextReader({}), layout(INTENTS), seed))

    assert len(shown) > 1
    assert sum(len(batch.ids) for batch in shown) == len(learnt_from())


def test_what_is_unknown_changes_no_loss(seed: int) -> None:
    chance = np.random.default_rng(seed)
    logits = torch.tensor(chance.normal(size=(3, width_of(layout(INTENTS)))), dtype=torch.float32)
    told = torch.tensor([targets(example(severity=bounds)) for bounds in ((2, 6), None, (0, 0))])
    moved = torch.where(told < 0, logits + 9, logits)

    assert torch.equal(
        loss_of(logits, told, layout(INTENTS), Settings()), loss_of(moved, told, layout(INTENTS), Settings())
    )


def loss_when_one_cut_is_told_wrong(level: Level, cut: int) -> float:
    """Everything else is told right, and just as surely."""
    told = torch.tensor([targets(example(level=level, severity=None))])
    logits = torch.where(told > 0.5, 4.0, -4.0)
    logits[0, cut] *= -1
    return float(loss_of(logits, told, layout(INTENTS), Settings()))


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
    start = start_from(tiny_encoder(), list(range(len(PIECES))), SHAPE.layers, layout(INTENTS)).state_dict()
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
    network = start_from(tiny_encoder(), list(range(len(PIECES))), SHAPE.layers, layout(INTENTS)).eval()
    batch = padded([([0, 5, 6, 7, 8, 2], [0.0]), ([0, 9, 2], [0.0])])
    with torch.inference_mode():
        together, attention = network(batch.ids, batch.mask)
        alone, _ = network(batch.ids[1:, :3], batch.mask[1:, :3])

    torch.testing.assert_close(together[1:], alone)
    assert attention[1, 3:].tolist() == [0, 0, 0]
    torch.testing.assert_close(attention.sum(1), torch.ones(2))
