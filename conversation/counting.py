"""What is counted of a conversation: names and labels from closed lists, never who or what was said."""

from conversation.channel import InboundMessage
from conversation.state import Decision, State
from risk.assessment import Assessment
from stats.counters import Tally, tally


def tallies_of_message(
    state: State, inbound: InboundMessage, assessment: Assessment, decision: Decision
) -> list[Tally]:
    """What an inbound message adds to the counters."""
    language, channel = decision.language, inbound.channel
    tallies = []
    if state.is_new:
        tallies.append(
            tally("conversations_started", channel=channel, audience=decision.audience, language=language)
        )
    if inbound.text:
        tallies.append(
            tally("messages_assessed", channel=channel, level=assessment.level.label, language=language)
        )
    return tallies


def tallies_of_decision(state: State, decision: Decision) -> list[Tally]:
    """What a decision adds to the counters, whatever led to it."""
    tallies = [tally("flows_ended", outcome=name, audience=decision.audience) for name in decision.counts]
    if state.case is None and decision.need is not None:
        tallies.append(
            tally(
                "cases_opened",
                urgency=decision.need.urgency.label,
                audience=decision.audience,
                language=decision.language,
            )
        )
    return tallies
