"""A risk check whose answer stands in the message: "moderate", "low means", "high abuse:high:other"."""

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

VERSION = "plain-1"
PROBABILITIES = {"none": 0.1, "low": 0.2, "moderate": 0.4, "high": 0.2, "imminent": 0.1}


def plain_risk(text: str, context: Context) -> Assessment:
    """Read level, subject, flags and kinds off the words; the first word is the evidence."""
    words = text.split()
    labels = {level.label for level in Level}
    level = next((Level.from_label(word) for word in words if word in labels), Level.NONE)
    evidence = (Evidence(0, len(words[0]), "plain.rule"),) if level > Level.NONE else ()
    return Assessment(
        level=level,
        subject=Subject.OTHER if "other" in words else Subject.SELF,
        flags=frozenset(Flag(word) for word in words if word in set(Flag)),
        evidence=evidence,
        language="ka",
        script="Geor",
        version=VERSION,
        probabilities=dict(PROBABILITIES),
        severity=2.5,
        dangers=gravest_first(_danger(word) for word in words if word.count(":") == 2),
    )


def _danger(word: str) -> Danger:
    kind, level, subject = word.split(":")
    return Danger(Kind(kind), Level.from_label(level), Subject(subject))
