"""Twenty counsellors reach for one case at the same moment."""

import asyncio

from escalation import repository
from escalation.case import Case, State
from escalation.errors import CaseAlreadyClaimed
from store.database import Database
from tests.escalation.cases import claimed, opened, reloaded
from tests.escalation.staffing import employ
from tests.fixtures import on_both

pytestmark = on_both

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
