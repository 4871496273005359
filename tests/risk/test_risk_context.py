"""Messages joined with what came before: rules by their own examples, and what never happens to a level."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from risk.assessment import Assessment, Flag, Level, Subject
from risk.context import ContextRule, Earlier, Shown, Standing, Told
from risk.context_file import context_rules, load_context
from risk.errors import RuleFileInvalid
from risk.ruleset import CONTEXT_FILE, RULES_FOLDER

NOW = datetime(2026, 11, 21, 23, 0, tzinfo=UTC)
RULES = context_rules()
EXAMPLES = [
    pytest.param(rule, course, raised, id=f"{rule.id}-{'raises' if raised else 'leaves'}-{number}")
    for rule in RULES.rules
    for raised, courses in ((True, rule.raising), (False, rule.leaving))
    for number, course in enumerate(courses)
]

same_each_time = settings(derandomize=True, deadline=None, database=None)
levels = st.sampled_from(Level)
minutes = st.integers(min_value=-60 * 24 * 3, max_value=60 * 24 * 30).map(lambda n: timedelta(minutes=n))
flags = st.frozensets(st.sampled_from(Flag), max_size=3)
assessments = st.builds(Assessment, level=levels, subject=st.sampled_from(Subject), flags=flags)
courses = st.lists(
    st.builds(
        Earlier,
        at=minutes.map(lambda ago: NOW - ago),
        level=levels,
        subject=st.sampled_from(Subject),
        flags=flags,
    ),
    max_size=8,
)
standings = st.builds(
    Standing, level=levels, since=minutes.map(lambda ago: NOW - ago), seq=st.none() | st.integers(1, 9)
)


def told(course: tuple[Told, ...]) -> tuple[Assessment, list[Earlier]]:
    """A course of messages: the present one, and those before it."""
    *before, present = course
    earlier = [Earlier(NOW - one.ago, one.level, one.subject, one.flags) for one in before]
    return Assessment(present.level, present.subject, present.flags), earlier


@pytest.mark.parametrize(("rule", "course", "raised"), EXAMPLES)
def test_rule_holds_to_its_examples(rule: ContextRule, course: tuple[Told, ...], raised: bool) -> None:
    found, earlier = told(course)
    assert rule.raises(found, earlier, NOW) is raised
    joined = RULES.join(found, earlier, NOW)
    if raised:
        assert joined.shown.level >= rule.raises_to
        assert joined.shown.reason.startswith("context.")


def test_every_rule_says_why_and_who_reviewed_it() -> None:
    for rule in RULES.rules:
        assert len(rule.why) > 20, rule.id
        assert (rule.reviewed_by is None) == (rule.reviewed_on is None), rule.id
    unreviewed = [rule.id for rule in RULES.rules if rule.reviewed_by is None]
    assert RULES.unreviewed()[-len(unreviewed) :] == unreviewed


@same_each_time
@given(found=assessments, earlier=courses)
def test_context_never_lowers_and_never_reaches_imminent(found: Assessment, earlier: list[Earlier]) -> None:
    joined = RULES.join(found, earlier, NOW)
    assert joined.assessment == found
    assert joined.shown.level >= found.level
    if joined.shown.level > found.level:
        assert joined.shown.level is Level.HIGH
        assert found.subject is Subject.SELF
        assert RULES.may_raise(found), "what came before was not even asked for"


@same_each_time
@given(found=assessments, earlier=courses, more=courses)
def test_more_that_came_before_never_lowers(
    found: Assessment, earlier: list[Earlier], more: list[Earlier]
) -> None:
    alone = RULES.join(found, earlier, NOW)
    assert RULES.join(found, [*more, *earlier], NOW).shown.level >= alone.shown.level


def test_messages_about_somebody_else_and_failed_checks_raise_nothing() -> None:
    before = [Earlier(NOW, Level.MODERATE), Earlier(NOW, Level.MODERATE)]
    mine = Assessment(Level.MODERATE)
    assert RULES.join(mine, before, NOW).shown == Shown(Level.HIGH, "context.wish_repeated")
    theirs = Assessment(Level.MODERATE, subject=Subject.OTHER)
    assert RULES.join(theirs, before, NOW).shown == Shown(Level.MODERATE, "words")
    failed = Earlier(NOW, Level.HIGH, flags=frozenset({Flag.ASSESSMENT_FAILED}))
    assert RULES.join(mine, [failed], NOW).shown == Shown(Level.MODERATE, "words")


def test_a_message_from_a_moment_ahead_of_the_clock_counts_as_just_now() -> None:
    ahead = [Earlier(NOW + timedelta(days=2), Level.MODERATE), Earlier(NOW, Level.MODERATE)]
    assert RULES.join(Assessment(Level.MODERATE), ahead, NOW).shown.level is Level.HIGH


@pytest.mark.parametrize("level", list(Level)[1:])
def test_a_level_stays_as_long_as_the_data_say_and_falls_one_step(level: Level) -> None:
    stay, standing = RULES.stays[level], Standing(level, NOW)
    instant = timedelta(microseconds=1)
    assert RULES.in_force(standing, NOW) is level
    assert RULES.in_force(standing, NOW + stay.lasts - instant) is level
    assert RULES.in_force(standing, NOW + stay.lasts) is stay.falls_to
    assert level - stay.falls_to == 1


def test_an_imminent_level_falls_through_every_level_to_none() -> None:
    standing = Standing(Level.IMMINENT, NOW)
    hours = [RULES.in_force(standing, NOW + timedelta(hours=n)) for n in range(24 * 40)]
    assert [one for one, next_one in pairwise(hours) if next_one is not one] == list(reversed(Level))[:-1]
    assert hours[-1] is Level.NONE


@same_each_time
@given(standing=standings, held=levels, ago=minutes)
def test_an_open_case_and_a_clock_that_jumps_back_lower_nothing(
    standing: Standing, held: Level, ago: timedelta
) -> None:
    assert RULES.in_force(standing, NOW + ago, held) >= held
    before = standing.since - abs(ago)
    assert RULES.in_force(standing, before) is standing.level


@same_each_time
@given(standing=standings, level=levels, at=minutes, later=minutes)
def test_nothing_that_is_shown_lowers_any_later_moment(
    standing: Standing, level: Level, at: timedelta, later: timedelta
) -> None:
    """A harmless message least of all; also where the clock has jumped back in between."""
    shown_at = NOW + at
    after = RULES.raised(standing, Shown(level), shown_at, 7)
    if level > Level.NONE:
        assert RULES.in_force(after, shown_at) >= level
    else:
        assert after == standing
    moment = shown_at + later
    assert RULES.in_force(after, moment) >= RULES.in_force(standing, moment)


@same_each_time
@given(standing=standings, shown=st.lists(st.tuples(levels, minutes), max_size=6), later=minutes)
def test_the_level_in_force_is_the_gravest_that_anything_shown_has_left(
    standing: Standing, shown: list[tuple[Level, timedelta]], later: timedelta
) -> None:
    """One stored moment stands for the whole history: nothing that was shown is ever lost behind it."""
    moments = sorted((abs(at), level) for level, at in shown)
    now = standing.since
    folded = standing
    for at, level in moments:
        now = standing.since + at
        folded = RULES.raised(folded, Shown(level), now, 1)
    last = now + abs(later)
    each = [Standing(level, standing.since + at) for at, level in moments]
    assert RULES.in_force(folded, last) is max(RULES.in_force(one, last) for one in [standing, *each])


GOOD = (RULES_FOLDER / CONTEXT_FILE).read_text(encoding="utf-8")
BROKEN = {
    "skips a level": ("falls_to: high", "falls_to: moderate", None, "the one below"),
    "stays for ever": ("lasts: 24h", "lasts: 0h", None, "write a time as"),
    "unknown level": ("raises_to: high", "raises_to: grave", "context.moderate_after_high", "unknown level"),
    "unknown flag": (
        "flags: [means, plan, goodbye]",
        "flags: [sharp]",
        "context.preparing_after_wish",
        "flags",
    ),
    "no review state": ("    within: 24h\n", "", "context.self_harm_then_means", "within"),
    "id used twice": ("id: context.rising", "id: context.wish_repeated", "context.wish_repeated", "twice"),
    "level left out": (
        "  - level: low\n    lasts: 72h\n    falls_to: none\n",
        "  - level: high\n    lasts: 72h\n    falls_to: moderate\n",
        None,
        "once",
    ),
    "present not last": (
        "[{ago: 26h, level: high}, {level: moderate}]",
        "[{level: moderate}, {ago: 26h, level: high}]",
        "context.moderate_after_high",
        "oldest first",
    ),
    "out of order": (
        "{ago: 50m, level: moderate}, {ago: 20m",
        "{ago: 10m, level: moderate}, {ago: 20m",
        "context.wish_repeated",
        "oldest first",
    ),
    "not YAML": ("rules:", "rules: [", None, "not readable as YAML"),
}


@pytest.mark.parametrize("fault", BROKEN)
def test_a_broken_file_is_refused_with_its_rule_and_line(tmp_path: Path, fault: str) -> None:
    good, broken, rule, words = BROKEN[fault]
    assert good in GOOD
    path = tmp_path / CONTEXT_FILE
    path.write_text(GOOD.replace(good, broken, 1), encoding="utf-8")
    with pytest.raises(RuleFileInvalid) as caught:
        load_context(path)
    assert (caught.value.file, caught.value.rule) == (CONTEXT_FILE, rule)
    assert caught.value.line is not None
    assert words in str(caught.value)


def test_the_version_changes_with_the_content(tmp_path: Path) -> None:
    path = tmp_path / CONTEXT_FILE
    path.write_text(GOOD.replace("lasts: 24h", "lasts: 25h"), encoding="utf-8")
    changed = load_context(path)
    assert changed.version != RULES.version
    assert changed.version.startswith("context-1+")
