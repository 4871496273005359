"""Source text as `ast` addresses it: by line and by byte of UTF-8, which Georgian letters need three of."""

import ast
import re
from collections.abc import Sequence

Span = tuple[int, int]

_SHOWN = 45
"""Characters that a description keeps on each side of what changed."""


class Text:
    """The source of one module."""

    def __init__(self, source: str) -> None:
        self.raw = source.encode("utf-8")
        self._starts = [0]
        for line in self.raw.splitlines(keepends=True):
            self._starts.append(self._starts[-1] + len(line))

    def span(self, node: ast.expr | ast.stmt | ast.keyword | ast.pattern) -> Span:
        """From where to where a node stands, in bytes; brackets around it do not belong to it."""
        assert node.end_lineno is not None
        assert node.end_col_offset is not None
        return (
            self._starts[node.lineno - 1] + node.col_offset,
            self._starts[node.end_lineno - 1] + node.end_col_offset,
        )

    def of(self, node: ast.expr | ast.stmt) -> str:
        """The text of a node."""
        start, end = self.span(node)
        return self.raw[start:end].decode("utf-8")

    def found(self, pattern: bytes, start: int, end: int) -> Span | None:
        """Where the pattern stands between two places."""
        match = re.compile(pattern).search(self.raw, start, end)
        return match.span() if match is not None else None

    def replaced(self, span: Span, new: str) -> str:
        """The whole source with other text at this span."""
        return (self.raw[: span[0]] + new.encode("utf-8") + self.raw[span[1] :]).decode("utf-8")

    def place(self, offset: int) -> tuple[int, int]:
        """Line, from 1, and byte in it, from 0."""
        line = next(n for n in range(len(self._starts) - 1, -1, -1) if self._starts[n] <= offset)
        return line + 1, offset - self._starts[line]

    def described(self, span: Span, new: str) -> str:
        """`before -> after`: the lines that a change touches, on one line, cut to what matters."""
        first = self._starts[self.place(span[0])[0] - 1]
        last = self.raw.find(b"\n", span[1])
        last = len(self.raw) if last < 0 else last
        head = self.raw[first : span[0]].decode("utf-8")
        tail = self.raw[span[1] : last].decode("utf-8")
        old = self.raw[slice(*span)].decode("utf-8")
        before, after = _plain(head + old + tail), _plain(head + new + tail)
        same = _same(before, after)
        same_end = min(_same(before[::-1], after[::-1]), len(before) - same, len(after) - same)
        return f"{_cut(before, same, same_end)} -> {_cut(after, same, same_end)}"


def without(items: Sequence[Span], index: int, container_end: int) -> Span:
    """What to take out so that one item of a list in brackets is gone, with its comma."""
    if index + 1 < len(items):
        return items[index][0], items[index + 1][0]
    if index:
        return items[index - 1][1], items[index][1]
    return items[index][0], container_end - 1


def _plain(text: str) -> str:
    return " ".join(text.split())


def _same(one: str, other: str) -> int:
    pairs = zip(one, other, strict=False)
    return next((n for n, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))


def _cut(text: str, same: int, same_end: int) -> str:
    start, end = max(0, same - _SHOWN), min(len(text), len(text) - same_end + _SHOWN)
    return f"{'…' if start else ''}{text[start:end]}{'…' if end < len(text) else ''}"
