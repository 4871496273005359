"""Golden conversations: each file is what the flows say today; `mkhari flows transcripts --update`."""

from pathlib import Path

import pytest

from flows.coverage import coverage
from flows.flowset import FlowSet
from flows.model import LANGUAGES
from flows.transcripts import TranscriptBroken, read_transcript, replay

TRANSCRIPTS = Path(__file__).parent / "transcripts"
FILES = sorted(TRANSCRIPTS.rglob("*.txt"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_transcript_is_current(flows: FlowSet, path: Path) -> None:
    written = path.read_text(encoding="utf-8")
    assert replay(flows, read_transcript(written)) == written


def test_every_flow_is_read_in_every_language_and_in_latin_georgian(flows: FlowSet) -> None:
    written = {(path.parent.name, path.stem.split("-")[0]) for path in FILES}
    assert {(kind, flow) for kind in (*LANGUAGES, "ka-latn") for flow in flows.flows} <= written


def test_every_step_is_come_by_in_some_transcript(flows: FlowSet) -> None:
    """`mkhari flows coverage` lists the steps that are missing here."""
    read = (read_transcript(path.read_text(encoding="utf-8")) for path in FILES)
    assert coverage(flows, read).missed == ()


def test_transcript_without_a_head_is_refused() -> None:
    with pytest.raises(TranscriptBroken, match="begins with the lines flow: and language:"):
        read_transcript("> hello\n")
