"""The whole catalogue, read once for all tests."""

from functools import cache

from intents.catalogue_files import Intent, load


@cache
def whole() -> tuple[Intent, ...]:
    """Every intent, in order of name."""
    return tuple(load())
