"""How likely a spelling is, by the pieces of a Unigram tokenizer.

A Unigram tokenizer gives each piece of text the logarithm of its probability (nats) and cuts a word where the
sum is largest. The same sum tells which of several spellings is the better word.
"""

from collections.abc import Mapping
from math import inf

# Marks the piece that begins a word (SentencePiece's sign for a space).
WORD_START = "\u2581"
# A letter that no piece holds costs this much more than the rarest piece; with no pieces every letter costs
# this.
_UNKNOWN = 10.0
# Nats for every word begun in a run of letters: most such runs are one word.
_NEW_WORD = 4.0


class Unigram:
    """The scores of a tokenizer's pieces; `pieces` maps a piece to the logarithm of its probability."""

    def __init__(self, pieces: Mapping[str, float]) -> None:
        self.pieces = pieces
        self.longest = max(map(len, pieces), default=1)
        self.unknown = min(pieces.values(), default=0.0) - _UNKNOWN

    def __bool__(self) -> bool:
        return bool(self.pieces)

    def score(self, word: str) -> float:
        """The score of one word in its best cut, in nats; 0 is best, below is less likely."""
        text = WORD_START + word
        best = [0.0] + [-inf] * len(text)
        # A word may begin without a piece for its mark: the mark alone is then worth nothing.
        best[1] = self.pieces.get(WORD_START, self.unknown / 2)
        for end in range(2, len(text) + 1):
            value = best[end - 1] + self.unknown
            for start in range(max(0, end - self.longest), end):
                score = self.pieces.get(text[start:end])
                if score is not None and best[start] + score > value:
                    value = best[start] + score
            best[end] = value
        return best[-1]

    def split(self, letters: str) -> list[int]:
        """Where the words of a run of letters begin, the first at 0; one word where no pieces are known."""
        if not self.pieces:
            return [0]
        best: list[tuple[float, int, bool]] = [(0.0, 0, False)] + [(-inf, 0, False)] * len(letters)
        for end in range(1, len(letters) + 1):
            choice = (best[end - 1][0] + self.unknown, end - 1, end == 1)
            for start in range(max(0, end - self.longest), end):
                piece = letters[start:end]
                for begins, key in ((True, WORD_START + piece), (False, piece)):
                    score = self.pieces.get(key)
                    if score is None or not (begins or start):
                        continue
                    total = best[start][0] + score - (_NEW_WORD if begins else 0.0)
                    if total > choice[0]:
                        choice = (total, start, begins)
            best[end] = choice
        starts = []
        place = len(letters)
        while place:
            _, place, begins = best[place]
            if begins:
                starts.append(place)
        return starts[::-1] if starts and starts[-1] == 0 else [0, *starts[::-1]]
