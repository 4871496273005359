"""`mkhari risk evaluate` at the terminal, its report as JSON and as a page; none of it holds a message."""

import json
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from risk.assessment import Level, Subject
from risk.evaluate.commands import add_commands, evaluate_command
from risk.evaluate.errors import ReportUnreadable, SystemUnknown
from risk.evaluate.evaluation import broken_answers, evaluate
from risk.evaluate.page import page
from risk.evaluate.report import Report, read_report
from risk.evaluate.sections import sections
from risk.evaluate.systems import open_system, open_systems
from tests.risk.fake_systems import MadeRecognition, fake_system, made_dataset, made_sample

SECRET = "zebra"
TABLE = f"""\
text,level,severity,language,subject
სიკვდილი მინდა {SECRET},moderate,1,,self
hello {SECRET},none,0,en,self
i want to kill myself {SECRET},high,2,en,self
my friend wants to kill himself {SECRET},high,,en,other
"""
PROBABILITIES = {"none": 0.1, "low": 0.1, "moderate": 0.1, "high": 0.6, "imminent": 0.1}


measuring = typer.Typer()
add_commands(measuring)
measuring.command()(evaluate_command(lambda _: MadeRecognition()))


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "some.csv"
    path.write_text(TABLE, encoding="utf-8")
    return path


def run(*arguments: object) -> tuple[int, str]:
    """Exit code and all that was written to both streams."""
    result = CliRunner().invoke(measuring, ["evaluate", *map(str, arguments)])
    assert SECRET not in result.output
    return result.exit_code, result.output


def report() -> Report:
    """Two systems, one with probabilities and severities, on rows of two languages."""
    samples = [
        made_sample(0, Level.NONE, 0, Subject.SELF, text=SECRET),
        made_sample(1, Level.HIGH, 3, Subject.OTHER, text=SECRET, group="ka Latn"),
        made_sample(2, Level.IMMINENT, 5, Subject.SELF, text=f"{SECRET} 2", group="ka Geor"),
    ]
    plain = fake_system(lambda text: Level.HIGH if "2" in text else Level.NONE, name="<plain>")
    stated = fake_system(lambda _: Level.HIGH, severity=3.2, probabilities=PROBABILITIES, name="stated")
    return evaluate([plain, stated], made_dataset(samples), intervals=False)


def test_tables_are_printed_and_the_report_is_written(table: Path, tmp_path: Path) -> None:
    path = tmp_path / "report.json"
    code, output = run(table, "--system", "rules", "--json", path)
    assert code == 0
    for title in ("Levels", "C-SSRS severity", "Speed", "By language and script", "By who is in danger"):
        assert title in output
    assert "100.0 % (34.2–100.0), 2 of 2" in output
    found = read_report(path)
    assert SECRET not in path.read_text(encoding="utf-8")
    assert [system.name for system in found.systems] == ["rules"]
    assert (found.rows, found.languages_detected) == (4, 1)
    assert {row.group for row in found.systems[0].rows} == {"ka Geor", "en Latn"}


def test_report_is_the_same_each_time_but_for_speed(table: Path, tmp_path: Path) -> None:
    reports = []
    for name in ("a.json", "b.json"):
        run(table, "--system", "rules", "--json", tmp_path / name)
        content = json.loads((tmp_path / name).read_text(encoding="utf-8"))
        for system in content["systems"]:
            del system["speed"]
        reports.append(content)
    assert reports[0] == reports[1]
    assert (reports[0]["kind"], reports[0]["schema_version"]) == ("mkhari.risk.evaluation", 1)


def test_wrong_cell_stops_with_its_place(table: Path) -> None:
    table.write_text(TABLE.replace(",none,0", f",{SECRET},0"), encoding="utf-8")
    code, output = run(table, "--system", "rules")
    assert code == 1
    assert "some.csv: row 3, column level: not a level" in output


def test_unknown_system_is_told_with_those_there_are(table: Path) -> None:
    code, output = run(table, "--system", "oracle")
    assert code == 1
    assert "rules, model, both, rrt-advocate" in output
    with pytest.raises(SystemUnknown):
        open_system("oracle")


def test_a_system_named_twice_is_asked_once() -> None:
    assert [system.name for system in open_systems(["rules", "rules"])] == ["rules"]


def test_other_project_is_measured_message_by_message() -> None:
    pytest.importorskip("rrt_advocate")
    system = open_system("rrt-advocate")
    grave = system.assess("i want to kill myself")
    assert grave.level is Level.IMMINENT
    assert grave.severity == pytest.approx(5.7)
    # What was said before leaves nothing behind.
    assert system.assess("the train leaves at noon") == system.assess("the train leaves at noon")
    assert system.version == "rrt-advocate-0.1.1"


@pytest.mark.parametrize(
    ("package", "arguments"),
    [("rrt_advocate", ["--system", "rrt-advocate"]), ("altair", ["--system", "rules", "--html", "x.html"])],
)
def test_missing_package_is_told_with_what_to_install(
    package: str, arguments: list[str], table: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setitem(sys.modules, package, None)
    monkeypatch.delitem(sys.modules, "risk.evaluate.page", raising=False)
    monkeypatch.delitem(sys.modules, "risk.evaluate.charts", raising=False)
    code, output = run(table, *arguments)
    assert code == 1
    assert "install mkhari[evaluate]" in output


def test_answers_that_break_are_told_loudly() -> None:
    def broken(text: str) -> Level:
        raise RuntimeError(text)

    found = evaluate([fake_system(broken)], made_dataset([made_sample()]), intervals=False)
    assert broken_answers(found) == (
        "fake: answers broke and were counted as high, so the figures say nothing"
    )
    (speed,) = (section for section in sections(found) if section.kind == "speed")
    assert speed.rows[-1] == ("answers that broke (counted as high)", "1 RuntimeError")
    assert broken_answers(report()) is None


@pytest.mark.parametrize(
    "content",
    ["", "{}", SECRET, '{"kind": "other"}', '{"kind": "mkhari.risk.evaluation", "schema_version": 2}'],
)
def test_a_file_that_is_no_report_is_refused(content: str, tmp_path: Path) -> None:
    path = tmp_path / "some.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(ReportUnreadable) as caught:
        read_report(path)
    assert SECRET not in str(caught.value)
    assert "some.json" in str(caught.value)


class _Page(HTMLParser):
    """Collects what a page consists of."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs


def test_page_stands_alone_and_runs_nothing() -> None:
    pytest.importorskip("altair")
    content = page(report())
    read = _Page()
    read.feed(content)
    assert not {"script", "link", "img", "iframe", "object", "use"} & set(read.tags)
    names = {name for name, _ in read.attributes}
    assert not {name for name in names if name.startswith("on")}
    assert not {"src", "href", "xlink:href", "srcset"} & names
    assert "url(" not in content
    assert SECRET not in content


def test_page_names_every_plot_and_puts_a_table_under_it() -> None:
    pytest.importorskip("altair")
    found = report()
    content = page(found)
    read = _Page()
    read.feed(content)
    assert read.tags.count("svg") == read.tags.count("figure") == 6
    labels = [value for name, value in read.attributes if name == "aria-label" and value]
    assert sum(label.endswith("The table below has the figures.") for label in labels) == 6
    assert read.tags.count("table") == len(sections(found)) == read.tags.count("caption")
    for part in content.split("</figure>")[1:]:
        assert part.lstrip().startswith(("<div", "<figure"))
    assert "&lt;plain&gt;" in content
    assert "<plain>" not in content


def test_page_is_made_of_levels_alone_too() -> None:
    pytest.importorskip("altair")
    samples = [made_sample(0, Level.NONE)]
    content = page(evaluate([fake_system(lambda _: Level.NONE)], made_dataset(samples), intervals=False))
    assert "C-SSRS severity</h2>" not in content
    severities = [made_sample(0, severity=0)]
    content = page(evaluate([fake_system(lambda _: Level.NONE)], made_dataset(severities), intervals=False))
    assert "C-SSRS severity</h2>" in content
