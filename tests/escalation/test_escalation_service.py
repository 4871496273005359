"""Cases from opening to closing, on both databases."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from escalation import claiming, closing, repository, service
from escalation.case import Outcome, State, Urgency
from escalation.closing import Ending
from escalation.errors import CaseAlreadyClaimed, CaseClosed, CaseNotFound, CaseNotYours
from escalation.service import PAGE, WATCH, WATCH_EVERY, Need
from risk.assessment import Danger, Flag, Kind, Level, Subject, gravest_first
from store.database import Database
from tests.escalation.cases import claimed, need, opened, reloaded, timers
from tests.escalation.staffing import employ
from tests.fixtures import START, on_sqlite

DANGERS = st.builds(
    Danger,
    st.sampled_from(Kind),
    st.sampled_from([level for level in Level if level >= Level.MODERATE]),
    st.sampled_from(Subject),
)
NEEDS = st.builds(
    Need,
    urgency=st.sampled_from(Urgency),
    level=st.sampled_from(Level),
    subject=st.sampled_from(["self", "other"]),
    flags=st.lists(st.sampled_from([flag.value for flag in Flag]), unique=True).map(
        lambda f: tuple(sorted(f))
    ),
    reason=st.sampled_from(["risk_high", "danger_abuse", "asked_for_person"]),
    kinds=st.lists(DANGERS, max_size=4).map(gravest_first),
)


async def closed(database: Database, case_id: str, staff_id: str) -> None:
    async with database.transaction() as tx:
        await closing.close(tx, case_id, staff_id, Ending(Outcome.SUPPORTED), START)


async def test_a_new_case_waits_and_its_first_page_is_due_at_once(database: Database) -> None:
    case = await opened(database)
    assert (case.state, case.claimed_by) == (State.WAITING, None)
    assert await timers(database, case) == {PAGE: START}
    assert await reloaded(database, case) == case


async def test_a_claim_ends_paging_and_begins_watching(database: Database) -> None:
    case = await opened(database)
    taken = await claimed(database, case, "nino", START + timedelta(seconds=15))
    assert (taken.state, taken.claimed_by) == (State.CLAIMED, "nino")
    assert taken.claimed_at == START + timedelta(seconds=15)
    assert await timers(database, case) == {WATCH: taken.claimed_at + WATCH_EVERY}


async def test_claiming_again_changes_nothing_for_its_holder(database: Database) -> None:
    case = await opened(database)
    first = await claimed(database, case, "nino")
    again = await claimed(database, case, "nino", START + timedelta(minutes=1))
    assert again == first
    async with database.reading() as tx:
        actions = [event.action for event in await repository.events(tx, case.id)]
    assert actions == ["opened", "claimed"]


async def test_second_claim_is_refused(database: Database) -> None:
    case = await opened(database)
    await claimed(database, case, "nino")
    with pytest.raises(CaseAlreadyClaimed) as refused:
        await claimed(database, case, "giorgi")
    assert case.id in str(refused.value)
    assert "nino" not in str(refused.value)
    assert (await reloaded(database, case)).claimed_by == "nino"


async def test_an_unknown_case_is_not_found(database: Database) -> None:
    await employ(database, "nino")
    with pytest.raises(CaseNotFound):
        async with database.transaction() as tx:
            await claiming.claim(tx, "0" * 32, "nino", START)


async def test_only_the_holder_holds_and_closes(database: Database) -> None:
    case = await opened(database)
    async with database.reading() as tx:
        with pytest.raises(CaseNotYours):
            await service.held(tx, case.id, "nino")
    await claimed(database, case, "nino")
    with pytest.raises(CaseNotYours):
        await closed(database, case.id, "giorgi")
    assert (await reloaded(database, case)).state is State.CLAIMED
    await closed(database, case.id, "nino")
    ended = await reloaded(database, case)
    assert (ended.state, ended.outcome, ended.closed_at) == (State.CLOSED, "supported", START)


async def test_a_waiting_case_cannot_be_closed_unseen(database: Database) -> None:
    case = await opened(database)
    with pytest.raises(CaseNotYours):
        await closed(database, case.id, "nino")


async def test_nothing_more_happens_to_a_closed_case(database: Database) -> None:
    case = await opened(database)
    await claimed(database, case, "nino")
    await closed(database, case.id, "nino")
    with pytest.raises(CaseClosed):
        await claimed(database, case, "giorgi")
    with pytest.raises(CaseClosed):
        await closed(database, case.id, "nino")
    async with database.reading() as tx:
        with pytest.raises(CaseClosed):
            await service.held(tx, case.id, "nino")
        assert await service.queue(tx, START) == []


async def test_the_queue_is_by_urgency_and_then_by_age(database: Database) -> None:
    wanted = [
        ("a", Urgency.ROUTINE, 0),
        ("b", Urgency.URGENT, 3),
        ("c", Urgency.EMERGENCY, 4),
        ("d", Urgency.URGENT, 1),
        ("e", Urgency.EMERGENCY, 2),
    ]
    for name, urgency, second in wanted:
        await opened(database, need(urgency), now=START + timedelta(seconds=second), conversation_id=name)
    async with database.reading() as tx:
        queue = await service.queue(tx, START)
    assert [case.conversation_id for case in queue] == ["e", "c", "d", "b", "a"]


async def test_the_open_are_counted_by_urgency(database: Database) -> None:
    wanted = (Urgency.URGENT, Urgency.EMERGENCY, Urgency.URGENT)
    (ended, *_) = [await opened(database, need(urgency)) for urgency in wanted]
    await claimed(database, ended, "nino")
    await closed(database, ended.id, "nino")
    async with database.reading() as tx:
        assert await repository.open_counts(tx) == {"routine": 0, "urgent": 1, "emergency": 1}


async def test_a_graver_need_pages_again_at_once(database: Database) -> None:
    case = await opened(database, need(Urgency.URGENT, "plan"))
    later = START + timedelta(seconds=30)
    async with database.transaction() as tx:
        assert await service.raise_case(tx, case, need(Urgency.EMERGENCY, "means"), later)
    raised = await reloaded(database, case)
    assert (raised.urgency, raised.level) == (Urgency.EMERGENCY, Level.IMMINENT)
    assert raised.flags == ("means", "plan")
    assert raised.reason == "was_emergency"
    assert (await timers(database, case))[PAGE] == later


async def test_a_graver_need_of_a_claimed_case_pages_nobody(database: Database) -> None:
    case = await claimed(database, await opened(database), "nino")
    async with database.transaction() as tx:
        await service.raise_case(tx, case, need(Urgency.EMERGENCY), START)
    raised = await reloaded(database, case)
    assert (raised.urgency, raised.state, raised.claimed_by) == (Urgency.EMERGENCY, State.CLAIMED, "nino")
    assert PAGE not in await timers(database, case)


@on_sqlite
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(first=NEEDS, others=st.lists(NEEDS, max_size=4))
async def test_raising_never_lowers(database: Database, first: Need, others: list[Need]) -> None:
    case, needs = await opened(database, first), [first]
    for other in others:
        needs.append(other)
        async with database.transaction() as tx:
            changed = await service.raise_case(tx, case, other, START)
        before, case = case, await reloaded(database, case)
        assert changed == (case != before)
        assert case.urgency >= before.urgency
    assert case.urgency == max(need.urgency for need in needs)
    assert case.level == max(need.level for need in needs)
    assert set(case.flags) == {flag for need in needs for flag in need.flags}
    shown: dict[tuple[Kind, Subject], Level] = {}
    for one in [danger for wanted in needs for danger in wanted.kinds]:
        shown[one.kind, one.subject] = max(one.level, shown.get((one.kind, one.subject), one.level))
    assert {(one.kind, one.subject): one.level for one in case.kinds} == shown
    assert len(case.kinds) == len(shown)


async def test_a_deleted_conversation_leaves_the_case_open(database: Database) -> None:
    case = await opened(database)
    async with database.transaction() as tx:
        await service.mark_deleted(tx, case.id, START)
    marked = await reloaded(database, case)
    assert (marked.state, marked.deleted_by_caller) == (State.WAITING, True)
    assert PAGE in await timers(database, case)


async def test_the_history_tells_who_did_what(database: Database) -> None:
    case = await opened(database)
    await claimed(database, case, "nino", START + timedelta(seconds=9))
    await closed(database, case.id, "nino")
    async with database.reading() as tx:
        history = await repository.events(tx, case.id)
    assert [(event.actor, event.action, event.detail) for event in history] == [
        ("system", "opened", "was_urgent"),
        ("staff:nino", "claimed", ""),
        ("staff:nino", "closed", "supported"),
    ]
