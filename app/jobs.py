"""A row to send, opened; and what a result means for it. Pure, but for the jitter of a pause."""

import random
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

import orjson

from conversation.channel import Button, Channel, OutgoingMessage, RetryLater
from conversation.deletion import PURGE_PLACE
from conversation.outcome import Envelope
from conversation.repository import open_message
from store.outbox import Mark, Row
from store.sealing import Vault

GIVE_UP_AFTER = timedelta(hours=24)  # an answer a day late answers nothing; staff see it as failed
_FIRST_PAUSE, _LONGEST_PAUSE = 1.0, 300.0  # seconds


@dataclass(frozen=True, slots=True)
class Job:
    """One leased row, opened. `references` are to be deleted from the chat first (a purge)."""

    conversation_id: str
    seq: int
    channel: str
    address: str
    message: OutgoingMessage
    created_at: datetime
    attempts: int = 0
    parts_sent: int = 0
    reference: str = ""
    references: tuple[str, ...] = ()


def job_of(envelope: Envelope, now: datetime) -> Job:
    """The job of a message that was just committed."""
    return Job(
        envelope.conversation_id, envelope.seq, envelope.channel, envelope.address, envelope.message, now
    )


def open_row(vault: Vault, row: Row) -> Job:
    """Open a leased row. Raises `CannotOpenSealed` when it belongs elsewhere or its key is gone."""
    if row.kind == "purge":
        errand = orjson.loads(vault.house.open(row.sealed or b"", PURGE_PLACE, row.conversation_id))
        address, message = errand["address"], OutgoingMessage(errand["text"])
        references = tuple(errand["references"])
    else:
        key = vault.unwrap(row.wrapped_key or b"", row.conversation_id)
        address = key.open(row.sealed_address or b"", "address", row.conversation_id).decode()
        body = open_message(key, row.conversation_id, row.seq, row.sealed_message or b"")
        buttons = tuple(tuple(Button(*b) for b in line) for line in body.get("buttons", ()))
        message, references = OutgoingMessage(body["text"], buttons), ()
    return Job(
        row.conversation_id,
        row.seq,
        Channel(row.channel),
        address,
        message,
        row.created_at,
        row.attempts,
        row.parts_sent,
        row.reference,
        references,
    )


def done(job: Job, status: str, now: datetime, sent: tuple[str, ...] = (), reason: str = "") -> Mark:
    """The row has come to its end: sent, failed or blocked."""
    reference = ",".join(filter(None, [job.reference, *sent]))
    return Mark(
        job.conversation_id,
        job.seq,
        status,
        now,
        job.attempts + 1,
        # After a purge nothing is kept, not even the number of the farewell's message.
        "" if job.references else reference,
        job.parts_sent + len(sent),
        reason,
    )


def later(job: Job, error: RetryLater, now: datetime) -> Mark:
    """Try again: when the channel says, or after a growing pause; after a day the row has failed."""
    if now - job.created_at > GIVE_UP_AFTER:
        return done(job, "failed", now, error.sent, f"gave_up:{error.reason}")
    pause = min(_LONGEST_PAUSE, _FIRST_PAUSE * 2.0 ** min(job.attempts, 10)) * random.uniform(0.5, 1.0)
    return Mark(
        job.conversation_id,
        job.seq,
        "pending",
        now,
        job.attempts + 1,
        ",".join(filter(None, [job.reference, *error.sent])),
        job.parts_sent + len(error.sent),
        error.reason,
        now + timedelta(seconds=pause if error.seconds is None else error.seconds),
    )


def left_behind(jobs: Iterable[Job], mark: Mark) -> list[Mark]:
    """What the head's result means for the rows behind it: they give their leases back and share its fate."""
    return [
        Mark(
            j.conversation_id,
            j.seq,
            mark.status,
            mark.at,
            j.attempts,
            j.reference,
            j.parts_sent,
            mark.reason,
        )
        for j in jobs
    ]
