"""What `mkhari risk evaluate` measures besides danger: here meet the rooms that do not know each other."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import typer

from conversation.hearing import shipped_hearing
from encoder.errors import EncoderError
from intents import catalogue_files, held_out_files
from intents.errors import IntentsError
from intents.evaluate import Outcome, outcomes
from intents.held_out_files import HeldOutFile
from intents.recognise import HEAD
from risk.assessment import Context
from risk.by_model import shipped_encoder
from risk.evaluate.commands import evaluate_command


@dataclass(frozen=True, slots=True)
class Recognition:
    """What the network in force made of the held-out messages; nothing where it has no head for intents."""

    network: str
    has_head: bool
    files: Sequence[HeldOutFile]
    outcomes: Sequence[Outcome]


def recognition(folder: Path | None) -> Recognition:
    """Read every held-out message of a folder, or of this project's own; a fault ends the command."""
    try:
        catalogue = catalogue_files.load()
        files = held_out_files.load({one.id for one in catalogue}, folder or held_out_files.HELD_OUT)
        encoder, hear = shipped_encoder(), shipped_hearing()
        messages = [message for file in files for message in file.messages]
        has_head = HEAD in encoder.card.heads
        found = outcomes(messages, catalogue, lambda text: hear(text, Context()).intents) if has_head else []
        return Recognition(encoder.version, has_head, files, found)
    except (IntentsError, EncoderError) as error:
        typer.secho(str(error), err=True, fg="red")
        raise typer.Exit(1) from None


evaluate = evaluate_command(recognition)
