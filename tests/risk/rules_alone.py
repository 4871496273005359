"""The rules without the model: what their tests are about."""

from risk.assessment import Assessment, Context
from risk.by_rules import assess_by_rules
from risk.by_rules import rules_version as version

__all__ = ["assess", "version"]


def assess(text: str, context: Context = Context()) -> Assessment:  # noqa: B008 - frozen
    """The rules' answer."""
    return assess_by_rules(text, context)
