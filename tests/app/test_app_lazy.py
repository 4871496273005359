"""The commands: each is there under its name, and none loads what only another one needs."""

import subprocess
import sys

import pytest
from typer.testing import CliRunner

from app.cli import COMMANDS, app
from app.risk_cli import COMMANDS as RISK_COMMANDS

# What takes seconds to import, and hearing a message needs none of.
HEAVY = ("aiogram", "fastapi", "sqlalchemy", "telegram", "torch")


def test_help_lists_every_command_under_its_own_name() -> None:
    shown = CliRunner().invoke(app, ["--help"], env={"COLUMNS": "200"}).stdout

    assert len(COMMANDS) > 10
    assert {name for name in COMMANDS if f" {name} " not in shown} == set()


@pytest.mark.parametrize("words", [[name] for name in COMMANDS] + [["risk", name] for name in RISK_COMMANDS])
def test_every_command_explains_itself(words: list[str]) -> None:
    told = CliRunner().invoke(app, [*words, "--help"])

    assert (told.exit_code, "Usage" in told.stdout) == (0, True)


def test_an_unknown_command_is_refused_by_name() -> None:
    told = CliRunner().invoke(app, ["understnad"])

    assert told.exit_code == 2
    assert "understnad" in told.output


def test_hearing_a_message_loads_no_server_and_no_database() -> None:
    code = f"import sys, app.cli, app.understand_cli; print([n for n in {HEAVY} if n in sys.modules])"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)

    assert (loaded.stderr, loaded.stdout) == ("", "[]\n")
