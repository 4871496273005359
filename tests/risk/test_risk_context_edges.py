"""Context rules and stays made by hand: at each edge, what is raised, what is not, and how long it stays."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from risk.assessment import Assessment, Flag, Level, Subject
from risk.context import (
    ContextRule,
    ContextRules,
    Earlier,
    Joined,
    Shown,
    Shows,
    Standing,
    Stay,
    Told,
    alone,
)

NOW = datetime(2026, 11, 21, 23, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
INSTANT = timedelta(microseconds=1)
NONE, LOW, MODERATE, HIGH, IMMINENT = Level

ANY = Shows(NONE, IMMINENT, frozenset())
WISH = Shows(MODERATE, MODERATE, frozenset())
GRAVE = Shows(HIGH, IMMINENT, frozenset())
PREPARING = Shows(LOW, HIGH, frozenset({Flag.PLAN, Flag.MEANS}))
REVIEWED = date(2026, 11, 1)


def rule(
    name: str = "context.made", *before: Shows, present: Shows = WISH, raises_to: Level = HIGH
) -> ContextRule:
    return ContextRule(name, present, before, HOUR, raises_to, "why", (), "a reviewer", REVIEWED, (), ())


def stay(level: Level, hours: int, falls_to: Level) -> Stay:
    return Stay(level, hours * HOUR, falls_to, "why", (), "a reviewer", REVIEWED)


STAYS = {
    IMMINENT: stay(IMMINENT, 3, HIGH),
    HIGH: stay(HIGH, 20, MODERATE),
    MODERATE: stay(MODERATE, 100, NONE),
}


def rules(*made: ContextRule) -> ContextRules:
    return ContextRules(STAYS, made, "made-1")


def before(*told: tuple[timedelta, Level]) -> list[Earlier]:
    return [Earlier(NOW - ago, level) for ago, level in told]


def test_a_message_fits_only_when_each_thing_that_is_asked_of_it_is_there() -> None:
    plan, other = frozenset({Flag.PLAN}), frozenset({Flag.ABUSE})
    failed = frozenset({Flag.ASSESSMENT_FAILED})
    cases = {
        "below the lowest": (PREPARING, NONE, Subject.SELF, plan, False),
        "the lowest": (PREPARING, LOW, Subject.SELF, plan, True),
        "the highest": (PREPARING, HIGH, Subject.SELF, plan, True),
        "above the highest": (PREPARING, IMMINENT, Subject.SELF, plan, False),
        "about somebody else": (PREPARING, HIGH, Subject.OTHER, plan, False),
        "the check has failed": (PREPARING, HIGH, Subject.SELF, plan | failed, False),
        "no flag": (PREPARING, HIGH, Subject.SELF, frozenset(), False),
        "another flag": (PREPARING, HIGH, Subject.SELF, other, False),
        "one of the flags and another": (PREPARING, HIGH, Subject.SELF, plan | other, True),
        "the other one of the flags": (PREPARING, HIGH, Subject.SELF, frozenset({Flag.MEANS}), True),
        "no flag is asked for, none shown": (WISH, MODERATE, Subject.SELF, frozenset(), True),
        "no flag is asked for, one shown": (WISH, MODERATE, Subject.SELF, other, True),
        "no flag is asked for, the check has failed": (WISH, MODERATE, Subject.SELF, failed, False),
    }
    found = {
        name: shows.fits(level, subject, flags) for name, (shows, level, subject, flags, _) in cases.items()
    }
    assert found == {name: expected for name, (*_, expected) in cases.items()}


def test_a_message_is_raised_by_what_came_before_in_its_order_and_in_time() -> None:
    twice, graver_first = rule("twice", WISH, WISH), rule("graver first", GRAVE, WISH)
    now, ahead = timedelta(0), -timedelta(days=2)
    cases = {
        "two wishes": (twice, before((HOUR / 2, MODERATE), (now, MODERATE)), True),
        "one wish counts once": (twice, before((now, MODERATE)), False),
        "one message is not both": (rule("both", ANY, WISH), before((now, MODERATE)), False),
        "nothing was said before": (twice, [], False),
        "in order": (graver_first, before((now, HIGH), (now, MODERATE)), True),
        "out of order": (graver_first, before((now, MODERATE), (now, HIGH)), False),
        "with other words between": (graver_first, before((now, HIGH), (now, NONE), (now, MODERATE)), True),
        "with more after": (graver_first, before((now, HIGH), (now, MODERATE), (now, LOW)), True),
        "the second one missing": (graver_first, before((now, HIGH), (now, LOW)), False),
        "just in time": (twice, before((HOUR, MODERATE), (HOUR, MODERATE)), True),
        "the first one too long ago": (twice, before((HOUR + INSTANT, MODERATE), (HOUR, MODERATE)), False),
        "an old one, and then enough": (
            twice,
            before((3 * HOUR, MODERATE), (HOUR, MODERATE), (now, MODERATE)),
            True,
        ),
        "ahead of a clock that jumped back": (twice, before((ahead, MODERATE), (ahead, MODERATE)), True),
        "a rule that asks for nothing before": (rule("alone"), [], True),
    }
    wish = Assessment(MODERATE)
    found = {name: made.raises(wish, earlier, NOW) for name, (made, earlier, _) in cases.items()}
    assert found == {name: expected for name, (*_, expected) in cases.items()}


def test_somebody_elses_danger_or_a_failed_check_before_it_raises_nothing() -> None:
    made = rule("once", WISH)
    theirs = Earlier(NOW, MODERATE, Subject.OTHER)
    failed = Earlier(NOW, MODERATE, flags=frozenset({Flag.ASSESSMENT_FAILED}))
    planned = Earlier(NOW, MODERATE, flags=frozenset({Flag.PLAN}))
    wish = Assessment(MODERATE)
    assert [made.raises(wish, [one], NOW) for one in (theirs, failed, planned)] == [False, False, True]


def test_only_a_message_that_fits_and_is_less_grave_can_be_raised() -> None:
    made = rule("preparing", present=Shows(LOW, IMMINENT, frozenset({Flag.PLAN})))
    plan = frozenset({Flag.PLAN})
    cases = {
        "below the lowest": (Assessment(NONE, flags=plan), False),
        "the lowest": (Assessment(LOW, flags=plan), True),
        "between": (Assessment(MODERATE, flags=plan), True),
        "as grave as the rule makes it": (Assessment(HIGH, flags=plan), False),
        "graver": (Assessment(IMMINENT, flags=plan), False),
        "about somebody else": (Assessment(MODERATE, Subject.OTHER, flags=plan), False),
        "without the flag": (Assessment(LOW), False),
    }
    expected = {name: can_be for name, (_, can_be) in cases.items()}
    assert {name: made.may_raise(found) for name, (found, _) in cases.items()} == expected
    assert {name: made.raises(found, [], NOW) for name, (found, _) in cases.items()} == expected
    # One rule that may raise it is enough to read what came before.
    grave = rule("grave", present=GRAVE)
    for several in (rules(grave, made), rules(made, grave)):
        assert {name: several.may_raise(found) for name, (found, _) in cases.items()} == expected
    assert not rules().may_raise(Assessment(MODERATE))


def test_of_several_rules_the_gravest_counts_whatever_their_order() -> None:
    high, imminent = rule("to high"), rule("to imminent", raises_to=IMMINENT)
    leaves = rule("leaves it", GRAVE, raises_to=IMMINENT)
    wish = Assessment(MODERATE)
    gravest = Joined(wish, Shown(IMMINENT, "to imminent"))
    assert rules(high, imminent, leaves).join(wish, [], NOW) == gravest
    assert rules(leaves, imminent, high).join(wish, [], NOW) == gravest
    assert rules(leaves, high).join(wish, [], NOW) == Joined(wish, Shown(HIGH, "to high"))
    assert rules(leaves).join(wish, [], NOW) == Joined(wish, Shown(MODERATE, "words"))
    assert rules(leaves).join(wish, before((HOUR, HIGH)), NOW) == Joined(wish, Shown(IMMINENT, "leaves it"))
    assert rules(leaves).join(wish, before((HOUR, HIGH)), NOW + INSTANT) == alone(wish)


def test_a_message_alone_counts_as_its_words_and_one_that_shows_nothing_has_no_reason() -> None:
    expected = [Shown(), *(Shown(level, "words") for level in (LOW, MODERATE, HIGH, IMMINENT))]
    assert [alone(Assessment(level)) for level in Level] == [
        Joined(Assessment(level), shown) for level, shown in zip(Level, expected, strict=True)
    ]


def test_the_graver_of_two_counts_and_the_first_where_they_are_equal() -> None:
    words, answer, worse = (
        Shown(HIGH, "words"),
        Shown(HIGH, "answer.thoughts"),
        Shown(IMMINENT, "answer.time"),
    )
    assert [words.or_graver(answer), answer.or_graver(words)] == [words, answer]
    assert [words.or_graver(worse), worse.or_graver(words)] == [worse, worse]


def test_what_is_not_said_is_about_oneself_and_shows_nothing() -> None:
    assert Shown() == Shown(NONE, "")
    assert Earlier(NOW, LOW) == Earlier(NOW, LOW, Subject.SELF, frozenset())
    assert Told(LOW) == Told(LOW, timedelta(0), Subject.SELF, frozenset())
    assert Standing(LOW, NOW) == Standing(LOW, NOW, None)


def test_the_rules_look_back_as_far_as_the_furthest_of_them() -> None:
    far = replace(rule(), within=30 * HOUR)
    assert [rules(rule(), far, rule()).reach, rules(rule()).reach] == [30 * HOUR, HOUR]
    assert rules().reach == timedelta(0)


def test_what_nobody_has_reviewed_is_named() -> None:
    draft = replace(rule("a draft"), reviewed_by=None, reviewed_on=None)
    stays = STAYS | {LOW: replace(stay(LOW, 1, NONE), reviewed_by=None, reviewed_on=None)}
    made = ContextRules(stays, (rule("a reviewed one"), draft), "made-1")
    assert made.unreviewed() == ["stay of low", "a draft"]
    assert rules(rule()).unreviewed() == []


def test_a_level_falls_step_by_step_each_at_its_own_moment() -> None:
    made, standing = rules(), Standing(IMMINENT, NOW)
    moments = {
        timedelta(0): IMMINENT,
        3 * HOUR - INSTANT: IMMINENT,
        3 * HOUR: HIGH,
        23 * HOUR - INSTANT: HIGH,
        23 * HOUR: MODERATE,
        123 * HOUR - INSTANT: MODERATE,
        123 * HOUR: NONE,
        9000 * HOUR: NONE,
        -HOUR: IMMINENT,
    }
    assert [made.in_force(standing, NOW + passed) for passed in moments] == list(moments.values())
    # Nothing says how long this one stays: it stays.
    assert made.in_force(Standing(LOW, NOW), NOW + 9000 * HOUR) is LOW


def test_the_level_in_force_is_never_below_that_of_the_open_case() -> None:
    made, standing = rules(), Standing(HIGH, NOW)
    held = {
        (MODERATE, 0): HIGH,
        (HIGH, 0): HIGH,
        (IMMINENT, 0): IMMINENT,
        (HIGH, 20): HIGH,
        (LOW, 20): MODERATE,
    }
    found = {(level, hours): made.in_force(standing, NOW + hours * HOUR, level) for level, hours in held}
    assert found == held


def test_what_is_shown_stands_anew_unless_something_graver_is_in_force() -> None:
    standing = Standing(HIGH, NOW, 3)
    later, fallen = NOW + HOUR, NOW + 20 * HOUR
    cases = {
        "nothing shown": (standing, NONE, later, standing),
        "something lighter": (standing, MODERATE, later, standing),
        "the same again": (standing, HIGH, later, Standing(HIGH, later, 9)),
        "something graver": (standing, IMMINENT, later, Standing(IMMINENT, later, 9)),
        "after it has fallen": (standing, MODERATE, fallen, Standing(MODERATE, fallen, 9)),
        "lighter than what it has fallen to": (standing, LOW, fallen, standing),
        "the clock has jumped back": (standing, HIGH, NOW - HOUR, Standing(HIGH, NOW, 9)),
        "nothing shown, nothing in force": (Standing(NONE, NOW, 3), NONE, later, Standing(NONE, NOW, 3)),
        "the first of all": (Standing(NONE, NOW), LOW, later, Standing(LOW, later, 9)),
    }
    found = {name: rules().raised(was, Shown(level), now, 9) for name, (was, level, now, _) in cases.items()}
    assert found == {name: expected for name, (*_, expected) in cases.items()}
    assert rules().raised(standing, Shown(HIGH), later, None) == Standing(HIGH, later, None)
