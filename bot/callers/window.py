"""Which updates are still open, and so what may be acknowledged. Pure.

Telegram forgets an update once getUpdates is called with a higher offset. An offset above an update
that is not handled yet would lose it if the process died, so the offset never passes the lowest open id.
"""


class Window:
    """The open and the handled updates that Telegram still holds."""

    def __init__(self) -> None:
        self._open: set[int] = set()
        self._handled: set[int] = set()

    @property
    def is_clear(self) -> bool:
        """Whether every update seen so far is handled."""
        return not self._open

    @property
    def open_ids(self) -> tuple[int, ...]:
        """Updates that are not handled yet, lowest first."""
        return tuple(sorted(self._open))

    @property
    def offset(self) -> int | None:
        """What to ask from; None when nothing waits to be acknowledged.

        None matters after a quiet week: Telegram then begins at a new id that may be lower, and an
        offset kept from before would throw those updates away unseen.
        """
        if self._open:
            return min(self._open)
        return max(self._handled) + 1 if self._handled else None

    def admit(self, update_id: int) -> bool:
        """Open an update; False if it is known already."""
        if update_id in self._open or update_id in self._handled:
            return False
        self._open.add(update_id)
        return True

    def finish(self, update_id: int) -> None:
        """The update is handled, or safe elsewhere."""
        self._open.discard(update_id)
        self._handled.add(update_id)

    def acknowledged(self, offset: int | None) -> None:
        """Telegram took this offset: what lies below it will not come again."""
        if offset is not None:
            self._handled = {update_id for update_id in self._handled if update_id >= offset}
