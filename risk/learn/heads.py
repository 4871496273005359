"""Heads fitted anew on the finished encoder: cheap, so that they can see every example many times.

While the encoder moves its heads run behind it, and the rarer a kind or an intent, the further. On the states
of the finished encoder each of them is a small convex problem of its own.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import replace

import torch
from tokenizers import Tokenizer
from torch import Tensor

from encoder.readings import TextReader
from risk.learn.examples import Example, seen_by_model
from risk.learn.fit import LONGEST, Settings, loss_of, padded, targets_of
from risk.learn.network import RiskNetwork

FITTED_ANEW = ("kinds", "intents")
_AT_ONCE = 64
_ROWS_IN_BATCH = 512


@torch.no_grad()
def states(
    network: RiskNetwork,
    tokenizer: Tokenizer,
    text_reader: TextReader,
    examples: Sequence[Example],
    seed: int,
) -> tuple[Tensor, Tensor]:
    """What the heads are given [rows, 2 x hidden] and ought to say [rows, outputs], a row an example."""
    chance = random.Random(seed)
    coded = [
        (
            tokenizer.encode(seen_by_model(one, text_reader, chance)).ids[:LONGEST],
            targets_of(one, network.layout),
        )
        for one in examples
    ]
    coded.sort(key=lambda pair: len(pair[0]))
    network.eval()
    found: list[Tensor] = []
    for at in range(0, len(coded), _AT_ONCE):
        batch = padded(coded[at : at + _AT_ONCE])
        found.append(network.pooled(batch.ids, batch.mask)[0])
    return torch.cat(found), torch.tensor([targets for _, targets in coded])


def fit_heads(network: RiskNetwork, given: Tensor, wanted: Tensor, settings: Settings) -> None:
    """Fit the heads of `FITTED_ANEW` in place; the others stay as they are."""
    torch.manual_seed(settings.seed)
    shares = {head: settings.head_shares[head] if head in FITTED_ANEW else 0.0 for head in network.layout}
    only = replace(settings, head_shares=shares)
    weight = network.heads.weight.detach().clone().requires_grad_()
    bias = network.heads.bias.detach().clone().requires_grad_()
    optimizer = torch.optim.AdamW([weight, bias], lr=settings.refit_rate, weight_decay=settings.refit_decay)
    for _ in range(settings.refit_rounds):
        for rows in torch.randperm(len(given)).split(_ROWS_IN_BATCH):
            seen = torch.nn.functional.dropout(given[rows], 0.1)
            loss = loss_of(seen @ weight.T + bias, wanted[rows], network.layout, only)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
    with torch.no_grad():
        for part in _stretches(network):
            network.heads.weight[part] = weight[part]
            network.heads.bias[part] = bias[part]


def _stretches(network: RiskNetwork) -> list[slice]:
    return [part for head, part in _named(network) if head in FITTED_ANEW]


def _named(network: RiskNetwork) -> Iterator[tuple[str, slice]]:
    at = 0
    for head, names in network.layout.items():
        yield head, slice(at, at + len(names))
        at += len(names)
