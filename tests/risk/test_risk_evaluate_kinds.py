"""Kinds of danger in the report of `mkhari risk evaluate`: what counts as found, as raised, and for whom."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from risk.assessment import Danger, Kind, Level, Subject
from risk.evaluate.answers import ask
from risk.evaluate.comparison import compare
from risk.evaluate.evaluation import evaluate
from risk.evaluate.kinds import kinds_part
from risk.evaluate.kinds_report import ANY, NOTHING, KindFigures, KindsPart
from risk.evaluate.page import page
from risk.evaluate.parts import Share
from risk.evaluate.report import Report
from risk.evaluate.samples import Sample, load_samples
from risk.evaluate.sections import sections, summary_lines
from tests.risk.fake_systems import fake_system, made_dataset, made_sample

NONE, LOW, MODERATE, HIGH, IMMINENT = Level
SELF, OTHER = Subject
SECRET = "zebra"

CORPUS = f"""\
reviewed_by: null
reviewed_on: null
written_by: team
written_on: 2026-11-30
language: en
script: Latn
groups:
  - family: en-danger-door
    level: low
    subject: other
    kinds: {{violence_now: imminent, abuse: high}}
    texts: ['he breaks the door {SECRET}']
  - family: en-danger-cuts
    level: moderate
    flags: [self_harm]
    texts: ['again i cut myself {SECRET}']
  - family: en-danger-took
    level: imminent
    flags: [attempt]
    kinds: {{missing: high}}
    texts: ['i took them {SECRET}']
  - family: en-danger-film
    level: none
    texts: ['the film broke the door {SECRET}']
"""


def told_by(dangers: Mapping[int, Sequence[Danger]]) -> KindsPart:
    """The figures of `SAMPLES` where these dangers are told of these rows, and nothing of the others."""
    system = fake_system(lambda _: NONE, dangers_of=lambda text: tuple(dangers.get(int(text.split()[1]), ())))
    part = kinds_part(ask(system, SAMPLES))
    assert part is not None
    return part


SAMPLES = [
    made_sample(0, LOW, subject=SELF, kinds={Kind.ABUSE: HIGH}),
    made_sample(1, LOW, subject=OTHER, kinds={Kind.ABUSE: HIGH, Kind.VIOLENCE_NOW: IMMINENT}),
    made_sample(2, LOW, subject=OTHER, kinds={Kind.MISSING: HIGH}, group="ka Geor"),
    made_sample(3, NONE, kinds={}),
    made_sample(4, LOW, kinds={}),
    # Files that are not labelled for kinds.
    made_sample(5, NONE, group="ka Geor"),
    made_sample(6, LOW),
    made_sample(7, MODERATE, own=Kind.SELF_HARM),
    made_sample(8, IMMINENT, own=Kind.ATTEMPT_IN_PROGRESS),
]


def of(part: KindsPart, kind: str) -> KindFigures:
    return next(one for one in (part.any, *part.kinds) if one.kind == kind)


def counts(share: Share) -> tuple[int, int]:
    return share.hits, share.of


def test_a_message_is_as_grave_as_its_gravest_danger(tmp_path: Path) -> None:
    (tmp_path / "en.yaml").write_text(CORPUS, encoding="utf-8")
    door, cuts, took, film = load_samples([tmp_path]).samples
    assert (door.ladder, door.level, door.subject) == (LOW, IMMINENT, OTHER)
    assert door.dangers == {Kind.VIOLENCE_NOW: IMMINENT, Kind.ABUSE: HIGH}
    assert (cuts.level, cuts.dangers) == (MODERATE, {Kind.SELF_HARM: MODERATE})
    assert took.dangers == {Kind.ATTEMPT_IN_PROGRESS: IMMINENT, Kind.MISSING: HIGH}
    assert (film.level, film.kinds, film.dangers) == (NONE, {}, {})


def test_a_row_of_an_unlabelled_file_is_known_by_the_ladder_alone() -> None:
    low, grave = made_sample(0, LOW), made_sample(1, HIGH)
    assert (low.kinds, low.dangers, low.level) == (None, {}, LOW)
    assert grave.dangers == {Kind.SUICIDE: HIGH}
    assert made_sample(2, severity=3).level is None


def test_a_kind_is_found_at_its_level_or_at_all_and_an_alarm_counts_by_any_kind() -> None:
    part = told_by({0: [Danger(Kind.ABUSE, MODERATE)], 1: [Danger(Kind.VIOLENCE_NOW, IMMINENT, OTHER)]})
    abuse = of(part, "abuse")
    assert counts(abuse.at_level) == (0, 2)
    assert counts(abuse.found) == (1, 2)
    assert counts(abuse.alarmed) == (1, 2)
    assert counts(of(part, "violence_now").at_level) == (1, 1)
    assert counts(of(part, "missing").found) == (0, 1)
    assert counts(of(part, "blackmail").at_level) == (0, 0)


def test_all_other_kinds_together_ask_for_each_of_a_message() -> None:
    half = told_by({1: [Danger(Kind.VIOLENCE_NOW, IMMINENT, OTHER)]}).any
    assert half.kind == ANY
    assert (counts(half.at_level), counts(half.found), counts(half.alarmed)) == ((0, 3), (1, 3), (1, 3))
    both = [Danger(Kind.VIOLENCE_NOW, IMMINENT, OTHER), Danger(Kind.ABUSE, HIGH, OTHER)]
    assert counts(told_by({1: both}).any.at_level) == (1, 3)


def test_raised_counts_labelled_rows_without_it_and_none_rows_of_all_files() -> None:
    part = told_by({nth: [Danger(Kind.BLACKMAIL, HIGH)] for nth in (0, 3, 5, 6)})
    # Rows 0 to 4 are labelled; of row 6 nobody knows what it hides.
    assert counts(of(part, "blackmail").raised) == (2, 5)
    assert counts(of(part, "blackmail").raised_on_none) == (2, 2)
    assert counts(part.any.raised) == (1, 2)
    assert counts(part.any.raised_on_none) == (2, 2)
    assert counts(of(part, "abuse").raised) == (0, 3)


def test_danger_to_oneself_is_heard_as_any_of_its_kinds_and_an_attempt_by_name() -> None:
    part = told_by({7: [Danger(Kind.SUICIDE, HIGH)], 8: [Danger(Kind.SUICIDE, IMMINENT)]})
    assert counts(of(part, "self_harm").at_level) == (1, 1)
    assert counts(of(part, "attempt_in_progress").at_level) == (0, 1)
    assert counts(of(part, "attempt_in_progress").alarmed) == (1, 1)


def test_subject_is_asked_only_of_dangers_that_were_found() -> None:
    wrong_one = told_by({0: [Danger(Kind.ABUSE, HIGH, OTHER)], 2: [Danger(Kind.ABUSE, HIGH, OTHER)]})
    assert counts(of(wrong_one, "abuse").subject) == (0, 1)
    assert counts(of(wrong_one, "missing").subject) == (0, 0)
    # Of two equal dangers the writer's counts, of two unequal ones the graver.
    equal = told_by({0: [Danger(Kind.ABUSE, HIGH, OTHER), Danger(Kind.ABUSE, HIGH, SELF)]})
    graver = told_by({1: [Danger(Kind.ABUSE, HIGH, OTHER), Danger(Kind.ABUSE, MODERATE, SELF)]})
    assert counts(of(equal, "abuse").subject) == (1, 1)
    assert counts(graver.any.subject) == (1, 1)


def test_confusion_counts_a_row_for_each_kind_that_it_shows() -> None:
    part = told_by({1: [Danger(Kind.MISSING, HIGH)], 3: [Danger(Kind.ABUSE, HIGH)]})

    def line(true: str) -> dict[str, int]:
        counted = zip(part.told, part.confusion[part.true.index(true)], strict=True)
        return {told: rows for told, rows in counted if rows}

    assert line("abuse") == {"missing": 1, NOTHING: 1}
    assert line("violence_now") == {"missing": 1}
    # Row 6 is left out: its file does not say what it shows.
    assert line(NOTHING) == {"abuse": 1, NOTHING: 2}
    assert part.true_rows[part.true.index(NOTHING)] == 3
    assert line("attempt_in_progress") == {NOTHING: 1}


def test_a_system_that_names_no_kinds_speaks_of_suicide() -> None:
    (answer,) = ask(fake_system(lambda _: HIGH), [made_sample(0, LOW, kinds={Kind.ABUSE: HIGH})])
    assert answer.dangers == (Danger(Kind.SUICIDE, HIGH),)
    (quiet,) = ask(fake_system(lambda _: LOW), [made_sample(0)])
    assert quiet.dangers == ()


def test_severity_is_measured_on_the_ladder_of_suicide_alone() -> None:
    system = fake_system(lambda _: LOW, dangers_of=lambda _: (Danger(Kind.ABUSE, HIGH),))
    (answer,) = ask(system, [made_sample(0, LOW, severity=0, kinds={Kind.ABUSE: HIGH})])
    assert (answer.level, answer.ladder, answer.severity) == (HIGH, LOW, 0.0)


def made_report(dangers: Mapping[int, Sequence[Danger]], missing_heads: tuple[str, ...] = ()) -> Report:
    def dangers_of(text: str) -> tuple[Danger, ...]:
        return tuple(dangers.get(int(text.split()[1]), ()))

    system = fake_system(lambda _: NONE, dangers_of=dangers_of, missing_heads=missing_heads)
    return evaluate([system], made_dataset(SAMPLES), intervals=False)


FOUND = {0: [Danger(Kind.ABUSE, HIGH)], 2: [Danger(Kind.MISSING, HIGH, OTHER)]}


def test_report_tells_kinds_of_all_rows_and_of_each_language_and_is_read_again() -> None:
    report = made_report(FOUND)
    (system,) = report.systems
    groups = {one.name: one.kinds for one in system.groups if one.by == "language"}
    assert system.kinds is not None
    assert counts(system.kinds.any.at_level) == (2, 3)
    assert groups.keys() == {"en Latn", "ka Geor"}
    assert groups["ka Geor"] is not None
    assert counts(groups["ka Geor"].any.at_level) == (1, 1)
    assert system.rows[0].kinds == {"abuse": "high"}
    assert system.rows[0].told == {"abuse": "high"}
    assert Report.model_validate_json(report.model_dump_json()) == report


def test_files_without_labels_for_kinds_give_no_figures_of_them() -> None:
    report = evaluate([fake_system(lambda _: HIGH)], made_dataset([made_sample(0, HIGH)]), intervals=False)
    assert report.systems[0].kinds is None
    assert [one.kind for one in sections(report) if one.kind.startswith("kinds")] == []


def test_a_network_without_the_head_is_named() -> None:
    report = made_report({}, missing_heads=("kinds",))
    assert "system fake: its network has no such head as kinds of danger" in summary_lines(report)
    assert {row[1] for one in sections(report) if one.kind == "kinds" for row in one.rows} == {
        "fake (no such head)"
    }
    assert not any("no such head" in line for line in summary_lines(made_report({})))


def test_page_draws_kinds_and_puts_their_tables_under_them() -> None:
    pytest.importorskip("altair")
    report = made_report(FOUND)
    content = page(report)
    assert content.count("<h2>Kinds of danger</h2>") == 1
    kinds = [one for one in sections(report) if one.kind.startswith("kinds")]
    assert [one.kind for one in kinds] == ["kinds", "kinds-language", "kinds-each", "kinds-confusion"]
    assert content.count("How each kind of danger is told, with intervals, by system.") == 2
    assert content.count('<table class="kinds') == len(kinds)
    assert "violence now" in content


def fallen(before: Report, after: Report) -> set[tuple[str, str]]:
    (one,) = compare(before, after)
    return {(difference.measure, difference.group) for difference in one.fallen}


def test_compare_guards_other_kinds_in_each_language() -> None:
    lost = made_report({0: FOUND[0]})
    assert ("other kinds found", "ka Geor") in fallen(made_report(FOUND), lost)
    assert fallen(lost, made_report(FOUND)) == set()
    (one,) = compare(made_report(FOUND), lost)
    assert ("missing found", "all") in {(found.measure, found.group) for found in one.differences}


def test_a_report_from_before_kinds_is_compared_without_them() -> None:
    content = made_report(FOUND).model_dump()
    for row in content["systems"][0]["rows"]:
        row |= {"told": None, "kinds": {}, "kinds_known": False}
    (one,) = compare(Report.model_validate(content), made_report({}))
    assert one.relabelled == 0
    assert {found.measure for found in one.differences} == {
        *("high found", "moderate found", "imminent found", "none as high", "none as moderate")
    }


def test_no_report_holds_a_message() -> None:
    sample = Sample("id", SECRET, LOW, None, "en", "Latn", kinds={Kind.ABUSE: HIGH})
    report = evaluate([fake_system(lambda _: NONE)], made_dataset([sample]), intervals=False)
    told = report.model_dump_json() + page(report) + str(sections(report)) + repr(sample)
    assert "abuse" in told
    assert SECRET not in told
