"""For editors and counsellors: what the scripted conversations are, drawn and played. Nothing is stored."""

from typing import Annotated

from fastapi import APIRouter, Query

from api.access import Context, Counsellor
from api.errors import NoSuchFlow
from api.schemas.common import ButtonOut, LanguageCode
from api.schemas.flows import (
    FlowGraph,
    FlowListOut,
    FlowOut,
    GraphEdge,
    GraphNode,
    Played,
    PlayFlow,
    PlayLine,
    PlayTurn,
)
from flows.errors import UnknownFlow
from flows.graph import graph_of
from flows.loader import SCRIPTS
from flows.published import changed_since_published, versions
from flows.rehearsal import Move, rehearse
from flows.texts import Rendered

router = APIRouter(prefix="/api/console/flows", tags=["console"])


@router.get("")
async def all_flows(context: Context, _account: Counsellor) -> FlowListOut:
    """Every scripted conversation, by name."""
    loaded = context.intake.rooms.flows.flows
    current = [flow for name, flow in sorted(loaded.items()) if not flow.kept]
    changed = {line.split(" ", 1)[0] for line in changed_since_published(SCRIPTS, current)}
    return FlowListOut(
        flows=[
            FlowOut.model_validate(
                {
                    "name": flow.name,
                    "version": flow.version,
                    "audience": flow.audience.value,
                    "reviewed": flow.is_reviewed,
                    "draft": flow.file in changed or not versions(SCRIPTS, flow.name),
                }
            )
            for flow in current
        ]
    )


@router.get("/{name}/graph")
async def graph(
    context: Context, _account: Counsellor, name: str, language: Annotated[LanguageCode, Query()] = "ka"
) -> FlowGraph:
    """One conversation as boxes and arrows."""
    try:
        drawn = graph_of(context.intake.rooms.flows, name, language)
    except UnknownFlow as error:
        raise NoSuchFlow(str(error)) from None
    return FlowGraph(
        flow=drawn.flow,
        start=drawn.start,
        nodes=[GraphNode(id=n.id, kind=n.kind, text=n.text) for n in drawn.nodes],
        edges=[
            GraphEdge(source=e.source, target=e.target, label=e.label, dashed=e.dashed) for e in drawn.edges
        ],
    )


@router.post("/play")
async def play(context: Context, _account: Counsellor, wanted: PlayFlow) -> Played:
    """Play a conversation by the moves so far; the answer holds every turn from the start."""
    moves = [Move(move.kind, move.value) for move in wanted.moves]
    try:
        played = rehearse(
            context.intake.rooms.flows, wanted.flow, wanted.language, moves, on_duty=wanted.on_duty
        )
    except UnknownFlow as error:
        raise NoSuchFlow(str(error)) from None
    return Played.model_validate(
        {
            "turns": [
                PlayTurn(lines=[_line(line) for line in said], effects=list(done))
                for said, done in zip(played.turns, played.effects, strict=True)
            ],
            "flow": played.flow,
            "step": played.step,
            "language": played.language,
            "facts": played.facts,
        }
    )


def _line(line: Rendered) -> PlayLine:
    return PlayLine(
        text=line.text,
        buttons=[[ButtonOut(label=b.label, data=b.data) for b in row] for row in line.buttons],
    )
