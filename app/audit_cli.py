"""`mkhari audit`: whether the histories of cases are whole."""

from pathlib import Path
from typing import Annotated

import typer
from sqlalchemy.ext.asyncio import AsyncConnection

from app.command import run, settings_or_exit
from escalation import repository as cases
from escalation.audit import CaseEvent, broken_at
from store.database import Database

audit_app = typer.Typer(help="The hash-chained histories of cases.", no_args_is_help=True)


@audit_app.command()
def heads() -> None:
    """Print each case's newest hash: to be kept elsewhere, as a witness that nobody here can change."""

    async def work() -> None:
        database = Database(settings_or_exit().database)
        try:
            async with database.reading() as tx:
                for case_id, head in await cases.audit_heads(tx):
                    typer.echo(f"{case_id} {(head or b'').hex()}")
        finally:
            await database.close()

    run(work())


@audit_app.command()
def verify(
    witness: Annotated[
        Path | None, typer.Option(help="What `mkhari audit heads` printed before: each must still stand.")
    ] = None,
) -> None:
    """Check every history; exit 1 and name the first event that does not fit."""
    kept = _read(witness) if witness is not None else {}
    broken: list[str] = []

    async def work() -> None:
        database = Database(settings_or_exit().database)
        try:
            async with database.reading() as tx:
                found = await cases.audit_heads(tx)
                for case_id, _ in found:
                    broken.extend(_wrong(case_id, *await _whole(tx, case_id), kept))
        finally:
            await database.close()
        gone = sorted(kept.keys() - {name for name, _ in found})
        broken.extend(f"case {name}: the witness knows it, the database does not" for name in gone)
        typer.echo(f"{len(found)} histories, {len(broken)} faults")

    run(work())
    for line in broken:
        typer.echo(line, err=True)
    if broken:
        raise typer.Exit(1)


async def _whole(tx: AsyncConnection, case_id: str) -> tuple[bytes | None, list[CaseEvent]]:
    """A case's newest hash and its events, of one moment: while we read, others write."""
    head = await cases.audit_head(tx, case_id)
    while True:
        events = await cases.events(tx, case_id)
        now = await cases.audit_head(tx, case_id)
        if now == head:
            return head, events
        head = now


def _wrong(case_id: str, head: bytes | None, events: list[CaseEvent], kept: dict[str, str]) -> list[str]:
    # A case begins with an event: one without any has lost them all.
    at = broken_at(case_id, events, head) if events else 1
    if at is not None:
        return [f"case {case_id}: event {at} does not fit what is before it"]
    if case_id in kept and kept[case_id] not in {event.hash.hex() for event in events}:
        return [f"case {case_id}: the witness knows an event that is not here"]
    return []


def _read(path: Path) -> dict[str, str]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
        return dict(line.split(" ", 1) for line in lines)
    except (OSError, ValueError) as error:
        raise typer.BadParameter(
            f"{path} is not what `mkhari audit heads` prints: {error}", param_hint="--witness"
        ) from None
