"""Flows and texts as read, before the rules have looked at them."""

from collections.abc import Mapping
from dataclasses import dataclass

from flows.errors import Problem
from flows.instrument import Instrument
from flows.model import Flow, Resource
from flows.textfile import TextFile


@dataclass(frozen=True, slots=True)
class Draft:
    """What a folder holds, flows by `Flow.key`; `problems` says what could not be read at all."""

    flows: Mapping[str, Flow]
    texts: Mapping[tuple[str, str], TextFile]
    resources: Mapping[str, Resource]
    instruments: Mapping[str, Instrument]
    problems: tuple[Problem, ...] = ()
