"""`mkhari stats`: what may be shown of the anonymous counters."""

from typing import Annotated

import typer

from app.command import run, settings_or_exit
from stats import repository
from store.database import Database

stats_app = typer.Typer(help="Anonymous statistics.", no_args_is_help=True)


@stats_app.command()
def show(
    since: Annotated[str, typer.Option(help="First day, YYYY-MM-DD.")] = "2000-01-01",
    until: Annotated[str, typer.Option(help="Last day, YYYY-MM-DD.")] = "2999-12-31",
) -> None:
    """Print counts by day in Georgia, tab-separated; small numbers are shown as 1-9."""

    async def work() -> None:
        database = Database(settings_or_exit().database)
        try:
            async with database.reading() as tx:
                counts = await repository.totals(tx, since, until)
        finally:
            await database.close()
        typer.echo("day\tname\tlabels\tcount")
        for count in counts:
            typer.echo(f"{count.day}\t{count.name}\t{count.labels}\t{count.shown}")

    run(work())
