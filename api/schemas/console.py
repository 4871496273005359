"""The shapes of the counsellors' console: the queue, a case, what was said in it and how grave it is."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, Field, StringConstraints

from api.schemas.common import Author, ClientId, DangerOut, LanguageCode, LevelName, Strict
from conversation.correcting import Reason
from conversation.counsellor import LONGEST_REPLY

StateName = Literal["waiting", "claimed", "in_transfer", "closed", "reopened"]
UrgencyName = Literal["routine", "urgent", "emergency"]


class CaseSummary(BaseModel):
    """A case in the queue. Holds nothing that the person said."""

    id: str
    state: StateName
    urgency: UrgencyName
    level: LevelName
    subject: str
    flags: list[str]
    kinds: Annotated[list[DangerOut], Field(description="that messages showed so far, gravest first")]
    language: LanguageCode
    channel: str
    audience: str
    opened_at: datetime
    waiting_since: Annotated[datetime, Field(description="when it last came into the queue")]
    claimed_by: str | None
    mine: bool
    unanswered_since: Annotated[
        datetime | None, Field(description="the person's first words that nobody has answered")
    ]
    acknowledged_by: Annotated[str | None, Field(description="who said that they are coming")]
    transfer_to: str | None
    transfer_kind: Literal["warm", "cold"] | None
    offered_to_me: bool
    abandoned: Annotated[bool, Field(description="the person left while they waited")]
    unreachable: bool
    deleted_by_caller: bool
    last_message_at: datetime
    reason: str


class CaseList(BaseModel):
    """The queue, in the order in which to take it."""

    cases: list[CaseSummary]


class QueueChanges(BaseModel):
    """What has changed since the queue was last sent: new and changed cases, and all ids in their order."""

    changed: list[CaseSummary]
    order: list[str]


class EvidenceOut(BaseModel):
    """A stretch of the text, in code points `[start, end)`, and the rule that read it."""

    start: int
    end: int
    rule: str


class Counted(BaseModel):
    """What a message counts as, and why.

    `reason` is `words`, a context rule (`context.wish_repeated`), an answer to the ladder (`answer.time`),
    the reason with which a flow asked a counsellor in, or `counsellor`. `version` names the context rules.
    """

    level: LevelName
    reason: str
    version: str


class LevelCorrection(BaseModel):
    """A counsellor's decision about a message; the last one counts."""

    at: datetime
    by: Annotated[str, Field(description="the counsellor's name")]
    mine: bool
    was: LevelName
    level: LevelName
    reason: Reason | None


class ConsoleMessage(BaseModel):
    """One message as the counsellor sees it.

    From `level` to `version`: what the check says of the words, null or empty where there were none.
    `counted` is what follows from that with what came before; null where there is nothing to count.
    """

    id: int
    author: Author
    text: str
    at: datetime
    edited: bool
    level: LevelName | None
    subject: str | None
    flags: list[str]
    kinds: Annotated[list[DangerOut], Field(description="of danger, from moderate on, gravest first")]
    evidence: list[EvidenceOut]
    probabilities: Annotated[
        dict[LevelName, float], Field(description="of each level, by the model; empty where none answered")
    ]
    severity: Annotated[float | None, Field(description="to be expected, on the C-SSRS scale from 0 to 6")]
    language: str | None
    script: str | None
    version: Annotated[str | None, Field(description="of the rules and the model that answered")]
    counted: Counted | None
    corrections: list[LevelCorrection]
    delivery: Literal["sent", "pending", "failed", "blocked"] | None


class CaseStanding(BaseModel):
    """The level in force in a conversation: since when, and on which message it rests, if it is one."""

    level: LevelName
    since: datetime
    message: int | None


class ConsentStep(BaseModel):
    """Something that happened to a consent; `by` is a counsellor's name, null for the person."""

    at: datetime
    by: str | None
    status: Literal["asked", "given", "refused", "withdrawn"]
    wording: Annotated[str, Field(description="version of the question")]


class TrainingConsent(BaseModel):
    """Whether words may be kept to learn from.

    `question` is what will be asked, word for word. It is asked once, and not where `may_be_asked` is false.
    """

    status: Literal["not_asked", "asked", "given", "refused", "withdrawn"]
    may_be_asked: bool
    question: str
    history: list[ConsentStep]


class CaseDetail(BaseModel):
    """A case that the counsellor holds, with what was said; without the last two once it was deleted."""

    case: CaseSummary
    messages: list[ConsoleMessage]
    standing: CaseStanding | None
    consent: TrainingConsent | None


class CorrectLevel(Strict):
    """What a message should count as.

    `was` is the level that was shown, so that nobody decides about another than they saw; `id` makes a repeat
    harmless.
    """

    id: ClientId
    level: LevelName
    was: LevelName
    reason: Reason | None = None


class Corrected(BaseModel):
    """The message as it is now, and the level in force with it."""

    message: ConsoleMessage
    standing: CaseStanding


class ConsentAnswer(Strict):
    """What the person answered."""

    answer: Literal["yes", "no"]


class NewReply(Strict):
    """The counsellor's words; `id` makes a repeat harmless."""

    id: ClientId
    text: Annotated[str, StringConstraints(max_length=LONGEST_REPLY)]
