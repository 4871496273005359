"""The shapes of the scripted conversations, drawn and played."""

from typing import Annotated, Literal

from pydantic import BaseModel, Field, StringConstraints

from api.schemas.common import LONGEST_TEXT, ButtonOut, LanguageCode, Strict
from flows.rehearsal import MoveKind


class FlowOut(BaseModel):
    """A scripted conversation."""

    name: str
    version: int
    audience: Literal["youth", "family", "any"]
    reviewed: bool
    draft: Annotated[bool, Field(description="changed since its version was published, or never published")]


class FlowListOut(BaseModel):
    """All scripted conversations."""

    flows: list[FlowOut]


class GraphNode(BaseModel):
    """A step as a box: its name, its kind, and what callers read there."""

    id: str
    kind: str
    text: str


class GraphEdge(BaseModel):
    """A way from one step to another; dashed is what happens without the caller's doing."""

    source: str
    target: str
    label: str
    dashed: bool


class FlowGraph(BaseModel):
    """A scripted conversation as a drawing."""

    flow: str
    start: str
    nodes: list[GraphNode]
    edges: list[GraphEdge]


class PlayMove(Strict):
    """One move of the player: words, a button's data, or waiting until the silence is over."""

    kind: MoveKind
    value: Annotated[str, StringConstraints(max_length=LONGEST_TEXT)] = ""


class PlayFlow(Strict):
    """Play a flow from its start by these moves; nothing is stored and nobody is called."""

    flow: Annotated[str, StringConstraints(max_length=64)]
    language: LanguageCode = "ka"
    on_duty: bool = True
    moves: Annotated[list[PlayMove], Field(default_factory=list, max_length=300)]


class PlayLine(BaseModel):
    """What the program would say."""

    text: str
    buttons: list[list[ButtonOut]]


class PlayTurn(BaseModel):
    """What the program would say and do after one move; the first is before any move."""

    lines: list[PlayLine]
    effects: list[str]


class Played(BaseModel):
    """How the played flow stands now. An empty `step` means that it has ended."""

    turns: list[PlayTurn]
    flow: str
    step: str
    language: LanguageCode
    facts: dict[str, str]
