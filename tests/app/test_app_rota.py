"""`mkhari rota` as it is typed, on both databases."""

from datetime import timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from app.cli import app
from app.rota_words import WEEKDAYS, gap_lines
from app.wiring import utc_now
from escalation.rota import TBILISI, Duty, Gap
from store.database import Database
from tests.escalation.rotas import at, team

TODAY = utc_now().astimezone(TBILISI).date()  # once: a test may run over midnight


@pytest.fixture
async def with_team(database: Database) -> None:
    await team(database)


@pytest.fixture
def mkhari(with_team: None, database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> CliRunner:
    """A command line on a database with three members of staff."""
    monkeypatch.setenv("MKHARI_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("MKHARI_DATABASE_URL", database_url)
    return CliRunner()


def run(runner: CliRunner, *words: str, status: int = 0) -> Result:
    result = runner.invoke(app, ["rota", *words])
    assert result.exit_code == status, result.output
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result


def in_days(days: int, hour: int) -> str:
    """A moment some days from now, as it is typed."""
    return f"{TODAY + timedelta(days=days)} {hour:02}:00"


def weekday(days: int) -> str:
    return WEEKDAYS[(TODAY + timedelta(days=days)).weekday()]


def add_nights(runner: CliRunner, login: str = "nino", days: int = 3) -> str:
    added = run(runner, "add-shift", login, "primary", weekday(days), "20:00", "08:00").stdout
    return added.split()[2].rstrip(":")


def test_gaps_are_printed_and_nobody_first_is_a_failure(mkhari: CliRunner) -> None:
    printed = run(mkhari, "check", status=1).stdout
    assert printed.splitlines()[0].split() == ["NOBODY", "IS", "FROM", "UNTIL", "HOURS"]
    assert "primary: 672 of 672 hours without anybody" in printed


def test_a_primary_at_every_hour_is_enough(mkhari: CliRunner) -> None:
    for day in WEEKDAYS:
        run(mkhari, "add-shift", "nino", "primary", day, "08:00", "20:00", "--since", in_days(-7, 0)[:10])
        run(
            mkhari,
            "add-shift",
            "giorgi",
            "primary",
            day[:3],
            "20:00",
            "08:00",
            "--since",
            in_days(-7, 0)[:10],
        )
    printed = run(mkhari, "check", "--weeks", "1").stdout
    assert "primary: 0 of 168 hours without anybody" in printed
    assert "backup: 168 of 168 hours without anybody" in printed


def test_the_table_is_in_georgian_time() -> None:
    lines = gap_lines([Gap(Duty.PRIMARY, at(23, 20), at(24, 8, 30))], weeks=4)
    assert lines[1].split() == ["primary", "Mon", "2026-11-23", "20:00", "Tue", "2026-11-24", "08:30", "12.5"]
    assert gap_lines([], weeks=4) == [
        "every hour of the next 4 weeks has a primary, a backup and a supervisor"
    ]


def test_shifts_absences_covers_and_swaps_are_arranged(mkhari: CliRunner) -> None:
    night = add_nights(mkhari)
    add_nights(mkhari, "giorgi", days=5)
    run(mkhari, "cover", "maka", "primary", in_days(3, 0), in_days(4, 12), "--instead-of", "nino")
    run(mkhari, "absent", "nino", in_days(8, 0), in_days(9, 0))
    swapped = run(mkhari, "swap", "nino", in_days(10, 21), "giorgi", in_days(12, 21)).stdout
    assert [line.split()[3] for line in swapped.splitlines()] == ["giorgi", "nino"]
    shown = run(mkhari, "show", "--weeks", "2").stdout
    turns = [line.split()[:2] for line in shown.split("\n\n")[0].splitlines()[1:]]
    assert turns == [["primary", "maka"], ["primary", "giorgi"], ["primary", "giorgi"], ["primary", "nino"]]
    assert f"shift    {night}  nino primary {weekday(3).title()} 20:00-08:00" in shown
    assert "instead of nino" in shown

    (away,) = [line.split()[1] for line in shown.splitlines() if line.startswith("absence")]
    assert run(mkhari, "remove", away).stdout == "taken back\n"
    assert run(mkhari, "end-shift", night, in_days(0, 0)[:10]).stdout.startswith(
        "the shift begins for the last"
    )


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["add-shift", "nobody", "primary", "monday", "20:00", "08:00"], "no such member of staff"),
        (["add-shift", "nino", "primary", "monday", "08:00", "07:00"], "at most 16 hours"),
        (["absent", "nino", "2020-01-01 00:00", "2020-01-02 00:00"], "this is past"),
        (["absent", "nino", "2030-01-02 00:00", "2030-01-01 00:00"], "end before it starts"),
        (["swap", "nino", "2027-01-01 00:00", "giorgi", "2027-01-02 00:00"], "not on duty"),
        (["remove", "0" * 32], "no such absence or cover"),
        (["end-shift", "0" * 32, "2027-01-01"], "no such shift"),
    ],
)
def test_what_the_rota_refuses_is_said_in_a_line(mkhari: CliRunner, words: list[str], said: str) -> None:
    assert said in run(mkhari, *words, status=1).stderr


def test_what_is_mistyped_is_explained(mkhari: CliRunner) -> None:
    assert (
        "like monday" in run(mkhari, "add-shift", "nino", "primary", "mo", "20:00", "08:00", status=2).stderr
    )
    run(mkhari, "add-shift", "nino", "boss", "monday", "20:00", "08:00", status=2)
    run(mkhari, "absent", "nino", "tomorrow", "friday", status=2)


def test_a_calendar_goes_out_and_comes_back(mkhari: CliRunner, tmp_path: Path) -> None:
    add_nights(mkhari)
    exported = run(mkhari, "export").stdout_bytes.decode()
    assert "SUMMARY:Mkhari: primary (ნინო)" in exported
    assert "BEGIN:VEVENT" not in run(mkhari, "export", "giorgi").stdout
    file = tmp_path / "rota.ics"
    file.write_text(exported, encoding="utf-8", newline="")
    assert "1 are in the rota already" in run(mkhari, "import", str(file)).stdout


def test_an_import_is_tried_first_and_is_all_or_nothing(mkhari: CliRunner, tmp_path: Path) -> None:
    day = in_days(2, 0)[:10].replace("-", "")
    events = [
        f"BEGIN:VEVENT\nUID:1\nDTSTART;VALUE=DATE:{day}\nSUMMARY:{title}\nEND:VEVENT"
        for title in ("absence nino", "dentist")
    ]
    file = tmp_path / "own.ics"
    file.write_text("\n".join(["BEGIN:VCALENDAR", *events, "END:VCALENDAR"]), encoding="utf-8")
    tried = run(mkhari, "import", str(file), "--dry-run")
    assert "absence: nino" in tried.stdout
    assert "this was a dry run" in tried.stdout
    assert "entry 2" in tried.stderr
    assert "dentist" not in tried.output
    assert "nothing was added" in run(mkhari, "import", str(file), status=1).stderr
    assert "absence" not in run(mkhari, "show").stdout
    assert run(mkhari, "import", str(file), "--skip").stdout.endswith("added\n")
    assert "absence" in run(mkhari, "show").stdout


@pytest.mark.parametrize("content", [b"\xff\xd8\xff", b"hello"])
def test_a_file_that_is_no_calendar_is_refused_in_a_line(
    mkhari: CliRunner, tmp_path: Path, content: bytes
) -> None:
    file = tmp_path / "picture.ics"
    file.write_bytes(content)
    assert "the calendar cannot be read" in run(mkhari, "import", str(file), status=1).stderr
