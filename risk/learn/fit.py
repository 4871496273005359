"""The training itself: rounds over altered examples, a loss for each head, an average of the weights."""

import random
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.optim.swa_utils import AveragedModel

from encoder.readings import TextReader
from risk.assessment import Flag, Kind, Level
from risk.learn.examples import Example, altered, seen_by_model
from risk.learn.kept import Kept
from risk.learn.network import FLAGS, KINDS, LEVEL_CUTS, SEVERITY_CUTS, Layout, RiskNetwork

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
    kind_weight: float = 4.0
    refit_rounds: int = 30
    refit_rate: float = 2e-3
    refit_decay: float = 0.01
    head_shares: Mapping[str, float] = field(
        default_factory=lambda: {
            "level": 1.0, "severity": 0.5, "other": 0.25, "flags": 0.35, "kinds": 0.6, "intents": 0.3,
        }
    )  # fmt: skip
    threads: int = 2


@dataclass(frozen=True, slots=True)
class Batch:
    """Token ids and mask [rows, tokens]; targets [rows, outputs] with -1 where nothing is known."""

    ids: Tensor
    mask: Tensor
    targets: Tensor


def targets_of(example: Example, heads: Layout) -> list[float]:
    """What each logit ought to say, in the order of `heads`."""
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
    # Who is meant is a question only where somebody is in trouble.
    in_trouble = example.level > 0 or bool(example.kinds)
    other = [_UNKNOWN if example.other is None or not in_trouble else float(example.other)]
    flags = (
        [_UNKNOWN] * len(FLAGS)
        if example.flags is None
        else [float(Flag(name) in example.flags) for name in FLAGS]
    )
    kinds = [_kind(example, kind, cut) for kind, cut in KINDS]
    intents = [_intent(example, name) for name in heads["intents"]]
    return level + severity + other + flags + kinds + intents


def _kind(example: Example, kind: Kind, cut: Level) -> float:
    if kind in example.kinds:
        return float(example.kinds[kind] >= cut)
    return 0.0 if kind in example.without else _UNKNOWN


def _intent(example: Example, name: str) -> float:
    if example.intents is None or name in example.maybe:
        return _UNKNOWN
    return float(name in example.intents)


def batches(
    examples: Sequence[Example], tokenizer: Tokenizer, text_reader: TextReader, heads: Layout, seed: int
) -> Iterator[Batch]:
    """Batches of about equal numbers of tokens, of messages of about equal length, in a shuffled order."""
    chance = random.Random(seed)
    coded = [
        (tokenizer.encode(seen_by_model(one, text_reader, chance)).ids[:LONGEST], targets_of(one, heads))
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


def loss_of(logits: Tensor, targets: Tensor, heads: Layout, settings: Settings) -> Tensor:
    """The weighted sum of the heads' losses; unknown targets count nothing."""
    known = (targets >= 0).float()
    wanted = targets.clamp(min=0) * (1 - 2 * settings.smoothing) + settings.smoothing
    each = nn.functional.binary_cross_entropy_with_logits(logits, wanted, reduction="none") * known
    total = logits.new_zeros(())
    start = 0
    for head, names in heads.items():
        here = slice(start, start + len(names))
        start += len(names)
        if not names:
            continue
        part, seen, share = each[:, here], known[:, here], settings.head_shares[head]
        if head == "intents":
            total = total + share * intent_loss(logits[:, here], targets[:, here])
            continue
        if head == "level":
            weights = torch.tensor(settings.found_weights)
            part = torch.where(targets[:, here] > 0.5, part * weights, part)
        if head == "kinds":
            # Rows without any of these dangers are the many: a miss would hardly show.
            part = torch.where(targets[:, here] > 0.5, part * settings.kind_weight, part)
        total = total + share * part.sum() / seen.sum().clamp(min=1)
    return total


def intent_loss(logits: Tensor, targets: Tensor) -> Tensor:
    """Which intents hold, each for itself, and which one of all is meant where one alone is.

    The first makes scores that can be read as probabilities, the second puts the right one first.
    """
    known = (targets >= 0).float()
    rows = (known.sum(1) > 0).float()
    each = nn.functional.binary_cross_entropy_with_logits(logits, targets.clamp(min=0), reduction="none")
    by_itself = (each * known).sum() / rows.sum().clamp(min=1)
    alone = targets.clamp(min=0).sum(1) == 1
    if not bool(alone.any()):
        return by_itself
    # What may hold too competes with nothing.
    among = logits[alone].masked_fill(known[alone] == 0, -1e4)
    ranked = nn.functional.cross_entropy(among, targets[alone].argmax(1), label_smoothing=0.0)
    return by_itself + ranked


def fit(
    network: RiskNetwork,
    tokenizer: Tokenizer,
    text_reader: TextReader,
    examples: Sequence[Example],
    settings: Settings,
    after_round: Callable[[int, RiskNetwork, float, float], None],
    keep_in: Path | None = None,
) -> RiskNetwork:
    """Train and return the averaged network.

    `keep_in` is a file that holds the last whole round; a training of the same data goes on from there.

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
                text_reader,
                network.layout,
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
    kept = Kept(keep_in, network, average, (optimizer, word_optimizer), schedule, _digest(rounds, settings))
    for number, shown in enumerate(rounds):
        if number < kept.rounds:
            continue
        started, losses = time.monotonic(), []
        network.train()
        for batch in shown:
            with torch.autocast("cpu", dtype=torch.bfloat16):
                logits, _ = network(batch.ids, batch.mask)
            loss = loss_of(logits.float(), batch.targets, network.layout, settings)
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
        kept.keep(number + 1)
    return average.module


def _digest(rounds: Sequence[Sequence[Batch]], settings: Settings) -> str:
    """A hash over everything that will be shown, in order, and the settings."""
    whole = sha256(repr(settings).encode())
    for shown in rounds:
        for batch in shown:
            whole.update(batch.ids.numpy().tobytes())
            whole.update(batch.targets.numpy().tobytes())
    return whole.hexdigest()


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
