"""A folder of sealed updates: what carries callers' messages through a long outage of the database."""

import asyncio
import os
from collections.abc import Callable
from pathlib import Path

import structlog

from bot.errors import SpoolUnreadable

log = structlog.get_logger(__name__)

Seal = Callable[[bytes], bytes]


class FolderSpool:
    """`bot.callers.intake.Spool` in a folder that outlives the process; one file an update, named by its id.

    `seal` encrypts and authenticates; `unseal` undoes it and raises `SpoolUnreadable` where it cannot.
    """

    def __init__(self, folder: Path, seal: Seal, unseal: Seal) -> None:
        self._folder = folder
        self._seal = seal
        self._unseal = unseal

    async def keep(self, update_id: int, raw: bytes) -> None:
        """Write one update; it is on disk when this returns. Raises OSError when the disk refuses."""
        await asyncio.to_thread(self._write, update_id, self._seal(raw))

    async def kept(self) -> list[tuple[int, bytes]]:
        """Everything that can be opened, lowest update id first; what cannot stays on disk and is logged."""
        return await asyncio.to_thread(self._read)

    async def forget(self, update_id: int) -> None:
        """Remove a handled update."""
        await asyncio.to_thread(self._path(update_id).unlink, missing_ok=True)

    def _path(self, update_id: int) -> Path:
        return self._folder / f"{update_id}.update"

    def _write(self, update_id: int, sealed: bytes) -> None:
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        path = self._path(update_id)
        unfinished = path.with_suffix(".unfinished")
        with unfinished.open("wb") as file:
            file.write(sealed)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)
        # The name, too, must survive a loss of power: the update is acknowledged right after.
        folder = os.open(self._folder, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)

    def _read(self) -> list[tuple[int, bytes]]:
        found = []
        for path in self._folder.glob("*.update"):
            try:
                found.append((int(path.stem), self._unseal(path.read_bytes())))
            except (SpoolUnreadable, ValueError):
                log.critical(
                    "spooled_update_unreadable",
                    file=path.name,
                    advice="Is MKHARI_MASTER_KEY the same as before?",
                )
        return sorted(found)
