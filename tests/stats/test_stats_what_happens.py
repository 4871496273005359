"""Everything that happens to a person can be counted: what is on no list would break off their message."""

import pytest

from conversation.channel import Channel
from escalation.case import Outcome, Urgency
from escalation.categories import categories
from flows.model import LANGUAGES, Audience
from risk.assessment import Level
from stats.counters import COUNTABLE, FLOW_OUTCOMES, tally
from tests.fixtures import content

CHANNELS = frozenset(channel.value for channel in Channel)
AUDIENCES = frozenset({Audience.YOUTH.value, Audience.FAMILY.value})
LEVELS = frozenset(level.label for level in Level)
URGENCIES = frozenset(urgency.label for urgency in Urgency)
OUTCOMES = frozenset(outcome.value for outcome in Outcome)
SPOKEN = frozenset(LANGUAGES)


def test_each_counter_takes_whatever_may_happen_and_nothing_else() -> None:
    lists = categories()
    assert content() is not None  # the endings of the flows are compared when they are loaded
    assert dict(COUNTABLE) == {
        "conversations_started": {"channel": CHANNELS, "audience": AUDIENCES, "language": SPOKEN},
        "messages_assessed": {"channel": CHANNELS, "level": LEVELS, "language": SPOKEN},
        "cases_opened": {"urgency": URGENCIES, "audience": AUDIENCES, "language": SPOKEN},
        "cases_claimed": {"urgency": URGENCIES},
        "cases_closed": {"urgency": URGENCIES, "outcome": OUTCOMES},
        "cases_filed": {"category": lists.category_ids(), "audience": AUDIENCES},
        "case_actions": {"action": lists.action_ids()},
        "conversations_deleted": {"channel": CHANNELS},
        "levels_corrected": {"language": SPOKEN, "from_level": LEVELS, "to_level": LEVELS},
        "flows_ended": {"outcome": FLOW_OUTCOMES, "audience": AUDIENCES},
    }


@pytest.mark.parametrize("audience", sorted(AUDIENCES))
def test_a_conversation_that_ends_as_the_program_ends_it_is_counted(audience: str) -> None:
    for outcome in ("flow_ended", "stopped", "quiet_end"):
        assert tally("flows_ended", outcome=outcome, audience=audience).name == "flows_ended"
