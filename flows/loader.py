"""Reads the flow scripts and their texts from a folder, checks all, and gives a `FlowSet` or one error.

Beside the current scripts lies the folder `published`, with every version that somebody may still be in.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Final

from pydantic import ValidationError

from flows.checker import check
from flows.draft import Draft
from flows.errors import FlowsBroken, Problem, Rule
from flows.flowset import FlowSet, spoken, without_pictures
from flows.instrument import TEXTS, Instrument
from flows.instrument_file import INSTRUMENTS, read_instruments
from flows.latin import rough_latin
from flows.model import LANGUAGES, Ask, Flow, Resource, Screen, label_of, press_of
from flows.published import changed_since_published, published_flows, published_texts
from flows.safety_rules import BANNED_WORDS, banned_words_are_reviewed
from flows.shape import FlowShape
from flows.textfile import TextFile, read_text_file
from flows.texts import SYSTEM, Texts, owner_of
from flows.yamlfile import line_of, read_yaml, shape_problems

SCRIPTS: Final = Path(__file__).parent / "scripts"


def load_flows(
    folder: Path = SCRIPTS,
    resources: Mapping[str, Resource] | None = None,
    *,
    today: date | None = None,
    instruments: Path = INSTRUMENTS,
) -> FlowSet:
    """Load and check every flow of a folder. `resources` are the helplines that flows may show, by id.

    With `today`, helplines that are unverified or expired are problems too; a start leaves it out, since
    a service that withholds an emergency number does more harm than an entry that was not looked at.
    Raises `FlowsBroken` with every problem found, as `file:line rule message`.
    """
    draft = read_draft(folder, resources or {}, instruments)
    problems = [*draft.problems, *check(draft, today)]
    if problems:
        raise FlowsBroken(tuple(sorted(set(problems))))
    return FlowSet(
        flows={flow.name: flow for flow in draft.flows.values() if not flow.kept},
        texts=Texts({key: file.bundle for key, file in draft.texts.items()}, draft.resources),
        labels=_labels(draft),
        unreviewed_files=(*_unreviewed(draft), *changed_since_published(folder, draft.flows.values())),
        kept={(flow.name, flow.version): flow for flow in draft.flows.values() if flow.kept},
        instruments=draft.instruments,
        buttons=dict(_buttons(draft)),
    )


def read_draft(folder: Path, resources: Mapping[str, Resource], instruments: Path = INSTRUMENTS) -> Draft:
    """Read what is there, checked only as far as its shape goes; what could not be read is a problem."""
    known, problems = read_instruments(instruments)
    flows: dict[str, Flow] = {}
    for path in sorted(folder.glob("*.yaml")):
        flow, found = _read_flow(path, path.stem, known)
        problems += found
        if flow is not None:
            flows[flow.key] = flow
    for path, name, version in published_flows(folder):
        if name not in flows or flows[name].version != version:
            flow, found = _read_flow(path, name, known, kept=version)
            problems += found
            if flow is not None:
                flows[flow.key] = flow
    texts: dict[tuple[str, str], TextFile] = {}
    for path, file, owner in _text_files(folder, instruments, flows):
        language = path.suffixes[-2].removeprefix(".")
        if language not in LANGUAGES:
            message = f"name it <flow>.<{'|'.join(LANGUAGES)}>.ftl"
            problems.append(Problem(file, 1, Rule.UNKNOWN_LANGUAGE, message))
            continue
        texts[owner, language], found = read_text_file(path, file, owner, language)
        problems += found
    return Draft(flows, texts, resources, known, tuple(problems))


def _text_files(
    folder: Path, instruments: Path, flows: Mapping[str, Flow]
) -> Iterator[tuple[Path, str, str]]:
    """Each text file, how problems name it, and whose texts it holds."""
    for path in sorted(folder.glob("*.*.ftl")):
        yield path, path.name, path.name.partition(".")[0]
    for path, file, key in published_texts(folder):
        if key in flows:
            yield path, file, key
    for path in sorted(instruments.glob("*.*.ftl")):
        yield path, f"{TEXTS}/{path.name}", f"{TEXTS}/{path.name.partition('.')[0]}"


def _read_flow(
    path: Path, name: str, instruments: Mapping[str, Instrument], kept: int | None = None
) -> tuple[Flow | None, list[Problem]]:
    file = path.name if kept is None else f"{path.parent.name}/{path.name}"
    data, problems = read_yaml(path, file)
    if problems:
        return None, problems
    try:
        shape = FlowShape.model_validate(data)
    except ValidationError as error:
        return None, shape_problems(file, data, error)
    flow = shape.to_model(file, lambda at: line_of(data, at), instruments, kept=kept is not None)
    if flow.name != name:
        wrong = f"the flow is called {flow.name}; give it the name of its file"
        return None, [Problem(file, line_of(data, ("flow",)), Rule.FLOW_NAME, wrong)]
    if kept is not None and flow.version != kept:
        wrong = f"this is version {flow.version}; give the file that number"
        return None, [Problem(file, line_of(data, ("version",)), Rule.FLOW_NAME, wrong)]
    return flow, []


def _questions(draft: Draft) -> Iterator[tuple[Flow, Ask]]:
    for flow in draft.flows.values():
        for step in flow.steps.values():
            if isinstance(step, Ask):
                yield flow, step


def _labels(draft: Draft) -> dict[tuple[str, str], dict[str, str]]:
    """For each question, its buttons' labels as words: every language, form of address and script."""
    labels: dict[tuple[str, str], dict[str, str]] = {}
    for flow, step in _questions(draft):
        words: dict[str, str] = {}
        for language in LANGUAGES:
            for choice in step.choices:
                owner, label = owner_of(flow.key, label_of(step, choice))
                for form in draft.texts[owner, language].shown(label):
                    for said in (spoken(form), spoken(without_pictures(form))):
                        words.setdefault(said, choice.id)
                        if language == "ka":
                            words.setdefault(rough_latin(said), choice.id)
        words.pop("", None)
        labels[flow.key, step.id] = words
    return labels


def _buttons(draft: Draft) -> Iterator[tuple[str, tuple[str, str]]]:
    """Which label each button has, by its data; that of a current version comes last and so counts."""
    for flow, step in sorted(_questions(draft), key=lambda found: not found[0].kept):
        for choice in step.choices:
            yield press_of(flow.name, step, choice), (flow.key, label_of(step, choice))


def _unreviewed(draft: Draft) -> tuple[str, ...]:
    flows = [f"{flow.file} (version {flow.version})" for flow in draft.flows.values() if not flow.is_reviewed]
    system = [file.file for (name, _), file in draft.texts.items() if name == SYSTEM and not file.is_reviewed]
    words = [] if banned_words_are_reviewed() else [BANNED_WORDS.name]
    used = {
        step.instrument
        for flow in draft.flows.values()
        for step in flow.steps.values()
        if isinstance(step, Screen)
    }
    uncleared = [
        f"{instrument.file} (version {instrument.version}, not cleared)"
        for instrument in draft.instruments.values()
        if instrument.name in used and not instrument.is_cleared
    ]
    return tuple(sorted(flows + system + words + uncleared))
