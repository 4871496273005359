"""`mkhari risk corrections`: words that people left us to learn from, for whoever trains the model."""

import csv
import os
from pathlib import Path
from typing import Annotated

import typer

from app.command import run, settings_or_exit
from store import training
from store.database import Database
from store.sealing import Vault
from store.training import TrainingText

corrections_app = typer.Typer(
    help="Messages that counsellors corrected, kept with consent.", no_args_is_help=True
)

_COLUMNS = ("text", "level", "language", "script")


@corrections_app.command()
def export(
    to: Annotated[Path, typer.Option(help="The CSV file to write; must not exist yet.", dir_okay=False)],
    confirm: Annotated[
        bool, typer.Option("--confirm", help="Yes, take people's words out of the sealed store.")
    ] = False,
) -> None:
    """Write what people agreed to leave as CSV: text, level, language, script; and say how many.

    The file holds words that people wrote, unsealed, and taking consent back does not reach it: keep it where
    only the training reads it, delete it afterwards, and export anew for the next time.
    """
    settings = settings_or_exit()

    async def work() -> None:
        vault = Vault(settings.open_master_key())
        database = Database(settings.database)
        try:
            async with database.reading() as tx:
                number = await training.count(tx)
                texts = await training.read_all(tx, vault) if confirm else []
        finally:
            await database.close()
        if not confirm:
            typer.echo(
                f"{number} texts are kept; none was written. Each is as a person wrote it: "
                "run this again with --confirm if you may read them.",
                err=True,
            )
            raise typer.Exit(1)
        _write(to, texts)
        typer.echo(f"{len(texts)} texts were written to {to}; delete it when the training is done")

    run(work())


def _write(path: Path, texts: list[TrainingText]) -> None:
    """Write a file that its owner alone may read. Ends the command where there is one already."""
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError as error:
        typer.secho(f"{path} cannot be written ({error.strerror}); name a new file", err=True, fg="red")
        raise typer.Exit(1) from None
    with os.fdopen(descriptor, "w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(_COLUMNS)
        rows.writerows([getattr(text, column) for column in _COLUMNS] for text in texts)
