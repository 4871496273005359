"""From a message's words to what the rules say of it: matches, guards, combinations.

Guards are applied to the single match they belong to and never to the message, so that "I do not want to
die" cannot hide what stands in the next clause.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

from encoder.normalise import Word
from risk.assessment import Flag, Kind, Level, Subject
from risk.long_text import LongTextReader, Reach
from risk.matching import Match, Passage, Table
from risk.ruleset import TOPIC_SIGN, Combination, Guard, LanguageRules, Rule, RuleSet, rule_set
from risk.spelling import ALPHABETS_OF, Alphabet, spellings

_GUARD = "guard:"
# A message that says one thing a thousand times is not a thousand times more telling.
_MATCHES_A_RULE = 40
_GLUED_FROM = 7
_GLUED_TO = 48
# The boundary of a word that begins a sentence.
_SENTENCE_END = 2


@dataclass(frozen=True, slots=True)
class Finding:
    """What one rule says of the words `[first, last]`, after its guards; `sentence` counts from 0."""

    rule: str
    first: int
    last: int
    level: Level
    subject: Subject
    flags: frozenset[Flag]
    signs: frozenset[str]
    sentence: int = 0
    kind: Kind = Kind.SUICIDE


@dataclass(frozen=True, slots=True)
class Unit:
    """A word, or a part of words that were run together, with its spellings."""

    word: Word
    spellings: tuple[tuple[Alphabet, str], ...]
    boundary: int


class Reader:
    """The compiled rules of one rule set; holds no state of any message."""

    def __init__(self, rules: RuleSet) -> None:
        self.combinations = rules.combinations
        self._rules: dict[str, Rule] = {rule.id: rule for rule in rules.rules}
        self._long_text = LongTextReader([stem for one in rules.languages for stem in one.long_text_stems])
        self._tables: dict[Alphabet, tuple[LanguageRules, Table]] = {}
        for language in rules.languages:
            for alphabet in ALPHABETS_OF[language.language]:
                self._tables[alphabet] = (language, _table(language, alphabet))

    def passages(self, text: str, reach: Reach) -> list[tuple[int, int]]:
        """The stretches of a text that are to be read within this reach; see `LongTextReader.passages`."""
        return self._long_text.passages(text, reach)

    def words(self, text: str) -> list[Word]:
        """The words to be read; of a text far beyond a message's length, its telling passages."""
        return self._long_text.words(text)

    def units(self, words: Sequence[Word], foreign: frozenset[str] = frozenset()) -> list[Unit]:
        """The words as units; words run together are taken apart where the rules know every part.

        `foreign` are languages that the message may be written in besides those spoken here.
        """
        known: dict[tuple[str, str], tuple[tuple[Alphabet, str], ...]] = {}
        found: list[Unit] = []
        for word in words:
            key = (word.text, word.with_gh)
            spelled = known.get(key)
            if spelled is None:
                spelled = known[key] = spellings(word, foreign)
            parts = (
                self._taken_apart(word, spelled)
                if len(word.text) >= _GLUED_FROM or word.spelled_out
                else None
            )
            if parts is None:
                found.append(Unit(word, spelled, word.boundary))
            else:
                found.extend(Unit(word, part, word.boundary if i == 0 else 0) for i, part in enumerate(parts))
        return found

    def _taken_apart(
        self, word: Word, spelled: tuple[tuple[Alphabet, str], ...]
    ) -> list[tuple[tuple[Alphabet, str], ...]] | None:
        if any(
            self._tables[alphabet][1].hits(text) for alphabet, text in spelled if alphabet in self._tables
        ):
            return None
        for alphabet, text in spelled:
            if alphabet in self._tables and len(text) <= _GLUED_TO:
                parts = self._tables[alphabet][1].take_apart(text, word.spelled_out)
                if parts:
                    return [((alphabet, part),) for part in parts]
        return None

    def findings(self, units: Sequence[Unit]) -> list[Finding]:
        """Every rule found in the message, with its guards applied."""
        columns: dict[Alphabet, dict[int, list[str]]] = defaultdict(lambda: defaultdict(list))
        for index, unit in enumerate(units):
            for alphabet, text in unit.spellings:
                columns[alphabet][index].append(text)
        boundaries = [unit.boundary for unit in units]
        sentences = list(accumulate(int(boundary == _SENTENCE_END) for boundary in boundaries))
        found: list[Finding] = []
        for alphabet, column in columns.items():
            if alphabet in self._tables:
                language, table = self._tables[alphabet]
                passage = table.passage(column, boundaries)
                found.extend(self._guarded(language, passage, table.find(passage), sentences))
        return found

    def _guarded(
        self, language: LanguageRules, passage: Passage, matches: list[Match], sentences: list[int]
    ) -> Iterator[Finding]:
        guards: dict[str, list[Match]] = defaultdict(list)
        spoken: dict[str, list[Match]] = defaultdict(list)
        for match in matches:
            if match.owner.startswith(_GUARD):
                guards[match.owner.removeprefix(_GUARD)].append(match)
            elif len(spoken[match.owner]) < _MATCHES_A_RULE:
                spoken[match.owner].append(match)
        for rule_id, places in spoken.items():
            rule = self._rules[rule_id]
            for match in places:
                holding = [
                    language.guards[name]
                    for name in rule.guards
                    if any(
                        _holds(language.guards[name], guard, match, passage) for guard in guards.get(name, ())
                    )
                ]
                yield _finding(rule, match, holding, sentences[match.first])

    def combined(self, findings: Sequence[Finding], earlier: Level) -> list[Finding]:
        """What several findings mean together, beyond what each says."""
        places: dict[str, list[Finding]] = defaultdict(list)
        for finding in findings:
            for sign in finding.signs:
                places[sign].append(finding)
        together = []
        for combination in self.combinations:
            if earlier >= combination.earlier and all(sign in places for sign in combination.signs):
                parts = _nearest(combination, places)
                if parts:
                    together.append(_combination_finding(combination, parts))
        return together


@lru_cache(maxsize=1)
def reader() -> Reader:
    """The reader of the rules shipped with this version."""
    return Reader(rule_set())


def _table(language: LanguageRules, alphabet: Alphabet) -> Table:
    table = Table(alphabet)
    for name, guard in language.guards.items():
        table.add(_GUARD + name, guard.readings)
    for rule in language.rules:
        table.add(rule.id, rule.readings)
    table.seal(language.negators, language.clause_starts)
    return table


def _finding(rule: Rule, match: Match, holding: Sequence[Guard], sentence: int) -> Finding:
    caps = [guard.caps_at for guard in holding if guard.caps_at is not None]
    level = min([rule.level, *caps])
    subject = next((guard.subject for guard in holding if guard.subject is not None), rule.subject)
    signs, flags = rule.signs, rule.flags
    if caps and (level < rule.level or level is Level.NONE):
        # What is denied or distant is no sign of what it would mean here and now.
        denied = level is Level.LOW and rule.level >= Level.MODERATE
        signs = frozenset({TOPIC_SIGN}) if denied else frozenset()
    if caps and level < Level.MODERATE:
        flags = frozenset()
    elif subject is Subject.OTHER:
        flags |= {Flag.THIRD_PARTY}
    return Finding(rule.id, match.first, match.last, level, subject, flags, signs, sentence, rule.kind)


def _holds(guard: Guard, found: Match, match: Match, passage: Passage) -> bool:
    bounds = passage.boundaries
    match guard.where:
        case "over":
            return found.first <= match.last and match.first <= found.last
        case "before":
            if found.first >= match.first or match.first - found.last - 1 > guard.within:
                return False
            # Reported speech may begin with a comma, a colon or a quotation mark.
            quoted = 1 if guard.subject is not None else 0
            return bounds[min(found.last + 1, match.first)] <= quoted and all(
                bounds[i] == 0 for i in range(found.first + 1, match.first + 1) if i != found.last + 1
            )
        case "after":
            if found.last <= match.last or found.first - match.last - 1 > guard.within:
                return False
            return all(bounds[i] == 0 for i in range(match.last + 1, found.last + 1))
        case _:
            limit = 1 if guard.where == "clause" else 2
            start, stop = min(found.last, match.last) + 1, max(found.first, match.first) + 1
            return all(bounds[i] < limit for i in range(start, stop))


def _nearest(combination: Combination, places: dict[str, list[Finding]]) -> list[Finding] | None:
    signs = sorted(combination.signs, key=lambda sign: len(places[sign]))
    for anchor in places[signs[0]]:
        parts = [anchor]
        for sign in signs[1:]:
            there = [
                other
                for other in places[sign]
                if not combination.sentence or other.sentence == anchor.sentence
            ]
            near = min(there, key=lambda other: _words_between(anchor, other), default=None)
            if near is None or _words_between(anchor, near) > combination.within:
                break
            parts.append(near)
        else:
            return parts
    return None


def _words_between(one: Finding, other: Finding) -> int:
    return max(other.first - one.last, one.first - other.last, 1) - 1


def _combination_finding(combination: Combination, parts: Sequence[Finding]) -> Finding:
    about_self = any(part.subject is Subject.SELF and part.level > Level.NONE for part in parts)
    told_of_other = any(part.subject is Subject.OTHER for part in parts)
    subject = Subject.OTHER if told_of_other and not about_self else Subject.SELF
    flags = combination.flags.union(*(part.flags for part in parts))
    return Finding(
        combination.id,
        min(part.first for part in parts),
        max(part.last for part in parts),
        combination.level,
        subject,
        flags,
        frozenset(),
        kind=combination.kind,
    )
