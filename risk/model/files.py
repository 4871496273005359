"""The model's files: where they lie, what their card says, and whether it describes them."""

import json
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from risk.assessment import Flag
from risk.errors import ModelUnusable

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

    One temperature and one threshold a logit.
    """

    temperature: list[_Temperature]
    yes_from: list[_Threshold]


class Card(_Strict):
    """What a model's folder says of itself. `sha256` names each file's content.

    `level_of_several` reads the level of a message with several readings, of which the gravest stands: the
    more readings, the likelier that one looks grave by chance.
    """

    version: str = Field(pattern=r"^[a-z0-9.-]+$", max_length=40)
    sha256: dict[str, str]
    flags: list[Flag]
    level: Head
    level_of_several: Head
    severity: Head
    other: Head
    flag: Head
    made: dict[str, Any] = {}
    reviewed_by: str | None = None
    reviewed_on: date | None = None


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
