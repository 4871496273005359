"""`mkhari push`: the key with which pages are pushed to browsers."""

import typer

from app.push_key import new_push_key, public_push_key, read_push_key

push_app = typer.Typer(help="Pages to browsers.", no_args_is_help=True)


@push_app.callback()
def _push() -> None:
    """Pages to browsers."""


@push_app.command()
def key() -> None:
    """Print a new key pair. Browsers that subscribed with another key must subscribe again."""
    made = new_push_key()
    typer.echo(f"MKHARI_PUSH_PRIVATE_KEY={made}")
    typer.echo(
        f"public key (browsers get it by themselves): {public_push_key(read_push_key(made, 'the key'))}"
    )
