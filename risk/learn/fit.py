"""The training itself: rounds over altered examples, a loss for each head, an average of the weights."""

import random
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.optim.swa_utils import AveragedModel

from risk.assessment import Flag
from risk.learn.examples import Example, altered, seen_by_model
from risk.learn.network import FLAGS, LAYOUT, LEVEL_CUTS, SEVERITY_CUTS, RiskNetwork
from risk.views import Viewer

LONGEST = 192
_TOKENS_IN_BATCH = 640
_UNKNOWN = -1.0


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that decides the result besides the data. The defaults made the weights that ship."""

    seed: int = 20261121
    rounds: int = 8
    encoder_rate: float = 1e-4
    word_rate: float = 2e-4
    head_rate: float = 8e-4
    layer_decay: float = 0.92
    weight_decay: float = 0.02
    warm_up: float = 0.08
    averaging: float = 0.99
    everyday_share: float = 0.20
    smoothing: float = 0.015
    # A missed message costs more than a false alarm; the cuts are none|low, low|moderate, moderate|high,
    # high|imminent.
    found_weights: tuple[float, ...] = (1.0, 1.3, 1.5, 1.2)
    head_shares: tuple[float, ...] = (1.0, 0.5, 0.25, 0.35)  # level, severity, other, flags
    threads: int = 2


@dataclass(frozen=True, slots=True)
class Batch:
    """Token ids and mask [rows, tokens]; targets [rows, WIDTH] with -1 where nothing is known."""

    ids: Tensor
    mask: Tensor
    targets: Tensor


def targets_of(example: Example) -> list[float]:
    """What each logit ought to say, in the order of `LAYOUT`."""
    least = example.level if example.least is None else example.least
    level = [
        float(least > cut) if (least > cut) == (example.level > cut) else _UNKNOWN
        for cut in range(LEVEL_CUTS)
    ]
    if example.severity is None:
        severity = [_UNKNOWN] * SEVERITY_CUTS
    else:
        low, high = example.severity
        severity = [1.0 if cut < low else 0.0 if cut >= high else _UNKNOWN for cut in range(SEVERITY_CUTS)]
    if example.least is not None:
        # Labelled for severity alone.
        return level + severity + [_UNKNOWN] * (1 + len(FLAGS))
    # Who is meant is a question only where somebody is in trouble.
    other = [float(example.other)] if example.level > 0 else [_UNKNOWN]
    return level + severity + other + [float(Flag(name) in example.flags) for name in FLAGS]


def batches(examples: Sequence[Example], tokenizer: Tokenizer, viewer: Viewer, seed: int) -> Iterator[Batch]:
    """Batches of about equal numbers of tokens, of messages of about equal length, in a shuffled order."""
    chance = random.Random(seed)
    coded = [
        (tokenizer.encode(seen_by_model(one, viewer, chance)).ids[:LONGEST], targets_of(one))
        for one in examples
    ]
    coded.sort(key=lambda pair: (len(pair[0]), chance.random()))
    groups: list[list[tuple[list[int], list[float]]]] = [[]]
    for pair in coded:
        if (len(groups[-1]) + 1) * len(pair[0]) > _TOKENS_IN_BATCH and groups[-1]:
            groups.append([])
        groups[-1].append(pair)
    chance.shuffle(groups)
    for group in groups:
        yield padded(group)


def padded(group: Sequence[tuple[list[int], list[float]]]) -> Batch:
    """One batch of coded messages, padded to the longest."""
    longest = max(len(ids) for ids, _ in group)
    ids = torch.tensor([ids + [1] * (longest - len(ids)) for ids, _ in group])
    mask = torch.tensor([[1] * len(ids) + [0] * (longest - len(ids)) for ids, _ in group])
    return Batch(ids, mask, torch.tensor([targets for _, targets in group]))


def loss_of(logits: Tensor, targets: Tensor, settings: Settings) -> Tensor:
    """The weighted sum of the heads' losses; unknown targets count nothing."""
    known = (targets >= 0).float()
    wanted = targets.clamp(min=0) * (1 - 2 * settings.smoothing) + settings.smoothing
    each = nn.functional.binary_cross_entropy_with_logits(logits, wanted, reduction="none") * known
    total = logits.new_zeros(())
    start = 0
    for (head, width), share in zip(LAYOUT.items(), settings.head_shares, strict=True):
        part, seen = each[:, start : start + width], known[:, start : start + width]
        if head == "level":
            weights = torch.tensor(settings.found_weights)
            part = torch.where(targets[:, start : start + width] > 0.5, part * weights, part)
        total = total + share * part.sum() / seen.sum().clamp(min=1)
        start += width
    return total


def fit(
    network: RiskNetwork,
    tokenizer: Tokenizer,
    viewer: Viewer,
    examples: Sequence[Example],
    settings: Settings,
    after_round: Callable[[int, RiskNetwork, float, float], None],
) -> RiskNetwork:
    """Train and return the averaged network.

    `after_round` gets the round's number, the averaged network, the mean loss and the seconds it took.
    The same examples, settings and number of threads give the same weights on the same kind of processor.
    """
    torch.manual_seed(settings.seed)
    torch.set_num_threads(settings.threads)
    words = network.encoder.embeddings.word_embeddings
    for parameter in network.encoder.embeddings.parameters():
        parameter.requires_grad = parameter is words.weight
    # A batch meets a few hundred of the pieces: the others need no gradient and no moments.
    words.sparse = True
    rounds = [
        list(
            batches(
                altered(examples, settings.everyday_share, settings.seed + number),
                tokenizer,
                viewer,
                settings.seed + number,
            )
        )
        for number in range(settings.rounds)
    ]
    dense = [one for one in network.parameters() if one.requires_grad and one is not words.weight]
    word_optimizer = torch.optim.SparseAdam([words.weight], lr=settings.word_rate)
    optimizer = torch.optim.AdamW(_groups(network, settings), weight_decay=settings.weight_decay, fused=True)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimizer,
        max_lr=[group["lr"] for group in optimizer.param_groups],
        total_steps=sum(len(shown) for shown in rounds),
        pct_start=settings.warm_up,
        anneal_strategy="linear",
        cycle_momentum=False,
    )
    average = AveragedModel(network, multi_avg_fn=_moving_average(settings.averaging))
    for number, shown in enumerate(rounds):
        started, losses = time.monotonic(), []
        network.train()
        for batch in shown:
            with torch.autocast("cpu", dtype=torch.bfloat16):
                logits, _ = network(batch.ids, batch.mask)
            loss = loss_of(logits.float(), batch.targets, settings)
            loss.backward()
            nn.utils.clip_grad_norm_(dense, 1.0)
            word_optimizer.param_groups[0]["lr"] = (
                settings.word_rate * optimizer.param_groups[-1]["lr"] / settings.head_rate
            )
            optimizer.step()
            word_optimizer.step()
            schedule.step()
            network.zero_grad(set_to_none=True)
            average.update_parameters(network)
            losses.append(float(loss.detach()))
        averaged: RiskNetwork = average.module
        averaged.eval()
        after_round(number + 1, averaged, sum(losses) / len(losses), time.monotonic() - started)
    return average.module


def _moving_average(most: float) -> Callable[[list[Tensor], list[Tensor], Tensor], None]:
    """An exponential average that forgets fast at first, so that the untrained start leaves no trace."""

    def update(averaged: list[Tensor], current: list[Tensor], updates: Tensor) -> None:
        count = int(updates)
        torch._foreach_lerp_(averaged, current, 1 - min(most, (1 + count) / (10 + count)))

    return update


def _groups(network: RiskNetwork, settings: Settings) -> list[dict[str, object]]:
    """Lower layers hold the languages and move less; heads are new and move most."""
    layers = network.encoder.encoder.layer
    groups: list[dict[str, object]] = [
        {
            "params": list(layer.parameters()),
            "lr": settings.encoder_rate * settings.layer_decay ** (len(layers) - 1 - depth),
        }
        for depth, layer in enumerate(layers)
    ]
    heads = [*network.look.parameters(), *network.heads.parameters()]
    return [*groups, {"params": heads, "lr": settings.head_rate}]
