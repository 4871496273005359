"""Everyday sentences, fillers, emoji, and words better left alone, from `everyday.yaml`."""

from pathlib import Path

from ruamel.yaml import YAML

_DATA = YAML(typ="safe", pure=True).load(
    (Path(__file__).parent / "everyday.yaml").read_text(encoding="utf-8")
)

SENTENCES: dict[str, tuple[str, ...]] = {
    language: tuple(all_of) for language, all_of in _DATA["sentences"].items()
}
FILLERS: dict[str, tuple[str, ...]] = {
    language: tuple(all_of) for language, all_of in _DATA["fillers"].items()
}
EMOJI: tuple[str, ...] = tuple(_DATA["emoji"])
UNTOUCHED = frozenset(word.lower() for words in _DATA["untouched"].values() for word in words.split())
