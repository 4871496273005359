"""The staff bot's desk over both databases, its process, and its settings."""

import asyncio
import os
import sys
from pathlib import Path

import pytest
import structlog
from pydantic import ValidationError
from typer.testing import CliRunner

from app.cli import app
from app.errors import CannotStart
from app.pagers import pagers
from app.settings import Settings, new_key
from app.staff_bot import run_staff_bot
from app.staff_bot_process import environment_of, supervised
from app.staff_desk import DatabaseDesk
from app.wiring import House
from bot.staff.desk import Answer
from escalation import closing, repository
from escalation.addresses import CONTACT_PLACE
from escalation.case import Outcome
from escalation.linking import new_code
from escalation.paging import PageChannel
from escalation.service import PAGE
from tests.escalation.cases import claimed, opened, reloaded, timers
from tests.fixtures import Clock
from tests.patience import PATIENCE
from tests.telegram.server import BotApiServer

NINO, GIORGI = 1001, 1002


@pytest.fixture
def desk(house: House, clock: Clock) -> DatabaseDesk:
    return DatabaseDesk(house.database, house.vault, house.live, clock)


async def code_of(house: House, clock: Clock, staff_id: str) -> str:
    async with house.database.transaction() as tx:
        return await new_code(tx, house.vault, staff_id, clock())


async def test_a_code_links_one_chat_sealed_and_works_once(
    house: House, desk: DatabaseDesk, clock: Clock
) -> None:
    code = await code_of(house, clock, "nino")
    assert await desk.who(NINO) is None
    assert await desk.link(code.lower(), NINO) == "nino"
    assert await desk.link(code, GIORGI) is None
    assert await desk.link("WRONG234", GIORGI) is None
    assert (await desk.who(NINO), await desk.who(GIORGI)) == ("nino", None)
    async with house.database.reading() as tx:
        (kept,) = await repository.contacts(tx, ["nino"])
    assert kept.channel == PageChannel.TELEGRAM
    assert house.vault.house.open(kept.sealed, CONTACT_PLACE, "nino") == str(NINO).encode()
    assert await desk.unlink(NINO)
    assert not await desk.unlink(NINO)
    assert await desk.who(NINO) is None


async def test_a_late_code_and_one_of_somebody_who_left_link_nobody(
    house: House, desk: DatabaseDesk, clock: Clock
) -> None:
    late = await code_of(house, clock, "nino")
    clock.advance(minutes=10)
    assert await desk.link(late, NINO) is None
    left = await code_of(house, clock, "giorgi")
    async with house.database.transaction() as tx:
        await repository.set_worker(tx, "giorgi", disabled=True)
    assert await desk.link(left, GIORGI) is None


async def test_a_new_chat_takes_the_place_of_the_old_one_and_of_its_owner(
    house: House, desk: DatabaseDesk, clock: Clock
) -> None:
    await desk.link(await code_of(house, clock, "nino"), NINO)
    await desk.link(await code_of(house, clock, "nino"), GIORGI)
    assert (await desk.who(NINO), await desk.who(GIORGI)) == (None, "nino")
    await desk.link(await code_of(house, clock, "giorgi"), GIORGI)
    assert await desk.who(GIORGI) == "giorgi"
    async with house.database.reading() as tx:
        assert await repository.contacts(tx, ["nino"]) == []


async def test_an_answer_is_noted_and_the_console_is_woken(
    house: House, desk: DatabaseDesk, clock: Clock
) -> None:
    await desk.link(await code_of(house, clock, "nino"), NINO)
    case = await opened(house.database, now=clock())
    async with house.live.watching("queue") as woken:
        assert await desk.accept(NINO, case.id) is Answer.ACCEPTED
        await woken.wait()
    assert (await reloaded(house.database, case)).acknowledged_by == "nino"
    assert (await timers(house.database, case))[PAGE] > clock()
    assert await desk.decline(NINO, case.id) is Answer.DECLINED
    assert (await reloaded(house.database, case)).acknowledged_by is None


async def test_who_comes_late_is_told_and_strangers_change_nothing(
    house: House, desk: DatabaseDesk, clock: Clock
) -> None:
    await desk.link(await code_of(house, clock, "nino"), NINO)
    case = await opened(house.database, now=clock())
    assert await desk.accept(GIORGI, case.id) is Answer.UNKNOWN
    assert await desk.decline(GIORGI, case.id) is Answer.UNKNOWN
    assert await desk.accept(NINO, "no-such-case") is Answer.UNKNOWN
    assert (await reloaded(house.database, case)).acknowledged_by is None
    await claimed(house.database, case, "giorgi", clock())
    assert await desk.accept(NINO, case.id) is Answer.ALREADY_HELD
    async with house.database.transaction() as tx:
        await closing.close(tx, case.id, "giorgi", closing.Ending(Outcome.SUPPORTED), clock())
    assert await desk.accept(NINO, case.id) is Answer.CLOSED
    assert await desk.decline(NINO, case.id) is Answer.CLOSED


async def test_the_process_polls_until_it_is_stopped_and_only_one_does(settings: Settings) -> None:
    async with BotApiServer() as server:
        ours = settings.model_copy(update=Settings(
            staff_telegram_token=server.token, telegram_api=server.url
        ).model_dump(include={"staff_telegram_token", "telegram_api"}))  # fmt: skip
        stops = asyncio.Event(), asyncio.Event()
        first = asyncio.create_task(run_staff_bot(ours, stops[0]))
        await server.sees(lambda: bool(server.calls("getUpdates")))
        second = asyncio.create_task(run_staff_bot(ours, stops[1]))
        stops[1].set()
        await second
        assert len(server.calls("getMe")) == 1
        stops[0].set()
        await first


async def test_the_child_is_started_with_its_own_settings_alone_and_ended(tmp_path: Path) -> None:
    settings = Settings(
        telegram_token="1:callers", staff_telegram_token="2:staff", master_key=new_key(), data_dir=tmp_path
    )
    said, ended = tmp_path / "said", tmp_path / "ended"
    os.mkfifo(said)
    program = (
        "import os, signal, sys\n"
        f"signal.signal(signal.SIGTERM, lambda *_: (open({str(ended)!r}, 'w').close(), sys.exit(0)))\n"
        "names = sorted(name for name in os.environ if name.startswith('MKHARI_'))\n"
        f"open({str(said)!r}, 'w').write(' '.join(names))\n"
        "sys.stdin.read()\n"
    )
    async with supervised(settings, (sys.executable, "-c", program), PATIENCE):
        names = (await asyncio.to_thread(said.read_text)).split()
    assert names == [
        "MKHARI_DATA_DIR",
        "MKHARI_ENVIRONMENT",
        "MKHARI_MASTER_KEY",
        "MKHARI_STAFF_TELEGRAM_TOKEN",
    ]
    assert ended.exists()


async def test_nothing_is_started_without_a_token(tmp_path: Path) -> None:
    async with supervised(Settings(data_dir=tmp_path), ("no-such-program",)):
        pass
    with pytest.raises(CannotStart, match="MKHARI_STAFF_TELEGRAM_TOKEN"):
        await run_staff_bot(Settings(data_dir=tmp_path))


def test_the_child_reads_the_settings_that_it_is_given(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in environment_of(settings).items():
        monkeypatch.setenv(name, value)
    assert (Settings().database, Settings().redis_url) == (settings.database, settings.redis_url)


@pytest.mark.parametrize("staff_token", ["12345:token", "12345:made-anew"])
def test_the_two_bots_are_two(staff_token: str) -> None:
    with pytest.raises(ValidationError, match="the callers' bot") as wrong:
        Settings(telegram_token="12345:token", staff_telegram_token=staff_token)
    assert staff_token not in str(wrong.value.errors()[0]["msg"])


async def test_telegram_is_a_channel_once_there_is_a_token(tmp_path: Path, house: House) -> None:
    import httpx

    async with httpx.AsyncClient() as client:
        assert PageChannel.TELEGRAM not in pagers(Settings(data_dir=tmp_path), client)
        found = pagers(Settings(data_dir=tmp_path, staff_telegram_token="2:staff"), client)
    assert PageChannel.TELEGRAM in found


def test_an_administrator_prints_a_code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MKHARI_DATA_DIR", str(tmp_path))
    run = CliRunner().invoke
    run(app, ["migrate"])
    run(app, ["staff", "add", "nino", "--name", "Nino"])
    done = run(app, ["staff", "link", "Nino"])
    assert done.exit_code == 0, done.output
    assert len(done.output.split()[1]) == 8
    assert run(app, ["staff", "link", "nobody"]).exit_code == 1
    try:
        assert run(app, ["staff-bot"]).exit_code == 1
    finally:
        structlog.reset_defaults()  # or every later test would write to a stream that is closed
