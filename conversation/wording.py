"""From lines to messages: the one place where a conversation meets the texts."""

from conversation.channel import Button, OutgoingMessage
from conversation.state import DELETE, Speech, SystemButton, SystemLine
from flows import engine
from flows.flowset import FlowSet
from flows.session import Line
from flows.texts import SYSTEM_TEXTS, Texts

# The system's own buttons: how their data begins, and how the texts of their labels do.
_SYSTEM_LABELS = {engine.ALWAYS_PREFIX: "always-", DELETE: "delete-confirm-"}


def render(texts: Texts, speech: Speech, language: str, audience: str) -> OutgoingMessage:
    """One line as the caller will read it."""
    match speech:
        case Line():
            rendered = texts.render(speech, language)
            rows = tuple(tuple(Button(b.label, b.data) for b in row) for row in rendered.buttons)
            return OutgoingMessage(rendered.text, rows)
        case SystemLine(name=name, buttons=buttons, values=values):
            rows = tuple(tuple(_button(texts, b, language, audience) for b in row) for row in buttons)
            if values:
                counted = texts.system_counting(name, language, dict(values), audience=audience)
                return OutgoingMessage(counted, rows)
            return OutgoingMessage(texts.system(name, language, audience=audience), rows)


def _button(texts: Texts, button: SystemButton, language: str, audience: str) -> Button:
    return Button(texts.system(button.label, language, audience=audience), button.data)


def button_label(flows: FlowSet, data: str, language: str, audience: str) -> str:
    """What was written on the button that sends this data; the data itself when no button does any more."""
    for prefix, text in _SYSTEM_LABELS.items():
        name = text + data.removeprefix(prefix)
        if data.startswith(prefix) and name in SYSTEM_TEXTS:
            return flows.texts.system(name, language, audience=audience)
    line = flows.label_line(data, audience)
    return data if line is None else flows.texts.render(line, language).text
