"""Intents in the report of `mkhari risk evaluate`: what counts as recognised, and what is guarded."""

from collections.abc import Sequence
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from risk.assessment import Level
from risk.evaluate.commands import add_commands, evaluate_command
from risk.evaluate.comparison import compare
from risk.evaluate.evaluation import evaluate
from risk.evaluate.intents import intents_report
from risk.evaluate.intents_report import CallFigures, IntentFigures, IntentsReport, NoneFigures
from risk.evaluate.page import page
from risk.evaluate.parts import Share
from risk.evaluate.report import Report, read_report
from risk.evaluate.sections import file_lines, sections, summary_lines
from tests.risk.fake_systems import (
    MadeFile,
    MadeOutcome,
    MadeRecognition,
    fake_system,
    made_dataset,
    made_sample,
)

OUTCOMES = (
    MadeOutcome(("human",), chosen="human", first="human", id="0", is_learnt=True),
    MadeOutcome(("human",), asked=("help_now", "human"), first="help_now", id="1"),
    MadeOutcome(("human",), asked=("hours", "topics"), first="hours", id="2", way="ru"),
    MadeOutcome(("school", "anxiety"), chosen="anxiety", first="anxiety", group="topic", id="3"),
    MadeOutcome(("school",), chosen="human", first="human", group="topic", id="4"),
    MadeOutcome(("help_now",), first="human", id="5", way="ru"),
    MadeOutcome((), chosen="school", first="school", group=None, id="6"),
    MadeOutcome((), first="school", group=None, id="7", way="ru"),
)


def counted(outcomes: Sequence[MadeOutcome] = OUTCOMES) -> IntentsReport:
    files = [MadeFile("ka.yaml", range(5)), MadeFile("ru.yaml", range(3))]
    return intents_report(MadeRecognition(outcomes, files=files))


def counts(share: Share) -> tuple[int, int]:
    return share.hits, share.of


def figures(way: str, group: str) -> IntentFigures:
    return next(one for one in counted().figures if (one.way, one.group) == (way, group))


def call(intent: str, way: str) -> CallFigures:
    return next(one for one in counted().calls if (one.intent, one.way) == (intent, way))


def none(way: str) -> NoneFigures:
    return next(one for one in counted().none if one.way == way)


def test_each_message_is_chosen_asked_or_unsure_and_right_by_any_of_its_intents() -> None:
    whole = figures("all", "all")
    assert whole.messages == 6
    assert (counts(whole.first_is_main), counts(whole.first_is_any)) == ((1, 6), (2, 6))
    parts = (*(whole.chosen_right, whole.chosen_wrong, whole.asked_right, whole.asked_wrong, whole.unsure),)
    assert [one.hits for one in parts] == [2, 1, 1, 1, 1]
    assert {one.of for one in parts} == {6}


def test_figures_are_told_by_way_of_writing_and_group_and_without_learnt_words() -> None:
    assert {(one.way, one.group) for one in counted().figures} == {
        *(("all", "all"), ("all", "not in the catalogue"), ("all", "wish"), ("all", "topic")),
        *(("ka", "all"), ("ka", "not in the catalogue"), ("ka", "wish"), ("ka", "topic")),
        *(("ru", "all"), ("ru", "not in the catalogue"), ("ru", "wish")),
    }
    assert figures("all", "not in the catalogue").messages == 5
    assert counts(figures("ka", "topic").chosen_wrong) == (1, 2)


def test_a_wish_for_a_person_is_found_where_it_is_chosen_or_asked_about() -> None:
    whole = call("human", "all")
    assert (counts(whole.found), counts(whole.chosen), counts(whole.chosen_elsewhere)) == (
        (2, 3),
        (1, 3),
        (1, 5),
    )
    assert counts(call("human", "ka").found) == (2, 2)
    assert counts(call("help_now", "ru").found) == (0, 1)


def test_messages_of_no_intent_are_told_apart() -> None:
    whole = none("all")
    assert (counts(whole.chosen), counts(whole.asked), counts(whole.unsure)) == ((1, 2), (0, 2), (1, 2))
    assert counts(none("ru").unsure) == (1, 1)


def test_confusions_are_counted_by_id_the_most_frequent_first() -> None:
    made = [MadeOutcome(("grief",), first="low_mood", id=str(nth)) for nth in range(3)]
    made += [MadeOutcome(("grief",), first=f"other_{nth:02}", id=f"x{nth}") for nth in range(25)]
    found = counted([*OUTCOMES, *made]).confusions
    assert len(found) == 20
    assert (found[0].true, found[0].taken, found[0].messages, found[0].chosen) == ("grief", "low_mood", 3, 0)
    assert ("none", "school", 1) in {(one.true, one.taken, one.chosen) for one in found}
    # The second intent of a message is no confusion.
    assert ("school", "anxiety") not in {(one.true, one.taken) for one in found}


def made_report(intents: IntentsReport | None) -> Report:
    system = fake_system(lambda _: Level.NONE)
    report = evaluate([system], made_dataset([made_sample(0, Level.NONE)]), intervals=False)
    return report.model_copy(update={"intents": intents})


def test_a_network_without_the_head_is_named_and_nothing_is_counted() -> None:
    missing = intents_report(
        MadeRecognition(has_head=False, network="e5-1", files=[MadeFile("ka.yaml", [1])])
    )
    report = made_report(missing)
    assert "intents: network e5-1 has no such head" in summary_lines(report)
    (section,) = [one for one in sections(report) if one.kind.startswith("intents")]
    assert (section.title, section.rows) == (
        "intents: network e5-1 has no such head",
        (("held-out messages", "1"),),
    )


def test_page_draws_intents_and_puts_their_tables_under_them() -> None:
    pytest.importorskip("altair")
    report = made_report(counted())
    content = page(report)
    assert content.count("<h2>Intents</h2>") == 1
    assert content.count("How intents are recognised, with intervals, by way of writing.") == 2
    kinds = [one.kind for one in sections(report) if one.kind.startswith("intents")]
    assert kinds == ["intents", "intents-calls", "intents-none", "intents-confusions"]
    assert f"intents, ru.yaml: 3 messages, SHA-256 {'1' * 64}" in file_lines(report)
    assert Report.model_validate_json(report.model_dump_json()) == report


def test_compare_guards_wishes_for_a_person_and_cries_for_help() -> None:
    worse = [MadeOutcome(one.intents, way=one.way, group=one.group, id=one.id) for one in OUTCOMES]
    before, after = made_report(counted()), made_report(counted(worse))
    (_, intents) = compare(before, after)
    assert (intents.before, intents.paired) == ("intents made-1", 8)
    assert {(one.measure, one.group) for one in intents.fallen} == {
        ("human found", "all"),
        ("human found", "ka"),
    }
    (_, back) = compare(after, before)
    assert back.fallen == ()


def test_a_network_that_lost_its_head_for_intents_has_fallen() -> None:
    without = made_report(intents_report(MadeRecognition(has_head=False)))
    (_, intents) = compare(made_report(counted()), without)
    assert ("help_now found", "ru") in {(one.measure, one.group) for one in intents.fallen}


def test_a_report_without_intents_is_compared_without_them() -> None:
    assert len(compare(made_report(None), made_report(counted()))) == 1
    assert len(compare(made_report(counted()), made_report(None))) == 1


class Recognising:
    """Notes the folders that were asked for."""

    def __init__(self) -> None:
        self.asked: list[Path | None] = []

    def __call__(self, folder: Path | None) -> MadeRecognition:
        self.asked.append(folder)
        return MadeRecognition(OUTCOMES, files=[MadeFile("ka.yaml", range(8))])


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "some.csv"
    path.write_text("text,level\nhello,none\n", encoding="utf-8")
    return path


def measured(*arguments: object) -> tuple[list[Path | None], str]:
    recognising = Recognising()
    measuring = typer.Typer()
    add_commands(measuring)
    measuring.command()(evaluate_command(recognising))
    result = CliRunner().invoke(measuring, ["evaluate", "--system", "rules", *map(str, arguments)])
    assert result.exit_code == 0, result.output
    return recognising.asked, result.output


def test_intents_are_measured_when_asked_for(table: Path, tmp_path: Path) -> None:
    path = tmp_path / "report.json"
    asked, output = measured(table, "--intents", tmp_path, "--json", path)
    assert asked == [tmp_path]
    assert "Wishes for a person and cries for help" in output
    assert read_report(path).intents is not None


def test_files_alone_are_measured_without_intents(table: Path) -> None:
    asked, output = measured(table)
    assert asked == []
    assert "Intents" not in output


def test_without_files_the_held_out_messages_and_the_intents_are_measured() -> None:
    asked, output = measured("--split", "tune")
    assert asked == [None]
    assert "Danger from others and to others, by language and script" in output
