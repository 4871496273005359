"""Conversations as text files: what a caller does, and all that the flows answer. Read them; diff them.

    flow: youth
    language: ka
    facts: on_duty=no          (optional)

      what the program says
      [a button | another]
      * escalate urgent crisis (an effect)
      ~ 20m                    (after so much silence the wait goes on by itself)

    > what the caller writes
    > [youth.about.me]         (presses a button)
    > (silence)
    > !crisis                  (a risk check jumps to that flow)
    > !resume                  (and comes back)

Only the head and the lines that begin with `> ` are written by hand; the rest is made by `replay`.
"""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from flows import engine
from flows.errors import FlowError
from flows.flowset import FlowSet
from flows.lines import ALWAYS_BUTTONS
from flows.session import (
    ChangeLanguage,
    Count,
    Effect,
    Escalate,
    Pressed,
    Said,
    Schedule,
    Session,
    Silence,
    Turn,
)
from flows.spans import written

BEGINNING: Final = datetime(2026, 1, 5, 20, 0, tzinfo=UTC)
"""A Monday evening; every transcript begins then."""

SILENCE: Final = "(silence)"
RESUME: Final = "!resume"


class TranscriptBroken(FlowError):
    """A transcript's head cannot be read."""


@dataclass(frozen=True, slots=True)
class Transcript:
    """The part of a transcript that is written by hand."""

    flow: str
    language: str
    facts: dict[str, str] = field(default_factory=dict)
    moves: tuple[str, ...] = ()


def read_transcript(text: str) -> Transcript:
    """Read the head and the caller's moves. Raises `TranscriptBroken`."""
    head: dict[str, str] = {}
    lines = text.splitlines()
    for line in lines:
        if not line.strip():
            break
        name, _, value = line.partition(":")
        head[name.strip()] = value.strip()
    if not {"flow", "language"} <= head.keys():
        raise TranscriptBroken("a transcript begins with the lines flow: and language:")
    facts = dict(pair.split("=", 1) for pair in head.get("facts", "").split())
    moves = tuple(line.removeprefix("> ") for line in lines if line.startswith("> "))
    return Transcript(head["flow"], head["language"], facts, moves)


def replay(flows: FlowSet, transcript: Transcript) -> str:
    """The whole conversation, answers included, as it is written to a file."""
    language = transcript.language
    lines = [f"flow: {transcript.flow}", f"language: {language}"]
    if transcript.facts:
        lines.append("facts: " + " ".join(f"{name}={value}" for name, value in transcript.facts.items()))
    now = BEGINNING
    turn = engine.start(flows, transcript.flow, now, transcript.facts)
    language, shown = show_turn(flows, turn, language, now)
    lines += ["", *shown]
    for move in transcript.moves:
        now = turn.wake_at if move == SILENCE and turn.wake_at is not None else now + timedelta(minutes=1)
        turn = make_move(flows, turn.session, move, now)
        language, shown = show_turn(flows, turn, language, now)
        lines += ["", f"> {move}", "", *shown]
    return "\n".join(lines).rstrip() + "\n"


def make_move(flows: FlowSet, session: Session, move: str, now: datetime) -> Turn:
    """What comes of one move, in the notation of transcripts; anything that is none of it is words."""
    if move == SILENCE:
        return engine.advance(flows, session, Silence(), now)
    if move == RESUME:
        return engine.resume(flows, session, now)
    if move.startswith("!") and move[1:] in flows.flows:
        return engine.interrupt(flows, session, move[1:], now)
    if move.startswith("[") and move.endswith("]"):
        return engine.advance(flows, session, Pressed(move[1:-1]), now)
    return engine.advance(flows, session, Said(move), now)


def show_turn(flows: FlowSet, turn: Turn, language: str, now: datetime) -> tuple[str, list[str]]:
    """The language from here on, and what the turn says and does, without the buttons always there."""
    shown: list[str] = []
    always = {button.data for row in ALWAYS_BUTTONS for button in row}
    for effect in turn.effects:
        if isinstance(effect, ChangeLanguage):
            language = effect.language
    for line in turn.lines:
        rendered = flows.texts.render(line, language)
        shown += [f"  {part}" for part in rendered.text.splitlines()]
        labels = [button.label for row in rendered.buttons for button in row if button.data not in always]
        if labels:
            shown.append(f"  [{' | '.join(labels)}]")
    shown += [f"  * {name_of(effect)}" for effect in turn.effects]
    if turn.wake_at is not None:
        shown.append(f"  ~ {written(turn.wake_at - now)}")
    return language, shown


def rewrite(flows: FlowSet, path: Path) -> bool:
    """Bring one file up to date; says whether it changed."""
    before = path.read_text(encoding="utf-8")
    after = replay(flows, read_transcript(before))
    if after != before:
        path.write_text(after, encoding="utf-8")
    return after != before


def name_of(effect: Effect) -> str:
    """An effect in the words of a transcript."""
    match effect:
        case Escalate(urgency, reason):
            return f"escalate {urgency} {reason}"
        case Count(name):
            return f"count {name}"
        case ChangeLanguage(language):
            return f"language {language}"
        case Schedule(what, after):
            return f"schedule {what} in {written(after)}"
