"""The model's files: where they lie, what their card says, and whether it describes them."""

import json
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from encoder.errors import ModelUnusable

WEIGHTS = Path(__file__).parent / "weights"
NETWORK = "model.onnx"
TOKENIZER = "tokenizer.json"
CARD = "card.json"

_Temperature = Annotated[float, Field(gt=0)]
_Threshold = Annotated[float, Field(gt=0, lt=1)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Head(_Strict):
    """How a head's logits become answers: p = sigmoid(logit / temperature), yes at `yes_from`.

    One name, one temperature and one threshold a logit, in the order of the logits.
    """

    names: list[str]
    temperature: list[_Temperature]
    yes_from: list[_Threshold]

    @model_validator(mode="after")
    def _one_of_each(self) -> "Head":
        if not len(self.names) == len(self.temperature) == len(self.yes_from):
            raise ValueError("names, temperature and yes_from must be of one length")
        return self


class Card(_Strict):
    """What a model's folder says of itself. `sha256` names each file's content.

    `heads` stand in the order of the network's outputs. `of_several` reads a head anew where a message has
    several readings, of which the gravest stands: the more readings, the likelier that one looks grave by
    chance.
    """

    version: str = Field(pattern=r"^[a-z0-9.-]+$", max_length=40)
    sha256: dict[str, str]
    heads: dict[str, Head]
    of_several: dict[str, Head] = {}
    made: dict[str, Any] = {}
    reviewed_by: str | None = None
    reviewed_on: date | None = None

    def described(self, head: str, *, of_several: bool = False) -> Head:
        """How this head is read. Raises `KeyError` for a head that the network has not."""
        own = self.heads[head]
        return self.of_several.get(head, own) if of_several else own

    def stretch(self, name: str) -> slice:
        """Where this head's logits stand among all. Raises `KeyError` for a head that is not there."""
        at = 0
        for head, described in self.heads.items():
            if head == name:
                return slice(at, at + len(described.names))
            at += len(described.names)
        raise KeyError(name)


@dataclass(frozen=True, slots=True)
class ModelFiles:
    """A folder whose files are the ones that its card describes."""

    folder: Path
    card: Card

    @property
    def network(self) -> Path:
        return self.folder / NETWORK

    @property
    def tokenizer(self) -> Path:
        return self.folder / TOKENIZER


def open_files(folder: Path = WEIGHTS) -> ModelFiles:
    """Read the card and compare the files with it. Raises `ModelUnusable`, saying which file."""
    try:
        card = Card.model_validate(json.loads((folder / CARD).read_text(encoding="utf-8")))
    except OSError as error:
        raise ModelUnusable(
            f"{folder / CARD} cannot be read: {error.strerror}; run mkhari risk train"
        ) from None
    except (ValueError, ValidationError) as error:
        raise ModelUnusable(f"{folder / CARD} is not a model card: {error}") from None
    for name in (NETWORK, TOKENIZER):
        if digest(folder / name) != card.sha256.get(name):
            raise ModelUnusable(
                f"{folder / name} is not the file that {CARD} describes; check the model's folder out anew "
                "(git lfs or a text filter may have changed it), or train it again"
            )
    return ModelFiles(folder, card)


def digest(path: Path) -> str:
    """The SHA-256 of a file, in hex. Raises `ModelUnusable` when it cannot be read."""
    try:
        return sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        raise ModelUnusable(f"{path} cannot be read: {error.strerror}; run mkhari risk train") from None
