"""Playing a flow from its start by a list of moves: what an editor does in the terminal or the browser."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from enum import StrEnum

from flows import engine
from flows.flowset import FlowSet
from flows.session import ChangeLanguage, Event, Pressed, Said, Silence, Turn
from flows.texts import Rendered
from flows.transcripts import name_of

# Nothing in a rehearsal depends on the day; a fixed one makes it the same each time.
_BEGINNING = datetime(2026, 1, 1, 12, tzinfo=UTC)


class MoveKind(StrEnum):
    """What the player does."""

    SAID = "said"
    PRESSED = "pressed"
    SILENCE = "silence"


@dataclass(frozen=True, slots=True)
class Move:
    """One move: words, a button's data, or waiting until the silence is over."""

    kind: MoveKind
    value: str = ""


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """How a played flow stands: what was said and done in each turn, and where it waits now."""

    turns: tuple[tuple[Rendered, ...], ...]
    effects: tuple[tuple[str, ...], ...]
    flow: str
    step: str
    language: str
    facts: dict[str, str] = field(default_factory=dict)


def rehearse(
    flows: FlowSet, flow: str, language: str, moves: Sequence[Move], *, on_duty: bool = True
) -> Rehearsal:
    """Play `flow` by `moves`; each turn's words in the language of that moment. Raises `UnknownFlow`."""
    now = _BEGINNING
    turn = engine.start(flows, flow, now, facts={"on_duty": "yes" if on_duty else "no"})
    played = _heard(flows, Rehearsal((), (), "", "", language), turn)
    for move in moves:
        if move.kind is MoveKind.SILENCE and turn.wake_at is not None:
            now = turn.wake_at
        turn = engine.advance(flows, turn.session, _event(move), now)
        played = _heard(flows, played, turn)
    return played


def _event(move: Move) -> Event:
    match move.kind:
        case MoveKind.SAID:
            return Said(move.value)
        case MoveKind.PRESSED:
            return Pressed(move.value)
        case MoveKind.SILENCE:
            return Silence()


def _heard(flows: FlowSet, played: Rehearsal, turn: Turn) -> Rehearsal:
    language = played.language
    for effect in turn.effects:
        if isinstance(effect, ChangeLanguage):
            language = effect.language
    said = tuple(flows.texts.render(line, language) for line in turn.lines)
    done = tuple(name_of(effect) for effect in turn.effects)
    return replace(
        played,
        turns=(*played.turns, said),
        effects=(*played.effects, done),
        flow=turn.session.flow,
        step=turn.session.step,
        language=language,
        facts=dict(turn.session.facts),
    )
