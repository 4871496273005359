"""One broken folder for each rule, with the exact message."""

import shutil
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from flows.errors import FlowsBroken, Rule
from flows.flowset import FlowSet
from flows.fluentsource import rewritten
from flows.instrument_file import INSTRUMENTS
from flows.loader import load_flows
from flows.model import Outcome, Resource

BROKEN = Path(__file__).parent / "broken"
TODAY = date(2026, 12, 1)


def problems_of(broken: Path, folder: Path, helplines: Mapping[str, Resource]) -> str:
    for path in broken.iterdir():
        if path.is_file() and path.name != "expected.txt":
            shutil.copy(path, folder)
    instruments = broken / "instruments"
    if not instruments.is_dir():
        instruments = INSTRUMENTS
    old = {
        **helplines,
        "child_helpline": replace(helplines["child_helpline"], is_verified=False),
        "violence_helpline": replace(helplines["violence_helpline"], expires_on=date(2026, 11, 30)),
    }
    with pytest.raises(FlowsBroken) as caught:
        load_flows(folder, old, today=TODAY, instruments=instruments)
    return "".join(f"{problem}\n" for problem in caught.value.problems)


@pytest.mark.parametrize("rule", list(Rule))
def test_broken_flow_is_refused_with_the_exact_message(
    rule: Rule, folder: Path, helplines: Mapping[str, Resource]
) -> None:
    broken = BROKEN / rule
    assert problems_of(broken, folder, helplines) == (broken / "expected.txt").read_text(encoding="utf-8")


def test_each_broken_folder_is_named_after_a_rule_and_breaks_it() -> None:
    assert {path.name for path in BROKEN.iterdir()} == set(Rule)
    for rule in Rule:
        assert f" {rule} " in (BROKEN / rule / "expected.txt").read_text(encoding="utf-8")


def test_needed_flows_alone_are_sound(folder: Path, helplines: Mapping[str, Resource]) -> None:
    assert set(load_flows(folder, helplines).flows) == {"human", "language", "waiting"}


def test_missing_flow_for_a_person_is_refused(folder: Path, helplines: Mapping[str, Resource]) -> None:
    for path in folder.glob("human.*"):
        path.unlink()
    with pytest.raises(FlowsBroken, match=r"human\.yaml:1 no-way-to-a-person the engine jumps"):
        load_flows(folder, helplines)


def test_missing_system_text_is_refused(folder: Path, helplines: Mapping[str, Resource]) -> None:
    path = folder / "system.ru.ftl"
    path.write_text(
        path.read_text(encoding="utf-8").replace("\nsafety = ", "\nnot-safety = "), encoding="utf-8"
    )
    with pytest.raises(FlowsBroken, match=r"missing-translation system\.ru\.ftl has no text safety"):
        load_flows(folder, helplines)


def test_help_without_the_emergency_number_in_its_text_is_refused(
    folder: Path, helplines: Mapping[str, Resource]
) -> None:
    path = folder / "system.en.ftl"
    words = path.read_text(encoding="utf-8").replace("If life is in danger, dial 112.", "Here is help.")
    path.write_text(words.replace("the 112 app", "their app"), encoding="utf-8")
    with pytest.raises(FlowsBroken, match="no-way-to-a-person help-numbers: name 112"):
        load_flows(folder, helplines)


def test_every_problem_is_listed_at_once(folder: Path, helplines: Mapping[str, Resource]) -> None:
    for rule in (Rule.BANNED_WORDS, Rule.UNKNOWN_LANGUAGE):
        for path in (BROKEN / rule).glob("story*"):
            if not (folder / path.name).exists():
                shutil.copy(path, folder)
    with pytest.raises(FlowsBroken) as caught:
        load_flows(folder, helplines)
    assert {problem.rule for problem in caught.value.problems} == {Rule.BANNED_WORDS, Rule.UNKNOWN_LANGUAGE}


def test_unreviewed_content_is_named(flows: FlowSet) -> None:
    assert "crisis.yaml (version 1)" in flows.unreviewed()
    assert "system.ka.ftl" in flows.unreviewed()
    assert "banned_words.yaml" in flows.unreviewed()


def test_reviewed_content_is_not_named(folder: Path, helplines: Mapping[str, Resource]) -> None:
    script = folder / "waiting.yaml"
    marks = "reviewed_by: A. Reviewer\nreviewed_on: 2026-11-01\n"
    unmarked = "reviewed_by: null\nreviewed_on: null\n"
    script.write_text(script.read_text(encoding="utf-8").replace(unmarked, marks), encoding="utf-8")
    texts = folder / "system.ka.ftl"
    words = texts.read_text(encoding="utf-8").replace("reviewed_by: nobody", "reviewed_by: A. Reviewer")
    texts.write_text(words, encoding="utf-8")
    left = load_flows(folder, helplines).unreviewed()
    assert "waiting.yaml (version 1)" not in left
    assert "system.ka.ftl" not in left
    assert "system.ru.ftl" in left


def test_every_item_of_an_instrument_is_translated(
    folder: Path, helplines: Mapping[str, Resource], tmp_path_factory: pytest.TempPathFactory
) -> None:
    instruments = tmp_path_factory.mktemp("instruments")
    for path in INSTRUMENTS.iterdir():
        shutil.copy(path, instruments)
    path = instruments / "ladder.ru.ftl"
    words = path.read_text(encoding="utf-8").replace("means = {", "other = {")
    path.write_text(words.replace("    .wish = Нет, но хочется, чтобы меня не было\n", ""), encoding="utf-8")
    shutil.copy(INSTRUMENTS / "ladder.en.ftl", instruments / "asq.en.ftl")
    with pytest.raises(FlowsBroken) as caught:
        load_flows(folder, helplines, instruments=instruments)
    found = [str(problem) for problem in caught.value.problems]
    assert (
        "instruments/ladder.yaml:1 missing-translation instruments/ladder.ru.ftl has no text means" in found
    )
    assert (
        "instruments/ladder.yaml:1 missing-translation instruments/ladder.ru.ftl has no text thoughts.wish"
        in found
    )
    assert (
        "instruments/asq.en.ftl:1 extra-translation there is no instrument asq, or its texts are not included"
        in found
    )


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("cleared: false", "cleared: true", "says by whom and when: cleared_by, cleared_on"),
        ("unclear: no", "unclear: maybe", "unclear is one of them"),
        ("ask_if: [{thoughts: [", "ask_if: [{support: [", "ask_if may name earlier items"),
        ("- {time: [unsure]}", "- {time: [soon]}", "when may name items and their answers"),
        ("outcome: imminent", "outcome: low", "from the gravest outcome to the least"),
        ("  time:\n", "  outcome:\n", "no item may be called asked_at, outcome or so_far"),
        ("translation: {ka: draft, ru", "translation: {ru", "the state of the translation for ka, ru, en"),
        ("instrument: ladder", "instrument: stairs", "flow-name the instrument is called stairs"),
    ],
)
def test_instrument_file_that_makes_no_sense_is_refused(
    folder: Path,
    helplines: Mapping[str, Resource],
    tmp_path_factory: pytest.TempPathFactory,
    old: str,
    new: str,
    why: str,
) -> None:
    instruments = tmp_path_factory.mktemp("instruments")
    script = (INSTRUMENTS / "ladder.yaml").read_text(encoding="utf-8").replace('"no"', "no")
    assert old in script
    (instruments / "ladder.yaml").write_text(script.replace(old, new), encoding="utf-8")
    with pytest.raises(FlowsBroken, match=why):
        load_flows(folder, helplines, instruments=instruments)


def test_published_instruments_are_there_as_logic_only(flows: FlowSet) -> None:
    for name in ("c_ssrs_screener", "asq"):
        instrument = flows.instruments[name]
        assert not instrument.may_run
        assert not list(INSTRUMENTS.glob(f"{name}.*.ftl"))
    assert flows.instruments["ladder"].may_run
    assert not flows.instruments["ladder"].is_cleared


YES = "yes"


@pytest.mark.parametrize(
    ("name", "answers", "outcome"),
    [
        ("c_ssrs_screener", {}, Outcome.NONE),
        ("c_ssrs_screener", {"q1": YES}, Outcome.LOW),
        ("c_ssrs_screener", {"q2": YES}, Outcome.LOW),
        ("c_ssrs_screener", {"q2": YES, "q3": YES}, Outcome.MODERATE),
        ("c_ssrs_screener", {"q6_lifetime": YES}, Outcome.MODERATE),
        ("c_ssrs_screener", {"q2": YES, "q4_past_month": YES}, Outcome.HIGH),
        ("c_ssrs_screener", {"q2": YES, "q5_past_month": YES}, Outcome.HIGH),
        ("c_ssrs_screener", {"q6_lifetime": YES, "q6_past_3_months": YES}, Outcome.HIGH),
        ("asq", {}, Outcome.NONE),
        ("asq", {"q4": YES}, Outcome.HIGH),
        ("asq", {"q1": YES, "acuity": YES}, Outcome.IMMINENT),
    ],
)
def test_instrument_is_scored_as_published(
    flows: FlowSet, name: str, answers: dict[str, str], outcome: Outcome
) -> None:
    instrument = flows.instruments[name]
    given: dict[str, str] = {}
    while (item := instrument.next_item(given)) is not None:
        given[item] = answers.get(item, "no")
    assert answers.items() <= given.items()
    assert instrument.outcome(given) is outcome


def test_c_ssrs_asks_three_to_five_only_after_a_yes_to_two(flows: FlowSet) -> None:
    instrument = flows.instruments["c_ssrs_screener"]
    assert instrument.next_item({"q1": "yes", "q2": "no"}) == "q6_lifetime"
    assert instrument.next_item({"q1": "no", "q2": "yes"}) == "q3"


def test_uncleared_instrument_in_use_is_named(guided: FlowSet) -> None:
    assert "instruments/ladder.yaml (version 1, not cleared)" in guided.unreviewed()


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("ka", "ნარკომანია და მეტი არაფერი."),
        ("ka", "ყველაფერი კარგად იქნება!"),
        ("ru", "Всё будет хорошо, вот увидишь."),
        ("ru", "Он просто алкоголик."),
        ("en", "You provoked him."),
        ("en", "The usual dose is small."),
    ],
)
def test_words_that_harm_in_the_newer_subjects_are_refused(
    folder: Path, helplines: Mapping[str, Resource], language: str, words: str
) -> None:
    path = folder / f"waiting.{language}.ftl"
    path.write_text(path.read_text(encoding="utf-8") + f"more = {words}\n", encoding="utf-8")
    with pytest.raises(FlowsBroken, match=rf"waiting\.{language}\.ftl:\d+ banned-words more: "):
        load_flows(folder, helplines)


@pytest.mark.parametrize(
    ("audience", "problems"), [("family", []), ("youth", ["heard_4: 479 characters, at most 400"])]
)
def test_flow_for_anybody_may_say_more_to_parents_than_to_a_young_person(
    folder: Path, helplines: Mapping[str, Resource], audience: str, problems: list[str]
) -> None:
    path = folder / "waiting.en.ftl"
    words = rewritten(
        path.read_text(encoding="utf-8"),
        {"heard_4": {"family": "Short.", "youth": "Short.", audience: "a b " * 119 + "a b"}},
    )
    path.write_text(words, encoding="utf-8")
    try:
        load_flows(folder, helplines)
        found = []
    except FlowsBroken as error:
        found = [problem.message for problem in error.problems]
    assert found == problems
