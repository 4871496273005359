"""The spool: sealed files that outlive the process."""

from pathlib import Path

import pytest
from structlog.testing import capture_logs

from bot.callers.spool import FolderSpool
from bot.errors import SpoolUnreadable


def seal(raw: bytes) -> bytes:
    return b"sealed:" + raw[::-1]


def unseal(sealed: bytes) -> bytes:
    if not sealed.startswith(b"sealed:"):
        raise SpoolUnreadable("The file is damaged.")
    return sealed.removeprefix(b"sealed:")[::-1]


def on_disk(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir()}


def mode(folder: Path) -> int:
    return folder.stat().st_mode & 0o777


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "spool"


@pytest.fixture
def folder_spool(folder: Path) -> FolderSpool:
    return FolderSpool(folder, seal, unseal)


async def test_kept_updates_come_back_in_order_to_the_next_process(
    folder: Path, folder_spool: FolderSpool
) -> None:
    for number in (10, 9, 100):
        await folder_spool.keep(number, f"update {number}".encode())
    again = FolderSpool(folder, seal, unseal)
    assert await again.kept() == [(9, b"update 9"), (10, b"update 10"), (100, b"update 100")]


async def test_forgotten_updates_are_gone_and_forgetting_twice_is_no_error(folder_spool: FolderSpool) -> None:
    await folder_spool.keep(1, b"x")
    await folder_spool.forget(1)
    await folder_spool.forget(1)
    assert await folder_spool.kept() == []


async def test_only_the_sealed_update_is_on_the_disk(folder: Path, folder_spool: FolderSpool) -> None:
    await folder_spool.keep(1, b"my secret")
    assert on_disk(folder) == {"1.update": seal(b"my secret")}


async def test_the_folder_is_closed_to_others(folder: Path, folder_spool: FolderSpool) -> None:
    await folder_spool.keep(1, b"x")
    assert mode(folder) == 0o700


async def test_a_folder_that_does_not_exist_yet_is_empty(folder_spool: FolderSpool) -> None:
    assert await folder_spool.kept() == []


async def test_a_file_that_cannot_be_opened_is_said_loudly_and_left(
    folder: Path, folder_spool: FolderSpool
) -> None:
    await folder_spool.keep(1, b"x")
    await folder_spool.keep(2, b"y")
    (folder / "1.update").write_bytes(b"damaged")
    (folder / "3.unfinished").write_bytes(b"cut off by a loss of power")
    with capture_logs() as lines:
        assert await folder_spool.kept() == [(2, b"y")]
    assert [line["event"] for line in lines] == ["spooled_update_unreadable"]
    assert (folder / "1.update").exists()
