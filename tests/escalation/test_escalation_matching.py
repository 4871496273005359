"""Who is taken next, and by whom."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from escalation.case import Case, State, Urgency
from escalation.matching import Load, aged_urgency, has_room, in_order, next_for, place_of, suits
from escalation.policy import policy
from escalation.worker import Worker
from risk.assessment import Danger, Kind, Level
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


def ordered(*cases: Case) -> list[str]:
    return [case.id for case in in_order(cases, NOW, RULES)]


def chosen(*cases: Case, load: Load | None = None, worker: Worker = ANA) -> str | None:
    taken = next_for(cases, worker, load or Load(), NOW, RULES)
    return None if taken is None else taken.id


def just_before(limit: timedelta) -> float:
    return limit.total_seconds() - 1e-6


def test_the_graver_first_then_whoever_waited_longer() -> None:
    cases = [
        waiting("a", Urgency.ROUTINE, 300),
        waiting("b", Urgency.URGENT, 10),
        waiting("c", Urgency.EMERGENCY, 1),
        waiting("d", Urgency.URGENT, 20),
    ]
    assert ordered(*cases) == ["c", "d", "b", "a"]


def test_who_came_at_the_same_moment_keeps_one_order_at_every_console() -> None:
    """Else two counsellors see two queues, and the second is the one whom each thinks the other takes."""
    first, second = waiting("a", seconds=5), waiting("b", seconds=5)
    assert ordered(first, second) == ordered(second, first) == ["a", "b"]


def test_a_routine_case_ages_into_an_urgent_one_and_never_further() -> None:
    limit = RULES.routine_as_urgent_after
    old = waiting("old", Urgency.ROUTINE, limit.total_seconds())
    nearly = waiting("nearly", Urgency.ROUTINE, just_before(limit))
    assert aged_urgency(old, NOW, RULES) is Urgency.URGENT
    assert aged_urgency(nearly, NOW, RULES) is Urgency.ROUTINE
    assert ordered(nearly, waiting("new", Urgency.URGENT, 5), old) == ["old", "new", "nearly"]
    assert ordered(waiting("days", Urgency.ROUTINE, 10**6), waiting("now", Urgency.EMERGENCY))[0] == "now"


def test_an_emergency_or_an_urgent_case_never_changes_by_waiting() -> None:
    """An emergency that became merely urgent by being left alone would sink in the queue."""
    for urgency in (Urgency.URGENT, Urgency.EMERGENCY):
        for seconds in (0, 10**6):
            assert aged_urgency(waiting("x", urgency, seconds), NOW, RULES) is urgency


def test_a_person_is_first_offered_to_who_speaks_with_them() -> None:
    """Their language, and an audience that the counsellor works with, each by itself."""
    cases = {
        "all is well": waiting("x"),
        "another language": waiting("x", language="ru"),
        "another audience": waiting("x", audience="adult"),
        "both are others": waiting("x", language="ru", audience="adult"),
    }
    assert {name for name, case in cases.items() if suits(case, ANA, NOW, RULES)} == {"all is well"}


def test_nobody_is_passed_over_for_more_than_a_minute() -> None:
    """From the limit on anybody is better than nobody, whatever did not fit before."""
    limit = RULES.anybody_after
    bullied = replace(ANA, skills=frozenset({"bullying"}))
    for changes in ({"language": "ru"}, {"audience": "adult"}, {"flags": ("abuse",)}):
        nearly = waiting("x", seconds=just_before(limit), **changes)
        assert not suits(nearly, bullied, NOW, RULES)
        assert suits(waiting("x", seconds=limit.total_seconds(), **changes), bullied, NOW, RULES)


@pytest.mark.parametrize(
    ("kind", "skill"),
    [
        (Kind.VIOLENCE_NOW, "abuse"),
        (Kind.ABUSE, "abuse"),
        (Kind.FORCED_MARRIAGE, "abuse"),
        (Kind.BLACKMAIL, "blackmail"),
        (Kind.SELF_HARM, "self_harm"),
        (Kind.ATTEMPT_IN_PROGRESS, "attempt"),
    ],
)
def test_a_kind_of_danger_asks_for_the_same_training_as_its_flag(kind: Kind, skill: str) -> None:
    shown = waiting("x", kinds=(Danger(kind, Level.HIGH),))

    assert suits(shown, replace(ANA, skills=frozenset({skill})), NOW, RULES)
    assert not suits(shown, replace(ANA, skills=frozenset({"bullying"})), NOW, RULES)


def test_a_person_is_first_offered_to_who_was_trained_for_it() -> None:
    wanted = {"self_harm", "abuse", "blackmail", "bullying", "attempt"}
    for skill in wanted:
        case = waiting("x", flags=("plan", skill))
        others = replace(ANA, skills=frozenset(wanted - {skill}))
        assert not suits(case, others, NOW, RULES), skill
        assert suits(case, replace(ANA, skills=frozenset({skill, "other"})), NOW, RULES), skill
        assert suits(case, ANA, NOW, RULES), "nobody said what she was trained for"
        assert not suits(case, replace(ANA, languages=frozenset({"ru"})), NOW, RULES), skill
    plan = waiting("x", flags=("plan",))
    assert suits(plan, replace(ANA, skills=frozenset({"abuse"})), NOW, RULES), "everybody is trained for that"


def test_two_things_at_once_need_training_for_one_of_them() -> None:
    both = waiting("x", flags=("abuse", "bullying"))
    assert suits(both, replace(ANA, skills=frozenset({"bullying"})), NOW, RULES)


def test_four_chats_and_one_emergency_are_enough() -> None:
    assert has_room(waiting("x"), ANA, Load(3, 0))
    assert not has_room(waiting("x"), ANA, Load(4, 0))
    assert not has_room(waiting("x"), ANA, Load(5, 0)), "one more was taken on purpose"
    assert not has_room(waiting("x", Urgency.EMERGENCY), ANA, Load(1, 1))
    assert not has_room(waiting("x", Urgency.EMERGENCY), ANA, Load(2, 2))
    assert has_room(waiting("x", Urgency.EMERGENCY), ANA, Load(3, 0))
    assert not has_room(waiting("x", Urgency.EMERGENCY), ANA, Load(4, 0))
    assert has_room(waiting("x", Urgency.URGENT), ANA, Load(1, 1))
    assert has_room(waiting("x", Urgency.ROUTINE), ANA, Load(1, 1))


def test_who_takes_one_person_at_a_time_can_take_the_first() -> None:
    single = replace(ANA, capacity=1, emergencies=1)
    assert has_room(waiting("x", Urgency.EMERGENCY), single, Load())
    assert not has_room(waiting("x"), single, Load(1, 0))


def test_what_somebody_holds_counts_every_case_and_the_emergencies_among_them() -> None:
    held = [waiting(urgency.label, urgency) for urgency in Urgency]
    assert Load.of(iter(held)) == Load(3, 1)
    assert Load.of([]) == Load(0, 0) == Load()


def test_the_next_case_is_the_first_that_fits() -> None:
    """What does not fit is older and graver here: only leaving it out brings the other one."""
    mine = waiting("mine", seconds=1)
    assert chosen(mine, waiting("russian", language="ru", seconds=30)) == "mine"
    assert chosen(mine, waiting("adult", audience="adult", seconds=30)) == "mine"
    assert chosen(mine, waiting("emergency", Urgency.EMERGENCY, 30), load=Load(1, 1)) == "mine"
    assert chosen(mine, waiting("emergency", Urgency.EMERGENCY, 30), load=Load(1, 0)) == "emergency"
    assert chosen(mine, waiting("older", seconds=30)) == "older"


def test_there_is_no_next_case_for_who_has_no_room_or_speaks_another_language() -> None:
    assert chosen(waiting("mine"), load=Load(4, 0)) is None
    assert chosen(waiting("russian", language="ru")) is None
    assert chosen() is None


@given(st.lists(st.tuples(st.sampled_from(Urgency), st.integers(0, 5000)), min_size=1, max_size=8))
def test_everybodys_place_is_how_many_are_taken_before_them(found: list[tuple[Urgency, int]]) -> None:
    cases = [waiting(f"c{n}", urgency, seconds) for n, (urgency, seconds) in enumerate(found)]
    places = [place_of(case, cases, NOW, RULES) for case in in_order(cases, NOW, RULES)]
    assert places == list(range(len(cases)))


def test_who_does_not_wait_any_more_has_nobody_before_them() -> None:
    assert place_of(waiting("taken"), [waiting("a"), waiting("b")], NOW, RULES) == 0
