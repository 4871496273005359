"""Twenty counsellors reach for one case at the same moment, or one counsellor for two."""

import asyncio

import pytest

from escalation import claiming, repository
from escalation.case import Case, State
from escalation.errors import AtCapacity, CaseAlreadyClaimed, CaseClosed
from store.database import Database
from tests.escalation.cases import claimed, opened, reloaded
from tests.escalation.staffing import employ
from tests.fixtures import START, on_postgresql
from tests.store.locks import somebody_waits_for_a_lock

COUNSELLORS = [f"counsellor-{n}" for n in range(20)]


async def test_one_wins_and_all_others_are_told(database: Database) -> None:
    case = await opened(database)
    await employ(database, *COUNSELLORS)
    results = await asyncio.gather(
        *(claimed(database, case, name) for name in COUNSELLORS), return_exceptions=True
    )
    winners = [result for result in results if isinstance(result, Case)]
    refused = [result for result in results if isinstance(result, CaseAlreadyClaimed)]
    assert (len(winners), len(refused)) == (1, 19)
    now = await reloaded(database, case)
    assert now.claimed_by == winners[0].claimed_by
    assert now.state is State.CLAIMED
    async with database.reading() as tx:
        actions = [event.action for event in await repository.events(tx, case.id)]
    assert actions == ["opened", "claimed"]


async def test_each_of_several_cases_finds_one_holder(database: Database) -> None:
    cases = [await opened(database, conversation_id=f"c{n}") for n in range(5)]
    await employ(database, *COUNSELLORS)
    attempts = [(case, name) for case in cases for name in COUNSELLORS[:4]]
    results = await asyncio.gather(
        *(claimed(database, case, name) for case, name in attempts), return_exceptions=True
    )
    assert sum(isinstance(result, Case) for result in results) == len(cases)
    assert sum(isinstance(result, CaseAlreadyClaimed) for result in results) == len(attempts) - len(cases)


@on_postgresql
async def test_two_claims_at_once_by_one_counsellor_do_not_pass_their_limit(database: Database) -> None:
    """Pressed twice, or in two windows: the second person would be held by somebody who has no room."""
    await employ(database, "nino", capacity=1)
    first, second = await opened(database), await opened(database)

    async def claim(case: Case) -> Case:
        async with database.transaction() as tx:
            return await claiming.claim(tx, case.id, "nino", START)

    async with database.transaction() as tx:
        await claiming.claim(tx, first.id, "nino", START)
        meanwhile = asyncio.create_task(claim(second))
        await somebody_waits_for_a_lock(database)
    with pytest.raises(AtCapacity):
        await meanwhile
    assert (await reloaded(database, second)).state is State.WAITING


@on_postgresql
async def test_a_case_that_is_just_being_closed_is_not_given_to_anybody(database: Database) -> None:
    """The person has said goodbye: their case must not stand at a colleague's as if they were there."""
    await employ(database, "beka", seen_at=START)
    case = await claimed(database, await opened(database), "nino")

    async def reassign() -> Case:
        async with database.transaction() as tx:
            return await claiming.reassign(tx, case.id, "beka", "dali", START)

    async with database.transaction() as tx:
        await repository.change(tx, case.id, state=State.CLOSED.value)
        meanwhile = asyncio.create_task(reassign())
        await somebody_waits_for_a_lock(database)
    with pytest.raises(CaseClosed):
        await meanwhile
    assert (await reloaded(database, case)).claimed_by == "nino"
