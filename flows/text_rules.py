"""Rules about the texts: the same in every language, filled alike, short enough to read on a phone."""

from collections.abc import Iterator, Mapping
from typing import Final

from flows.draft import Draft
from flows.errors import Problem, Rule
from flows.instrument import TEXTS
from flows.model import LANGUAGES, Ask, Audience, ShowResources, press_of
from flows.steps import text_ids
from flows.texts import AUDIENCE, HELPLINES, KEPT, PLAN, SECTION, SYSTEM, SYSTEM_TEXTS, owner_of

MOST_LABEL: Final = 64
MOST_DATA: Final = 64
"""Bytes that Telegram gives a button's data."""

MOST_TEXT: Final = {Audience.YOUTH: 400, Audience.FAMILY: 700}
"""Characters of one message: about what a phone shows without scrolling; adults read a little more."""

MOST_SYSTEM: Final = 600
_TELEGRAM_LIMITS: Final = {"bot-description": 512, "bot-short-description": 120}
_SYSTEM_LABELS: Final = frozenset(
    name for name in SYSTEM_TEXTS if name.startswith(("always-", "delete-confirm-"))
) | {"plan-change", "plan-done", "plan-keep", "plan-skip"}

_SYSTEM_FIELDS: Final[Mapping[str, frozenset[str]]] = {
    "helpline": frozenset({"number", "name", "hours"}),
    "waiting-place": frozenset({"before"}),
    "plan-kept": frozenset({KEPT, SECTION}),
    "plan-more": frozenset({KEPT, SECTION}),
    "plan-shown": frozenset({PLAN}),
}


def translations(draft: Draft) -> Iterator[Problem]:
    """Texts that a language lacks, or that nothing shows."""
    wanted = _wanted(draft)
    for name, texts in wanted.items():
        for language in LANGUAGES:
            found = draft.texts.get((name, language))
            if found is None:
                file = f"{name}.{language}.ftl"
                yield Problem(file, 1, Rule.MISSING_TRANSLATION, "this file is missing or cannot be read")
                continue
            for text, (file, line) in texts.items():
                if text not in found.texts:
                    message = f"{found.file} has no text {text}"
                    yield Problem(file, line, Rule.MISSING_TRANSLATION, message)
            for text, at in found.texts.items():
                if text not in texts:
                    message = f"nothing shows {text}; remove it"
                    yield Problem(found.file, at.line, Rule.EXTRA_TRANSLATION, message)
    broken = {problem.file.removesuffix(".yaml") for problem in draft.problems}
    for (name, _), found in draft.texts.items():
        if name not in wanted and name not in broken:
            yield Problem(found.file, 1, Rule.EXTRA_TRANSLATION, f"there is no {_owner(name)}")


def placeholders(draft: Draft) -> Iterator[Problem]:
    """Placeholders that nothing fills, or that differ from the Georgian text."""
    helpline_texts = {
        (flow.key, step.text)
        for flow in draft.flows.values()
        for step in flow.steps.values()
        if isinstance(step, ShowResources)
    }
    for (name, _), found in draft.texts.items():
        reference = draft.texts.get((name, LANGUAGES[0]))
        for text, at in found.texts.items():
            shows = name == SYSTEM or (name, text) in helpline_texts
            filled = {AUDIENCE} | ({HELPLINES} if shows else set())
            filled |= _SYSTEM_FIELDS.get(text, frozenset()) if name == SYSTEM else set()
            for unknown in sorted(at.placeholders - filled):
                message = f"{text}: nothing fills {{ ${unknown} }}"
                yield Problem(found.file, at.line, Rule.UNKNOWN_PLACEHOLDER, message)
            if name != SYSTEM and shows and HELPLINES not in at.placeholders:
                message = f"{text}: write {{ ${HELPLINES} }} where the numbers go"
                yield Problem(found.file, at.line, Rule.HELPLINES_NOT_SHOWN, message)
            same = reference.texts.get(text) if reference is not None else None
            if same is not None and same.placeholders - {AUDIENCE} != at.placeholders - {AUDIENCE}:
                message = f"{text}: fills {_listed(at.placeholders)}, Georgian {_listed(same.placeholders)}"
                yield Problem(found.file, at.line, Rule.DIFFERING_PLACEHOLDERS, message)


def lengths(draft: Draft) -> Iterator[Problem]:
    """Labels, button data and messages over their limits."""
    for flow in draft.flows.values():
        for step in flow.steps.values():
            if not isinstance(step, Ask):
                continue
            for choice in step.choices:
                size = len(press_of(flow.name, step, choice).encode())
                if size > MOST_DATA:
                    message = f"{step.id}.{choice.id}: its data has {size} bytes, at most {MOST_DATA}"
                    yield Problem(flow.file, choice.line, Rule.DATA_TOO_LONG, message)
    for (name, _), found in draft.texts.items():
        for text, at in found.texts.items():
            is_label = at.is_label or (name == SYSTEM and text in _SYSTEM_LABELS)
            rule = Rule.LABEL_TOO_LONG if is_label else Rule.TEXT_TOO_LONG
            for audience in _readers(draft, name):
                most = MOST_LABEL if is_label else _most(name, text, audience)
                size = len(found.shown_to(text, audience))
                if size > most:
                    yield Problem(found.file, at.line, rule, f"{text}: {size} characters, at most {most}")


def _readers(draft: Draft, name: str) -> tuple[Audience, ...]:
    """Who reads the texts of that name: a flow for any audience, an instrument and the program, both."""
    flow = draft.flows.get(name)
    if flow is None or flow.audience is Audience.ANY:
        return Audience.YOUTH, Audience.FAMILY
    return (flow.audience,)


def _most(name: str, text: str, audience: Audience) -> int:
    return _TELEGRAM_LIMITS.get(text, MOST_SYSTEM) if name == SYSTEM else MOST_TEXT[audience]


def _wanted(draft: Draft) -> dict[str, dict[str, tuple[str, int]]]:
    """For each flow, instrument and the program, the texts it needs and where they are asked for."""
    wanted: dict[str, dict[str, tuple[str, int]]] = {
        SYSTEM: dict.fromkeys(SYSTEM_TEXTS, ("system.ka.ftl", 1)),
    }
    for flow in draft.flows.values():
        wanted[flow.key] = {
            text: (flow.file, step.line)
            for step in reversed(list(flow.steps.values()))
            for text in text_ids(step)
            if owner_of(flow.key, text) == (flow.key, text)
        }
    for instrument in draft.instruments.values():
        if instrument.has_texts:
            wanted[f"{TEXTS}/{instrument.name}"] = {
                text: (instrument.file, 1)
                for item in instrument.items.values()
                for text in (item.id, *(f"{item.id}.{answer}" for answer in item.answers))
            }
    return wanted


def _owner(name: str) -> str:
    kind, slash, instrument = name.partition("/")
    return f"instrument {instrument}, or its texts are not included" if slash else f"flow {kind}"


def _listed(names: frozenset[str]) -> str:
    return ", ".join(sorted(names - {AUDIENCE})) or "nothing"
