"""Errors of the referral room.

ReferralError
├── DirectoryBroken   the directory file cannot be used
└── HelplinesExpired  entries are past the date until which they were verified
"""


class ReferralError(Exception):
    """Something is wrong with the directory of services."""


class DirectoryBroken(ReferralError):
    """The directory file cannot be used; `problems` lists each as `file:line message`."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        self.problems = problems
        super().__init__("the directory cannot be used, mend each line:\n" + "\n".join(problems))


class HelplinesExpired(ReferralError):
    """Entries are past the date until which they were verified; call each number and renew its dates."""

    def __init__(self, ids: tuple[str, ...]) -> None:
        self.ids = ids
        super().__init__(
            f"helplines past their expiry: {', '.join(ids)}; verify each by phone and renew its assured_date "
            "and expires_on in referral/directory/helplines.yaml"
        )
