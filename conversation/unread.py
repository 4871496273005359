"""Words that nobody here could read: the second message of them in a row asks for a person, once. Pure."""

from typing import Final

from conversation.channel import InboundKind, InboundMessage
from flows.session import Session
from risk.assessment import Assessment, Flag

UNREAD: Final = "unread"
"""The fact that keeps how it stands: one message was unread, or a person was asked for."""
_ONE, _READ, _ASKED = "one", "no", "asked"


def noted(session: Session, inbound: InboundMessage, found: Assessment) -> tuple[Session, bool]:
    """The session with what is known of unread words, and whether a person is to be asked for now.

    Only words written now count: buttons, commands and edits say nothing of the language somebody writes in.
    """
    known = session.facts.get(UNREAD, _READ)
    is_said = bool(inbound.text) and inbound.command is None and inbound.kind is not InboundKind.EDIT
    if not is_said or known == _ASKED:
        return session, False
    if Flag.UNREAD not in found.flags:
        return (session if known == _READ else session.with_fact(UNREAD, _READ)), False
    return session.with_fact(UNREAD, _ASKED if known == _ONE else _ONE), known == _ONE
