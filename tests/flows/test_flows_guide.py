"""What the content guide shows works as shown, in both of its languages."""

import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from pydantic import TypeAdapter
from ruamel.yaml import YAML

from flows import engine
from flows.errors import FlowsBroken, Rule
from flows.loader import load_flows
from flows.model import LANGUAGES, Resource
from flows.session import Said
from flows.shape import StepShape
from flows.transcripts import BEGINNING

DOCS = Path(__file__).parents[2] / "docs"
GUIDES = [DOCS / "content-guide.md", DOCS / "content-guide.ka.md"]
BLOCK = re.compile(r"^ *```(yaml|ftl)\n(.*?)^ *```$", re.MULTILINE | re.DOTALL)


def blocks(guide: Path) -> list[tuple[str, str]]:
    return BLOCK.findall(guide.read_text(encoding="utf-8"))


def files(guide: Path) -> dict[str, str]:
    named = (re.match(r"# (\S+\.(?:yaml|ftl))\n", text) for _, text in blocks(guide))
    return {found[1]: found.string for found in named if found is not None}


@pytest.mark.parametrize("guide", GUIDES, ids=lambda path: path.name)
def test_flow_of_ten_minutes_is_sound_and_plays(
    guide: Path, folder: Path, helplines: Mapping[str, Resource]
) -> None:
    written = files(guide)
    assert set(written) == {"exam_nerves.yaml", *(f"exam_nerves.{language}.ftl" for language in LANGUAGES)}
    for name, text in written.items():
        (folder / name).write_text(text, encoding="utf-8")
    flows = load_flows(folder, helplines)
    turn = engine.start(flows, "exam_nerves", BEGINNING)
    assert [line.text for line in turn.lines] == ["heard", "when"]
    turn = engine.advance(flows, turn.session, Said("ამ დღეებში"), BEGINNING)
    assert [line.text for line in turn.lines] == ["one_thing", "goodbye"]


@pytest.mark.parametrize("guide", GUIDES, ids=lambda path: path.name)
def test_every_kind_of_step_is_shown_rightly(guide: Path) -> None:
    kinds = {"language"}
    for language, text in blocks(guide):
        if language == "yaml" and not text.startswith("#"):
            for step in YAML(typ="safe", pure=True).load(text).values():
                kinds.add(TypeAdapter(StepShape).validate_python(step).kind)
    assert kinds == set(TypeAdapter(StepShape).json_schema()["discriminator"]["mapping"])


@pytest.mark.parametrize("guide", GUIDES, ids=lambda path: path.name)
def test_rules_that_the_guide_explains_exist(guide: Path) -> None:
    rules = re.findall(r"^\| `([a-z-]+)` \|", guide.read_text(encoding="utf-8"), re.MULTILINE)
    assert rules
    assert set(rules) <= set(Rule)


def test_both_guides_show_the_same_examples() -> None:
    georgian, english = (
        [re.sub(r"#.*", "", text) for _, text in blocks(guide)] for guide in (GUIDES[1], GUIDES[0])
    )
    assert georgian == english


def test_new_author_who_forgets_a_translation_is_told_where(
    folder: Path, helplines: Mapping[str, Resource]
) -> None:
    for name, text in files(GUIDES[0]).items():
        if name != "exam_nerves.ru.ftl":
            (folder / name).write_text(text, encoding="utf-8")
    with pytest.raises(FlowsBroken, match=r"exam_nerves\.ru\.ftl:1 missing-translation this file is missing"):
        load_flows(folder, helplines)
