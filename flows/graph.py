"""A flow as a drawing: every step a box with its text, every way on an arrow with what leads there.

Mermaid text needs nothing; an SVG is drawn by Graphviz, which lays Georgian out right.
"""

import shutil
import subprocess
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from flows.errors import FlowError
from flows.flowset import FlowSet
from flows.model import (
    Ask,
    Branch,
    BringIn,
    Continue,
    End,
    Flow,
    Later,
    Say,
    Screen,
    ShowResources,
    Step,
    Tally,
    label_of,
)
from flows.session import Line
from flows.spans import written
from flows.texts import AUDIENCE, HELPLINES, KEPT, SECTION

_FONT: Final = "Noto Sans Georgian, Noto Sans, sans-serif"
_WIDTH: Final = 34
"""Letters in a line of a box."""


class CannotDraw(FlowError):
    """An SVG cannot be drawn here."""


@dataclass(frozen=True, slots=True)
class Node:
    """A step: its name, its kind, and what callers read there (or what it does)."""

    id: str
    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Edge:
    """A way from one step to another; `dashed` for what happens without the caller's doing."""

    source: str
    target: str
    label: str = ""
    dashed: bool = False


@dataclass(frozen=True, slots=True)
class Graph:
    """A flow's steps and ways; other flows that it goes on in are nodes too."""

    flow: str
    start: str
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


def graph_of(flows: FlowSet, name: str, language: str) -> Graph:
    """The drawing of one flow in one language. Raises `UnknownFlow`."""
    flow = flows.get(name)
    nodes = [
        Node(step.id, type(step).__name__.lower(), _said(flows, flow, step, language))
        for step in flow.steps.values()
    ]
    edges = [edge for step in flow.steps.values() for edge in _ways(flows, flow, step, language)]
    others = {step.flow for step in flow.steps.values() if isinstance(step, Continue)}
    nodes += [Node(_other(other), "flow", other) for other in sorted(others)]
    return Graph(name, flow.start, tuple(nodes), tuple(edges))


def mermaid(graph: Graph) -> str:
    """The drawing as Mermaid text."""
    lines = ["flowchart TD"]
    for node in graph.nodes:
        shape = ("{{", "}}") if node.kind == "branch" else ("([", "])") if node.kind == "end" else ("[", "]")
        label = "<br/>".join((f"<b>{node.id}</b>", *(_quoted(line) for line in node.text.splitlines())))
        lines.append(f'  {_key(node.id)}{shape[0]}"{label}"{shape[1]}')
    for edge in graph.edges:
        arrow = "-.->" if edge.dashed else "-->"
        label = f'|"{_quoted(edge.label)}"|' if edge.label else ""
        lines.append(f"  {_key(edge.source)} {arrow}{label} {_key(edge.target)}")
    return "\n".join(lines) + "\n"


def dot(graph: Graph) -> str:
    """The drawing as text for Graphviz; each box has the id `step-<name>` in the SVG made of it."""
    lines = [
        f"digraph {_string(graph.flow)} {{",
        f"  node [shape=box, style=rounded, fontname={_string(_FONT)}, fontsize=11];",
        f"  edge [fontname={_string(_FONT)}, fontsize=9];",
    ]
    for node in graph.nodes:
        words = [node.id, *(part for line in node.text.splitlines() for part in textwrap.wrap(line, _WIDTH))]
        label = "\\l".join(_escaped(word) for word in words) + "\\l"
        look = ", style=filled, fillcolor=lightgrey" if node.kind == "flow" else ""
        lines.append(f'  {_string(node.id)} [label="{label}", id={_string(f"step-{node.id}")}{look}];')
    for edge in graph.edges:
        look = ", style=dashed" if edge.dashed else ""
        label = "\\n".join(_escaped(part) for part in textwrap.wrap(edge.label, _WIDTH))
        lines.append(f'  {_string(edge.source)} -> {_string(edge.target)} [label="{label}"{look}];')
    return "\n".join([*lines, "}"]) + "\n"


def svg(graph: Graph, program: str = "dot") -> str:
    """The drawing as SVG, by Graphviz's program. Raises `CannotDraw` where that is not installed or fails."""
    path = shutil.which(program)
    if path is None:
        raise CannotDraw(f"{program} is not installed: install Graphviz, or draw with --format mermaid")
    done = subprocess.run(  # noqa: S603  our own text to a program found on the path
        [path, "-Tsvg"], input=dot(graph), capture_output=True, text=True, check=False, timeout=60
    )
    if done.returncode != 0:
        raise CannotDraw(f"{program} could not draw {graph.flow}: {done.stderr.strip()}")
    return done.stdout


def _said(flows: FlowSet, flow: Flow, step: Step, language: str) -> str:
    match step:
        case Say() | Ask():
            return _words(flows, flow, step.text, language)
        case ShowResources():
            return _words(flows, flow, step.text, language, **{HELPLINES: " ".join(step.resources)})
        case Branch():
            return f"{step.fact}?"
        case BringIn():
            return f"☎ {step.urgency}: {step.reason}"
        case Screen():
            return step.instrument
        case End() | Tally():
            return f"# {step.count}"
        case Later():
            return f"⏰ {step.what}, {written(step.after)}"
        case Continue():
            return f"→ {step.flow}"


def _ways(flows: FlowSet, flow: Flow, step: Step, language: str) -> Iterator[Edge]:
    match step:
        case Say() | BringIn() | ShowResources() | Tally() | Later():
            yield Edge(step.id, step.then)
        case Ask():
            for choice in step.choices if _shows_ways_out(flow, step) else ():
                yield Edge(step.id, choice.then, _words(flows, flow, label_of(step, choice), language))
            if step.words is not None and _shows_ways_out(flow, step):
                yield Edge(step.id, step.words, "✎")
            if step.otherwise is not None:
                yield Edge(step.id, step.otherwise, "✎ ?")
            silent = " + ".join(
                written(s) for s in (step.quiet.after, step.quiet.leave_after) if s is not None
            )
            yield Edge(step.id, step.quiet.then, f"… {silent}", dashed=True)
        case Branch():
            for value, then in step.cases.items():
                yield Edge(step.id, then, value)
            if step.known is not None:
                yield Edge(step.id, step.known, "*")
            yield Edge(step.id, step.otherwise, "–")
        case Screen():
            for item, then in step.asks.items():
                yield Edge(step.id, then, item)
            for outcome, then in (*step.cases.items(), *step.at_once.items()):
                yield Edge(step.id, then, outcome)
        case Continue():
            yield Edge(step.id, _other(step.flow))
            if step.then is not None:
                yield Edge(_other(step.flow), step.then, "↩", dashed=True)
        case End():
            return


def _shows_ways_out(flow: Flow, step: Ask) -> bool:
    """Of questions that share their buttons, the beats of an exercise, only the first draws them."""
    group = (s for s in flow.steps.values() if isinstance(s, Ask) and s.pressed_as == step.pressed_as)
    return step.pressed_as is None or next(group) is step


def _words(flows: FlowSet, flow: Flow, text: str, language: str, **args: str) -> str:
    filled = {AUDIENCE: flow.audience.value, KEPT: "• …", SECTION: "warning_signs", **args}
    return flows.texts.render(Line(flow.key, text, filled), language).text


def _other(flow: str) -> str:
    return f"flow:{flow}"


def _key(name: str) -> str:
    # Mermaid has reserved words, such as "end".
    return "s_" + name.replace("-", "__").replace(":", "___")


def _quoted(text: str) -> str:
    for sign, name in (("#", "#35;"), ('"', "#quot;"), ("<", "#lt;"), (">", "#gt;"), ("\n", " ")):
        text = text.replace(sign, name)
    return text


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')


def _string(text: str) -> str:
    return f'"{_escaped(text)}"'
