"""Whole messages as people write them, beside the rules' own examples."""

from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from risk.assessment import Level
from tests.risk.rules_alone import assess

MESSAGES: dict[str, Any] = YAML(typ="safe", pure=True).load(
    (Path(__file__).parent / "messages.yaml").read_text(encoding="utf-8")
)


def test_there_are_hundreds_of_messages_and_some_of_every_level() -> None:
    serious = {level: len(texts) for level, texts in MESSAGES["at_least"].items()}
    assert set(serious) == {level.label for level in Level if level > Level.NONE}
    assert min(serious.values()) > 10
    assert sum(serious.values()) > 400
    assert len(MESSAGES["everyday"]) > 400


@pytest.mark.parametrize("level", MESSAGES["at_least"])
def test_serious_messages_reach_their_level(level: str) -> None:
    least = Level.from_label(level)
    missed = [number for number, text in enumerate(MESSAGES["at_least"][level]) if assess(text).level < least]
    assert missed == []


def test_everyday_messages_stay_below_moderate() -> None:
    alarmed = [
        number for number, text in enumerate(MESSAGES["everyday"]) if assess(text).level >= Level.MODERATE
    ]
    assert alarmed == []
