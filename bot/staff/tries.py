"""How often a chat may guess a code, and how often a stranger is answered."""

from collections import deque
from collections.abc import Callable
from typing import Final

TRIES: Final = 5
WITHIN: Final = 3600.0  # seconds


class Tries:
    """Tries of each chat within the last hour. `clock` never goes back."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._of: dict[int, deque[float]] = {}

    def take(self, chat_id: int) -> bool:
        """Count one more try; False where there were too many, and then it does not count."""
        now = self._clock()
        for chat in [chat for chat, times in self._of.items() if times[-1] <= now - WITHIN]:
            del self._of[chat]
        times = self._of.setdefault(chat_id, deque(maxlen=TRIES))
        if len(times) == TRIES and times[0] > now - WITHIN:
            return False
        times.append(now)
        return True

    def forget(self, chat_id: int) -> None:
        """Whoever had a right code begins anew."""
        self._of.pop(chat_id, None)
