"""Rules that keep callers safe: a helpline first in a crisis, a person near, no harmful word or number."""

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Final

from pydantic import BaseModel, ConfigDict
from ruamel.yaml import YAML

from flows.draft import Draft
from flows.errors import Problem, Rule
from flows.model import LANGUAGES, Ask, BringIn, Continue, End, Flow, Say, ShowResources, Step
from flows.steps import exits

BANNED_WORDS: Final = Path(__file__).parent / "banned_words.yaml"

EMERGENCY: Final = "112"
ALLOWED_NUMBERS: Final = frozenset({"112", "111", "116006"})
"""What may be published at launch. Lists of helplines for "Georgia" often mean the US state."""

ALWAYS_FLOWS: Final = ("human", "language")
"""The engine jumps to these at any wait."""

_NUMBER: Final = re.compile(r"(?<![\d\w])\+?\d(?:[  ()-]?\d){2,}")
_STATE_LINES: Final = re.compile(r"\bGCAL\b|(?<!\d)9[ -]?8[ -]?8(?!\d)", re.IGNORECASE)


class _BannedWord(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    stem: str
    instead: str


class _BannedWords(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    reviewed_by: str | None
    reviewed_on: date | None
    words: dict[str, list[_BannedWord]]


def helpline_first(draft: Draft) -> Iterator[Problem]:
    """A crisis flow says a helpline before anything else, in every language and on every path."""
    for flow in draft.flows.values():
        if not flow.crisis:
            continue
        for step in _first_said(draft, flow):
            if not _names_emergency(draft, flow, step):
                message = f"{step.id}: the first message of a crisis flow names {EMERGENCY} in every language"
                yield Problem(flow.file, step.line, Rule.HELPLINE_FIRST, message)


def way_to_a_person(draft: Draft) -> Iterator[Problem]:
    """A person within two moves of every wait: asking leads to the flow `human`, and that brings one in
    at the latest after one answer, whatever the answer is. Help is one move away: its text names 112."""
    for name in ALWAYS_FLOWS:
        if name not in draft.flows:
            message = f"the engine jumps to the flow {name} from every wait; write it"
            yield Problem(f"{name}.yaml", 1, Rule.NO_WAY_TO_A_PERSON, message)
    for human in (flow for flow in draft.flows.values() if flow.name == "human"):
        for step in sorted(_too_late(human), key=lambda step: step.line):
            message = f"{step.id}: a counsellor is not brought in before this step"
            yield Problem(human.file, step.line, Rule.NO_WAY_TO_A_PERSON, message)
    for language in LANGUAGES:
        file = draft.texts.get(("system", language))
        for text in ("help-numbers", "safety"):
            if file is not None and text in file.texts and not _all_name_emergency(file.shown(text)):
                at = file.texts[text].line
                message = f"{text}: name {EMERGENCY} in the text itself"
                yield Problem(file.file, at, Rule.NO_WAY_TO_A_PERSON, message)


def banned_words(draft: Draft) -> Iterator[Problem]:
    """Words that name a method, blame, or make death look like an act well done."""
    for (_, language), file in draft.texts.items():
        for text, at in file.texts.items():
            for shown in file.shown(text):
                for found in banned_in(shown, language):
                    yield Problem(file.file, at.line, Rule.BANNED_WORDS, f"{text}: {found}")


def banned_in(shown: str, language: str) -> list[str]:
    """Why these words may not be said to callers, one sentence for each banned stem in them."""
    if not _any_banned()[language].search(shown):
        return []
    return [
        f"{word.stem}… is not said to callers; {word.instead}"
        for pattern, word in _banned()[language]
        if pattern.search(shown)
    ]


def has_foreign_number(shown: str) -> bool:
    """Whether a number stands here that is not on the list of those we may publish."""
    numbers = {re.sub(r"\D", "", found) for found in _NUMBER.findall(shown)}
    return bool(numbers - ALLOWED_NUMBERS) or _STATE_LINES.search(shown) is not None


def foreign_numbers(draft: Draft) -> Iterator[Problem]:
    """Numbers that are not on the list of those we may publish."""
    for file in draft.texts.values():
        for text, at in file.texts.items():
            for shown in file.shown(text):
                if has_foreign_number(shown):
                    message = f"{text}: only {', '.join(sorted(ALLOWED_NUMBERS))} may be published"
                    yield Problem(file.file, at.line, Rule.FOREIGN_NUMBER, message)


def not_current_helplines(draft: Draft, today: date) -> Iterator[Problem]:
    """Helplines that a flow shows and nobody has verified, or not lately."""
    for flow in draft.flows.values():
        for step in flow.steps.values():
            if not isinstance(step, ShowResources):
                continue
            for helpline in (draft.resources[name] for name in step.resources if name in draft.resources):
                if not helpline.is_verified:
                    message = f"{step.id}: nobody has verified {helpline.id}; call the number and note it"
                    yield Problem(flow.file, step.line, Rule.HELPLINE_NOT_CURRENT, message)
                elif helpline.expires_on is not None and today > helpline.expires_on:
                    message = f"{step.id}: {helpline.id} was to be verified again by {helpline.expires_on}"
                    yield Problem(flow.file, step.line, Rule.HELPLINE_NOT_CURRENT, message)


def _first_said(draft: Draft, flow: Flow) -> list[Step]:
    found: list[Step] = []
    places = [(flow, flow.start)]
    while places:
        at, name = places.pop()
        step = at.steps[name]
        if isinstance(step, Continue):
            places.append((draft.flows[step.flow], draft.flows[step.flow].start))
        elif isinstance(step, Say | Ask | ShowResources | End):
            found.append(step)
        else:
            places += [(at, target) for target in exits(step)]
    return found


def _names_emergency(draft: Draft, flow: Flow, step: Step) -> bool:
    if not isinstance(step, Say | Ask | ShowResources):
        return False
    if isinstance(step, ShowResources):
        return any(draft.resources[name].number == EMERGENCY for name in step.resources)
    files = [draft.texts.get((flow.key, language)) for language in LANGUAGES]
    return all(
        file is None or step.text not in file.texts or _all_name_emergency(file.shown(step.text))
        for file in files
    )


def _all_name_emergency(shown: tuple[str, ...]) -> bool:
    return all(re.search(rf"(?<!\d){EMERGENCY}(?!\d)", words) for words in shown)


def _too_late(human: Flow) -> list[Step]:
    """Steps of `human` that come before a counsellor is brought in and should not."""
    found: dict[str, Step] = {}
    places = [(human.start, 0)]
    seen = set(places)
    while places:
        name, answers = places.pop()
        step = human.steps[name]
        if isinstance(step, BringIn):
            continue
        answers += isinstance(step, Ask)
        if isinstance(step, End | Continue) or answers > 1:
            found[step.id] = step
            continue
        for target in exits(step):
            if (target, answers) not in seen:
                seen.add((target, answers))
                places.append((target, answers))
    return list(found.values())


def _at_start_of_a_word(*stems: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(re.escape(stem) for stem in stems)})", re.IGNORECASE)


def banned_words_are_reviewed() -> bool:
    """Whether somebody answers for the list of banned words."""
    return _banned_file().reviewed_by is not None and _banned_file().reviewed_on is not None


@cache
def _banned_file() -> _BannedWords:
    data = YAML(typ="safe", pure=True).load(BANNED_WORDS.read_text(encoding="utf-8"))
    return _BannedWords.model_validate(data)


@cache
def _banned() -> dict[str, list[tuple[re.Pattern[str], _BannedWord]]]:
    words = _banned_file().words
    return {
        language: [(_at_start_of_a_word(word.stem), word) for word in words[language]]
        for language in LANGUAGES
    }


@cache
def _any_banned() -> dict[str, re.Pattern[str]]:
    # One look at a text instead of one for each stem: nearly every text holds none.
    words = _banned_file().words
    return {language: _at_start_of_a_word(*(word.stem for word in words[language])) for language in LANGUAGES}
