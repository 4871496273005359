"""Words that people agreed to leave us to learn from: sealed under a key of their own, nothing beside them.

A row has a random id, what was written and its right level. Which conversation it came from is known to the
conversation alone, which holds the id sealed under its own key, so that it can take the copy back.
"""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

import orjson
from sqlalchemy import delete, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from store.sealing import Vault
from store.tables import training_texts

_PLACE = "training"


@dataclass(frozen=True, slots=True)
class TrainingText:
    """What is learnt from: the words, their level's label, language (`ka`, `ru`, `en`, `und`), script."""

    text: str
    level: str
    language: str
    script: str


async def add(tx: AsyncConnection, vault: Vault, text: TrainingText) -> str:
    """Keep a copy; returns its id."""
    text_id = uuid.uuid4().hex
    body = {"text": text.text, "level": text.level, "language": text.language, "script": text.script}
    sealed = vault.training.seal(orjson.dumps(body), _PLACE, text_id)
    await tx.execute(training_texts.insert().values(id=text_id, sealed=sealed))
    return text_id


async def remove(tx: AsyncConnection, text_ids: Sequence[str]) -> None:
    """Take copies back."""
    await tx.execute(delete(training_texts).where(training_texts.c.id.in_(list(text_ids))))


async def count(tx: AsyncConnection) -> int:
    """How many copies are kept."""
    return (await tx.execute(select(func.count()).select_from(training_texts))).scalar_one()


async def read_all(tx: AsyncConnection, vault: Vault) -> list[TrainingText]:
    """Every copy, in the order of their random ids, which tells nothing. Raises `CannotOpenSealed`."""
    rows = (await tx.execute(select(training_texts).order_by(training_texts.c.id))).all()
    return [TrainingText(**orjson.loads(vault.training.open(row.sealed, _PLACE, row.id))) for row in rows]
