"""Words are kept to learn from with consent only, and gone at once when it ends: on both databases."""

import pytest

from app.wiring import House
from conversation import repository
from conversation.channel import Command, InboundKind
from conversation.consent import WITHDRAWAL, Consent, Step
from conversation.hearing import Assess
from risk.assessment import Level
from store import training
from store.errors import CannotOpenSealed
from store.tables import metadata
from store.training import TrainingText
from tests.conversation.desk import (
    COPY,
    STAFF,
    WORDS,
    agreed,
    asks,
    closes,
    corrects,
    kept,
    known,
    parent_in_need,
    records,
    said,
    seq_of,
)
from tests.conversation.plain_risk import plain_risk
from tests.conversation.telling import commands, presses, says
from tests.fixtures import Phone


@pytest.fixture
def risk() -> Assess:
    return plain_risk


async def test_nothing_is_kept_without_consent(house: House) -> None:
    case = await parent_in_need(house)
    await corrects(house, case, await seq_of(house), Level.LOW)
    assert await kept(house) == []
    await asks(house, case)
    await corrects(house, case, await seq_of(house), Level.NONE)
    assert await kept(house) == [], "a question is no answer"
    await records(house, case, Step.NO)
    await corrects(house, case, await seq_of(house), Level.LOW)
    assert await kept(house) == []


async def test_with_consent_a_corrected_message_is_kept_with_its_last_level(house: House) -> None:
    case = await agreed(house)
    await corrects(house, case, await seq_of(house), Level.IMMINENT)
    assert await kept(house) == [TrainingText(WORDS, "imminent", "ka", "Geor")]


async def test_what_was_corrected_before_consent_is_kept_from_then_on(house: House) -> None:
    case = await parent_in_need(house)
    seq = await seq_of(house)
    await corrects(house, case, seq, Level.NONE)
    await corrects(house, case, seq, Level.LOW)
    await asks(house, case)
    await records(house, case, Step.YES)
    assert await kept(house) == [COPY]


async def test_messages_that_nobody_corrected_and_buttons_are_not_kept(house: House) -> None:
    case = await agreed(house)
    await says(house, "moderate and more words")
    pressed = await presses(house, "crisis.safe_now.not_safe")
    await corrects(house, case, pressed.inbound_seq, Level.HIGH)
    assert await kept(house) == [COPY]


@pytest.mark.parametrize("word", [*WITHDRAWAL.values(), "/withdraw", "Withdraw.", " ОТЗЫВАЮ!", "gamovikhmob"])
async def test_one_word_ends_it_and_the_copies_are_gone(house: House, phone: Phone, word: str) -> None:
    case = await agreed(house)
    await says(house, word)
    assert await kept(house) == []
    state = await known(house)
    assert state.consent is Consent.WITHDRAWN
    texts = house.intake.rooms.flows.texts
    told = texts.system("training-consent-withdrawn", state.language, audience="family")
    assert phone.texts("42")[-1] == told
    await corrects(house, case, await seq_of(house), Level.NONE)
    assert await kept(house) == [], "nothing is kept after a withdrawal either"


async def test_it_can_be_taken_back_after_the_case_is_closed(house: House) -> None:
    case = await agreed(house)
    await closes(house, case)
    assert await kept(house) == [COPY]
    await says(house, WITHDRAWAL["ka"])
    assert await kept(house) == []


async def test_a_no_after_a_yes_takes_it_back(house: House) -> None:
    case = await agreed(house)
    await records(house, case, Step.NO)
    assert await kept(house) == []
    assert (await known(house)).consent is Consent.WITHDRAWN


async def test_deleting_the_conversation_takes_the_copies_with_it(house: House) -> None:
    case = await agreed(house)
    await commands(house, Command.DELETE, "yes")
    assert await kept(house) == []
    async with house.database.reading() as tx:
        history = await repository.consent_history(tx, case.conversation_id)
        corrections = await repository.corrections_of(tx, case.conversation_id)
    assert history[-1].status is Consent.WITHDRAWN
    assert [correction.sealed_copy for correction in corrections] == [None]


async def test_withdrawing_beside_a_danger_does_both(house: House) -> None:
    await agreed(house)
    await says(house, "withdraw", kind=InboundKind.TEXT)
    assert await kept(house) == []
    await says(house, "imminent")
    assert (await known(house)).level(house.api.clock()) is Level.IMMINENT


async def test_a_copy_leads_back_to_nobody(house: House) -> None:
    """Neither a column nor a value of its row stands anywhere else, and no conversation's key opens it."""
    case = await agreed(house)
    state = await known(house)
    tables = metadata.tables
    assert set(tables["training_texts"].c.keys()) == {"id", "sealed"}
    async with house.database.reading() as tx:
        (row,) = (await tx.execute(tables["training_texts"].select())).all()
        elsewhere = [
            value
            for name, table in tables.items()
            if name != "training_texts"
            for found in (await tx.execute(table.select())).all()
            for value in found
        ]
    assert not {row.id, row.id.encode(), row.sealed} & set(elsewhere)
    assert not [v for v in elsewhere if isinstance(v, bytes) and row.id.encode() in v]
    for secret in (case.id, case.conversation_id, state.address, STAFF, WORDS):
        assert secret.encode() not in row.sealed
    for key in (state.key, house.vault.house):
        with pytest.raises(CannotOpenSealed):
            key.open(row.sealed, "training", row.id)
    opened = house.vault.training.open(row.sealed, "training", row.id)
    for secret in (case.id, case.conversation_id, STAFF):
        assert secret.encode() not in opened


async def test_a_moved_copy_does_not_open(house: House) -> None:
    await agreed(house)
    table = metadata.tables["training_texts"]
    async with house.database.transaction() as tx:
        await tx.execute(table.update().values(id="0" * 32))
    async with house.database.reading() as tx:
        with pytest.raises(CannotOpenSealed):
            await training.read_all(tx, house.vault)


async def test_an_unknown_message_is_nothing_to_copy(house: House) -> None:
    """A photo with words has words; without any there is nothing of the caller's to keep."""
    case = await agreed(house)
    photo = await says(house, "high words under a photo", kind=InboundKind.MEDIA, media="photo")
    await corrects(house, case, photo.inbound_seq, Level.HIGH)
    voice = await says(house, "", kind=InboundKind.MEDIA, media="voice")
    await corrects(house, case, voice.inbound_seq, Level.HIGH)
    assert (await said(house, voice.inbound_seq)).counted is Level.HIGH
    assert sorted(text.text for text in await kept(house)) == ["high words under a photo", WORDS]
