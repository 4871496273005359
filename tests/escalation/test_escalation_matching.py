"""Who is taken next, and by whom."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from escalation.case import Case, State, Urgency
from escalation.matching import Load, aged_urgency, has_room, in_order, next_for, place_of, suits
from escalation.policy import policy
from escalation.worker import Worker
from risk.assessment import Level
from tests.fixtures import START

RULES = policy().queue
NOW = START + timedelta(hours=1)
ANA = Worker(
    id="ana",
    name="ანა",
    role="counsellor",
    languages=frozenset({"ka"}),
    audiences=frozenset({"youth"}),
    skills=frozenset(),
    capacity=4,
    emergencies=1,
    away=False,
    seen_at=NOW,
)


def waiting(name: str, urgency: Urgency = Urgency.URGENT, seconds: float = 0, **changes: object) -> Case:
    """A case that has waited so long."""
    since = NOW - timedelta(seconds=seconds)
    case = Case(
        id=name,
        conversation_id=name,
        state=State.WAITING,
        urgency=urgency,
        level=Level.HIGH,
        subject="self",
        flags=(),
        reason="risk_high",
        language="ka",
        audience="youth",
        channel="telegram",
        opened_at=since,
        waiting_since=since,
        last_message_at=since,
    )
    return replace(case, **changes)  # type: ignore[arg-type]


def test_the_graver_first_then_whoever_waited_longer() -> None:
    cases = [
        waiting("a", Urgency.ROUTINE, 300),
        waiting("b", Urgency.URGENT, 10),
        waiting("c", Urgency.EMERGENCY, 1),
        waiting("d", Urgency.URGENT, 20),
    ]
    assert [case.id for case in in_order(cases, NOW, RULES)] == ["c", "d", "b", "a"]


def test_a_routine_case_ages_into_an_urgent_one_and_never_further() -> None:
    old = waiting("old", Urgency.ROUTINE, RULES.routine_as_urgent_after.total_seconds())
    assert aged_urgency(old, NOW, RULES) is Urgency.URGENT
    assert [c.id for c in in_order([waiting("new", Urgency.URGENT, 5), old], NOW, RULES)] == ["old", "new"]
    for_days = waiting("days", Urgency.ROUTINE, 10**6)
    emergency = waiting("now", Urgency.EMERGENCY)
    assert in_order([for_days, emergency], NOW, RULES)[0] is emergency


def test_a_language_that_nobody_speaks_is_not_waited_for_for_ever() -> None:
    russian = waiting("r", language="ru", seconds=1)
    assert not suits(russian, ANA, NOW, RULES)
    assert suits(replace(russian, waiting_since=NOW - RULES.anybody_after), ANA, NOW, RULES)


def test_who_was_trained_for_other_things_is_not_first_asked() -> None:
    abuse = waiting("x", flags=("abuse",))
    assert suits(abuse, ANA, NOW, RULES)  # nobody said what she was trained for
    assert not suits(abuse, replace(ANA, skills=frozenset({"bullying"})), NOW, RULES)
    assert suits(abuse, replace(ANA, skills=frozenset({"abuse"})), NOW, RULES)


def test_four_chats_and_one_emergency_are_enough() -> None:
    assert has_room(waiting("x"), ANA, Load(3, 0))
    assert not has_room(waiting("x"), ANA, Load(4, 0))
    assert not has_room(waiting("x", Urgency.EMERGENCY), ANA, Load(1, 1))
    assert has_room(waiting("x", Urgency.URGENT), ANA, Load(1, 1))


def test_the_next_case_is_the_first_that_fits() -> None:
    cases = [waiting("emergency", Urgency.EMERGENCY, 3), waiting("russian", language="ru"), waiting("mine")]
    taken = next_for(cases, ANA, Load(1, 1), NOW, RULES)
    assert taken is not None
    assert taken.id == "mine"
    assert next_for(cases, ANA, Load(4, 0), NOW, RULES) is None


@given(st.lists(st.tuples(st.sampled_from(Urgency), st.integers(0, 5000)), min_size=1, max_size=8))
def test_everybody_has_a_place_of_their_own(found: list[tuple[Urgency, int]]) -> None:
    cases = [waiting(f"c{n}", urgency, seconds) for n, (urgency, seconds) in enumerate(found)]
    places = sorted(place_of(case, cases, NOW, RULES) for case in cases)
    assert places == list(range(len(cases)))
