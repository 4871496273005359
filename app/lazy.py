"""Commands that are imported when they are called: none waits for what another one needs."""

from collections.abc import Mapping
from importlib import import_module
from typing import Any

import typer
from typer.core import TyperGroup


def lazy_group(where: Mapping[str, str]) -> type[TyperGroup]:
    """A group whose commands lie at `module:name`, each a function or a `Typer`, beside its own."""

    class LazyGroup(TyperGroup):
        def list_commands(self, ctx: Any) -> list[str]:
            return [*super().list_commands(ctx), *where]

        def get_command(self, ctx: Any, cmd_name: str) -> Any:
            if cmd_name not in where:
                return super().get_command(ctx, cmd_name)
            module, _, name = where[cmd_name].partition(":")
            target = getattr(import_module(module), name)
            if isinstance(target, typer.Typer):
                found: Any = typer.main.get_group(target)
            else:
                alone = typer.Typer(pretty_exceptions_enable=False)
                alone.command()(target)
                found = typer.main.get_command(alone)
            found.name = cmd_name
            return found

    return LazyGroup
