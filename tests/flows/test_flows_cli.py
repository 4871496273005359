"""The `mkhari flows` commands."""

import re
import shutil
from collections.abc import Mapping
from pathlib import Path

import typer
from typer.testing import CliRunner

from flows.cli import flows_app
from flows.loader import SCRIPTS
from flows.model import Resource

TRANSCRIPTS = Path(__file__).parent / "transcripts"
GUIDED = Path(__file__).parent / "guided"


def run(app: typer.Typer, *words: str, typed: str = "") -> tuple[int, str]:
    result = CliRunner().invoke(app, list(words), input=typed)
    return result.exit_code, result.output


def test_check_of_sound_flows_says_what_is_unreviewed(helplines: Mapping[str, Resource]) -> None:
    code, output = run(flows_app(lambda: helplines), "check")
    assert code == 0
    assert "no problem found" in output
    assert "not yet reviewed, refused in production: crisis.yaml (version 1)" in output


def test_check_of_broken_flows_lists_each_place(helplines: Mapping[str, Resource], folder: Path) -> None:
    (folder / "waiting.en.ftl").unlink()
    code, output = run(flows_app(lambda: helplines), "check", "--folder", str(folder))
    assert code == 1
    assert output == "waiting.en.ftl:1 missing-translation this file is missing or cannot be read\n"


def test_play_takes_words_numbers_and_silence(helplines: Mapping[str, Resource]) -> None:
    code, output = run(
        flows_app(lambda: helplines), "play", "youth", "--lang", "en", typed="1\nso-so\n...\n!crisis\nstop\n"
    )
    assert code == 0
    for words in (
        "Hi! I'm Mkhari",
        "Some days are like that",
        "There's no rush",
        "call 112",
        "I won't write",
    ):
        assert words in output


def test_play_ends_with_the_input(helplines: Mapping[str, Resource]) -> None:
    assert run(flows_app(lambda: helplines), "play", "human", "--lang", "ru")[0] == 0


def test_play_of_an_unknown_flow_or_language_is_refused(helplines: Mapping[str, Resource]) -> None:
    code, output = run(flows_app(lambda: helplines), "play", "holiday")
    assert (code, output) == (1, "no flow named 'holiday' is loaded; look at the names in flows/scripts/\n")
    assert run(flows_app(lambda: helplines), "play", "youth", "--lang", "de")[0] == 2


def test_transcripts_are_compared_and_rewritten(helplines: Mapping[str, Resource], tmp_path: Path) -> None:
    app = flows_app(lambda: helplines)
    shutil.copy(TRANSCRIPTS / "en" / "crisis-company.txt", tmp_path / "story.txt")
    assert run(app, "transcripts", "--folder", str(tmp_path)) == (0, "")
    (tmp_path / "story.txt").write_text("flow: human\nlanguage: en\n\n> no\n", encoding="utf-8")
    assert run(app, "transcripts", "--folder", str(tmp_path))[0] == 1
    assert run(app, "transcripts", "--update", "--folder", str(tmp_path))[0] == 0
    assert run(app, "transcripts", "--folder", str(tmp_path)) == (0, "")
    assert "* escalate routine asked_for_person" in (tmp_path / "story.txt").read_text(encoding="utf-8")


def test_play_paces_an_exercise_by_silence(helplines: Mapping[str, Resource], small_scripts: Path) -> None:
    folder = small_scripts
    for path in GUIDED.glob("try_exercise.*"):
        shutil.copy(path, folder)
    words = ("play", "try_exercise", "--lang", "en", "--folder", str(folder))
    code, output = run(flows_app(lambda: helplines), *words, typed="...\n...\nstop\n")
    assert code == 0
    assert output.index("Breathe in.") < output.index("Hold it.") < output.index("Breathe out slowly.")
    assert "~ 4s" in output


def test_coverage_lists_what_is_missed_and_is_strict_on_request(
    helplines: Mapping[str, Resource], tmp_path: Path
) -> None:
    app = flows_app(lambda: helplines)
    shutil.copy(TRANSCRIPTS / "en" / "crisis-company.txt", tmp_path / "story.txt")
    code, output = run(app, "coverage", "--transcripts", str(tmp_path))
    assert code == 0
    assert re.search(r"^crisis\.yaml:\d+ not_safe$", output, re.MULTILINE)
    assert not re.search(r"^crisis\.yaml:\d+ safe_now$", output, re.MULTILINE)
    assert " steps visited: " in output
    assert run(app, "coverage", "--strict", "--transcripts", str(tmp_path))[0] == 1


def test_walk_reports_the_time_of_a_turn(helplines: Mapping[str, Resource]) -> None:
    code, output = run(flows_app(lambda: helplines), "walk", "--steps", "500", "--seed", "5")
    assert code == 0
    assert output.startswith("500 turns, ")
    assert "µs (99 of 100)" in output


def test_graph_is_shown_or_written_for_every_flow(helplines: Mapping[str, Resource], tmp_path: Path) -> None:
    app = flows_app(lambda: helplines)
    code, output = run(app, "graph", "language", "--lang", "en")
    assert (code, output.splitlines()[0]) == (0, "flowchart TD")
    code, output = run(app, "graph", "--lang", "ru", "--out", str(tmp_path / "drawn"))
    assert code == 0
    assert (tmp_path / "drawn" / "crisis.ru.mmd").is_file()
    assert run(app, "graph", "holiday")[0] == 1


def test_publish_and_rollback_say_which_version_is_current(
    helplines: Mapping[str, Resource], folder: Path
) -> None:
    app = flows_app(lambda: helplines)
    at = ("--folder", str(folder))
    assert run(app, "publish", "waiting", *at) == (0, "waiting: version 1 is published and current\n")
    assert run(app, "publish", "waiting", *at)[0] == 1
    script = folder / "waiting.yaml"
    script.write_text(script.read_text(encoding="utf-8").replace("5m", "6m"), encoding="utf-8")
    assert run(app, "publish", "waiting", *at) == (0, "waiting: version 2 is published and current\n")
    assert run(app, "rollback", "waiting", "1", *at) == (0, "waiting: version 1 is current again\n")
    assert run(app, "rollback", "waiting", "9", *at) == (
        1,
        "waiting: version 9 is not kept; kept are: 1, 2\n",
    )


def test_texts_go_to_a_spreadsheet_and_back(helplines: Mapping[str, Resource], folder: Path) -> None:
    app = flows_app(lambda: helplines)
    sheet = folder.parent / "texts.csv"
    code, output = run(app, "export", str(sheet), "--folder", str(folder))
    assert code == 0
    assert output.endswith("texts.csv\n")
    words = sheet.read_text(encoding="utf-8-sig").replace("Okay, everything stays as it is.", "Okay.")
    sheet.write_text(words, encoding="utf-8-sig")
    assert run(app, "import", str(sheet), "--folder", str(folder)) == (0, "changed: system.en.ftl\n")
    assert run(app, "import", str(sheet), "--folder", str(folder)) == (0, "")
    assert run(app, "export", str(folder / "x.xlsx"), "--folder", str(folder))[0] == 1


def test_scripts_are_where_the_program_looks() -> None:
    assert (SCRIPTS / "youth.yaml").is_file()
