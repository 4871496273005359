"""What staff write and what the next counsellor is told: sealed, told once, gone with the conversation."""

from typing import Any

import orjson
import pytest
from sqlalchemy import update

from app.wiring import House
from conversation import handover_view, papers, repository
from conversation.channel import Command
from conversation.errors import ConversationGone
from conversation.handover_view import NOTHING, Answer, Told
from conversation.hearing import Assess
from conversation.papers import OpenPaper
from escalation import repository as cases
from escalation import seats
from escalation.case import Case
from escalation.errors import CaseClosed, CaseNotYours
from escalation.repository import PaperKind
from flows.session import Session
from risk.assessment import Level
from store.errors import CannotOpenSealed
from store.tables import case_papers
from tests.conversation.desk import STAFF, closes, corrects, known, parent_in_need, seq_of, taken
from tests.conversation.plain_risk import plain_risk
from tests.conversation.telling import commands, says

NOTE = "ბებიასთან ცხოვრობს"
ASKED = {"screen.ladder.asked_at": "2026-11-21T08:00:00+00:00", "screen.ladder.outcome": "high"}


@pytest.fixture
def risk() -> Assess:
    return plain_risk


async def writes(
    house: House, case: Case, kind: PaperKind = PaperKind.NOTE, *, by: str = STAFF, **body: Any
) -> None:
    rooms, now = house.intake.rooms, house.api.clock()
    async with house.database.transaction() as tx:
        await papers.write(tx, rooms, case.id, by, kind, body or {"text": NOTE}, now)


async def reads(house: House, case: Case, *kinds: PaperKind) -> list[OpenPaper]:
    async with house.database.reading() as tx:
        return await papers.read(tx, house.vault, case, *kinds)


async def told(house: House, case: Case) -> Told:
    async with house.database.reading() as tx:
        return await handover_view.told(tx, house.intake.rooms, case)


async def knows(house: House, **facts: str) -> None:
    """The person has told these facts to the program."""
    state = await known(house)
    session = state.session or Session("parent", 1, "")
    for name, value in facts.items():
        session = session.with_fact(name, value)
    async with house.database.transaction() as tx:
        await repository.save(tx, state.id, state.key, session)


async def test_papers_open_in_the_order_in_which_they_were_written(house: House) -> None:
    case = await parent_in_need(house)
    await writes(house, case)
    await writes(house, case, PaperKind.RESCUE, place_known="1")
    await writes(house, case, PaperKind.RESCUE, place_known="2")
    found = await reads(house, case)
    assert [(one.n, one.kind) for one in found] == [
        (1, PaperKind.NOTE),
        (2, PaperKind.RESCUE),
        (3, PaperKind.RESCUE),
    ]
    assert found[0].body == {"text": NOTE}
    rescues = await reads(house, case, PaperKind.RESCUE)
    assert [one.body["place_known"] for one in rescues] == ["1", "2"]  # what it was before stays


async def test_a_paper_leaves_its_kind_in_the_history_and_no_word(house: House) -> None:
    case = await parent_in_need(house)
    await writes(house, case)
    async with house.database.reading() as tx:
        events = await cases.events(tx, case.id)
    assert (events[-1].action, events[-1].actor, events[-1].detail) == ("wrote_note", f"staff:{STAFF}", "")


async def test_only_who_may_read_a_case_writes_about_it(house: House) -> None:
    case = await parent_in_need(house)
    with pytest.raises(CaseNotYours):
        await writes(house, case, by="lela")
    async with house.database.transaction() as tx:
        await seats.join(tx, case.id, "lela", house.api.clock())
    await writes(house, case, PaperKind.WHISPER, by="lela")
    assert [one.staff_id for one in await reads(house, case)] == ["lela"]
    await closes(house, case)
    with pytest.raises(CaseClosed):
        await writes(house, case)


async def test_a_paper_moved_to_another_place_does_not_open(house: House) -> None:
    case = await parent_in_need(house)
    await writes(house, case)
    async with house.database.transaction() as tx:
        await tx.execute(update(case_papers).values(kind=PaperKind.DECISION.value))
    with pytest.raises(CannotOpenSealed):
        await reads(house, case)


async def test_no_paper_opens_after_deletion_and_the_decision_stays_as_a_code(house: House) -> None:
    case = await parent_in_need(house)
    await writes(house, case)
    async with house.database.transaction() as tx:
        (before,) = await cases.papers_of(tx, case.id)
        await cases.record(
            tx, case.id, house.api.clock(), f"staff:{STAFF}", "decision_437", case.state, "refer"
        )
    assert before.sealed is not None
    await commands(house, Command.DELETE, "yes")
    assert await reads(house, case) == []
    assert await told(house, case) == NOTHING
    with pytest.raises(ConversationGone):
        await writes(house, case)
    async with house.database.reading() as tx:
        kept = await cases.papers_of(tx, case.id)
        events = [(event.action, event.detail) for event in await cases.events(tx, case.id)]
    assert [paper.sealed for paper in kept] == [None]
    assert ("decision_437", "refer") in events
    key, _ = house.vault.new_key(case.conversation_id)
    with pytest.raises(CannotOpenSealed):
        key.open(before.sealed, "paper:note:1", case.id)


async def test_answers_to_direct_questions_are_told_by_item_with_what_they_mean(house: House) -> None:
    case = await parent_in_need(house)
    await knows(
        house,
        **ASKED,
        **{"screen.ladder.thoughts": "wish", "screen.ladder.plan": "no", "about": "child"},
    )
    found = await told(house, case)
    (ladder,) = found.screenings
    assert (ladder.instrument, ladder.outcome) == ("ladder", "high")
    assert ladder.asked_at is not None
    assert ladder.answers == (Answer("thoughts", "wish", None), Answer("plan", "no", "no"))
    told_of = {name: found.facts.get(name) for name in ("about", "ladder_thoughts", "ladder_plan")}
    assert told_of == {"about": "child", "ladder_thoughts": "wish", "ladder_plan": "no"}
    assert not [name for name in found.facts if name.startswith(("screen.", "plan."))]


async def test_the_safety_plan_is_told_by_section_in_the_persons_words(house: House) -> None:
    case = await parent_in_need(house)
    await knows(house, **{"plan.own_coping": "მუსიკა\nსეირნობა", "plan.warning_signs": "არ მძინავს"})
    found = await told(house, case)
    assert list(found.plan.items()) == [
        ("warning_signs", ("არ მძინავს",)),
        ("own_coping", ("მუსიკა", "სეირნობა")),
    ]
    assert "მუსიკა" not in orjson.dumps(dict(found.facts)).decode()


async def test_risk_is_told_over_time_as_read_and_as_corrected(house: House) -> None:
    case = await parent_in_need(house)
    seq = await seq_of(house)
    await corrects(house, case, seq, Level.LOW)
    (moment,) = [one for one in (await told(house, case)).risk if one.seq == seq]
    assert (moment.level, moment.counted, moment.corrected) == (Level.HIGH, Level.LOW, True)


@pytest.mark.parametrize(("consent", "is_known"), [("yes", True), ("no", False), ("", False)])
async def test_earlier_cases_are_told_only_of_who_agreed_to_be_known_again(
    house: House, consent: str, is_known: bool
) -> None:
    first = await parent_in_need(house)
    await writes(house, first)
    await writes(house, first, PaperKind.WHISPER, text="ზედამხედველისგან")
    await closes(house, first)
    if consent:
        await knows(house, follow_up=consent)
    await says(house, "high ისევ მე ვარ")
    again = await taken(house)
    found = await told(house, again)
    assert (found.earlier_count, found.known_again) == (1, is_known)
    assert [one.case.id for one in found.earlier] == ([first.id] if is_known else [])
    notes = [note.body["text"] for one in found.earlier for note in one.notes]
    assert notes == ([NOTE] if is_known else [])
