"""The rules in force: the rule files with their patterns read, and the version that names them.

Rules are data that clinicians review. A file that cannot be used stops the start with its name, the line and
the rule; a rule that does not match as it claims to is found by its own examples, which run as tests.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from risk.assessment import Flag, Kind, Level, Subject
from risk.emoji import EMOJI_FILE, EmojiRules, read_emoji
from risk.errors import PatternInvalid, RuleFileInvalid
from risk.pattern import Reading, parse
from risk.schemas import CombinationFile, RuleData, RuleFile, line_of, read_file

RULES_FOLDER = Path(__file__).parent / "rules"
COMBINATIONS_FILE = "combinations.yaml"
CONTEXT_FILE = "context.yaml"  # of several messages, not of one: read by risk.context_file
RULE_SET_NAME = "rules-1"

# Left by a match whose guard lowered it: the topic was there, though denied or distant.
TOPIC_SIGN = "topic"


@dataclass(frozen=True, slots=True)
class Guard:
    """A guard with its patterns read."""

    where: str
    within: int
    caps_at: Level | None
    subject: Subject | None
    readings: tuple[Reading, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule with its patterns read."""

    id: str
    language: str
    level: Level
    kind: Kind
    subject: Subject
    flags: frozenset[Flag]
    signs: frozenset[str]
    guards: tuple[str, ...]
    readings: tuple[Reading, ...]
    positive: tuple[str, ...]
    negative: tuple[str, ...]
    reviewed_by: str | None
    reviewed_on: date | None


@dataclass(frozen=True, slots=True)
class LanguageRules:
    """Everything one language's file says."""

    language: str
    negators: Reading
    clause_starts: Reading
    long_text_stems: tuple[str, ...]
    guards: dict[str, Guard]
    rules: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class Combination:
    """Signs that together raise the level."""

    id: str
    signs: frozenset[str]
    within: int
    sentence: bool
    earlier: Level
    level: Level
    kind: Kind
    flags: frozenset[Flag]


@dataclass(frozen=True, slots=True)
class RuleSet:
    """All rules in force and the version that names them."""

    languages: tuple[LanguageRules, ...]
    combinations: tuple[Combination, ...]
    version: str
    emoji: EmojiRules = field(default_factory=EmojiRules)

    @property
    def rules(self) -> tuple[Rule, ...]:
        """Every rule of every language, in file order."""
        return tuple(rule for language in self.languages for rule in language.rules)


@lru_cache(maxsize=1)
def rule_set() -> RuleSet:
    """The rules shipped with this version, read once."""
    return load_rules(RULES_FOLDER)


@lru_cache(maxsize=1)
def rule_words() -> dict[str, frozenset[str]]:
    """Words and beginnings of words that the rules of each language look for, ё as е."""
    return {
        language.language: frozenset(
            literal.text.replace("ё", "е")
            for rule in language.rules
            for reading in rule.readings
            for step in reading.steps
            for literal in step.accepts
            if not literal.open_start and literal.text.replace("ё", "е").isalpha()
        )
        for language in rule_set().languages
    }


def load_rules(folder: Path) -> RuleSet:
    """Read every rule file of a folder; raises `RuleFileInvalid` for the first fault found."""
    files = sorted(path for path in folder.glob("*.yaml") if path.name != CONTEXT_FILE)
    digest = sha256()
    languages: list[LanguageRules] = []
    combinations: tuple[Combination, ...] = ()
    emoji = EmojiRules()
    for path in files:
        content = path.read_bytes()
        digest.update(path.name.encode() + b"\0" + content + b"\0")
        if path.name == COMBINATIONS_FILE:
            combinations = _combinations(path.name, content.decode())
        elif path.name == EMOJI_FILE:
            emoji = read_emoji(content.decode())
        else:
            languages.append(_language(path.name, content.decode()))
    if not languages:
        raise RuleFileInvalid(
            str(folder.name), None, None, "no rule file found; at least one language is needed"
        )
    rules = RuleSet(tuple(languages), combinations, f"{RULE_SET_NAME}+{digest.hexdigest()[:12]}", emoji)
    _check_signs(rules)
    return rules


def _check_signs(rules: RuleSet) -> None:
    known = {sign for rule in rules.rules for sign in rule.signs} | {TOPIC_SIGN}
    for combination in rules.combinations:
        unknown = sorted(combination.signs - known)
        if unknown:
            problem = f"needs the sign {unknown[0]!r}, which no rule gives; correct it or add it to a rule"
            raise RuleFileInvalid(COMBINATIONS_FILE, None, combination.id, problem)


def _language(name: str, content: str) -> LanguageRules:
    data = read_file(RuleFile, name, content)
    seen: set[str] = set()
    guards: dict[str, Guard] = {}
    for guard_name, guard in data.guards.items():
        readings = _read(guard.patterns, data.lists, name, content, ("guards", guard_name), None)
        guards[guard_name] = Guard(guard.where, guard.within, guard.caps_at, guard.subject, readings)
    rules: list[Rule] = []
    for index, rule in enumerate(data.rules):
        where = ("rules", index)
        if rule.id in seen:
            raise RuleFileInvalid(
                name, line_of(content, where), rule.id, "this id is used twice; ids are unique"
            )
        seen.add(rule.id)
        missing = [guard for guard in rule.guards if guard not in guards]
        if missing:
            problem = f"names the guard {missing[0]!r}, which the file does not define"
            raise RuleFileInvalid(name, line_of(content, (*where, "guards")), rule.id, problem)
        rules.append(
            _rule(data.language, rule, _read(rule.patterns, data.lists, name, content, where, rule.id))
        )
    return LanguageRules(
        data.language,
        _read(["|".join(data.negators)], data.lists, name, content, ("negators",), None)[0],
        _read(["|".join(data.clause_starts)], data.lists, name, content, ("clause_starts",), None)[0],
        tuple(data.long_text_stems),
        guards,
        tuple(rules),
    )


def _rule(language: str, rule: RuleData, readings: tuple[Reading, ...]) -> Rule:
    return Rule(
        id=rule.id,
        language=language,
        level=rule.level,
        kind=rule.kind,
        subject=rule.subject,
        flags=frozenset(rule.flags),
        signs=frozenset(rule.signs),
        guards=tuple(rule.guards),
        readings=readings,
        positive=tuple(rule.examples.positive),
        negative=tuple(rule.examples.negative),
        reviewed_by=rule.reviewed_by,
        reviewed_on=rule.reviewed_on,
    )


def _combinations(name: str, content: str) -> tuple[Combination, ...]:
    return tuple(
        Combination(
            c.id, frozenset(c.signs), c.within, c.sentence, c.earlier, c.level, c.kind, frozenset(c.flags)
        )
        for c in read_file(CombinationFile, name, content).combinations
    )


def _read(
    patterns: Sequence[str],
    lists: Mapping[str, Sequence[str]],
    name: str,
    content: str,
    where: tuple[str | int, ...],
    rule: str | None,
) -> tuple[Reading, ...]:
    readings: list[Reading] = []
    for index, pattern in enumerate(patterns):
        try:
            readings.extend(parse(pattern, lists))
        except PatternInvalid as error:
            raise RuleFileInvalid(
                name, line_of(content, (*where, "patterns", index)), rule, str(error)
            ) from error
    return tuple(dict.fromkeys(readings))
