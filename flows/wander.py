"""Random walks over all flows: arbitrary events in arbitrary order, and what must hold after each turn.

A walk is told by its seed. It finds what nobody thought of writing a transcript for: an exception, a dead
end, a place from which help is far, a text that cannot be shown; and it measures the engine.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from time import thread_time
from typing import Final

from flows import engine
from flows.commands import AlwaysCommand
from flows.errors import FlowError
from flows.flowset import FlowSet
from flows.lines import ALWAYS_BUTTONS
from flows.model import LANGUAGES, Ask
from flows.session import Escalate, Event, Pressed, Said, Session, Silence, Turn
from flows.texts import AUDIENCE

BEGINNING: Final = datetime(2026, 1, 5, 20, 0, tzinfo=UTC)

_WORDS: Final = (
    *("კი", "არა", "არ ვიცი", "ki", "ara", "да", "нет", "yes", "no", "👍", "ცუდად", "რა?", "მიჭირს"),
    *("ქართული", "English", "michirs", "хачапури", "ადამიანი", "help", "stop"),
    *("ჩემი გეგმა", "მეგობარი\nძაღლი", "change my plan"),
    *("", ".", "{ $name }", "\u202e", "\x00", "%s", "<b>", "x" * 4096),
)
HUMAN_BUTTON: Final = engine.ALWAYS_PREFIX + AlwaysCommand.HUMAN
_DATA: Final = ("", ".", "youth.offer.person", "system.always.human", "system.always.x", "a.b.c.d")


class WalkBroken(FlowError):
    """A random walk came to something that must not be; the seed and the turn lead there again."""

    def __init__(self, seed: int, turn: int, session: Session, why: str) -> None:
        at = f"{session.flow}.{session.step}"
        super().__init__(f"seed {seed}, turn {turn}, at {at}: {why}")


@dataclass(frozen=True, slots=True)
class Wandered:
    """What a walk saw: how many of all the waits; processor time of a turn in microseconds."""

    turns: int
    waits: int
    all_waits: int
    p50: float
    p99: float
    slowest: float


def wander(flows: FlowSet, turns: int, seed: int) -> Wandered:
    """Take so many turns. Raises `WalkBroken` at the first thing that must not be."""
    rng = random.Random(seed)
    now = BEGINNING
    turn = engine.start(flows, flows.home({}), now)
    times: list[float] = []
    stood: set[tuple[str, str]] = set()
    rendered: set[tuple[str, str, str]] = set()
    for at in range(turns):
        now += timedelta(seconds=rng.randrange(1, 6_000))
        move = _any_move(flows, rng, turn, now)
        began = thread_time()
        turn = move()
        times.append(thread_time() - began)
        if turn.session.step:
            stood.add((turn.session.flow, turn.session.step))
        wrong = _wrong(flows, turn, now) or _unreadable(flows, turn, rendered)
        if wrong is not None:
            raise WalkBroken(seed, at, turn.session, wrong)
    times.sort()
    p50, p99 = (times[int(len(times) * share)] * 1e6 for share in (0.5, 0.99))
    waits = sum(isinstance(step, Ask) for flow in flows.flows.values() for step in flow.steps.values())
    return Wandered(turns, len(stood), waits, p50, p99, times[-1] * 1e6)


def _any_event(flows: FlowSet, rng: random.Random, turn: Turn) -> Event:
    shown = [button.data for line in turn.lines for row in line.buttons for button in row]
    own = [data for data in shown if not data.startswith(engine.ALWAYS_PREFIX)]
    if _is_paused(flows, turn.session) and rng.random() < 0.6:
        return Silence()  # in an exercise most people do as they are told
    match rng.randrange(12):
        case 0:
            return Silence()
        case 1:
            return Pressed(rng.choice((*_DATA, *shown)))
        case 2 | 3 | 4 | 5 | 6 | 7 | 8 if own:
            return Pressed(rng.choice(own))
        case _:
            return Said(rng.choice(_WORDS))


def _is_paused(flows: FlowSet, session: Session) -> bool:
    flow = flows.find(session.flow, session.version)
    step = flow.steps.get(session.step) if flow is not None else None
    return isinstance(step, Ask) and step.quiet.pause


def _any_move(flows: FlowSet, rng: random.Random, turn: Turn, now: datetime) -> Callable[[], Turn]:
    """What happens next: mostly something that the caller does, now and then an interrupt or a lost place."""
    session = turn.session
    match rng.randrange(60):
        case 0:
            return partial(engine.interrupt, flows, session, rng.choice(sorted(flows.flows)), now)
        case 1:
            return partial(engine.resume, flows, session, now)
        case 2:
            return partial(engine.command, flows, session, rng.choice(list(AlwaysCommand)), now)
        case 3:
            facts = {"on_duty": rng.choice(["yes", "no"])}
            return partial(engine.start, flows, rng.choice(sorted(flows.flows)), now, facts)
        case 4:
            elsewhere = _elsewhere(flows, rng, session)
            return partial(engine.advance, flows, elsewhere, _any_event(flows, rng, turn), now)
        case _:
            return partial(engine.advance, flows, session, _any_event(flows, rng, turn), now)


def _elsewhere(flows: FlowSet, rng: random.Random, session: Session) -> Session:
    """The same caller in a version that is kept, or in one that is lost."""
    kept = [flow for flow in flows.kept.values() if isinstance(flow.steps[flow.start], Ask)]
    if kept and rng.random() < 0.5:
        flow = rng.choice(kept)
        returns = tuple(frame for frame in session.returns if frame.flow != flow.name)
        return replace(session, flow=flow.name, version=flow.version, step=flow.start, returns=returns)
    gone = rng.choice(sorted(flows.flows))
    returns = tuple(frame for frame in session.returns if frame.flow != gone)
    return replace(session, flow=gone, version=999, step="gone", returns=returns)


def _wrong(flows: FlowSet, turn: Turn, now: datetime) -> str | None:
    """What must hold after every turn and does not."""
    session = turn.session
    if Session.from_json(session.to_json()) != session:
        return "the session does not survive being stored"
    places = [frame.flow for frame in session.returns] + [session.flow]
    if len(set(places)) != len(places):
        return "the places to come back to grow without end"
    if (turn.wake_at is None) == bool(session.step) or (turn.wake_at is not None and turn.wake_at <= now):
        return "a dead end: it waits without an end, or ends and waits"
    if session.step and turn.lines and turn.lines[-1].buttons[-len(ALWAYS_BUTTONS) :] != ALWAYS_BUTTONS:
        return "the last line lacks what is always possible"
    helped = engine.advance(flows, session, Said("112"), now)
    if not helped.lines or helped.lines[0].text != "help-numbers":
        return "help is not one move away"
    asked = engine.advance(flows, session, Pressed(HUMAN_BUTTON), now)
    already_asked = asked.session.flow == AlwaysCommand.HUMAN and asked.session.step
    if not already_asked and not any(isinstance(effect, Escalate) for effect in asked.effects):
        return "a person is not two moves away"
    return None


def _unreadable(flows: FlowSet, turn: Turn, rendered: set[tuple[str, str, str]]) -> str | None:
    """A line that cannot be read in some language; each is tried once."""
    for line in turn.lines:
        key = (line.flow, line.text, line.args[AUDIENCE])
        if key in rendered:
            continue
        rendered.add(key)
        for language in LANGUAGES:
            shown = flows.texts.render(line, language).text
            if not shown or "{ $" in shown.replace("{ $name }", "") or set("\u2068\u2069") & set(shown):
                return f"{line.text} cannot be read in {language}"
    return None
