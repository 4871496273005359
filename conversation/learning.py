"""Copies of words to learn from: made while the caller agrees, taken back at once when that ends."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from conversation import repository
from conversation.consent import Consent, Step, after
from conversation.outcome import Rooms
from conversation.repository import BY_CALLER, ConsentEvent, Correction
from conversation.state import State
from store import training
from store.sealing import Vault
from store.training import TrainingText

_PLACE = "training-copy"


def may_be_asked(rooms: Rooms, audience: str) -> bool:
    """Whether somebody with this form of address may be asked to leave words to learn from.

    Nobody is asked for their age, so everybody who is spoken to as a young person counts as a minor.
    """
    return audience != "youth" or rooms.minors_may_consent


async def keep(tx: AsyncConnection, rooms: Rooms, state: State) -> None:
    """Of each corrected message with words keep one copy, under the level that was decided last.

    Does nothing without consent. Expects that the conversation is locked.
    """
    if state.consent is not Consent.GIVEN or not may_be_asked(rooms, state.audience):
        return
    found = await repository.corrections_of(tx, state.id)
    last = {correction.message_seq: correction for correction in found}
    outdated = [one for one in found if one.n != last[one.message_seq].n]
    await _take_back(tx, state, outdated)
    for correction in last.values():
        if correction.sealed_copy is None:
            await _copy(tx, rooms.vault, state, correction)


async def _copy(tx: AsyncConnection, vault: Vault, state: State, correction: Correction) -> None:
    message = await repository.find_message(tx, state.id, state.key, correction.message_seq)
    if message is None or "assessment" not in message.body:
        return  # a button or a picture has no words of the caller
    found = message.body["assessment"]
    text = TrainingText(message.text, correction.level.label, found["language"], found["script"])
    text_id = await training.add(tx, vault, text)
    sealed = state.key.seal(text_id.encode(), _PLACE, state.id, str(correction.n))
    await repository.set_copy(tx, state.id, [correction.n], sealed)


async def take_back(tx: AsyncConnection, state: State) -> None:
    """Remove every copy of this conversation's words."""
    await _take_back(tx, state, await repository.corrections_of(tx, state.id))


async def _take_back(tx: AsyncConnection, state: State, outdated: Sequence[Correction]) -> None:
    copies = {
        correction.n: state.key.open(correction.sealed_copy, _PLACE, state.id, str(correction.n)).decode()
        for correction in outdated
        if correction.sealed_copy is not None
    }
    if copies:
        await training.remove(tx, list(copies.values()))
        await repository.set_copy(tx, state.id, list(copies), None)


async def withdraw(tx: AsyncConnection, state: State, now: datetime) -> None:
    """The caller takes consent back, or deletes everything: no copy is left."""
    await take_back(tx, state)
    status = after(state.consent, Step.WITHDRAW)
    if status is None:
        return
    asked = (await repository.consent_history(tx, state.id))[-1]
    event = ConsentEvent(now, BY_CALLER, status, None, asked.wording, state.language, state.audience)
    await repository.add_consent(tx, state.id, event)
