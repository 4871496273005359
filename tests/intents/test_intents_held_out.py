"""The held-out messages of the intents: how they are read, and that they were not learnt from."""

from collections import Counter
from pathlib import Path

import pytest

from intents import catalogue_files, held_out_files
from intents.catalogue_files import Way
from intents.errors import HeldOutFileInvalid
from intents.evaluate import as_read, learnt_words, outcomes
from intents.held_out_files import HELD_OUT, HeldOut, load
from intents.recognise import NOTHING, Recognised, Scored

SECRET = "zebra"
GOOD = f"""\
reviewed_by: null
reviewed_on: null
written_by: team
written_on: 2026-11-30
way: ka_latn
messages:
  - {{intents: [school, anxiety], text: 'one {SECRET}'}}
  - intents: []
    text: 'two {SECRET}'
"""
KNOWN = {"school", "anxiety"}

CATALOGUE = catalogue_files.load()
MESSAGES = [message for file in load({one.id for one in CATALOGUE}) for message in file.messages]


def written(tmp_path: Path, content: str | bytes) -> Path:
    path = tmp_path / "some.yaml"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return tmp_path


def test_each_message_bears_its_way_and_its_intents_the_main_one_first(tmp_path: Path) -> None:
    (file,) = load(KNOWN, written(tmp_path, GOOD))
    first, second = file.messages
    assert (file.name, len(file.sha256)) == ("some.yaml", 64)
    assert (first.way, first.intents, second.intents) == (Way.KA_LATN, ("school", "anxiety"), ())
    assert first.id != second.id
    assert SECRET not in repr(first) + first.id


@pytest.mark.parametrize(
    ("old", "new", "line", "told"),
    [
        ("anxiety]", f"{SECRET}]", 7, "intents: one is no intent of the catalogue"),
        ("anxiety]", "school]", 7, "intents: one is named twice"),
        ("intents: []", "intents: 7", 8, "messages.1.intents: Input should be a valid list"),
        ("two", "one", 8, "messages.1: stands in this file already"),
        (f"'two {SECRET}'", "' '", 9, "messages.1.text: String should have at least 1 character"),
        (f"text: 'two {SECRET}'", f"{SECRET}: 1", 8, "messages.1"),
        ("way: ka_latn", f"way: {SECRET}", 5, "way: Input should be"),
        ("written_by: team\n", "", None, "written_by: Field required"),
        (f"'two {SECRET}'", f"'two {SECRET}", 10, "not readable as YAML"),
        (GOOD, "", None, "file: "),
    ],
)
def test_a_fault_is_told_by_file_and_line_and_never_by_a_text(
    old: str, new: str, line: int | None, told: str, tmp_path: Path
) -> None:
    with pytest.raises(HeldOutFileInvalid) as caught:
        load(KNOWN, written(tmp_path, GOOD.replace(old, new)))
    assert (caught.value.file, caught.value.line) == ("some.yaml", line)
    assert told in str(caught.value)
    assert SECRET not in str(caught.value)


def test_a_folder_without_files_and_bytes_that_are_no_text_are_refused(tmp_path: Path) -> None:
    with pytest.raises(HeldOutFileInvalid, match=r"no \.yaml file in this folder"):
        load(KNOWN, tmp_path)
    with pytest.raises(HeldOutFileInvalid, match=r"some\.yaml: cannot be read: UnicodeDecodeError"):
        load(KNOWN, written(tmp_path, b"\xff\xfe\xfa"))


def test_every_id_is_in_the_catalogue_and_every_intent_is_measured_in_each_way() -> None:
    # What names no intent of the catalogue, `load` refuses.
    assert {file.stem for file in HELD_OUT.glob("*.yaml")} == {way.value for way in Way}
    main = {(one.way, one.intents[0]) for one in MESSAGES if one.intents}
    assert main == {(way, one.id) for way in Way for one in CATALOGUE}
    assert {way for way in Way if any(one.way is way and not one.intents for one in MESSAGES)} == set(Way)


# Everybody says these alike: greetings, thanks, yes and no, laughter, a cry for help, a bare question.
_SAID_ALIKE = 3  # words
# Longer ones that two hands wrote alike all the same.
_LONGER_ALIKE = {
    (Way.KA, "what_next"): 1,
    (Way.KA, "unsure"): 1,
    (Way.RU, "which_languages"): 1,
    (Way.EN, "anonymous"): 1,
}
_MOST_ALIKE = 53


def test_no_held_out_message_was_learnt_from_but_what_everybody_says_alike() -> None:
    learnt = learnt_words(CATALOGUE)
    alike = [one for one in MESSAGES if as_read(one.text) in learnt]
    longer = Counter((one.way, one.intents[0]) for one in alike if len(one.text.split()) > _SAID_ALIKE)
    assert len(MESSAGES) > 1400
    assert len(alike) <= _MOST_ALIKE
    assert longer == _LONGER_ALIKE


def test_outcomes_say_what_was_made_of_each_message_without_its_text() -> None:
    (school,) = (one for one in CATALOGUE if one.id == "school")
    example = school.examples[Way.EN][0]
    messages = [
        HeldOut(example.upper() + "!", Way.EN, ("school",)),
        HeldOut(f"about nothing {SECRET}", Way.EN, ()),
    ]
    recognised = Recognised((Scored("school", 0.4), Scored("anxiety", 0.3)), ask=("school", "anxiety"))

    def recognise(text: str) -> Recognised:
        return NOTHING if SECRET in text else recognised

    learnt, nothing = outcomes(messages, CATALOGUE, recognise)
    assert (learnt.group, learnt.is_learnt, learnt.first) == ("topic", True, "school")
    assert (learnt.chosen, learnt.asked) == (None, ("school", "anxiety"))
    assert (nothing.group, nothing.is_learnt, nothing.first, nothing.asked) == (None, False, None, ())
    assert SECRET not in repr((learnt, nothing))


def test_a_message_has_one_id_in_every_run() -> None:
    assert held_out_files.HeldOut("one", Way.EN, ()).id == HeldOut("one", Way.EN, ("school",)).id
    assert HeldOut("one", Way.EN, ()).id != HeldOut("one", Way.KA, ()).id
