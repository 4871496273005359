"""The parts of a Fluent file as a translator sees them, and the file again with some of them changed.

What is not changed stays as it is, to the letter; so nothing that a spreadsheet cannot show is lost.
"""

import textwrap
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from fluent.syntax import FluentParser, ast

from flows.errors import FlowError
from flows.model import Audience
from flows.texts import AUDIENCE

Forms = Mapping[str, str]
"""The words of one text by form of address: `family` and `youth`, or one for all under ""."""

PLAIN: Final = ""
_FORMS: Final = (Audience.FAMILY.value, Audience.YOUTH.value)
_INDENT: Final = "    "
_SIGNS: Final = ("[", "*", ".")
"""What a line must not begin with."""


class CannotTranslate(FlowError):
    """A text of a spreadsheet cannot be written to its file."""


@dataclass(frozen=True, slots=True)
class Part:
    """One text, label or comment: what it says, and where it stands in the source."""

    key: str
    forms: Forms
    start: int
    end: int
    depth: int
    comment: str = ""


def parts_of(source: str) -> dict[str, Part]:
    """Every part of a file by key: `hello`, `hello.fine`, and `# 1`, `## 2`, `### 1` for comments."""
    found: dict[str, Part] = {}
    counted: dict[str, int] = {}
    for entry in FluentParser(with_spans=True).parse(source).body:
        for part in _parts(source, entry, counted):
            found[part.key] = part
    return found


def rewritten(source: str, changes: Mapping[str, Forms]) -> str:
    """The file with these parts changed or added. Raises `CannotTranslate` where that cannot be read."""
    parts = parts_of(source)
    edits = [(parts[key], forms) for key, forms in changes.items() if key in parts]
    for part, forms in sorted(edits, key=lambda edit: edit[0].start, reverse=True):
        source = source[: part.start] + _encoded(part, forms) + source[part.end :]
    for key, forms in changes.items():
        if key not in parts:
            source = _with(source, key, forms)
    after = parts_of(source)
    for key, forms in changes.items():
        if key not in after or dict(after[key].forms) != dict(forms):
            raise CannotTranslate(f"{key}: cannot be written; look at the braces {{ }} in it")
    return source


def merged(had: Forms, wrote: Forms) -> Forms:
    """The forms of a text after some were written. Raises `CannotTranslate` if they contradict."""
    new = {form: words for form, words in wrote.items() if had.get(form) != words}
    if not new:
        return had
    if PLAIN in new:
        if len(new) > 1:
            raise CannotTranslate("write one text for all, or one for family and one for youth")
        return new
    found = {form: new.get(form) or had.get(form) or had.get(PLAIN) for form in _FORMS}
    missing = [form for form, words in found.items() if not words]
    if missing:
        raise CannotTranslate(f"write the text for {missing[0]} too")
    return {form: words for form, words in found.items() if words}


def _parts(source: str, entry: ast.EntryType, counted: dict[str, int]) -> Iterator[Part]:
    match entry:
        case ast.Message():
            if entry.comment is not None:
                yield _comment(source, entry.comment, "#", counted)
            if entry.value is not None:
                yield _text(source, entry.id.name, entry.value, depth=1)
            for attribute in entry.attributes:
                yield _text(source, f"{entry.id.name}.{attribute.id.name}", attribute.value, depth=2)
        case ast.ResourceComment():
            yield _comment(source, entry, "###", counted)
        case ast.GroupComment():
            yield _comment(source, entry, "##", counted)
        case ast.Comment():
            yield _comment(source, entry, "#", counted)
        case _:
            return


def _comment(source: str, comment: ast.BaseComment, sign: str, counted: dict[str, int]) -> Part:
    counted[sign] = counted.get(sign, 0) + 1
    start, end = _span(comment)
    said = "\n".join(line.removeprefix(sign).removeprefix(" ") for line in source[start:end].splitlines())
    return Part(f"{sign} {counted[sign]}", {PLAIN: said}, start, end, 0, comment=sign)


def _text(source: str, key: str, pattern: ast.Pattern, depth: int) -> Part:
    start, end = _span(pattern)
    # From behind the sign on, so that one line can become several.
    return Part(key, _forms(source, pattern), len(source[:start].rstrip()), end, depth)


def _forms(source: str, pattern: ast.Pattern) -> Forms:
    only = pattern.elements[0] if len(pattern.elements) == 1 else None
    if isinstance(only, ast.Placeable) and isinstance(only.expression, ast.SelectExpression):
        selector, variants = only.expression.selector, only.expression.variants
        names = [v.key.name for v in variants if isinstance(v.key, ast.Identifier)]
        by_audience = isinstance(selector, ast.VariableReference) and selector.id.name == AUDIENCE
        if by_audience and sorted(names) == sorted(_FORMS) and len(variants) == len(_FORMS):
            words = {name: _words(source, v.value) for name, v in zip(names, variants, strict=True)}
            return {name: words[name] for name in _FORMS}
    return {PLAIN: _words(source, pattern)}


def _words(source: str, pattern: ast.Pattern) -> str:
    said = ""
    for element in pattern.elements:
        if isinstance(element, ast.TextElement):
            said += element.value
        elif isinstance(element.expression, ast.StringLiteral) and element.expression.value in _SIGNS:
            said += element.expression.value
        else:
            said += _placeable(source, element)
    return said


def _placeable(source: str, element: ast.Placeable) -> str:
    """What stands in braces, as it is written; of several lines, the last brace begins its line."""
    start, end = _span(element)
    first, *others = source[start:end].splitlines()
    if not others:
        return first
    depth = len(others[-1]) - len(others[-1].lstrip())
    return "\n".join((first, *(line[min(depth, len(line) - len(line.lstrip())) :] for line in others)))


def _encoded(part: Part, forms: Forms) -> str:
    if part.comment:
        lines = forms[PLAIN].splitlines() or [""]
        return "\n".join(f"{part.comment} {line}".rstrip() for line in lines)
    return _pattern(forms, part.depth)


def _pattern(forms: Forms, depth: int) -> str:
    """What stands behind the sign."""
    if PLAIN in forms:
        return _lines(forms[PLAIN], depth)
    at = _INDENT * depth
    family, youth = (_lines(forms[name], depth + 1) for name in _FORMS)
    return f" {{ ${AUDIENCE} ->\n{at}[family]{family}\n{at[:-1]}*[youth]{youth}\n{at[:-4]}}}"


def _lines(words: str, depth: int) -> str:
    """Words as a pattern: one line stands behind its sign, several stand below each other."""
    words = words.strip("\n")
    if "\n" not in words:
        return f" {_safe(words)}"
    safe = "\n".join(_safe(line) for line in words.split("\n"))
    return "\n" + textwrap.indent(safe, _INDENT * depth)


def _safe(line: str) -> str:
    """A line that does not begin with a sign which means something to Fluent."""
    return f'{{ "{line[0]}" }}{line[1:]}' if line[:1] in _SIGNS else line


def _with(source: str, key: str, forms: Forms) -> str:
    """The file with a text that it did not have."""
    message, dot, attribute = key.partition(".")
    if not dot:
        return f"{source.rstrip()}\n{message} ={_pattern(forms, 1)}\n"
    for entry in FluentParser(with_spans=True).parse(source).body:
        if isinstance(entry, ast.Message) and entry.id.name == message:
            end = _span(entry)[1]
            return f"{source[:end]}\n{_INDENT}.{attribute} ={_pattern(forms, 2)}{source[end:]}"
    raise CannotTranslate(f"{key}: there is no text {message} to which this label belongs")


def _span(node: ast.SyntaxNode) -> tuple[int, int]:
    if node.span is None:
        raise CannotTranslate("the file was read without places")
    return node.span.start, node.span.end
