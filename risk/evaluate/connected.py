"""How the systems of this project are called: the one place that knows them by their modules.

The modules are imported when a system is asked for, so that measuring the rules needs no weights.
"""

from collections.abc import Callable

from risk.assessment import Assessment, Context

Assess = Callable[[str], Assessment]


def rules() -> tuple[Assess, str]:
    """The rules alone, and their version."""
    from risk.by_rules import assess_by_rules, rules_version

    return lambda text: assess_by_rules(text, Context()), rules_version()


def model() -> tuple[Assess, str]:
    """The model alone, with the weights that ship, and its version."""
    from risk.by_model import NetworkScorer, assess_by_model, shipped_encoder

    scorer = NetworkScorer(shipped_encoder())
    return lambda text: assess_by_model(scorer, text), scorer.version


def both() -> tuple[Assess, str]:
    """What is in force, `risk.assess.assess`, and its version."""
    from risk.assess import assess, version

    return assess, version()


def missing_heads() -> tuple[str, ...]:
    """The heads that the check reads and the weights that ship do not have."""
    from risk.by_model import shipped_encoder
    from risk.scores import KINDS

    return () if KINDS in shipped_encoder().card.heads else (KINDS,)
