"""Asking whether words may be kept to learn from: once, in fixed words, and recorded; on both databases."""

import asyncio
from itertools import product

import pytest

from app.settings import Settings
from app.wiring import House
from conversation import repository
from conversation.consent import TRANSITIONS, WITHDRAWAL, Consent, Step, after, is_withdrawal
from conversation.consenting import QUESTION, wording
from conversation.errors import ConsentSettled, MayNotBeAsked, NotAskedYet
from conversation.hearing import Assess
from escalation.errors import CaseClosed, CaseNotYours
from flows.model import LANGUAGES
from risk.assessment import Level
from tests.conversation.desk import (
    COPY,
    STAFF,
    WORDS,
    asks,
    closes,
    corrects,
    kept,
    known,
    parent_in_need,
    records,
    taken,
)
from tests.conversation.plain_risk import plain_risk
from tests.conversation.telling import says
from tests.fixtures import Clock, Phone


@pytest.fixture
def risk() -> Assess:
    return plain_risk


async def test_the_word_means_nothing_where_nobody_was_asked(house: House) -> None:
    await parent_in_need(house)
    await says(house, WITHDRAWAL["ka"])
    state = await known(house)
    assert state.consent is None
    async with house.database.reading() as tx:
        assert await repository.consent_history(tx, state.id) == []


async def test_the_question_is_asked_once_in_the_fixed_words(house: House, phone: Phone) -> None:
    case = await parent_in_need(house)
    await asyncio.gather(*(asks(house, case) for _ in range(3)))
    texts = house.intake.rooms.flows.texts
    question = texts.system(QUESTION, "ka", audience="family")
    assert phone.texts("42").count(question) == 1
    await records(house, case, Step.NO)
    with pytest.raises(ConsentSettled, match="refused already"):
        await asks(house, case)
    with pytest.raises(ConsentSettled):
        await records(house, case, Step.YES)
    assert phone.texts("42").count(question) == 1


@pytest.mark.parametrize("step", [Step.YES, Step.NO])
async def test_an_answer_needs_a_question(house: House, step: Step) -> None:
    case = await parent_in_need(house)
    with pytest.raises(NotAskedYet):
        await records(house, case, step)


async def test_who_asked_what_when_and_the_answer_are_recorded(house: House, clock: Clock) -> None:
    case = await parent_in_need(house)
    asked = clock.advance(minutes=1)
    await asks(house, case)
    answered = clock.advance(minutes=1)
    await records(house, case, Step.YES)
    await records(house, case, Step.YES)
    withdrew = clock.advance(days=1)
    await says(house, "withdraw")
    async with house.database.reading() as tx:
        history = await repository.consent_history(tx, case.conversation_id)
    version = wording(house.intake.rooms.flows.texts)
    assert [(e.at, e.actor, e.status, e.case_id, e.wording) for e in history] == [
        (asked, f"staff:{STAFF}", Consent.ASKED, case.id, version),
        (answered, f"staff:{STAFF}", Consent.GIVEN, case.id, version),
        (withdrew, "caller", Consent.WITHDRAWN, None, version),
    ]
    assert {(e.language, e.audience) for e in history} == {("ka", "family")}


async def test_only_the_holder_of_an_open_case_asks_and_records(house: House) -> None:
    case = await parent_in_need(house)
    with pytest.raises(CaseNotYours):
        await asks(house, case, staff="giorgi")
    await asks(house, case)
    with pytest.raises(CaseNotYours):
        await records(house, case, Step.YES, staff="giorgi")
    await closes(house, case)
    with pytest.raises(CaseClosed):
        await records(house, case, Step.YES)


async def test_young_people_are_not_asked_unless_the_service_says_so(house: House, phone: Phone) -> None:
    await says(house, WORDS)
    case = await taken(house)
    heard = len(phone.texts("42"))
    with pytest.raises(MayNotBeAsked, match="MKHARI_TRAINING_CONSENT_MINORS"):
        await asks(house, case)
    assert (len(phone.texts("42")), (await known(house)).consent) == (heard, None)


class TestWhereMinorsMayBeAsked:
    """The service has decided that young people may be asked."""

    @pytest.fixture
    def settings(self, settings: Settings) -> Settings:
        return settings.model_copy(update={"training_consent_minors": True})

    async def test_a_young_person_may_agree(self, house: House) -> None:
        await says(house, WORDS)
        case = await taken(house)
        await asks(house, case)
        await records(house, case, Step.YES)
        await corrects(house, case, 1, Level.LOW)
        assert await kept(house) == [COPY]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_question_names_the_word_that_ends_it(house: House, language: str) -> None:
    texts = house.intake.rooms.flows.texts
    for audience in ("youth", "family"):
        for name in (QUESTION, "training-consent-given"):
            assert WITHDRAWAL[language] in texts.system(name, language, audience=audience)
    assert is_withdrawal(WITHDRAWAL[language])


@pytest.mark.parametrize(
    "text",
    ["", "I withdraw", "withdraw my cash", "stop", "არა", "გამოვიხმობ?? არა", "отзываюсь", "withdraw " * 20],
)
def test_other_words_withdraw_nothing(text: str) -> None:
    assert not is_withdrawal(text)


def test_no_step_makes_consent_of_anything_but_a_yes_to_a_question() -> None:
    for status, step in product([None, *Consent], Step):
        if after(status, step) is Consent.GIVEN:
            assert (status, step) in {(Consent.ASKED, Step.YES), (Consent.GIVEN, Step.YES)}
    assert {status for (status, step) in TRANSITIONS if step is Step.ASK} == {None, Consent.ASKED}
