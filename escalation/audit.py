"""The chain of a case's events: each hash covers its event and the hash before it. Pure.

Whoever changes, removes or reorders a row breaks the chain from there on. The newest hash is also kept with
the case, so that rows cut off at the end are missed too.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

import orjson

START = b"\x00" * 32


@dataclass(frozen=True, slots=True)
class CaseEvent:
    """Who did what to a case and when. `detail` is a code, never text."""

    seq: int
    at: datetime
    actor: str
    action: str
    state: str
    detail: str
    hash: bytes = b""


def link(before: bytes, case_id: str, event: CaseEvent) -> bytes:
    """The hash of this event after the one whose hash is `before` (32 bytes)."""
    parts = [case_id, event.seq, event.at.isoformat(), event.actor, event.action, event.state, event.detail]
    return hashlib.sha256(before + orjson.dumps(parts)).digest()


def broken_at(case_id: str, events: Iterable[CaseEvent], head: bytes | None) -> int | None:
    """The number of the first event that does not fit; None when the whole chain holds up to `head`."""
    before, expected = START, 1
    for event in events:
        if event.seq != expected or link(before, case_id, event) != event.hash:
            return expected
        before, expected = event.hash, expected + 1
    return None if before == (head or START) else expected
