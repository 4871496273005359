"""What can go wrong in the store.

StoreError
├── StoreUnavailable   the database cannot be reached or is out of order: try again later
│   └── NotMigrated    it answers, but has another shape than this release needs
├── Conflict           another transaction was first: try again once
├── CannotOpenSealed   a sealed value does not belong here, or its key is not this one
└── UnknownRevision    a migration was asked for that this release does not have
"""


class StoreError(Exception):
    """Base of the store's errors."""


class StoreUnavailable(StoreError):
    """The database cannot be reached or is out of order; nothing was written."""


class NotMigrated(StoreUnavailable):
    """A table or column is missing."""

    def __init__(self) -> None:
        super().__init__("the database is not at this release's shape; run `mkhari migrate` first")


class Conflict(StoreError):
    """Another transaction wrote the same thing first; nothing was written by this one."""


class CannotOpenSealed(StoreError):
    """A sealed value was moved, altered or sealed with another key."""


class UnknownRevision(StoreError):
    """There is no migration of this name."""

    def __init__(self, revision: str) -> None:
        super().__init__(f"there is no revision {revision!r}; store/migrations/versions holds those that are")
