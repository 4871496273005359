"""What the rules alone say of one message.

Pure: no clock, no conversation, never an exception on any text. One kind of answer needs the conversation: "I
already took it" or "I will do it tonight" name nothing, and count for what they are only where
`context.earlier_level` already stands at moderate or above. The earlier level itself is never mixed into the
result.
"""

from encoder.language import LANGUAGES, detect
from encoder.normalise import Word
from risk.assessment import (
    Assessment,
    Context,
    Danger,
    Evidence,
    Flag,
    Kind,
    Level,
    Subject,
    gravest_first,
)
from risk.emoji import Shown
from risk.reading import Finding, Unit, reader
from risk.ruleset import rule_set
from risk.unread import is_unread, rules_besides


def assess_by_rules(text: str, context: Context) -> Assessment:
    """Say by the rules how grave a message is, of whom it speaks, and which words show it.

    Levels are a floor: nothing in a message lowers what another part of it shows.
    """
    rules = reader()
    found = rules.words(text)
    language, script = detect(found, original=text)
    units = rules.units(found, rules_besides(language, script))
    findings = rules.findings(units)
    findings += rules.combined(findings, context.earlier_level)
    signs = _signs_alone(text, found)
    level = max(
        [*(finding.level for finding in findings), *(sign.level for sign in signs)], default=Level.NONE
    )
    flags = _flags(findings, max(level, context.earlier_level)).union(*(sign.flags for sign in signs))
    seen = [finding.rule for finding in findings if finding.level > Level.NONE]
    if is_unread(language, script, found, seen):
        flags |= {Flag.UNREAD}
    if language == "und" and context.language_hint in LANGUAGES:
        language = context.language_hint
    return Assessment(
        level=level,
        subject=_subject(findings, level),
        flags=flags,
        evidence=tuple(sorted([*_evidence(findings, units), *(sign.evidence for sign in signs)], key=_place)),
        language=language,
        script=script,
        version=rules_version(),
        dangers=gravest_first([*map(_danger, findings), *map(_danger_of_sign, signs)]),
    )


def rules_version() -> str:
    """The name of the rule set in force and a hash of its content."""
    return rule_set().version


def _subject(findings: list[Finding], level: Level) -> Subject:
    """Who is in the greatest danger; where writer and other stand equal, the writer."""
    gravest = {finding.subject for finding in findings if finding.level == level > Level.NONE}
    return Subject.OTHER if gravest == {Subject.OTHER} else Subject.SELF


def _signs_alone(text: str, words: list[Word]) -> list[Shown]:
    """What emoji show in a message that has no words; numbers may stand beside them."""
    if any(not word.text.isdigit() for word in words):
        return []
    return rule_set().emoji.read(text)


def _danger_of_sign(sign: Shown) -> Danger:
    return Danger(Kind.SELF_HARM if Flag.SELF_HARM in sign.flags else Kind.SUICIDE, sign.level)


def _danger(finding: Finding) -> Danger:
    kind = finding.kind
    if kind is Kind.SUICIDE and finding.level <= Level.MODERATE and Flag.SELF_HARM in finding.flags:
        kind = Kind.SELF_HARM
    if kind is Kind.SUICIDE and finding.level is Level.IMMINENT and Flag.ATTEMPT in finding.flags:
        kind = Kind.ATTEMPT_IN_PROGRESS
    return Danger(kind, finding.level, finding.subject)


def _flags(findings: list[Finding], level: Level) -> frozenset[Flag]:
    """Flags of all that counts; a sign without a level of its own is told only where the talk is grave."""
    told: set[Flag] = set()
    for finding in findings:
        if finding.level > Level.NONE or (level >= Level.MODERATE and finding.signs):
            told |= finding.flags
    return frozenset(told)


def _evidence(findings: list[Finding], units: list[Unit]) -> tuple[Evidence, ...]:
    """Where each rule found its words, without stretches that lie within another of the same rule."""
    spans: dict[str, list[tuple[int, int]]] = {}
    for finding in findings:
        if finding.level > Level.NONE:
            place = (units[finding.first].word.start, units[finding.last].word.end)
            spans.setdefault(finding.rule, []).append(place)
    kept: list[Evidence] = []
    for rule, places in spans.items():
        reached = -1
        for start, end in sorted(places, key=lambda place: (place[0], -place[1])):
            if end > reached:
                kept.append(Evidence(start, end, rule))
                reached = end
    return tuple(kept)


def _place(evidence: Evidence) -> tuple[int, int, str]:
    return evidence.start, evidence.end, evidence.rule
