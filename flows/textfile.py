"""Reads one language's texts of one flow: a Project Fluent file, with each text's line and placeholders."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from fluent.runtime import FluentBundle
from fluent.syntax import FluentParser, ast
from fluent.syntax.visitor import Visitor

from flows.errors import Problem, Rule
from flows.model import Audience
from flows.texts import AUDIENCE

_REVIEWED = re.compile(r"^reviewed_by: *(?!nobody\b)\S", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Text:
    """One text: its line in the file, the placeholders it fills, and whether it is a button's label."""

    line: int
    placeholders: frozenset[str]
    is_label: bool


@dataclass(frozen=True, slots=True)
class TextFile:
    """One `<flow>.<language>.ftl`."""

    flow: str
    language: str
    file: str
    bundle: FluentBundle
    texts: Mapping[str, Text]
    is_reviewed: bool
    # What was rendered once: several rules look at each text.
    _shown: dict[tuple[str, Audience], str] = field(default_factory=dict, compare=False, repr=False)

    def shown(self, text: str) -> tuple[str, ...]:
        """What callers read: the text for each form of address, helplines left empty."""
        forms = (self.shown_to(text, audience) for audience in (Audience.YOUTH, Audience.FAMILY))
        return tuple(dict.fromkeys(form for form in forms if form))

    def shown_to(self, text: str, audience: Audience) -> str:
        """What young people, or parents, read; empty where there is no such text."""
        if (text, audience) not in self._shown:
            self._shown[text, audience] = self._rendered(text, audience)
        return self._shown[text, audience]

    def _rendered(self, text: str, audience: Audience) -> str:
        message, _, attribute = text.partition(".")
        found = self.bundle.get_message(message)
        pattern = found.attributes[attribute] if attribute else found.value
        if pattern is None:
            return ""
        args = dict.fromkeys(self.texts[text].placeholders, "") | {AUDIENCE: audience.value}
        return str(self.bundle.format_pattern(pattern, args)[0])


class _Placeholders(Visitor):
    def __init__(self) -> None:
        self.names: set[str] = set()

    def visit_VariableReference(self, node: ast.VariableReference) -> None:  # noqa: N802  the visitor's own naming
        self.names.add(node.id.name)


def read_text_file(path: Path, label: str, flow: str, language: str) -> tuple[TextFile, list[Problem]]:
    """Read one file; `label` names it in problems. Lines count from 1."""
    source = path.read_text(encoding="utf-8")
    resource = _parsed(source)
    bundle = FluentBundle([language], use_isolating=False)
    bundle.add_resource(resource)
    texts: dict[str, Text] = {}
    problems: list[Problem] = []
    reviewed = False
    for entry in resource.body:
        line = _line(source, entry)
        match entry:
            case ast.Junk():
                said = entry.annotations[0].message if entry.annotations else "not a text"
                problems.append(Problem(label, line, Rule.TEXT_SYNTAX, f"cannot be read: {said}"))
            case ast.ResourceComment():
                reviewed = reviewed or _REVIEWED.search(entry.content or "") is not None
            case ast.Message():
                for name, text in _texts_of(entry, line, source):
                    if name in texts:
                        message = f"text {name} is written twice; keep one"
                        problems.append(Problem(label, text.line, Rule.DUPLICATE_KEY, message))
                    texts[name] = text
            case _:
                pass
    return TextFile(flow, language, label, bundle, texts, reviewed), problems


@lru_cache(maxsize=1024)
def _parsed(source: str) -> ast.Resource:
    # Tools read a folder before and after they change one file of it; the others are not parsed again.
    return FluentParser(with_spans=True).parse(source)


def _texts_of(message: ast.Message, line: int, source: str) -> list[tuple[str, Text]]:
    name = message.id.name
    found = []
    if message.value is not None:
        found.append((name, Text(line, _placeholders(message.value), is_label=False)))
    for attribute in message.attributes:
        at = _line(source, attribute.id)
        found.append((f"{name}.{attribute.id.name}", Text(at, _placeholders(attribute.value), is_label=True)))
    return found


def _line(source: str, node: ast.SyntaxNode) -> int:
    return source.count("\n", 0, node.span.start if node.span is not None else 0) + 1


def _placeholders(pattern: ast.Pattern) -> frozenset[str]:
    visitor = _Placeholders()
    visitor.visit(pattern)
    return frozenset(visitor.names)
