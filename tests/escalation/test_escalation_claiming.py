"""Taking people and letting them go: nobody is overloaded, nobody who is let go waits as if they were new."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy.ext.asyncio import AsyncConnection

from escalation import claiming, closing, presence, repository, service
from escalation.case import Case, Outcome, State, TransferKind, Urgency
from escalation.closing import Ending
from escalation.errors import (
    AtCapacity,
    EscalationError,
)
from escalation.policy import Place, policy
from escalation.service import PAGE, WATCH, WATCH_EVERY
from store.database import Database
from store.tables import deadlines as timer_table
from tests.escalation.cases import need, opened, reloaded, timers
from tests.escalation.staffing import employ
from tests.fixtures import START, on_sqlite

NOW = START + timedelta(seconds=15)
Work = Callable[[AsyncConnection], Awaitable[Case]]
pytestmark = on_sqlite


async def done(database: Database, work: Work) -> Case | str:
    """The case afterwards, or the name of what the counsellor is told instead."""
    try:
        async with database.transaction() as tx:
            return await work(tx)
    except EscalationError as refused:
        return type(refused).__name__


def claim(case: Case, staff_id: str = "nino", *, beyond_limit: bool = False) -> Work:
    return lambda tx: claiming.claim(tx, case.id, staff_id, NOW, beyond_limit=beyond_limit)


def take_next(staff_id: str, now: datetime = NOW) -> Work:
    return lambda tx: claiming.next_case(tx, staff_id, now)


def lose(case: Case) -> Work:
    return lambda tx: claiming.lose(tx, case, "holder_gone", NOW)


def reassign(case: Case, to: str) -> Work:
    return lambda tx: claiming.reassign(tx, case.id, to, "dali", NOW)


async def held(database: Database, staff_id: str = "nino", urgency: Urgency = Urgency.URGENT) -> Case:
    """A case that somebody took at the start."""
    case = await opened(database, need(urgency))
    async with database.transaction() as tx:
        return await claiming.claim(tx, case.id, staff_id, START, beyond_limit=True)


async def with_everything_set(database: Database, case: Case) -> Case:
    """The case, offered to a colleague; another had said that they were coming when it last waited."""
    async with database.transaction() as tx:
        await repository.change(
            tx,
            case.id,
            state=State.IN_TRANSFER.value,
            transfer_to="beka",
            transfer_kind=TransferKind.COLD.value,
            acknowledged_by="beka",
            acknowledged_at=START,
        )
    return await reloaded(database, case)


async def closed(database: Database, case: Case, staff_id: str = "nino") -> Case:
    async with database.transaction() as tx:
        return await closing.close(tx, case.id, staff_id, Ending(Outcome.SUPPORTED), START)


async def last_line(database: Database, case: Case) -> tuple[str, str, str, str]:
    """Who did what last, with which state after it, as the history has it."""
    async with database.reading() as tx:
        event = (await repository.events(tx, case.id))[-1]
    assert event.at == NOW
    return event.actor, event.action, event.state, event.detail


async def seen(database: Database, staff_id: str) -> bool:
    async with database.reading() as tx:
        worker = await repository.worker(tx, staff_id)
    return worker is not None and worker.seen_at == NOW


async def pages_from(database: Database, case: Case) -> Place | None:
    """From where on the ladder people are called, now."""
    assert await timers(database, case) == {PAGE: NOW}
    query = timer_table.select().where(timer_table.c.subject_id == case.id)
    async with database.reading() as tx:
        return Place.read((await tx.execute(query)).one().rung)


async def test_who_takes_a_person_is_on_record_as_there_and_is_watched(database: Database) -> None:
    """A person who had left while they waited and is taken after all counts as there again."""
    await employ(database, "nino")
    case = await opened(database)
    async with database.transaction() as tx:
        await service.mark_abandoned(tx, case, START, "silent")
    before = await reloaded(database, case)
    taken = await done(database, claim(case))
    assert taken == replace(
        before,
        state=State.CLAIMED,
        claimed_by="nino",
        claimed_at=NOW,
        unanswered_since=NOW,
        abandoned_at=None,
        version=before.version + 1,
    )
    assert await last_line(database, case) == ("staff:nino", "claimed", "claimed", "")
    assert await timers(database, case) == {WATCH: NOW + WATCH_EVERY}
    assert await seen(database, "nino"), "or the case would be lost again at the next look"


async def test_one_more_than_the_limit_is_taken_only_on_purpose_and_stands_in_the_history(
    database: Database,
) -> None:
    """Who is given a fifth chat unasked answers all five too late."""
    await employ(database, "nino", capacity=2, emergencies=1)
    await held(database, urgency=Urgency.EMERGENCY)
    second, third = await opened(database), await opened(database)
    emergency = await opened(database, need(Urgency.EMERGENCY))
    with pytest.raises(AtCapacity, match="you hold 1 chats, 1 of them emergencies"):
        async with database.transaction() as tx:
            await claiming.claim(tx, emergency.id, "nino", NOW)
    assert await reloaded(database, emergency) == emergency
    # On purpose, and yet within the limit.
    assert isinstance(await done(database, claim(second, beyond_limit=True)), Case)
    assert await last_line(database, second) == ("staff:nino", "claimed", "claimed", "")
    assert await done(database, claim(third)) == "AtCapacity"
    assert isinstance(await done(database, claim(third, beyond_limit=True)), Case)
    assert await last_line(database, third) == ("staff:nino", "claimed", "claimed", "beyond_limit")


async def test_who_is_full_is_told_what_is_true_of_a_case_that_does_not_wait(database: Database) -> None:
    """Not that they are full: who claims their own person again must get to them."""
    await employ(database, "nino", "beka", capacity=1)
    mine, ended, others = await held(database), await held(database), await held(database, "beka")
    await closed(database, ended)
    assert await done(database, claim(mine)) == mine
    assert await done(database, claim(others)) == "CaseAlreadyClaimed"
    assert await done(database, claim(ended)) == "CaseClosed"
    assert await done(database, claim(mine, "nobody")) == "NoSuchCounsellor"
    assert await reloaded(database, others) == others


async def test_the_next_person_is_named_and_not_yet_taken(database: Database) -> None:
    await employ(database, "nino", languages="ka", audiences="youth")
    await held(database)
    later = await opened(database, now=START + timedelta(seconds=1))
    first = await opened(database)
    await opened(database, need(Urgency.ROUTINE))
    assert await done(database, take_next("nino")) == first
    assert await reloaded(database, first) == first
    assert later.state is State.WAITING


async def test_who_can_take_nobody_is_told_whether_it_is_for_their_hands_or_for_an_empty_queue(
    database: Database,
) -> None:
    """Full hands call for a colleague; to who is free it must not be said that they are full."""
    await employ(database, "nino", languages="ka", audiences="youth", capacity=2, emergencies=1)
    await employ(database, "rusudan", languages="ru", audiences="youth", capacity=1)
    nobody = {"nino": "NobodyWaits", "rusudan": "NobodyWaits", "stranger": "NoSuchCounsellor"}

    async def told() -> dict[str, str]:
        return {name: str(await done(database, take_next(name))) for name in nobody}

    assert await told() == nobody
    await held(database, urgency=Urgency.EMERGENCY)
    assert await told() == nobody, "who is held does not wait"
    emergency = await opened(database, need(Urgency.EMERGENCY))
    assert await told() == {**nobody, "nino": "AtCapacity"}, "the other speaks no Georgian"
    with pytest.raises(AtCapacity, match="you hold 1 chats, 1 of them emergencies"):
        async with database.transaction() as tx:
            await claiming.next_case(tx, "nino", NOW)
    await held(database, "rusudan")
    assert await told() == {**nobody, "nino": "AtCapacity"}, "full, and nobody waits for them"
    minute = emergency.waiting_since + policy().queue.anybody_after
    full = await done(database, take_next("rusudan", minute))
    assert full == "AtCapacity", "from now on they could take the case if their hands were free"


@pytest.mark.parametrize("answered", [True, False], ids=["answered", "unanswered"])
async def test_who_is_handed_back_is_called_out_from_the_first_rung_and_keeps_their_place(
    database: Database, answered: bool
) -> None:
    """From the second rung on, nobody who is on duty would be called first."""
    await employ(database, "nino")
    case = await with_everything_set(database, await held(database))
    if answered:
        async with database.transaction() as tx:
            await service.answered(tx, case)
    before = await reloaded(database, case)
    back = await done(database, lambda tx: claiming.hand_back(tx, case.id, "nino", "shift_over", NOW))
    assert back == replace(
        before,
        state=State.WAITING,
        claimed_by=None,
        claimed_at=None,
        transfer_to=None,
        transfer_kind=None,
        acknowledged_by=None,
        acknowledged_at=None,
        unanswered_since=NOW if answered else START,
        version=before.version + 1,
    )
    assert await pages_from(database, case) == Place(on_duty=True, index=0, repeats=0, returned="quiet")
    assert await last_line(database, case) == ("staff:nino", "hand_back", "waiting", "shift_over")


async def test_whose_counsellor_is_gone_is_called_out_from_the_backup_on(database: Database) -> None:
    """Who was called first has just lost them: to call the same one again would cost a minute."""
    await employ(database, "nino")
    for urgency in Urgency:
        case = await with_everything_set(database, await held(database, urgency=urgency))
        back = await done(database, lose(case))
        assert isinstance(back, Case)
        assert (back.state, back.claimed_by, back.transfer_to) == (State.WAITING, None, None)
        place = await pages_from(database, case)
        assert place is not None
        rungs = policy().on_duty.of(urgency).rungs
        assert (place.on_duty, rungs[place.index].rung, place.repeats) == (True, "backup", 0)
        assert place.returned == "quiet", "the person was just told"
        assert await last_line(database, case) == ("system", "lose", "waiting", "holder_gone")


async def test_a_case_that_is_not_held_cannot_be_lost(database: Database) -> None:
    """A closed one that waited again would call people out for somebody who said goodbye."""
    await employ(database, "nino")
    ended = await closed(database, await held(database))
    for case in (ended, await opened(database)):
        was = await timers(database, case)
        assert await done(database, lose(case)) == "CaseClosed"
        assert await reloaded(database, case) == case
        assert await timers(database, case) == was


async def test_a_case_that_was_closed_meanwhile_is_not_torn_open(database: Database) -> None:
    await employ(database, "nino")
    seen_before = await held(database)
    ended = await closed(database, seen_before)
    await done(database, lose(seen_before))
    now = await reloaded(database, ended)
    assert (now.state, now.claimed_by) == (State.CLOSED, ended.claimed_by)


async def test_a_supervisor_gives_a_person_to_somebody_who_is_there(database: Database) -> None:
    await employ(database, "nino", "beka")
    async with database.transaction() as tx:
        await presence.seen(tx, "beka", NOW)
    offered = await with_everything_set(database, await held(database))
    for case in (offered, await opened(database)):
        given = await done(database, reassign(case, "beka"))
        assert given == replace(
            case,
            state=State.CLAIMED,
            claimed_by="beka",
            claimed_at=NOW,
            unanswered_since=NOW,
            transfer_to=None,
            transfer_kind=None,
            acknowledged_by=None,
            acknowledged_at=None,
            version=case.version + 1,
        )
        assert await last_line(database, case) == ("staff:dali", "reassigned", "claimed", "to:beka")
        assert await timers(database, case) == {WATCH: NOW + WATCH_EVERY}


async def test_nobody_is_given_to_who_is_gone_and_no_closed_case_to_anybody(database: Database) -> None:
    """A person given to an empty chair waits without anybody being called."""
    await employ(database, "nino", "beka")
    await employ(database, "gone", seen_at=NOW - policy().presence.gone_after)
    await employ(database, "there", seen_at=NOW)
    case, ended = await held(database), await closed(database, await held(database))
    asked = ((case, "beka"), (case, "gone"), (case, "nobody"), (ended, "there"))
    told = [await done(database, reassign(one, name)) for one, name in asked]
    assert told == ["CounsellorAway", "CounsellorAway", "NoSuchCounsellor", "CaseClosed"]
    for one in (case, ended):
        assert await reloaded(database, one) == one
