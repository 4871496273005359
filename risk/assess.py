"""The risk check: one message in, one assessment out.

Rules and model both read every message and the graver answer stands: rules are a floor, never a veto, and so
is the model. The check is pure: it reads no clock and no conversation. Its answer is what this message shows;
joining it with what was known before is `risk.context`'s work.
"""

from dataclasses import replace
from functools import lru_cache

from encoder.session import Encoder, Read
from risk.assessment import Assessment, Context, Flag
from risk.by_model import NetworkScorer, Scorer, assess_by_model, shipped_encoder, stretches_for_model
from risk.by_rules import assess_by_rules, rules_version
from risk.fusion import joined


class RiskCheck:
    """The check with a model of one's choice; safe to call from several threads.

    `encoder` is the network that reads each message, for the model where it is this network, and for whoever
    else reads its heads.
    """

    def __init__(self, model: Scorer, encoder: Encoder) -> None:
        self._model = model
        self.encoder = encoder
        self.version = f"{rules_version()}+{model.version}"

    def __call__(self, text: str, context: Context = Context()) -> Assessment:  # noqa: B008 - frozen, so it may be shared
        """Say how grave a message is, of whom it speaks, and which words show it.

        Levels are a floor: nothing in a message lowers what another part of it shows.
        """
        return self.hear(text, context)[0]

    def hear(self, text: str, context: Context) -> tuple[Assessment, Read]:
        """The same, and what the network saw of the message."""
        by_rules = assess_by_rules(text, context)
        read = self.encoder.read(
            text,
            by_rules.language,
            stretches=stretches_for_model(text),
            telling=[(one.start, one.end) for one in by_rules.evidence],
        )
        found = joined(by_rules, assess_by_model(self._model, text, by_rules.language, read), self.version)
        if read.unread:
            found = replace(found, flags=found.flags | {Flag.PARTLY_UNREAD})
        return found, read


@lru_cache(maxsize=1)
def shipped() -> RiskCheck:
    """The check with the weights that ship. Raises `ModelUnusable` and `RuleFileInvalid`."""
    encoder = shipped_encoder()
    return RiskCheck(NetworkScorer(encoder), encoder)


def assess(text: str, context: Context = Context()) -> Assessment:  # noqa: B008 - frozen, so it may be shared
    """Assess with the weights that ship; see `RiskCheck`."""
    return shipped()(text, context)


def version() -> str:
    """The names of the rule set and of the model in force, each with a hash of its content."""
    return shipped().version
