"""What handling works with, and what a committed transaction leaves to do. Plain values."""

from dataclasses import dataclass

from conversation.channel import OutgoingMessage
from escalation.case import Case
from flows.flowset import FlowSet
from store.sealing import Vault


@dataclass(frozen=True, slots=True)
class Rooms:
    """What handling needs besides the transaction. `owner` is this process's name on leases.

    `minors_may_consent` says whether young people may be asked to leave words to learn from.
    """

    flows: FlowSet
    vault: Vault
    owner: str
    minors_may_consent: bool = False


@dataclass(frozen=True, slots=True)
class Envelope:
    """A committed message that may be pushed now, by the process that holds its lease.

    `after` is the seq of the row before it that had not gone out yet; 0 when there was none.
    """

    conversation_id: str
    seq: int
    channel: str
    address: str
    message: OutgoingMessage
    after: int = 0


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a committed transaction leaves to do: send, and wake readers.

    `queued` says that rows wait behind older ones, which whoever holds those will send. Where the queue
    changed somebody may have to be called at once; `call_now` is False where that is known not to be so.
    """

    conversation_id: str
    envelopes: tuple[Envelope, ...] = ()
    queued: bool = False
    queue_changed: bool = False
    call_now: bool = True
    repeated: bool = False
    deleted: bool = False
    inbound_seq: int = 0


@dataclass(frozen=True, slots=True)
class Work:
    """What a counsellor has done: the case as it is now, and what to do after the commit.

    `seq` is the message that it was about, 0 where it was about none.
    """

    case: Case
    outcome: Outcome
    seq: int = 0
