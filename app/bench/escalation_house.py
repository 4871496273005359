"""The real application over HTTP for `mkhari bench escalation`, and when exactly a message was committed."""

import asyncio
import socket
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from contextvars import ContextVar
from dataclasses import dataclass

import uvicorn
from sqlalchemy import event

from api import repository as accounts
from api import staff
from api.access import COOKIE
from api.app import create_app
from app.bench.escalation_people import People
from app.main import running
from app.wiring import House, utc_now
from store.database import Database


async def sign_in(house: House, staff_ids: list[str]) -> list[str]:
    """A session for each; the cookies. No password is typed: checking one takes longer than all else."""
    async with house.database.reading() as tx:
        known = {account.id: account for account in await accounts.everybody(tx)}
    tokens = [
        await staff.begin_session(house.database, house.vault, known[one], utc_now()) for one in staff_ids
    ]
    return [f"{COOKIE}={token}" for token in tokens]


@asynccontextmanager
async def serving(house: House) -> AsyncIterator[int]:
    """The real application over HTTP with everything that `mkhari serve` runs beside it; the port."""
    listener = socket.create_server(("127.0.0.1", 0))
    config = uvicorn.Config(create_app(house.api), log_level="warning", access_log=False, lifespan="off")
    server = uvicorn.Server(config)
    async with running(house):
        task = asyncio.create_task(server.serve(sockets=[listener]))
        try:
            while not server.started:  # noqa: ASYNC110 - uvicorn has no event for it
                await asyncio.sleep(0.01)
            yield listener.getsockname()[1]
        finally:
            server.should_exit = True
            house.live.begin_closing()
            await task


@dataclass(slots=True)
class _Commit:
    at: float = 0.0
    is_over: bool = False


_COMMIT: ContextVar[_Commit | None] = ContextVar("_COMMIT", default=None)


def note_commits(database: Database) -> None:
    """From now on `commit_of` knows when something was committed."""

    @event.listens_for(database.engine.sync_engine, "commit")
    def on_commit(_connection: object) -> None:
        commit = _COMMIT.get()
        if commit is not None and not commit.is_over:
            commit.at = time.monotonic()


async def commit_of(people: People) -> tuple[str, float]:
    """Somebody writes; the conversation's id, and when its transaction began to commit."""
    commit = _Commit()
    before = _COMMIT.set(commit)
    try:
        conversation_id = await people.write(people.newcomer())
    finally:
        commit.is_over = True  # tasks that were begun meanwhile inherit it
        _COMMIT.reset(before)
    return conversation_id, commit.at
