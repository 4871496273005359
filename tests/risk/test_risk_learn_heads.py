"""Heads fitted anew on a finished encoder: the rare ones move, the others and the encoder stay."""

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from encoder.readings import TextReader
from risk.assessment import Kind, Level
from risk.learn import vocabulary
from risk.learn.examples import Example
from tests.project.services import torch_path
from tests.risk.tiny_model import PIECES, SCORES, SHAPE, tiny_encoder

if TYPE_CHECKING or torch_path():
    import torch

    from risk.learn.fit import Settings
    from risk.learn.heads import fit_heads, states
    from risk.learn.network import RiskNetwork, layout, start_from

pytestmark = pytest.mark.needs_torch


def network() -> "RiskNetwork":
    torch.manual_seed(5)
    heads = layout(("human", "thanks"))
    return start_from(tiny_encoder(), list(range(len(PIECES))), SHAPE.layers, heads)


def examples() -> list[Example]:
    """Some that show blackmail and ask for a person, others that are thanks."""
    plain = Example("мне дома", "ru", "Cyrl", Level.NONE, False, frozenset(), (0, 0))
    thanks = replace(plain, intents=frozenset({"thanks"}), without=frozenset(Kind))
    grave = replace(
        plain,
        text="i am so tired today",
        intents=frozenset({"human"}),
        kinds={Kind.BLACKMAIL: Level.HIGH},
        without=frozenset(Kind) - {Kind.BLACKMAIL},
    )
    return [grave, thanks] * 40


def test_the_rare_heads_learn_and_nothing_else_moves(seed: int) -> None:
    made = network()
    before = {name: weights.clone() for name, weights in made.state_dict().items()}
    tokenizer = vocabulary.tokenizer(PIECES, SCORES)
    given, wanted = states(made, tokenizer, TextReader({}), examples(), seed)
    settings = Settings(seed=seed, refit_rounds=200, refit_rate=0.05)

    fit_heads(made, given, wanted, settings)

    told = torch.sigmoid(made.heads(given))
    kinds_from = 4 + 6 + 1 + 10
    blackmail = kinds_from + made.layout["kinds"].index("blackmail.high")
    assert torch.equal(told[:, blackmail] > 0.5, wanted[:, blackmail] > 0.5)
    assert torch.equal(told[:, -2:].argmax(1), wanted[:, -2:].argmax(1))
    after = made.state_dict()
    assert {name for name, weights in before.items() if not torch.equal(weights, after[name])} == {
        "heads.weight",
        "heads.bias",
    }
    assert torch.equal(before["heads.weight"][:kinds_from], after["heads.weight"][:kinds_from])


def test_the_same_states_give_the_same_heads(seed: int) -> None:
    tokenizer = vocabulary.tokenizer(PIECES, SCORES)
    made = [network(), network()]
    for one in made:
        given, wanted = states(one, tokenizer, TextReader({}), examples(), seed)
        fit_heads(one, given, wanted, Settings(seed=seed))

    assert torch.equal(made[0].heads.weight, made[1].heads.weight)
