"""Rules and model joined: the graver stands, and neither takes back what the other saw."""

from itertools import product

import pytest

from risk.assessment import Assessment, Evidence, Flag, Level, Subject
from risk.fusion import joined

VERSION = "both-1"


@pytest.mark.parametrize(("by_rules", "by_model"), list(product(Level, Level)))
def test_the_graver_level_stands(by_rules: Level, by_model: Level) -> None:
    both = joined(Assessment(by_rules), Assessment(by_model), VERSION)
    assert both.level is max(by_rules, by_model)
    assert both.version == VERSION


def test_subject_is_told_by_the_graver() -> None:
    of_self, of_other = Assessment(Level.HIGH), Assessment(Level.MODERATE, Subject.OTHER)
    assert joined(of_self, of_other, VERSION).subject is Subject.SELF
    assert joined(of_other, of_self, VERSION).subject is Subject.SELF
    assert joined(of_other, Assessment(Level.MODERATE), VERSION).subject is Subject.OTHER


def test_both_show_their_evidence_and_flags() -> None:
    first = Assessment(Level.HIGH, flags=frozenset({Flag.MEANS}), evidence=(Evidence(4, 9, "ka.rule"),))
    second = Assessment(Level.LOW, flags=frozenset({Flag.BULLYING}), evidence=(Evidence(0, 3, "model"),))
    both = joined(first, second, VERSION)
    assert both.flags == {Flag.MEANS, Flag.BULLYING}
    assert [one.rule for one in both.evidence] == ["model", "ka.rule"]


def test_language_is_the_rules_and_probabilities_are_the_models() -> None:
    both = joined(
        Assessment(Level.NONE, language="ka", script="Latn"),
        Assessment(Level.HIGH, probabilities={"high": 0.9}, severity=2.5),
        VERSION,
    )
    assert (both.language, both.script) == ("ka", "Latn")
    assert (both.probabilities, both.severity) == ({"high": 0.9}, 2.5)


def test_a_researcher_sees_what_the_model_thought_also_where_the_rules_were_graver() -> None:
    both = joined(Assessment(Level.IMMINENT), Assessment(Level.NONE, probabilities={"none": 0.8}), VERSION)
    assert (both.level, both.probabilities) == (Level.IMMINENT, {"none": 0.8})


def test_a_harmless_message_carries_no_mark_that_only_the_model_saw() -> None:
    by_rules = Assessment(Level.NONE, flags=frozenset({Flag.BULLYING}))
    both = joined(by_rules, Assessment(Level.NONE, flags=frozenset({Flag.MEANS})), VERSION)
    assert both.flags == {Flag.BULLYING}


def test_severity_never_stands_below_what_the_rules_saw() -> None:
    found = [
        joined(Assessment(level), Assessment(Level.NONE, severity=0.2), VERSION).severity for level in Level
    ]
    assert found == [0.2, 0.2, 1.0, 2.0, 4.0]
