"""All loaded flows with their texts: what the engine walks and the rooms above ask for."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from flows.errors import UnknownFlow
from flows.instrument import Instrument
from flows.latin import rough_latin
from flows.model import Ask, Audience, Choice, Flow, press_of
from flows.session import Line
from flows.texts import AUDIENCE, Texts

_LONGEST_TYPED_LABEL: Final = 100
"""Letters; labels have at most 64, and a page of writing is not searched for one."""


def spoken(text: str) -> str:
    """A label or an answer reduced to its words, so that a typed label counts as its button.

    Question marks and pictures stay: "no?" and "no 👍" are not the button "No".
    """
    plain = unicodedata.normalize("NFKC", text).casefold()
    return " ".join("".join(c if c.isalnum() or _matters(c) else " " for c in plain).split())


def without_pictures(label: str) -> str:
    """A label as people type it: "🙂 Good" is answered by "good"."""
    return "".join(c for c in label if unicodedata.category(c) != "So")


def _matters(character: str) -> bool:
    return character == "?" or unicodedata.category(character) == "So"


@dataclass(frozen=True, slots=True)
class FlowSet:
    """Checked flows by name, their texts, and for each question its labels as words.

    `unreviewed_files` lists what nobody has put their name under. `kept` are older versions by name and
    version, for those who began with them. `buttons` says by a button's data whose text its label is.
    """

    flows: Mapping[str, Flow]
    texts: Texts
    labels: Mapping[tuple[str, str], Mapping[str, str]] = field(default_factory=dict)
    unreviewed_files: tuple[str, ...] = ()
    kept: Mapping[tuple[str, int], Flow] = field(default_factory=dict)
    instruments: Mapping[str, Instrument] = field(default_factory=dict)
    buttons: Mapping[str, tuple[str, str]] = field(default_factory=dict)

    def get(self, name: str) -> Flow:
        """The flow of that name. Raises `UnknownFlow`."""
        try:
            return self.flows[name]
        except KeyError:
            raise UnknownFlow(name) from None

    def find(self, name: str, version: int) -> Flow | None:
        """The flow in exactly that version, or None when it is not loaded."""
        flow = self.flows.get(name)
        return flow if flow is not None and flow.version == version else self.kept.get((name, version))

    def home(self, facts: Mapping[str, str], last: str = "") -> str:
        """Where a caller belongs: the flow they came in by, else the last one if that has an audience,
        else `youth`, else the first for young people. Raises `UnknownFlow` when there is none."""
        for name in (facts.get("home", ""), last):
            if name in self.flows and self.flows[name].audience is not Audience.ANY:
                return name
        if Audience.YOUTH.value in self.flows:
            return Audience.YOUTH.value
        for name, flow in sorted(self.flows.items()):
            if flow.audience is Audience.YOUTH:
                return name
        raise UnknownFlow(Audience.YOUTH.value)

    def choice(self, flow: str, question: Ask, data: str) -> Choice | None:
        """The button of this question that sends this data, or None."""
        return next((c for c in question.choices if press_of(flow, question, c) == data), None)

    def label_line(self, data: str, audience: str) -> Line | None:
        """What was written on the button that sends this data, or None when no button does any more."""
        found = self.buttons.get(data)
        return Line(*found, {AUDIENCE: audience}) if found is not None else None

    def label(self, key: str, question: Ask, text: str) -> str | None:
        """The id of the button whose label was typed, in any language and script, or None.

        `key` is that of the flow, `Flow.key`.
        """
        if len(text) > _LONGEST_TYPED_LABEL:
            return None
        labels = self.labels.get((key, question.id), {})
        words = spoken(text)
        return labels.get(words) or labels.get(rough_latin(words))

    def unreviewed(self) -> list[str]:
        """Files whose content nobody has reviewed; production refuses to start with them."""
        return list(self.unreviewed_files)
