"""What can go wrong in a conversation.

StoreUnavailable (the store's)   the database does not answer; nothing of the message was stored
ConversationError
├── ConversationGone             it was deleted, or never was
├── CannotReply                  the counsellor's reply is refused, and why
├── NoSuchMessage                the caller said nothing under this number
├── LevelChanged                 somebody else corrected the message meanwhile
├── MayNotBeAsked                this person is not asked for words to learn from
├── NotAskedYet                  an answer was to be recorded to a question that nobody asked
└── ConsentSettled               the question was answered; it is not asked again
"""

from conversation.consent import Consent
from risk.assessment import Level
from store.errors import StoreUnavailable

__all__ = [
    "CannotReply",
    "ConsentSettled",
    "ConversationError",
    "ConversationGone",
    "LevelChanged",
    "MayNotBeAsked",
    "NoSuchMessage",
    "NotAskedYet",
    "StoreUnavailable",
]


class ConversationError(Exception):
    """Base of everything that this room raises itself."""


class ConversationGone(ConversationError):
    """There is no conversation here any more: it was deleted, or the address is unknown."""

    def __init__(self) -> None:
        super().__init__("this conversation was deleted or never began; start a new one")


class CannotReply(ConversationError):
    """The counsellor's reply cannot be taken; the message says why."""


class NoSuchMessage(ConversationError):
    """The caller said nothing under this number."""

    def __init__(self, seq: int) -> None:
        super().__init__(f"the caller said nothing under the number {seq}; reload the case")


class LevelChanged(ConversationError):
    """The message counts as something else by now."""

    def __init__(self, seq: int, level: Level) -> None:
        super().__init__(
            f"message {seq} counts as {level.label} by now, not as what you saw; look again, then decide"
        )


class MayNotBeAsked(ConversationError):
    """This person is not asked for words to learn from."""

    def __init__(self) -> None:
        super().__init__(
            "young people are not asked here whether their words may be kept to learn from; "
            "MKHARI_TRAINING_CONSENT_MINORS decides it"
        )


class NotAskedYet(ConversationError):
    """There is no question to record an answer to."""

    def __init__(self) -> None:
        super().__init__("nobody has asked this person yet; ask first, then record what they answer")


class ConsentSettled(ConversationError):
    """The question was answered. Nobody is asked twice."""

    def __init__(self, status: Consent) -> None:
        super().__init__(f"the question was {status.value} already, and nobody is asked twice; leave it so")
