"""From what is stored to what is shown."""

from collections.abc import Iterable, Mapping, Sequence

from api.schemas.common import ButtonOut, DangerOut
from api.schemas.console import (
    CaseStanding,
    CaseSummary,
    ConsentStep,
    ConsoleMessage,
    Counted,
    EvidenceOut,
    LevelCorrection,
    TrainingConsent,
)
from api.schemas.widget import WidgetMessage
from conversation.channel import InboundKind
from conversation.desk import Desk
from conversation.repository import BY_CALLER, Correction, StoredMessage
from conversation.state import State
from escalation.case import Case
from risk.assessment import Danger


def widget_state(state: State) -> str:
    """Who is speaking with this caller now."""
    if state.case is None:
        return "program"
    return "counsellor" if state.is_held else "waiting"


def widget_message(message: StoredMessage) -> WidgetMessage:
    """A message as its caller sees it."""
    buttons = [
        [ButtonOut(label=label, data=data) for label, data in row] for row in message.body.get("buttons", [])
    ]
    return WidgetMessage.model_validate(
        {
            "id": message.seq,
            "author": message.author,
            "text": message.text,
            "buttons": buttons,
            "at": message.at,
        }
    )


def case_summary(case: Case, names: dict[str, str], me: str, unreachable: frozenset[str]) -> CaseSummary:
    """A case as the queue shows it."""
    return CaseSummary.model_validate(
        {
            "id": case.id,
            "state": case.state.value,
            "urgency": case.urgency.label,
            "level": case.level.label,
            "subject": case.subject,
            "flags": list(case.flags),
            "kinds": dangers(case.kinds),
            "language": case.language,
            "channel": case.channel,
            "audience": case.audience,
            "opened_at": case.opened_at,
            "waiting_since": case.waiting_since,
            "claimed_by": names.get(case.claimed_by) if case.claimed_by else None,
            "mine": case.claimed_by == me,
            "unanswered_since": case.unanswered_since,
            "acknowledged_by": names.get(case.acknowledged_by) if case.acknowledged_by else None,
            "transfer_to": names.get(case.transfer_to) if case.transfer_to else None,
            "transfer_kind": case.transfer_kind,
            "offered_to_me": case.transfer_to == me,
            "abandoned": case.abandoned_at is not None,
            "unreachable": case.conversation_id in unreachable,
            "deleted_by_caller": case.deleted_by_caller,
            "last_message_at": case.last_message_at,
            "reason": case.reason,
        }
    )


def dangers(kinds: Iterable[Danger]) -> list[DangerOut]:
    """Kinds of danger, in the order in which they stand."""
    return [
        DangerOut.model_validate({"kind": one.kind, "level": one.level.label, "subject": one.subject})
        for one in kinds
    ]


def console_message(
    message: StoredMessage, corrections: Sequence[Correction], names: Mapping[str, str], me: str
) -> ConsoleMessage:
    """A message as the counsellor `me` sees it, with what the check found and what was made of it."""
    found = message.body.get("assessment", {})
    delivery = message.delivery if message.delivery in {"sent", "pending", "failed", "blocked"} else None
    text = message.text
    if message.kind == InboundKind.MEDIA:
        text = f"[{message.body.get('media', 'media')}] {text}".rstrip()
    return ConsoleMessage.model_validate(
        {
            "id": message.seq,
            "author": message.author,
            "text": text,
            "at": message.at,
            "edited": message.kind == InboundKind.EDIT,
            "level": found.get("level"),
            "subject": found.get("subject"),
            "flags": found.get("flags", []),
            "kinds": dangers(message.dangers),
            "evidence": _evidence(message, shown_from=text.find(message.text)),
            "probabilities": found.get("probabilities", {}),
            "severity": found.get("severity"),
            "language": found.get("language"),
            "script": found.get("script"),
            "version": found.get("version"),
            "counted": _counted(message, is_corrected=bool(corrections)),
            "corrections": [_correction(one, names, me) for one in corrections],
            "delivery": delivery,
        }
    )


def _evidence(message: StoredMessage, shown_from: int) -> list[EvidenceOut]:
    """Evidence in the text as it is shown, where a picture's kind stands before its caption."""
    return [
        EvidenceOut(start=e["start"] + shown_from, end=e["end"] + shown_from, rule=e["rule"])
        for e in message.body.get("assessment", {}).get("evidence", [])
    ]


def _counted(message: StoredMessage, *, is_corrected: bool) -> Counted | None:
    if message.counted is None:
        return None
    stored = message.body.get("counted", {})
    # Messages from before levels were joined have no reason: they count as their words say.
    reason = "counsellor" if is_corrected else stored.get("reason", "words")
    return Counted.model_validate(
        {"level": message.counted.label, "reason": reason, "version": stored.get("version", "")}
    )


def _correction(correction: Correction, names: Mapping[str, str], me: str) -> LevelCorrection:
    return LevelCorrection.model_validate(
        {
            "at": correction.at,
            "by": names.get(correction.staff_id, ""),
            "mine": correction.staff_id == me,
            "was": correction.was.label,
            "level": correction.level.label,
            "reason": correction.reason,
        }
    )


def case_standing(desk: Desk) -> CaseStanding:
    """The level in force."""
    return CaseStanding.model_validate(
        {"level": desk.level.label, "since": desk.standing.since, "message": desk.standing.seq}
    )


def training_consent(desk: Desk, names: Mapping[str, str]) -> TrainingConsent:
    """Whether words may be kept to learn from, and how that came about."""
    return TrainingConsent.model_validate(
        {
            "status": desk.consent.value if desk.consent else "not_asked",
            "may_be_asked": desk.may_be_asked,
            "question": desk.question,
            "history": [
                ConsentStep.model_validate(
                    {
                        "at": event.at,
                        "by": None
                        if event.actor == BY_CALLER
                        else names.get(event.actor.removeprefix("staff:"), ""),
                        "status": event.status.value,
                        "wording": event.wording,
                    }
                )
                for event in desk.consents
            ],
        }
    )
