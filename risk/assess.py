"""The risk check: one message in, one assessment out.

Rules and model both read every message and the graver answer stands: rules are a floor, never a veto, and so
is the model. The check is pure: it reads no clock and no conversation. Its answer is what this message shows;
joining it with what was known before is `risk.context`'s work.
"""

from collections.abc import Sequence
from functools import lru_cache

from encoder.session import Look
from risk.assessment import Assessment, Context
from risk.by_model import NetworkScorer, Scorer, assess_by_model, shipped_encoder
from risk.by_rules import assess_by_rules, rules_version
from risk.fusion import joined


class RiskCheck:
    """The check with a model of one's choice; safe to call from several threads."""

    def __init__(self, model: Scorer) -> None:
        self._model = model
        self.version = f"{rules_version()}+{model.version}"

    def __call__(self, text: str, context: Context = Context()) -> Assessment:  # noqa: B008 - frozen, so it may be shared
        """Say how grave a message is, of whom it speaks, and which words show it.

        Levels are a floor: nothing in a message lowers what another part of it shows.
        """
        return self.joined(text, assess_by_rules(text, context))

    def joined(self, text: str, by_rules: Assessment, looks: Sequence[Look] | None = None) -> Assessment:
        """Join what the rules said of this text with what the model says.

        `looks` is what the network saw, where it has read the text already.
        """
        by_model = assess_by_model(self._model, text, by_rules.language, looks)
        return joined(by_rules, by_model, self.version)


@lru_cache(maxsize=1)
def shipped() -> RiskCheck:
    """The check with the weights that ship. Raises `ModelUnusable` and `RuleFileInvalid`."""
    return RiskCheck(NetworkScorer(shipped_encoder()))


def assess(text: str, context: Context = Context()) -> Assessment:  # noqa: B008 - frozen, so it may be shared
    """Assess with the weights that ship; see `RiskCheck`."""
    return shipped()(text, context)


def version() -> str:
    """The names of the rule set and of the model in force, each with a hash of its content."""
    return shipped().version
