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
import pickle
import signal
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from fluent.syntax import FluentParser
from ruamel.yaml import YAML

PRELOADED = """
    aiogram aiosqlite alembic apprise argon2 asyncpg cryptography.fernet fakeredis fastapi fastapi.testclient
    fluent.runtime httpx hypothesis icalendar limits numpy onnxruntime orjson prometheus_client pydantic
    pydantic_settings pywebpush redis.asyncio regex rich ruamel.yaml sqlalchemy.dialects.postgresql
    sqlalchemy.dialects.sqlite sqlalchemy.ext.asyncio structlog telegram telegram.ext tokenizers typer uvicorn
"""
POLL = 0.02  # seconds
GRACE = 20.0  # seconds to drop a database in, for a run that is told to end


class Parsed:
    """What files of words and rules say, read before the fork: most of a run's start goes into reading.

    Each is given out once in a run, so that it belongs to whoever asked, as if it had just been read.
    """

    def __init__(self) -> None:
        self._ready: dict[tuple[str, str], Any] = {}
        self._asked: set[tuple[str, str]] = set()
        self._yaml: Callable[[YAML, Any], Any] = YAML.load
        self._fluent: Callable[[FluentParser, str], Any] = FluentParser.parse

    def install(self) -> None:
        """Stand before the libraries that read."""
        given = self

        def load(yaml: YAML, stream: Any) -> Any:
            key = (f"yaml {yaml.typ[0]}", stream)
            is_plain = isinstance(stream, str) and yaml.pure
            return (
                given._take(key, lambda: given._yaml(yaml, stream)) if is_plain else given._yaml(yaml, stream)
            )

        def parse(parser: FluentParser, source: str) -> Any:
            key = (f"fluent {parser.with_spans or ''}", source)
            return given._take(key, lambda: given._fluent(parser, source))

        YAML.load = load  # type: ignore[method-assign, assignment]
        FluentParser.parse = parse  # type: ignore[method-assign, assignment]

    def _take(self, key: tuple[str, str], read: Callable[[], Any]) -> Any:
        found = self._ready.pop(key) if key in self._ready else read()
        self._asked.add(key)  # only now: what cannot be read is not read ahead
        return found

    def write_down(self, path: str) -> None:
        """Keep what this run asked for, for the process from which runs are forked."""
        Path(path).write_bytes(pickle.dumps(self._asked))

    def read_ahead(self, path: str) -> None:
        """Read what a run asked for, for those to come."""
        asked = pickle.loads(Path(path).read_bytes()) if Path(path).exists() else set()  # noqa: S301 - our own
        for how, text in asked - self._ready.keys():
            library, kind = how.split(" ")
            if library == "yaml":
                self._ready[how, text] = self._yaml(YAML(typ=kind, pure=True), text)
            else:
                self._ready[how, text] = self._fluent(FluentParser(with_spans=bool(kind)), text)
        gc.collect()
        gc.freeze()


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


def run(request: dict[str, Any], parsed: Parsed) -> dict[str, Any]:
    """Run pytest in a process of its own, until the limit at most."""
    began = time.monotonic()
    child = os.fork()
    if child == 0:
        _run_here(request, parsed)
    code, cpu = _waited(child, began + request["limit"], began + request["limit"] + GRACE)
    with contextlib.suppress(ProcessLookupError):
        os.killpg(child, signal.SIGKILL)  # what it started and left behind
    if request["keep"]:
        parsed.read_ahead(request["output"] + ".asked")
    return {"code": code, "seconds": time.monotonic() - began, "cpu": cpu}


def _run_here(request: dict[str, Any], parsed: Parsed) -> None:
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
        if request["keep"]:
            parsed.write_down(request["output"] + ".asked")
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
    parsed = Parsed()
    parsed.install()
    for line in sys.stdin:
        print(json.dumps(run(json.loads(line), parsed)), file=answers, flush=True)


if __name__ == "__main__":
    main()
