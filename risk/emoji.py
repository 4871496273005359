"""What a message of nothing but emoji and signs shows, by a table that clinicians review.

The table is `rules/emoji.yaml`. Words beside the signs are the other rules' work; a message that has any is
not read here.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from risk.assessment import Evidence, Flag, Level
from risk.errors import RuleFileInvalid
from risk.schemas import EmojiFile, line_of, read_file

EMOJI_FILE: Final = "emoji.yaml"
# Variation selectors and skin tones: the same sign in another look.
_LOOKS = re.compile("[\ufe0e\ufe0f\U0001f3fb-\U0001f3ff]")
_LONGEST = 4096


@dataclass(frozen=True, slots=True)
class EmojiRule:
    """A rule of the table; `any`, `besides`, `unless` and `lowered_by` are names of groups."""

    id: str
    level: Level
    flags: frozenset[Flag]
    any: frozenset[str]
    besides: frozenset[str]
    unless: frozenset[str]
    lowered_by: frozenset[str]
    positive: tuple[str, ...]
    negative: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """What one rule says of a message, and where in it its signs stand."""

    level: Level
    flags: frozenset[Flag]
    evidence: Evidence


@dataclass(frozen=True)
class EmojiRules:
    """The table, read; `reviewed_by` names who put their name under it."""

    rules: tuple[EmojiRule, ...] = ()
    groups: tuple[tuple[str, frozenset[str]], ...] = ()
    grave: frozenset[str] = frozenset()
    reviewed_by: str | None = None

    def read(self, text: str) -> list[Shown]:
        """What the signs of a message without words show."""
        places = self._places(text[:_LONGEST])
        is_grave = bool(self.grave & places.keys())
        return [shown for rule in self.rules for shown in _applied(rule, places, is_grave=is_grave)]

    def _places(self, text: str) -> dict[str, list[tuple[int, int]]]:
        """Where the signs of each group stand, as stretches of the text."""
        kept = [index for index, char in enumerate(text) if not _LOOKS.match(char)]
        plain = "".join(text[index] for index in kept)
        found: dict[str, list[tuple[int, int]]] = {}
        for match in self._signs.finditer(plain) if self.groups else ():
            place = (kept[match.start()], kept[match.end() - 1] + 1)
            for group in self._groups_of[match.group()]:
                found.setdefault(group, []).append(place)
        return found

    @cached_property
    def _groups_of(self) -> dict[str, list[str]]:
        known: dict[str, list[str]] = {}
        for group, signs in self.groups:
            for sign in signs:
                known.setdefault(sign, []).append(group)
        return known

    @cached_property
    def _signs(self) -> re.Pattern[str]:
        longest_first = sorted(self._groups_of, key=lambda sign: (-len(sign), sign))
        return re.compile("|".join(re.escape(sign) for sign in longest_first))


def _applied(rule: EmojiRule, places: dict[str, list[tuple[int, int]]], *, is_grave: bool) -> Iterator[Shown]:
    there = places.keys()
    if not rule.any & there or (rule.besides and not rule.besides & there):
        return
    # Laughing tears are no tears, so what is `unless` for a sign of distress itself still holds.
    if rule.unless & there and not (is_grave and not rule.any & {"distress"}):
        return
    level = min(rule.level, Level.LOW) if rule.lowered_by & there and not is_grave else rule.level
    spans = [span for group in sorted((rule.any | rule.besides) & there) for span in places[group]]
    start, end = min(first for first, _ in spans), max(last for _, last in spans)
    flags = rule.flags if level >= Level.MODERATE else frozenset[Flag]()
    yield Shown(level, flags, Evidence(start, end, rule.id))


def read_emoji(content: str) -> EmojiRules:
    """Read the table; raises `RuleFileInvalid` for the first fault found."""
    data = read_file(EmojiFile, EMOJI_FILE, content)
    groups = tuple((name, frozenset(_LOOKS.sub("", listed).split())) for name, listed in data.groups.items())
    for index, rule in enumerate(data.rules):
        named = {*rule.any, *rule.besides, *rule.unless, *rule.lowered_by, *data.grave}
        if unknown := sorted(named - data.groups.keys()):
            problem = f"names the group {unknown[0]!r}, which the file does not define"
            raise RuleFileInvalid(EMOJI_FILE, line_of(content, ("rules", index)), rule.id, problem)
    rules = tuple(
        EmojiRule(
            rule.id,
            rule.level,
            frozenset(rule.flags),
            frozenset(rule.any),
            frozenset(rule.besides),
            frozenset(rule.unless),
            frozenset(rule.lowered_by),
            tuple(rule.examples.positive),
            tuple(rule.examples.negative),
        )
        for rule in data.rules
    )
    return EmojiRules(rules, groups, frozenset(data.grave), data.reviewed_by)
