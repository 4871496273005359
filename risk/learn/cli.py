"""`mkhari risk train`."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from risk.learn.intents import Labelled

CORPUS = Path(__file__).resolve().parent.parent / "corpus"
# The intents, and the ids of those that everyday sentences may show.
Catalogue = Callable[[], tuple[Sequence["Labelled"], frozenset[str]]]


def train_command(catalogue: Catalogue) -> Callable[..., None]:
    """The command, with the room that knows the intents behind `catalogue`."""

    def train(
        target: Annotated[
            Path, typer.Argument(help="Folder that the network, the tokenizer and the card go to.")
        ],
        name: Annotated[str, typer.Option(help="The version that every assessment will name.")],
        corpus: Annotated[Path, typer.Option(help="Folder of corpus files.")] = CORPUS,
        everyday: Annotated[
            Path | None,
            typer.Option(
                help="Folder of everyday sentences (see docs/risk/data-sheet.md); none if left out."
            ),
        ] = None,
        posts: Annotated[
            Path | None, typer.Option(help="Table of English posts with C-SSRS severities; none if left out.")
        ] = None,
        first_posts: Annotated[
            int, typer.Option(min=0, help="How many of its rows may be learnt from.")
        ] = 120,
        rounds: Annotated[int | None, typer.Option(min=1, help="How often the corpus is read.")] = None,
        layers: Annotated[
            int, typer.Option(min=1, max=12, help="How many of the encoder's layers to keep.")
        ] = 9,
        seed: Annotated[int | None, typer.Option(help="Seed of the training.")] = None,
    ) -> None:
        """Train the network on this machine's processor; writes nothing of what it read.

        Needs the extra `learn`, and PyTorch: pip install 'mkhari[learn]'.
        """
        try:
            from dataclasses import replace

            from risk.learn.errors import LearnError
            from risk.learn.fit import Settings
            from risk.learn.intents import from_intents
            from risk.learn.train import Sources
            from risk.learn.train import train as trained
        except ModuleNotFoundError as error:
            typer.secho(f"{error.name} is not installed; install mkhari[learn]", err=True, fg="red")
            raise typer.Exit(1) from None
        settings = Settings()
        intents, not_topics = catalogue()
        if rounds is not None:
            settings = replace(settings, rounds=rounds)
        if seed is not None:
            settings = replace(settings, seed=seed)
        try:
            card = trained(
                Sources(corpus, from_intents(intents), not_topics, everyday, posts, first_posts),
                target,
                settings,
                layers,
                name,
                typer.echo,
            )
        except LearnError as error:
            typer.secho(str(error), err=True, fg="red")
            raise typer.Exit(1) from None
        typer.echo(f"wrote {target}: version {card.version}, level from {card.heads['level'].yes_from}")

    return train
