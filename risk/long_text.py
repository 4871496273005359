"""What is read of a text far longer than any message.

A message of a few thousand characters is read whole. A pasted megabyte would hold up everybody else, so
there the beginning, the end and the neighbourhood of telling stems are read.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from encoder.normalise import Word, words
from encoder.readings import WHOLE_UP_TO

_PLACES_A_STEM = 4


@dataclass(frozen=True, slots=True)
class Reach:
    """How much of a long text is read, in characters; `places` is how many stems' neighbourhoods."""

    whole_up_to: int
    beginning: int
    end: int
    around: int
    places: int


# Anything a person types in one go is read whole.
BY_RULES = Reach(whole_up_to=WHOLE_UP_TO, beginning=8_192, end=4_096, around=240, places=32)
# Of what is read whole the model looks at as many windows as its budget allows (`encoder.windows`).
BY_MODEL = Reach(whole_up_to=WHOLE_UP_TO, beginning=2_560, end=1_536, around=100, places=10)


class LongTextReader:
    """Chooses what to read of a long text by the stems that the rule files name."""

    def __init__(self, stems: Sequence[str]) -> None:
        self._stems = tuple(stems)

    def words(self, text: str) -> list[Word]:
        """The words of a text, or of the passages chosen from a long one; offsets are the text's own."""
        passages = self.passages(text, BY_RULES)
        if len(passages) == 1:
            return words(text)
        found: list[Word] = []
        for start, end in passages:
            for index, word in enumerate(words(text[start:end])):
                boundary = 2 if index == 0 else word.boundary
                found.append(replace(word, start=word.start + start, end=word.end + start, boundary=boundary))
        return found

    def passages(self, text: str, reach: Reach) -> list[tuple[int, int]]:
        """The stretches `[start, end)` to read, in order and apart; one stretch where the text is short."""
        if len(text) <= reach.whole_up_to:
            return [(0, len(text))]
        chosen = [(0, reach.beginning), (len(text) - reach.end, len(text))]
        chosen += [
            (max(0, place - reach.around), min(len(text), place + reach.around))
            for place in self._places(text, reach)
        ]
        merged: list[tuple[int, int]] = []
        for start, end in sorted(chosen):
            if merged and start <= merged[-1][1]:
                merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
            else:
                merged.append((start, end))
        return merged

    def _places(self, text: str, reach: Reach) -> list[int]:
        """Where stems stand: of each stem its last place and its first few, no stem crowding out another."""
        # The dotted capital I is the one letter whose small form is longer than itself.
        lowered = text.replace("\u0130", "I").lower()
        by_rank: list[tuple[int, int]] = []
        for stem in self._stems:
            last = lowered.rfind(stem)
            if last < 0:
                continue
            by_rank.append((0, last))
            position = lowered.find(stem, reach.beginning)
            for rank in range(1, _PLACES_A_STEM):
                if position < 0 or position == last:
                    break
                by_rank.append((rank, position))
                position = lowered.find(stem, position + reach.around)
        return [place for _, place in sorted(by_rank)[: reach.places]]
