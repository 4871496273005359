"""What was found of messages that could not be stored yet: tried again, they are not assessed anew.

In an outage of the database every waiting message comes again each few seconds, and the checks of all of them
would hold up the first check of somebody new.
"""

from collections import OrderedDict
from dataclasses import dataclass, field

from conversation.hearing import Heard
from conversation.known import Known
from risk.assessment import Flag

_MOST = 2_000


@dataclass(slots=True)
class Assessed:
    """Assessments by message and by what was known then; the oldest go first. Holds no words."""

    most: int = _MOST
    _found: OrderedDict[bytes, dict[Known, Heard]] = field(default_factory=OrderedDict)

    def find(self, message: bytes, known: Known) -> Heard | None:
        """What was found of this message, knowing that; None if it was not assessed so, or it failed."""
        return self._found.get(message, {}).get(known)

    def keep(self, message: bytes, known: Known, found: Heard) -> None:
        """Remember it. A check that failed is not: the next try may do better."""
        if Flag.ASSESSMENT_FAILED in found.assessment.flags:
            return
        self._found.setdefault(message, {})[known] = found
        self._found.move_to_end(message)
        while len(self._found) > self.most:
            self._found.popitem(last=False)

    def forget(self, message: bytes) -> None:
        """The message is stored: it will not be tried again."""
        self._found.pop(message, None)
