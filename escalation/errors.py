"""What can be refused about a case.

EscalationError
├── CaseNotFound
├── CaseAlreadyClaimed   somebody else was first
├── CaseNotYours         only the counsellor who holds the case may do this
├── CaseClosed           nothing more can be done with it
├── CaseStillOpen        only a closed case can be opened again
├── NobodyWaits          there is no case to take
├── AtCapacity           the counsellor has as many chats as they can do well
├── CounsellorAway       cases are given only to people who are there
├── NoSuchCounsellor
├── NotOffered           no transfer of this case is offered to you
├── OnlyLower            a counsellor lowers urgency; the system raises it
├── MayNotBeSaid         a ready-made answer breaks a rule of the content
├── UnknownCategory      a category or action that is not in escalation/categories.yaml
└── PolicyUnusable       escalation/policy.yaml
"""


class EscalationError(Exception):
    """Base of the escalation room's errors."""


class CaseNotFound(EscalationError):
    """There is no case with this id."""

    def __init__(self, case_id: str) -> None:
        super().__init__(f"there is no case {case_id}; reload the queue")


class CaseAlreadyClaimed(EscalationError):
    """Another counsellor was first."""

    def __init__(self, case_id: str) -> None:
        super().__init__(
            f"case {case_id} is already held by another counsellor; take the next one in the queue"
        )


class CaseNotYours(EscalationError):
    """Only the counsellor who holds the case may do this."""

    def __init__(self, case_id: str) -> None:
        super().__init__(f"case {case_id} is not held by you; claim it first")


class CaseClosed(EscalationError):
    """The case is closed."""

    def __init__(self, case_id: str) -> None:
        super().__init__(f"case {case_id} is closed; if the person writes again, a new case opens by itself")


class CaseStillOpen(EscalationError):
    """Only a closed case, of somebody who has no other, can be opened again."""

    def __init__(self, case_id: str) -> None:
        super().__init__(
            f"case {case_id} cannot be opened again: this person has an open case; take that one"
        )


class NobodyWaits(EscalationError):
    """There is no waiting case that this counsellor could take."""

    def __init__(self) -> None:
        super().__init__("nobody waits whom you could take; the queue shows who waits for somebody else")


class AtCapacity(EscalationError):
    """The counsellor holds as many cases as they can do well."""

    def __init__(self, chats: int, emergencies: int) -> None:
        super().__init__(
            f"you hold {chats} chats, {emergencies} of them emergencies, which is as many as you take; "
            "close or hand on one, or take this one beyond your limit on purpose"
        )


class CounsellorAway(EscalationError):
    """A case is given only to somebody whose console is open."""

    def __init__(self) -> None:
        super().__init__(
            "this counsellor's console is not open now; choose somebody who is there, or the queue"
        )


class NoSuchCounsellor(EscalationError):
    """There is no such member of staff."""

    def __init__(self) -> None:
        super().__init__("there is no such counsellor, or the account is disabled; reload the list")


class NotOffered(EscalationError):
    """No transfer of this case stands for this counsellor."""

    def __init__(self, case_id: str) -> None:
        super().__init__(f"case {case_id} is not offered to you (any more); look at the queue")


class OnlyLower(EscalationError):
    """A counsellor only lowers urgency."""

    def __init__(self) -> None:
        super().__init__("urgency is raised by what the person says; a counsellor can only lower it")


class PolicyUnusable(EscalationError):
    """The policy file cannot be read."""

    def __init__(self, file: str, why: str) -> None:
        super().__init__(f"{file} cannot be used: {why}")


class UnknownCategory(EscalationError):
    """A category or action that is not in the closed list."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"{name!r} is not in the list of categories and actions; reload the page and choose again"
        )


class MayNotBeSaid(EscalationError):
    """A ready-made answer breaks a rule of the content."""

    def __init__(self, why: str) -> None:
        super().__init__(f"this answer cannot be kept: {why}")
