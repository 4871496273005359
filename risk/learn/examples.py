"""Rows of the corpus and everyday sentences -> examples to learn from, altered anew in each round.

An alteration never changes a label: a typo, another alphabet, an emoji, or everyday talk around the message.
Two messages of the same part may also be told in one breath; then the graver one decides.
"""

import csv
import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from encoder.readings import TextReader
from encoder.transliterate import GEORGIAN_STYLES, RUSSIAN_STYLES
from risk.assessment import Flag, Kind, Level, Subject
from risk.corpus_files import Row
from risk.learn.errors import SourceFileInvalid
from risk.perturb import PERTURBATIONS

_ALTERED = 0.30
_JOINED = 0.12
# Half of young Georgia types in Latin letters; the corpus holds fewer of them than the service will see.
_RESPELLED = {"ka": 0.20, "ru": 0.06}
_UNSEVERE = (0, 0)

_ALTERATIONS = sorted(name for name in PERTURBATIONS if "latin" not in name)

# Emotions of the everyday English file that say nothing of distress.
_CALM = frozenset(
    {"admiration", "amusement", "approval", "caring", "curiosity", "desire", "excitement", "gratitude", "joy"}
    | {"love", "neutral", "optimism", "pride", "realization", "relief", "surprise"}
    | {"annoyance", "anger", "disapproval", "confusion"}
)


@dataclass(frozen=True, slots=True)
class Example:
    """One message with its targets.

    `level` is the level, or the highest that may be meant where `least` is lower. `severity` are the lowest
    and the highest C-SSRS severity that the label allows. None means unknown: of `severity`, `other` (it
    speaks of somebody else), `flags` and `intents`. `kinds` are the other dangers that it shows, `without`
    those that it surely does not show; `maybe` the intents that may hold or not. `own` marks messages of our
    own, which are altered; others are shown as they are.
    """

    text: str
    language: str
    script: str
    level: Level
    other: bool | None
    flags: frozenset[Flag] | None
    severity: tuple[int, int] | None
    own: bool = True
    least: Level | None = None
    kinds: Mapping[Kind, Level] = field(default_factory=dict)
    without: frozenset[Kind] = frozenset()
    intents: frozenset[str] | None = None
    maybe: frozenset[str] = frozenset()


def from_rows(rows: Iterable[Row]) -> list[Example]:
    """One example a row of the risk corpus."""
    found: list[Example] = []
    for row in rows:
        kinds, without = _dangers(row)
        found.append(
            Example(
                text=row.text,
                language=row.language,
                script=row.script,
                level=row.level,
                other=row.subject is Subject.OTHER,
                flags=row.flags,
                severity=_severity(row.level, row.flags) if row.severity is None else (row.severity,) * 2,
                kinds=kinds,
                without=without,
            )
        )
    return found


# The flags of files written before kinds were, and the kinds that they may hide.
_HIDDEN = {Flag.ABUSE: {Kind.ABUSE, Kind.VIOLENCE_NOW}, Flag.BLACKMAIL: {Kind.BLACKMAIL}}
# What the guideline called low in those files, without a flag.
_UNFLAGGED = frozenset({Kind.THREAT_TO_OTHERS, Kind.MISSING, Kind.FORCED_MARRIAGE, Kind.VIOLENCE_NOW})


def _dangers(row: Row) -> tuple[dict[Kind, Level], frozenset[Kind]]:
    """The kinds that a row shows, and those that it surely does not."""
    shown = dict(row.kinds or {})
    without = set(Kind) - shown.keys()
    if row.kinds is None:
        for flag in row.flags:
            without -= _HIDDEN.get(flag, set())
        if row.level is Level.LOW:
            without -= _UNFLAGGED
    if Flag.ATTEMPT in row.flags and row.level is Level.IMMINENT:
        shown[Kind.ATTEMPT_IN_PROGRESS] = Level.IMMINENT
    if row.level >= Level.HIGH:
        without.discard(Kind.ATTEMPT_IN_PROGRESS)
    return shown, frozenset(without - shown.keys())


def _severity(level: Level, flags: frozenset[Flag]) -> tuple[int, int] | None:
    """What the level and its flags say of the C-SSRS scale, as GUIDELINE.md sets it."""
    if level <= Level.LOW:
        return None if Flag.ATTEMPT in flags else _UNSEVERE
    if Flag.ATTEMPT in flags:
        return 6, 6
    if level is Level.MODERATE:
        return (0, 1) if Flag.SELF_HARM in flags else (1, 1)
    if level is Level.HIGH:
        if flags >= {Flag.PLAN, Flag.TIME}:
            return 4, 6
        return (3 if flags & {Flag.MEANS, Flag.PLAN} else 2), 6
    return 4, 6


def everyday(folder: Path) -> list[Example]:
    """Everyday sentences whose licence allows shipped weights: GoEmotions (Apache-2.0) and Tatoeba (CC BY).

    `folder` holds `goemotions_sample.csv`, `georgian_benign.csv` and `parallel_ru_en_ka.csv`. Rows of other
    sources in these files carry a share-alike licence and are left out. Raises `SourceFileInvalid`.
    """
    found = [
        _plain(row["text"], "en", "Latn")
        for row in _table(folder / "goemotions_sample.csv", "text", "emotions")
        if set(row["emotions"].split("|")) <= _CALM
    ]
    found += [
        _plain(row["text"], "ka", "Geor")
        for row in _table(folder / "georgian_benign.csv", "text", "source")
        if row["source"] == "tatoeba"
    ]
    found += [
        _plain(row["text"], row["lang"], "Cyrl" if row["lang"] == "ru" else "Latn")
        for row in _table(folder / "parallel_ru_en_ka.csv", "text", "source", "lang")
        if row["source"] == "tatoeba"
    ]
    return found


# What a severity says of the level: lowest and highest; see GUIDELINE.md.
_LEVELS_OF_SEVERITY = {
    0: (Level.NONE, Level.LOW),
    1: (Level.MODERATE, Level.MODERATE),
    2: (Level.HIGH, Level.HIGH),
    3: (Level.HIGH, Level.HIGH),
    4: (Level.HIGH, Level.IMMINENT),
    5: (Level.HIGH, Level.IMMINENT),
    6: (Level.MODERATE, Level.IMMINENT),
}


def posts(path: Path, first: int) -> list[Example]:
    """The first rows of a table of English posts with human C-SSRS severities (`text`, `severity` 0 to 6).

    Raises `SourceFileInvalid`, naming the row.
    """
    found: list[Example] = []
    for number, row in enumerate(_table(path, "text", "severity")[:first], start=1):
        try:
            severity = int(row["severity"])
            least, most = _LEVELS_OF_SEVERITY[severity]
        except (ValueError, KeyError):
            raise SourceFileInvalid(
                f"{path.name}, row {number}: severity is not a whole number from 0 to 6"
            ) from None
        found.append(Example(row["text"], "en", "Latn", most, None, None, (severity, severity), least=least))
    return found


def _plain(text: str, language: str, script: str) -> Example:
    return Example(
        text, language, script, Level.NONE, False, frozenset(), _UNSEVERE, own=False, without=frozenset(Kind)
    )


def _table(path: Path, *columns: str) -> list[dict[str, str]]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
    except OSError as error:
        raise SourceFileInvalid(f"{path.name} cannot be read: {error.strerror}; check its folder") from None
    if not rows or not set(columns) <= set(rows[0]):
        raise SourceFileInvalid(f"{path.name} lacks one of the columns {', '.join(columns)}")
    return rows


def altered(examples: Sequence[Example], everyday_share: float, seed: int) -> list[Example]:
    """One round: every example of the corpus, some altered or joined, and a sample of everyday sentences.

    `everyday_share` is their number as a share of the corpus. The same seed gives the same round.
    """
    chance = random.Random(seed)
    own = [one for one in examples if one.own]
    plain = [one for one in examples if not one.own]
    made = [_altered(_joined(one, own, plain, chance), chance) for one in own]
    made += chance.sample(plain, min(len(plain), round(everyday_share * len(own))))
    chance.shuffle(made)
    return made


def _altered(example: Example, chance: random.Random) -> Example:
    if chance.random() < _RESPELLED.get(example.language, 0.0) and example.script != "Latn":
        return respelled(example, chance)
    if chance.random() >= _ALTERED:
        return example
    text = example.text
    for name in chance.sample(_ALTERATIONS, chance.choice((1, 1, 2))):
        text = PERTURBATIONS[name](text, chance)
    return replace(example, text=text)


def respelled(example: Example, chance: random.Random) -> Example:
    """The same message in Latin letters, in one of the ways that people type its language."""
    styles = GEORGIAN_STYLES if example.language == "ka" else RUSSIAN_STYLES
    return replace(example, text=styles[chance.choice(sorted(styles))](example.text, chance), script="Latn")


def _joined(
    example: Example, own: Sequence[Example], plain: Sequence[Example], chance: random.Random
) -> Example:
    if chance.random() >= _JOINED:
        return example
    pool = own if chance.random() < 0.5 or not plain else plain
    others = [chance.choice(pool) for _ in range(40)]
    # Beside a message whose intents nobody told, those of the other could not be learnt.
    fitting = [
        one
        for one in others
        if (one.language, one.script) == (example.language, example.script)
        and (not one.own or (one.intents is None) == (example.intents is None))
    ]
    if not fitting or len(example.text) + len(fitting[0].text) > 900:
        return example
    first, second = (example, fitting[0]) if chance.random() < 0.5 else (fitting[0], example)
    return join(first, second, chance.choice((" ", ". ", "\n", ", ")))


def join(first: Example, second: Example, between: str) -> Example:
    """Two messages told in one breath: the graver level and what goes with it, the flags of both.

    With a message labelled by bounds both bounds are the higher ones. What is unknown of one is unknown of
    both.
    """
    graver = first if (first.level, not first.other) >= (second.level, not second.other) else second
    severity = None
    if first.severity and second.severity:
        severity = max(first.severity[0], second.severity[0]), max(first.severity[1], second.severity[1])
    bounded = [one.level if one.least is None else one.least for one in (first, second)]
    kinds = dict(first.kinds)
    for kind, level in second.kinds.items():
        kinds[kind] = max(level, kinds.get(kind, level))
    unknown = [kind for kind in Kind for one in (first, second) if kind not in {*one.kinds, *one.without}]
    return replace(
        graver,
        text=first.text + between + second.text,
        other=first.other if first.other == second.other else None if kinds else graver.other,
        flags=None if first.flags is None or second.flags is None else first.flags | second.flags,
        severity=severity,
        own=first.own or second.own,
        least=None if first.least is second.least is None else max(bounded),
        kinds=kinds,
        without=frozenset(Kind) - kinds.keys() - set(unknown),
        intents=None if first.intents is None or second.intents is None else first.intents | second.intents,
        maybe=(first.maybe | second.maybe)
        - ((first.intents or frozenset()) | (second.intents or frozenset())),
    )


def seen_by_model(example: Example, text_reader: TextReader, chance: random.Random) -> str:
    """One of the message's readings: where the letters allow another one, either is shown now and then."""
    return chance.choice(text_reader.readings(example.text)).text
