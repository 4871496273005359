"""Figures of what the network recognises in held-out messages. All pure.

The intents lie in a room of their own that this one does not know: whoever starts the measuring passes in
what came out.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Protocol

from risk.evaluate.intents_report import (
    ALL,
    NO_INTENT,
    NOT_LEARNT,
    CallFigures,
    IntentConfusion,
    IntentFigures,
    IntentRow,
    IntentsReport,
    NoneFigures,
)
from risk.evaluate.measures import share_of
from risk.evaluate.parts import DataReport, Share

# A wish for a person and a cry for help: what may be missed least.
CALLS = ("human", "help_now")
_CONFUSIONS = 20


class Outcome(Protocol):
    """One message, what it shows (the main intent first) and what was made of it."""

    @property
    def id(self) -> str: ...
    @property
    def way(self) -> str: ...
    @property
    def group(self) -> str | None: ...
    @property
    def intents(self) -> Sequence[str]: ...
    @property
    def is_learnt(self) -> bool: ...
    @property
    def first(self) -> str | None: ...
    @property
    def chosen(self) -> str | None: ...
    @property
    def asked(self) -> Sequence[str]: ...


class HeldOutFile(Protocol):
    """A file of messages: its name, the SHA-256 of its bytes, and what stands in it."""

    @property
    def name(self) -> str: ...
    @property
    def sha256(self) -> str: ...
    @property
    def messages(self) -> Sequence[object]: ...


class Recognition(Protocol):
    """What one network made of held-out messages; no outcomes where it has no head for intents."""

    @property
    def network(self) -> str: ...
    @property
    def has_head(self) -> bool: ...
    @property
    def files(self) -> Sequence[HeldOutFile]: ...
    @property
    def outcomes(self) -> Sequence[Outcome]: ...


def intents_report(found: Recognition) -> IntentsReport:
    """Count what was recognised."""
    groups = list(dict.fromkeys(one.group for one in found.outcomes if one.group is not None))
    ways = [ALL, *dict.fromkeys(one.way for one in found.outcomes)] if found.outcomes else []
    return IntentsReport(
        network=found.network,
        has_head=found.has_head,
        data=[
            DataReport(name=one.name, sha256=one.sha256, rows=len(one.messages), used=len(one.messages))
            for one in found.files
        ],
        messages=sum(len(one.messages) for one in found.files),
        figures=[figures for way in ways for figures in _by_group(way, _of_way(found, way), groups)],
        calls=[_call(intent, way, _of_way(found, way)) for intent in CALLS for way in ways],
        none=[_none(way, _of_way(found, way)) for way in ways],
        confusions=_confusions(found.outcomes),
        rows=[_row(one) for one in found.outcomes],
    )


def _of_way(found: Recognition, way: str) -> list[Outcome]:
    return [one for one in found.outcomes if way in (ALL, one.way)]


def _by_group(way: str, outcomes: Sequence[Outcome], groups: Sequence[str]) -> list[IntentFigures]:
    shown = [one for one in outcomes if one.intents]
    parts = {ALL: shown, NOT_LEARNT: [one for one in shown if not one.is_learnt]}
    parts |= {group: [one for one in shown if one.group == group] for group in groups}
    return [_figures(way, group, part) for group, part in parts.items() if part]


def _figures(way: str, group: str, part: Sequence[Outcome]) -> IntentFigures:
    def share(counts: Callable[[Outcome], bool]) -> Share:
        return share_of(counts(one) for one in part)

    return IntentFigures(
        way=way,
        group=group,
        messages=len(part),
        first_is_main=share(lambda one: one.first == one.intents[0]),
        first_is_any=share(lambda one: one.first in one.intents),
        chosen_right=share(lambda one: one.chosen in one.intents),
        chosen_wrong=share(lambda one: one.chosen is not None and one.chosen not in one.intents),
        asked_right=share(lambda one: _is_asked(one) and not set(one.asked).isdisjoint(one.intents)),
        asked_wrong=share(lambda one: _is_asked(one) and set(one.asked).isdisjoint(one.intents)),
        unsure=share(_is_unsure),
    )


def _is_asked(one: Outcome) -> bool:
    return one.chosen is None and bool(one.asked)


def _is_unsure(one: Outcome) -> bool:
    return one.chosen is None and not one.asked


def _call(intent: str, way: str, outcomes: Sequence[Outcome]) -> CallFigures:
    calls = [one for one in outcomes if intent in one.intents]
    return CallFigures(
        intent=intent,
        way=way,
        found=share_of(intent in (one.chosen, *one.asked) for one in calls),
        chosen=share_of(one.chosen == intent for one in calls),
        chosen_elsewhere=share_of(one.chosen == intent for one in outcomes if intent not in one.intents),
    )


def _none(way: str, outcomes: Sequence[Outcome]) -> NoneFigures:
    part = [one for one in outcomes if not one.intents]
    return NoneFigures(
        way=way,
        messages=len(part),
        chosen=share_of(one.chosen is not None for one in part),
        asked=share_of(map(_is_asked, part)),
        unsure=share_of(map(_is_unsure, part)),
    )


def _confusions(outcomes: Sequence[Outcome]) -> list[IntentConfusion]:
    """The most frequent ones: the first place went to another, or something was chosen where nothing is."""
    met: Counter[tuple[str, str]] = Counter()
    chosen: Counter[tuple[str, str]] = Counter()
    for one in outcomes:
        taken = one.first if one.intents else one.chosen
        if taken is not None and taken not in one.intents:
            pair = (one.intents[0] if one.intents else NO_INTENT, taken)
            met[pair] += 1
            chosen[pair] += one.chosen == taken
    most = sorted(met, key=lambda pair: (-met[pair], -chosen[pair], pair))[:_CONFUSIONS]
    return [
        IntentConfusion(true=pair[0], taken=pair[1], messages=met[pair], chosen=chosen[pair]) for pair in most
    ]


def _row(one: Outcome) -> IntentRow:
    return IntentRow(
        id=one.id,
        group=one.way,
        intents=list(one.intents),
        first=one.first,
        chosen=one.chosen,
        asked=list(one.asked),
    )
