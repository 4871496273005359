"""`mkhari reach`: an administrator says where somebody is called."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from app.cli import app

URL = "twilio://AC" + "a" * 32 + ":" + "b" * 32 + "@15551231234/%2B995555123456"


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("MKHARI_DATA_DIR", str(tmp_path))
    return tmp_path


def says(*words: str, typed: str = "") -> str:
    """What the command says when it works."""
    done = CliRunner().invoke(app, list(words), input=typed)
    assert done.exit_code == 0, done.output
    return done.output


def test_a_url_is_set_listed_by_its_service_alone_and_replaced(data: Path) -> None:
    says("migrate")
    says("staff", "add", "nino", "--name", "Nino")
    said = says("reach", "set", "Nino", "sms", typed=f"{URL}\n")
    assert "twilio://…" in said
    assert "123456" not in said
    says("reach", "set", "nino", "mail", "nino@example.ge")
    assert says("reach", "list").splitlines() == ["nino\tmail\tn…@example.ge", "nino\tsms\ttwilio://…"]
    says("reach", "set", "nino", "sms", "555 12 34 56")
    assert "nino\tsms\t…56" in says("reach", "list")


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("nobody", "sms", URL), "mkhari staff list"),
        (("nino", "sms", "file:///etc/never-shown"), "only these services are open"),
        (("nino", "sms", "twilio://never-shown"), "not a complete URL"),
        (("nino", "mail", "never-shown"), "one mail address"),
        (("nino", "push", "never-shown"), "choose one of"),
    ],
)
def test_what_cannot_be_called_is_refused_without_being_shown(
    data: Path, words: tuple[str, ...], why: str
) -> None:
    says("migrate")
    done = CliRunner().invoke(app, ["reach", "set", *words])
    assert done.exit_code in {1, 2}
    assert why in done.output
    assert "never-shown" not in done.output
