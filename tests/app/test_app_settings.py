"""What can be set, what production refuses, and that no secret is shown on the way."""

import base64
import re
import stat
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr, ValidationError

from api import staff
from app.errors import CannotStart
from app.settings import Environment, Settings, decode_key, new_key
from app.start_checks import check, check_store
from escalation.canned import canned_replies
from escalation.categories import categories
from escalation.policy import policy
from flows.flowset import FlowSet
from flows.texts import Texts
from store.database import Database
from store.sealing import Vault
from tests.fixtures import START

DOCUMENTED = Path(__file__).parents[2] / "docs" / "settings.md"
GOOD_SECRET = "k3Jx9-qW7vTz_2LmN8rYbC4d"
NOTHING_TO_SAY = FlowSet({}, Texts({}, {}), {}, ())


def production(**changes: Any) -> Settings:
    """Settings with which production starts, with changes."""
    good: dict[str, Any] = {
        "environment": "production",
        "master_key": new_key(),
        "telegram_token": "12345:token",
        "telegram_webhook_url": "https://mkhari.example/telegram/webhook",
        "telegram_webhook_secret": GOOD_SECRET,
        "metrics_token": GOOD_SECRET,
    }
    return Settings(**{**good, **changes})


def test_good_production_settings_have_no_problems() -> None:
    assert production().problems() == []


def test_a_demo_needs_nothing() -> None:
    settings = Settings()
    assert settings.environment is Environment.DEMO
    assert settings.problems() == []
    assert settings.is_embedded


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"master_key": None}, "MKHARI_MASTER_KEY is not set"),
        (
            {"master_key": base64.b64encode(bytes(32)).decode()},
            "MKHARI_MASTER_KEY is a default or trivial key",
        ),
        ({"master_key": base64.b64encode(b"ab" * 16).decode()}, "MKHARI_MASTER_KEY is a default or trivial"),
        ({"master_key": "not base64 at all"}, "MKHARI_MASTER_KEY"),
        ({"master_key": base64.b64encode(b"short").decode()}, "MKHARI_MASTER_KEY"),
        ({"telegram_webhook_secret": "changeme"}, "MKHARI_TELEGRAM_WEBHOOK_SECRET is a default"),
        ({"telegram_webhook_secret": "k3Jx9-qW7vTz"}, "under 24 characters"),
        ({"telegram_webhook_secret": "a" * 40}, "MKHARI_TELEGRAM_WEBHOOK_SECRET"),
        ({"telegram_webhook_secret": None}, "without MKHARI_TELEGRAM_WEBHOOK_SECRET"),
        ({"metrics_token": "secret"}, "MKHARI_METRICS_TOKEN is a default"),
    ],
)
def test_production_names_what_is_wrong(changes: dict[str, Any], named: str) -> None:
    (problem,) = production(**changes).problems()
    assert named in problem
    assert [name for name, value in changes.items() if value is not None and str(value) in problem] == []
    assert Settings(**{**changes, "environment": "demo"}).problems() == []


def test_production_lists_everything_at_once() -> None:
    settings = production(master_key=None, telegram_webhook_secret="demo", metrics_token="x")
    with pytest.raises(CannotStart) as refused:
        check(settings, FlowSet({}, NOTHING_TO_SAY.texts, {}, ("crisis.yaml", "youth.ka.ftl")))
    for named in (
        "MKHARI_MASTER_KEY",
        "MKHARI_TELEGRAM_WEBHOOK_SECRET",
        "MKHARI_METRICS_TOKEN",
        "crisis.yaml was reviewed by nobody",
        "youth.ka.ftl was reviewed by nobody",
    ):
        assert named in str(refused.value)


def test_production_refuses_what_staff_say_and_file_until_somebody_has_reviewed_it() -> None:
    with pytest.raises(CannotStart) as refused:
        check(production(), FlowSet({}, NOTHING_TO_SAY.texts, {}, ("crisis.yaml",)))
    files = {
        "policy.yaml": policy().reviewed_by,
        "categories.yaml": categories().reviewed_by,
        "canned.yaml": canned_replies().reviewed_by,
    }
    unreviewed = {name for name, by in files.items() if by is None}
    named = {name for name in files if f"escalation/{name} was reviewed by nobody" in str(refused.value)}
    assert named == unreviewed


def test_a_demo_runs_with_unreviewed_content() -> None:
    check(Settings(), FlowSet({}, NOTHING_TO_SAY.texts, {}, ("crisis.yaml",)))


async def test_production_refuses_demo_staff(database: Database) -> None:
    vault = Vault(bytes(range(32)))
    await check_store(production(), database, vault)
    await staff.seed_demo(database, START)
    with pytest.raises(CannotStart, match="demo staff"):
        await check_store(production(), database, vault)
    await check_store(Settings(), database, vault)


async def test_a_database_of_another_shape_is_refused(empty_database_url: str) -> None:
    empty = Database(empty_database_url)
    with pytest.raises(CannotStart, match="mkhari migrate"):
        await check_store(Settings(), empty, Vault(bytes(range(32))))
    await empty.close()


async def test_a_database_that_does_not_answer_does_not_keep_the_safety_text_from_people() -> None:
    away = Database("postgresql+asyncpg://mkhari@127.0.0.1:1/mkhari")
    await check_store(production(), away, Vault(bytes(range(32))))
    await away.close()


def test_no_secret_is_shown() -> None:
    secrets = {
        "master_key": new_key(),
        "telegram_token": "12345:never-shown",
        "telegram_webhook_secret": f"{GOOD_SECRET}-1",
        "metrics_token": f"{GOOD_SECRET}-2",
        "database_url": "postgresql://mkhari:never-shown@db/mkhari",
        "redis_url": "redis://:never-shown@redis/0",
        "paging_webhook_url": "https://pages.example/never-shown",
    }
    settings = production(**secrets)
    shown = f"{settings} {settings!r} {settings.problems()}"
    assert "'production'" in shown
    assert [name for name, secret in secrets.items() if secret in shown] == []
    assert "never-shown" not in shown


@pytest.mark.parametrize(
    ("given", "used"),
    [
        ("postgresql://u:p@h/d", "postgresql+asyncpg://u:p@h/d"),
        ("postgres://u@h:5433/d?host=/run", "postgresql+asyncpg://u@h:5433/d?host=/run"),
        ("postgresql+asyncpg://h/d", "postgresql+asyncpg://h/d"),
        ("sqlite:////var/lib/mkhari.sqlite", "sqlite+aiosqlite:////var/lib/mkhari.sqlite"),
        ("sqlite+aiosqlite:///x.sqlite", "sqlite+aiosqlite:///x.sqlite"),
    ],
)
def test_a_database_is_named_as_everybody_names_it(given: str, used: str) -> None:
    settings = Settings(database_url=given)
    assert settings.database == used
    assert settings.is_embedded == used.startswith("sqlite")


@pytest.mark.parametrize(
    "given", ["mysql://h/d", "h/d", "postgresql:/h", "x://y", "postgresql+psycopg2://h/d"]
)
def test_another_database_is_refused_without_showing_the_address(given: str) -> None:
    with pytest.raises(ValidationError) as refused:
        Settings(database_url=given)
    (problem,) = refused.value.errors()
    assert "use postgresql://" in problem["msg"]
    assert given not in problem["msg"]


def test_without_an_address_the_database_is_a_file_in_the_data_folder(tmp_path: Path) -> None:
    assert Settings(data_dir=tmp_path).database == f"sqlite+aiosqlite:///{tmp_path}/mkhari.sqlite"


def test_an_empty_variable_is_an_unset_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MKHARI_DATABASE_URL", "")
    monkeypatch.setenv("MKHARI_MASTER_KEY", "")
    assert Settings().database_url is None
    assert Settings().master_key is None


def test_settings_come_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    key = new_key()
    monkeypatch.setenv("MKHARI_ENVIRONMENT", "production")
    monkeypatch.setenv("MKHARI_MASTER_KEY", key)
    settings = Settings()
    assert settings.is_production
    assert settings.master_key == SecretStr(key)


@pytest.mark.parametrize("limit", ["0", "-1", "11", "soon"])
def test_a_check_without_a_sensible_limit_is_refused(monkeypatch: pytest.MonkeyPatch, limit: str) -> None:
    monkeypatch.setenv("MKHARI_ASSESS_LIMIT_SECONDS", limit)
    with pytest.raises(ValidationError):
        Settings()


def test_a_demo_makes_its_own_key_once_and_for_itself_only(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path / "new")
    first = settings.open_master_key()
    assert len(first) == 32
    assert settings.open_master_key() == first
    (made,) = (tmp_path / "new").iterdir()
    assert stat.S_IMODE(made.stat().st_mode) == 0o600


def test_production_makes_no_key_of_its_own(tmp_path: Path) -> None:
    with pytest.raises(CannotStart, match="MKHARI_MASTER_KEY"):
        production(master_key=None, data_dir=tmp_path).open_master_key()
    assert list(tmp_path.iterdir()) == []


def test_a_new_key_reads_back_and_differs_each_time() -> None:
    keys = {new_key() for _ in range(5)}
    assert len(keys) == 5
    assert {len(decode_key(key, "MKHARI_MASTER_KEY")) for key in keys} == {32}


@pytest.mark.parametrize("text", ["", "x", "never-shown!!", base64.b64encode(b"never-shown").decode()])
def test_what_is_no_key_is_refused_without_showing_it(text: str) -> None:
    with pytest.raises(CannotStart, match="MKHARI_MASTER_KEY") as refused:
        decode_key(text, "MKHARI_MASTER_KEY")
    assert "never-shown" not in str(refused.value)


def documented() -> dict[str, str]:
    """Each variable of docs/settings.md with its line."""
    lines = DOCUMENTED.read_text(encoding="utf-8").splitlines()
    return {found[1]: line for line in lines if (found := re.match(r"\| `(MKHARI_[A-Z_]+)` \|", line))}


def test_every_setting_is_documented_with_its_default_and_nothing_else_is() -> None:
    cells = {variable: line.strip("|").split("|") for variable, line in documented().items()}
    fields = {f"MKHARI_{name.upper()}": field.default for name, field in Settings.model_fields.items()}
    assert {variable: default.strip(" `") for variable, (_, default, *_) in cells.items()} == {
        variable: "" if default is None else str(default) for variable, default in fields.items()
    }
