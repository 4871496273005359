"""The table of what may follow what, read whole."""

import itertools

import pytest

from escalation.case import TRANSITIONS, Action, Outcome, State, TransferKind, Urgency, after, urgency_of
from escalation.service import PAGE, TRANSFER, WATCH
from risk.assessment import Level

ALLOWED = {
    (State.WAITING, Action.CLAIM): State.CLAIMED,
    (State.WAITING, Action.REASSIGN): State.CLAIMED,
    (State.REOPENED, Action.CLAIM): State.CLAIMED,
    (State.REOPENED, Action.REASSIGN): State.CLAIMED,
    (State.CLAIMED, Action.HAND_BACK): State.WAITING,
    (State.CLAIMED, Action.LOSE): State.WAITING,
    (State.CLAIMED, Action.OFFER): State.IN_TRANSFER,
    (State.CLAIMED, Action.REASSIGN): State.CLAIMED,
    (State.CLAIMED, Action.CLOSE): State.CLOSED,
    (State.IN_TRANSFER, Action.HAND_BACK): State.WAITING,
    (State.IN_TRANSFER, Action.LOSE): State.WAITING,
    (State.IN_TRANSFER, Action.ACCEPT): State.CLAIMED,
    (State.IN_TRANSFER, Action.DECLINE): State.CLAIMED,
    (State.IN_TRANSFER, Action.REASSIGN): State.CLAIMED,
    (State.IN_TRANSFER, Action.CLOSE): State.CLOSED,
    (State.CLOSED, Action.REOPEN): State.REOPENED,
}


@pytest.mark.parametrize(("state", "action"), list(itertools.product(State, Action)))
def test_every_state_answers_every_action(state: State, action: Action) -> None:
    assert after(state, action) == ALLOWED.get((state, action))


def test_the_table_holds_nothing_else() -> None:
    assert TRANSITIONS == ALLOWED


def test_a_closed_case_is_opened_again_or_stays_closed() -> None:
    assert [action for action in Action if after(State.CLOSED, action) is not None] == [Action.REOPEN]


def test_only_what_waits_is_claimed() -> None:
    claimed = {state for state in State if after(state, Action.CLAIM) is not None}
    assert claimed == {state for state in State if state.waits} == {State.WAITING, State.REOPENED}


def test_every_state_can_be_reached_from_waiting() -> None:
    reached, frontier = {State.WAITING}, [State.WAITING]
    while frontier:
        state = frontier.pop()
        for action in Action:
            following = after(state, action)
            if following is not None and following not in reached:
                reached.add(following)
                frontier.append(following)
    assert reached == set(State)


@pytest.mark.parametrize(
    ("level", "urgency"),
    [
        (Level.NONE, Urgency.ROUTINE),
        (Level.LOW, Urgency.ROUTINE),
        (Level.MODERATE, Urgency.ROUTINE),
        (Level.HIGH, Urgency.URGENT),
        (Level.IMMINENT, Urgency.EMERGENCY),
    ],
)
def test_urgency_follows_the_level(level: Level, urgency: Urgency) -> None:
    assert urgency_of(level) is urgency


def test_a_graver_level_is_never_less_urgent() -> None:
    urgencies = [urgency_of(level) for level in sorted(Level)]
    assert urgencies == sorted(urgencies)


@pytest.mark.parametrize("urgency", Urgency)
def test_a_label_reads_back(urgency: Urgency) -> None:
    assert Urgency.from_label(urgency.label) is urgency


def test_an_unknown_label_is_refused() -> None:
    with pytest.raises(KeyError):
        Urgency.from_label("whenever")


def test_a_timer_that_the_release_before_set_is_still_understood() -> None:
    """Its kind is stored: under another name nobody would be called for whoever waits during an update."""
    assert (PAGE, WATCH, TRANSFER) == ("page_case", "watch_case", "transfer_ends")


def test_a_case_that_an_earlier_release_stored_is_read_after_an_update() -> None:
    """Its words stand in the database: another word would be a case that nobody finds."""
    assert [*State] == ["waiting", "claimed", "in_transfer", "closed", "reopened"]
    assert [one.label for one in Urgency] == ["routine", "urgent", "emergency"]
    assert [Urgency.from_label(one.label) for one in Urgency] == list(Urgency)
    assert [*TransferKind] == ["warm", "cold"]
    assert [*Outcome] == ["supported", "referred", "emergency_services", "left", "other"]


def test_the_history_calls_what_was_done_by_the_same_words_after_an_update() -> None:
    assert [*Action] == [
        *("claim", "hand_back", "lose", "offer", "accept", "decline", "reassign", "close", "reopen"),
    ]
