"""Kinds of danger: what a message shows reaches whoever is asked in, and gives the case its reason."""

from dataclasses import replace

import pytest

from app.wiring import House, load_content
from conversation.channel import Command
from conversation.decide import decide
from conversation.hearing import Assess
from conversation.repository import read, read_messages
from conversation.state import Decision, State
from escalation import repository as cases
from escalation.case import Case, Urgency
from escalation.case import State as CaseState
from flows.flowset import FlowSet
from flows.session import Session
from risk.assessment import Assessment, Danger, Flag, Kind, Level, Subject
from risk.context import Joined, Shown
from tests.conversation.deciding import CALM, NOW, case, command, heard, pressed, state, text
from tests.conversation.plain_risk import plain_risk
from tests.conversation.telling import says
from tests.fixtures import on_sqlite

MODERATE, HIGH, IMMINENT = Level.MODERATE, Level.HIGH, Level.IMMINENT
OTHER_DANGERS = ("violence_now", "abuse", "blackmail", "forced_marriage", "threat_to_others", "missing")
TO_ONESELF = ("suicide", "self_harm", "attempt_in_progress")


@pytest.fixture(scope="module")
def flows() -> FlowSet:
    return load_content(lambda: NOW)


@pytest.fixture
def risk() -> Assess:
    return plain_risk


def shows(level: Level, *dangers: Danger) -> Joined:
    return heard(level, dangers=dangers)


def decided(flows: FlowSet, joined: Joined, before: State | None = None) -> Decision:
    return decide(before or state(), text("..."), joined, flows, NOW, on_duty=True)


def reason(flows: FlowSet, joined: Joined) -> str:
    need = decided(flows, joined).need
    assert need is not None
    return need.reason


def test_the_reason_names_a_danger_that_is_not_to_oneself(flows: FlowSet) -> None:
    """A counsellor who expects thoughts of suicide asks the wrong question first."""
    assert {*OTHER_DANGERS, *TO_ONESELF} == {kind.value for kind in Kind}
    found = {kind.value: reason(flows, shows(IMMINENT, Danger(kind, IMMINENT))) for kind in Kind}
    assert found == {
        **{kind: f"danger_{kind}" for kind in OTHER_DANGERS},
        **dict.fromkeys(TO_ONESELF, "risk_imminent"),
    }
    assert max(len(code) for code in found.values()) <= 32, "as the column"


def test_the_reason_is_of_the_gravest_danger_and_the_level_where_that_rests_on_another(
    flows: FlowSet,
) -> None:
    abuse, beaten = Danger(Kind.ABUSE, HIGH), Danger(Kind.VIOLENCE_NOW, IMMINENT, Subject.OTHER)
    thoughts, wish = Danger(Kind.SUICIDE, HIGH), Danger(Kind.SUICIDE, MODERATE)
    over = Danger(Kind.ABUSE, MODERATE)
    assert [
        reason(flows, shows(IMMINENT, beaten, thoughts)),
        reason(flows, shows(HIGH, abuse, wish)),
        reason(flows, shows(HIGH, thoughts, abuse)),
        reason(flows, shows(HIGH, over)),
        reason(flows, shows(HIGH)),
    ] == ["danger_violence_now", "danger_abuse", "risk_high", "risk_high", "risk_high"]
    failed = heard(HIGH, dangers=(abuse,), flags=frozenset({Flag.ASSESSMENT_FAILED}))
    by_context = Joined(Assessment(MODERATE, dangers=(over,)), Shown(HIGH, "context.wish.repeated"))
    assert [reason(flows, failed), reason(flows, by_context)] == [
        "assessment_failed",
        "context_wish_repeated",
    ]


def test_whoever_is_asked_in_learns_every_kind_that_was_shown(flows: FlowSet) -> None:
    """Milder ones too: a beaten child who also wishes to be dead is asked about both."""
    beaten, wish = Danger(Kind.VIOLENCE_NOW, IMMINENT), Danger(Kind.SUICIDE, MODERATE)
    over = Danger(Kind.ABUSE, MODERATE, Subject.OTHER)
    held, waits = state(case(CaseState.CLAIMED)), state(case(CaseState.WAITING, Urgency.EMERGENCY))
    for before in (state(), held, waits):
        need = decided(flows, shows(IMMINENT, beaten, wish), before).need
        assert need is not None
        assert need.kinds == (beaten, wish)
    by_context = Joined(Assessment(MODERATE, dangers=(over,)), Shown(HIGH, "context.wish.repeated"))
    need = decided(flows, by_context).need
    assert need is not None
    assert need.kinds == (over,)
    assert decided(flows, shows(MODERATE, over)).need is None


def test_whoever_asks_for_a_person_brings_along_what_the_same_words_show(flows: FlowSet) -> None:
    over = Danger(Kind.ABUSE, MODERATE)
    asks = command(Command.HUMAN)
    need = decide(state(), asks, shows(Level.LOW, over), flows, NOW, on_duty=True).need
    assert need is not None
    assert (need.reason, need.kinds) == ("asked_for_person", (over,))
    need = decide(state(), asks, CALM, flows, NOW, on_duty=True).need
    assert need is not None
    assert need.kinds == ()


def test_an_answer_to_the_ladder_is_of_suicide_beside_another_danger(flows: FlowSet) -> None:
    """Else a case of violence would hide that its person thinks of death as well."""
    asked = Session("thoughts", flows.get("thoughts").version, "thoughts", {})
    abuse = Danger(Kind.ABUSE, MODERATE)
    held = replace(state(case(CaseState.CLAIMED)), session=asked)
    need = decide(
        held, pressed("thoughts.thoughts.has"), shows(MODERATE, abuse), flows, NOW, on_duty=True
    ).need
    assert need is not None
    assert need.kinds == (Danger(Kind.SUICIDE, HIGH), abuse)


async def the_case(house: House) -> Case:
    async with house.database.reading() as tx:
        (found,) = await cases.open_cases(tx)
    return found


@on_sqlite
async def test_violence_opens_a_case_of_its_kind_and_later_words_add_theirs(house: House) -> None:
    await says(house, "imminent violence_now:imminent:self abuse:moderate:self")
    first = await the_case(house)
    beaten, abuse = Danger(Kind.VIOLENCE_NOW, IMMINENT), Danger(Kind.ABUSE, MODERATE)
    assert (first.reason, first.urgency, first.kinds) == (
        "danger_violence_now",
        Urgency.EMERGENCY,
        (beaten, abuse),
    )
    await says(house, "none")
    await says(house, "high suicide:high:self violence_now:high:self abuse:high:other")
    later = await the_case(house)
    assert (later.id, later.reason) == (first.id, first.reason)
    assert later.kinds == (
        beaten,
        Danger(Kind.SUICIDE, HIGH),
        Danger(Kind.ABUSE, HIGH, Subject.OTHER),
        abuse,
    )


@on_sqlite
async def test_a_message_keeps_the_kinds_that_it_showed_itself(house: House) -> None:
    await says(house, "imminent violence_now:imminent:other")
    await says(house, "none")
    case = await the_case(house)
    async with house.database.reading() as tx:
        held = await read(tx, house.vault, case.conversation_id)
        assert held is not None
        said = await read_messages(tx, held.id, held.key)
    found = {message.text: message.dangers for message in said if message.author == "caller"}
    assert list(found.values()) == [(Danger(Kind.VIOLENCE_NOW, IMMINENT, Subject.OTHER),), ()]
    assert all(message.dangers == () for message in said if message.author == "program")
