"""What a message says, heard once: how dangerous it is, and what it is about and asks for.

Here meet the two rooms that read the one network and do not know each other.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from intents.recognise import NOTHING, Recognised, Thresholds, recognise, thresholds
from risk.assess import RiskCheck, shipped
from risk.assessment import Assessment, Context, failed_assessment


@dataclass(frozen=True, slots=True)
class Heard:
    """One message's danger and its intents."""

    assessment: Assessment
    intents: Recognised = NOTHING


Hear = Callable[[str, Context], Heard]
Assess = Callable[[str, Context], Assessment]
# The check broke or was late: that counts as high, and nothing is known of what was asked.
FAILED: Final = Heard(failed_assessment("failed"))


def graver(again: Heard, first: Heard) -> Heard:
    """Of two hearings of one message the graver one; the later where they are equal."""
    return again if again.assessment.level >= first.assessment.level else first


def heard_by(assess: Assess) -> Hear:
    """Hear danger alone, by a check of one's choice."""
    return lambda text, context: Heard(assess(text, context))


class Hearing:
    """Hears messages with one network; safe to call from several threads."""

    def __init__(self, check: RiskCheck, sure: Thresholds) -> None:
        self._check = check
        self._sure = sure

    @property
    def version(self) -> str:
        return self._check.version

    def __call__(self, text: str, context: Context) -> Heard:
        """Hear one message. Danger is told by rules and network, intents by the network alone."""
        assessment, read = self._check.hear(text, context)
        return Heard(assessment, recognise(read.looks, self._check.encoder.card, self._sure))


def shipped_hearing() -> Hearing:
    """With the weights and thresholds that ship. Raises what loading them raises."""
    return Hearing(shipped(), thresholds())
