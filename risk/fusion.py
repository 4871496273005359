"""Rules and model joined into one answer: the graver stands, and both say what they saw."""

from dataclasses import replace

from risk.assessment import Assessment, Level, gravest_first

# The least C-SSRS severity that a level by the rules stands for; see risk/corpus/GUIDELINE.md.
_LEAST_SEVERITY = {Level.MODERATE: 1.0, Level.HIGH: 2.0, Level.IMMINENT: 4.0}


def joined(by_rules: Assessment, by_model: Assessment, version: str) -> Assessment:
    """One assessment of both.

    Level and severity are the higher ones. The subject is told by whoever is graver, by the rules where both
    stand equal. Language and script are the rules'. Probabilities stay the model's own, so that a
    researcher sees where it was overruled.
    """
    graver = by_model if by_model.level > by_rules.level else by_rules
    severities = [by_model.severity, _LEAST_SEVERITY.get(by_rules.level)]
    return replace(
        graver,
        flags=by_rules.flags | by_model.flags if graver.level > Level.NONE else by_rules.flags,
        evidence=tuple(
            sorted({*by_rules.evidence, *by_model.evidence}, key=lambda one: (one.start, one.end, one.rule))
        ),
        language=by_rules.language,
        script=by_rules.script,
        version=version,
        probabilities=by_model.probabilities,
        severity=max((one for one in severities if one is not None), default=None),
        severity_at_least=by_model.severity_at_least,
        dangers=gravest_first([*by_rules.dangers, *by_model.dangers]),
    )
