"""The house has the rooms that the architecture names, and no others."""

from tests.project.tree import ROOT, is_ours

ROOMS = {
    *(
        "app",
        "bot",
        "api",
        "conversation",
        "flows",
        "intents",
        "risk",
        "encoder",
        "escalation",
        "referral",
        "stats",
        "store",
        "web",
    ),
    *("deploy", "docs", "tests", "requirements"),
}


def test_top_level_folders_are_the_rooms_of_the_architecture() -> None:
    folders = {path.name for path in ROOT.iterdir() if path.is_dir() and not path.name.startswith(".")}

    found = set(filter(is_ours, folders))

    assert found - ROOMS == set(), (
        "A new top-level folder is a new room. If it has to be one, write down why in docs/decisions/, "
        "say in pyproject.toml who may import it, and add it to ROOMS here."
    )
    assert ROOMS - found == set(), "A room of the architecture is missing."
