"""Runs pytest many times, each time in a fresh process, forked from one that imported what is not ours.

A request is a line of JSON on stdin: `arguments` of pytest, a `limit` in seconds, the file for its `output`,
whether to `keep` bytecode. The answer is one on stdout: exit `code` or null, `seconds`, `cpu` in seconds.
Nothing of ours is imported here, and no thread is running: what a mutant does to a process ends with it.
"""

import contextlib
import gc
import importlib
import importlib.metadata
import json
import os
import signal
import sys
import threading
import time
from typing import Any

import pytest

PRELOADED = """
    aiogram aiosqlite alembic apprise argon2 asyncpg cryptography.fernet fakeredis fastapi fastapi.testclient
    fluent.runtime httpx hypothesis icalendar limits numpy onnxruntime orjson prometheus_client pydantic
    pydantic_settings pywebpush redis.asyncio regex rich ruamel.yaml sqlalchemy.dialects.postgresql
    sqlalchemy.dialects.sqlite sqlalchemy.ext.asyncio structlog telegram telegram.ext tokenizers typer uvicorn
"""
POLL = 0.02  # seconds
GRACE = 20.0  # seconds to drop a database in, for a run that is told to end


def preload() -> None:
    """Import what is not ours and takes long."""
    for plugin in importlib.metadata.entry_points(group="pytest11"):
        plugin.load()
    for name in PRELOADED.split():
        with contextlib.suppress(ImportError):
            importlib.import_module(name)
    if threading.active_count() > 1:
        raise RuntimeError("a thread runs before the fork: its locks would be held for ever in each run")
    gc.collect()
    gc.freeze()


def run(request: dict[str, Any]) -> dict[str, Any]:
    """Run pytest in a process of its own, until the limit at most."""
    began = time.monotonic()
    child = os.fork()
    if child == 0:
        _run_here(request)
    code, cpu = _waited(child, began + request["limit"], began + request["limit"] + GRACE)
    with contextlib.suppress(ProcessLookupError):
        os.killpg(child, signal.SIGKILL)  # what it started and left behind
    return {"code": code, "seconds": time.monotonic() - began, "cpu": cpu}


def _run_here(request: dict[str, Any]) -> None:
    os.setsid()
    output = os.open(request["output"], os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(output, 1)
    os.dup2(output, 2)
    if not request["keep"]:
        # Two mutants of one second and one length would pass for each other.
        sys.dont_write_bytecode = True
        os.environ["PYTHONDONTWRITEBYTECODE"] = "1"
    code = 70
    try:
        code = int(pytest.main(request["arguments"]))
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def _waited(child: int, limit: float, end: float) -> tuple[int | None, float]:
    """The exit status and the seconds of CPU; no status for a run that had to be ended."""
    is_late = False
    while True:
        done, status, used = os.wait4(child, os.WNOHANG)
        if done:
            cpu = used.ru_utime + used.ru_stime
            return (None if is_late else os.waitstatus_to_exitcode(status)), cpu
        if not is_late and time.monotonic() > limit:
            is_late = True
            os.kill(child, signal.SIGINT)
        if time.monotonic() > end:
            os.kill(child, signal.SIGKILL)
        time.sleep(POLL)


def main() -> None:
    """Answer requests until there are no more."""
    # The runs print into files of their own; nothing but answers may stand here.
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)
    preload()
    for line in sys.stdin:
        print(json.dumps(run(json.loads(line))), file=answers, flush=True)


if __name__ == "__main__":
    main()
