"""The real service as a child process: started by its own command, watched by its own output."""

import asyncio
import os
import re
import signal
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.patience import PATIENCE

# The most that the settings allow: a machine that is busy with other tests is no check that hangs.
ASSESS_LIMIT = "10"  # seconds


def free_port() -> int:
    """A port on loopback that nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@dataclass
class Service:
    """A running `mkhari serve`."""

    process: asyncio.subprocess.Process
    base: str
    one_time_password: str
    output: list[str]
    reading: asyncio.Task[None]

    async def stop(self) -> None:
        """SIGTERM; returns when the process is gone."""
        self.process.send_signal(signal.SIGTERM)
        await asyncio.wait_for(self.process.wait(), PATIENCE)
        await self.reading


def environment(folder: Path, **settings: str) -> dict[str, str]:
    """The child's environment: this one's without settings of ours, and these settings."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("MKHARI_")}
    named = {f"MKHARI_{name.upper()}": value for name, value in settings.items() if value}
    fixed = {"MKHARI_DATA_DIR": str(folder), "MKHARI_ASSESS_LIMIT_SECONDS": ASSESS_LIMIT}
    return {**kept, **fixed, **named}


@asynccontextmanager
async def serving(folder: Path, **settings: str) -> AsyncIterator[Service]:
    """Run `mkhari serve --setup` on a free port with these settings (names without prefix)."""
    port = free_port()
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-c",
        "from app.cli import main; main()",
        "serve",
        "--setup",
        "--port",
        str(port),
        env=environment(folder, **settings),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    output: list[str] = []
    ready = asyncio.Event()
    reading = asyncio.create_task(_read(process, output, ready))
    try:
        # It imports, migrates and reads a model meanwhile. If it ends, so does the wait.
        await asyncio.wait_for(ready.wait(), 5 * PATIENCE)
        assert process.returncode is None, "".join(output)
        found = re.search(r"one-time password\s+(\S+)", "".join(output))
        yield Service(process, f"http://127.0.0.1:{port}", found[1] if found else "", output, reading)
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
        await reading


async def _read(process: asyncio.subprocess.Process, output: list[str], ready: asyncio.Event) -> None:
    assert process.stdout is not None
    while line := await process.stdout.readline():
        output.append(line.decode())
        if "Stop with Ctrl-C" in output[-1]:
            ready.set()
    ready.set()
