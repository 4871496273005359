"""Recognises intents in what the network saw of a message, and says honestly when it is not sure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import exp, log
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from encoder.files import Card
from encoder.session import Look, calibrated
from intents.errors import ThresholdsInvalid

HEAD = "intents"
THRESHOLDS = Path(__file__).parent / "thresholds.yaml"
# Below this a score says nothing to anybody.
LEAST_TOLD = 0.01
_NEVER, _ALWAYS = 1e-6, 1 - 1e-6

_Share = Annotated[float, Field(gt=0, lt=1)]


class Thresholds(BaseModel):
    """From which score on an intent is taken for sure or asked about; the file says why.

    `sure_of` names intents with a threshold of their own, which are believed whatever comes second. `lead` is
    how far any other first one must be ahead. Between `ask_from` and sure the two best are asked about.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    reviewed_by: str | None
    sure_from: _Share
    sure_of: dict[str, _Share] = {}
    lead: Annotated[float, Field(ge=0, lt=1)]
    ask_from: _Share

    def sure(self, intent: str) -> float:
        """From which score on this intent is taken for sure."""
        return self.sure_of.get(intent, self.sure_from)


@dataclass(frozen=True, slots=True)
class Scored:
    """An intent of the catalogue and the probability that it holds."""

    id: str
    score: float


@dataclass(frozen=True, slots=True)
class Recognised:
    """What a message is about and asks for.

    `scored` is best first. `chosen` is the intent to act on, None where that would be a guess; `ask` then
    holds the two to ask about, or None where nothing was understood.
    """

    scored: tuple[Scored, ...] = ()
    chosen: str | None = None
    ask: tuple[str, str] | None = None

    def to_json(self) -> dict[str, Any]:
        """The wire shape of `mkhari understand`."""
        return {
            "intents": [{"id": one.id, "score": round(one.score, 4)} for one in self.scored],
            "chosen": self.chosen,
            "ask": None if self.ask is None else list(self.ask),
        }


NOTHING = Recognised()


def recognise(looks: Sequence[Look], card: Card, thresholds: Thresholds) -> Recognised:
    """The intents of one message. A network without such a head recognises none."""
    if not looks or HEAD not in card.heads:
        return NOTHING
    names = card.heads[HEAD].names
    by_reading: dict[int, list[Sequence[float]]] = {}
    for look in looks:
        by_reading.setdefault(id(look.reading), []).append(calibrated(look, card, HEAD))
    # Of a long text each window may hold its own intent; the readings of one text say the same thing, each
    # with its own errors.
    each = [[max(column) for column in zip(*windows, strict=True)] for windows in by_reading.values()]
    scores = [_middle(column) for column in zip(*each, strict=True)]
    return decide(dict(zip(names, scores, strict=True)), thresholds)


def decide(scores: Mapping[str, float], thresholds: Thresholds) -> Recognised:
    """Choose, ask or own up, by the scores of all intents."""
    ranked = sorted((Scored(name, score) for name, score in scores.items()), key=lambda one: -one.score)
    told = tuple(one for one in ranked if one.score >= LEAST_TOLD)
    first, second = [*told, None, None][:2]
    if first is not None and first.id in thresholds.sure_of and first.score >= thresholds.sure(first.id):
        return Recognised(told, chosen=first.id)
    if first is None or first.score < thresholds.ask_from:
        return Recognised(told)
    behind = second.score if second is not None else 0.0
    if first.score >= thresholds.sure(first.id) and first.score - behind >= thresholds.lead:
        return Recognised(told, chosen=first.id)
    if second is None:
        return Recognised(told, chosen=first.id if first.score >= thresholds.sure(first.id) else None)
    return Recognised(told, ask=(first.id, second.id))


def _middle(probabilities: Sequence[float]) -> float:
    """The mean of several opinions, taken on the scale of logits."""
    clipped = [min(max(p, _NEVER), _ALWAYS) for p in probabilities]
    mean = sum(log(p / (1 - p)) for p in clipped) / len(clipped)
    return 1 / (1 + exp(-mean))


@lru_cache(maxsize=1)
def thresholds() -> Thresholds:
    """The thresholds in force. Raises `ThresholdsInvalid`."""
    return read_thresholds(THRESHOLDS)


def read_thresholds(path: Path) -> Thresholds:
    """Read a file of thresholds. Raises `ThresholdsInvalid`, saying what is wrong in it."""
    try:
        return Thresholds.model_validate(YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8")))
    except (OSError, YAMLError) as error:
        raise ThresholdsInvalid(f"{path.name} cannot be read: {type(error).__name__}") from None
    except ValidationError as error:
        fault = error.errors()[0]
        where = ".".join(str(part) for part in fault["loc"]) or "file"
        raise ThresholdsInvalid(f"{path.name}: {where}: {fault['msg']}") from None
