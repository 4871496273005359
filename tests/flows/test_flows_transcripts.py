"""Golden conversations: each file is what the flows say today; `mkhari flows transcripts --update`."""

from pathlib import Path

import pytest

from flows.coverage import coverage
from flows.flowset import FlowSet
from flows.model import LANGUAGES
from flows.transcripts import TranscriptBroken, read_transcript, replay

TRANSCRIPTS = Path(__file__).parent / "transcripts"
KINDS = (*LANGUAGES, "ka-latn")
FILES = sorted(TRANSCRIPTS.rglob("*.txt"))


@pytest.mark.parametrize("kind", KINDS)
def test_every_flow_is_read_and_every_transcript_is_current(flows: FlowSet, kind: str) -> None:
    written = {path.stem: path.read_text(encoding="utf-8") for path in FILES if path.parent.name == kind}
    assert set(flows.flows) <= {name.split("-")[0] for name in written}
    assert {name: replay(flows, read_transcript(text)) for name, text in written.items()} == written


def test_every_transcript_is_of_a_kind_that_is_read() -> None:
    assert {path.parent.name for path in FILES} == set(KINDS)


def test_every_step_is_come_by_in_some_transcript(flows: FlowSet) -> None:
    """`mkhari flows coverage` lists the steps that are missing here."""
    read = (read_transcript(path.read_text(encoding="utf-8")) for path in FILES)
    assert coverage(flows, read).missed == ()


def test_transcript_without_a_head_is_refused() -> None:
    with pytest.raises(TranscriptBroken, match="begins with the lines flow: and language:"):
        read_transcript("> hello\n")
