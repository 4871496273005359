"""What a training learns from besides danger: here meet the rooms that do not know each other."""

from collections.abc import Sequence

from intents.catalogue_files import Group, Intent, load
from risk.learn.cli import train_command


def catalogue() -> tuple[Sequence[Intent], frozenset[str]]:
    """The intents with their examples, and the ids of those that everyday sentences may show."""
    intents = load()
    return intents, frozenset(one.id for one in intents if one.group is not Group.TOPIC)


train = train_command(catalogue)
