"""What must stand nowhere in the project, whoever wrote it."""

import json
import re
from pathlib import Path

import pytest

from tests.project.tree import ROOT, is_lock, our_files, our_texts

LINES_IN_A_MODULE = 300
GENERATED = {Path("web/shared/api.gen.ts")}
# The code that refuses the numbers of the other Georgia has to name them; so may its tests.
REFUSES_FOREIGN_NUMBERS = {Path("flows/safety_rules.py")}

REGISTRIES = re.compile(
    r"(?i)pypi\.org|pythonhosted\.org|registry\.(npmjs|yarnpkg)|npmjs\.(org|com)|deb\.debian|security\.debian"
)
# A path that exists on one machine only: a home folder, or a checkout at the top of the disk.
MACHINE_PATH = re.compile(r"(?<![\w./~*-])/(work|root|home|Users)/")
# 988 and the GCAL line serve the US state of Georgia: shown here they would send a child to nobody.
FOREIGN_NUMBER = re.compile(r"(?<![\d.,#&x-])988(?!\d)|\bGCAL\b|715[ -]?4225")
OUTSIDE_FOLDER = re.compile(r"(?:\.\./)+shared\b")


def places(
    pattern: re.Pattern[str], *, locks: bool = True, but: frozenset[Path] | set[Path] = frozenset()
) -> list[str]:
    return [
        f"{path}:{number}: {found[0]}"
        for path, text in our_texts()
        if path not in but and (locks or not is_lock(path))
        for number, line in enumerate(text.splitlines(), start=1)
        if (found := pattern.search(line))
    ]


def test_every_folder_of_ours_is_walked() -> None:
    read = {str(path) for path, text in our_texts() if text.strip()}

    assert {
        *(".ci/run", "Makefile", "README.md", "pyproject.toml"),
        *("api/app.py", "app/cli.py", "bot/callers/send.py", "conversation/service.py", "docs/settings.md"),
        *("escalation/policy.yaml", "flows/scripts/youth.ka.ftl", "requirements/base.lock", "risk/assess.py"),
        *("store/live.py", "tests/fixtures.py", "web/package-lock.json", "web/widget/frame.html"),
    } - read == set()


@pytest.mark.parametrize(
    ("pattern", "line"),
    [
        # In pieces, so that this file is not refused itself.
        (REGISTRIES, f"https://registry.{'npmjs'}.org/lit"),
        (MACHINE_PATH, f"open('/{'home'}/somebody/mkhari')"),
        (FOREIGN_NUMBER, "call 988"),
        (OUTSIDE_FOLDER, f"see ../../{'shared'}/docs"),
    ],
)
def test_what_must_stand_nowhere_is_known_when_it_is_seen(pattern: re.Pattern[str], line: str) -> None:
    assert pattern.search(line)


def test_no_file_names_a_package_registry() -> None:
    assert places(REGISTRIES) == []


def test_no_file_names_a_path_of_one_machine() -> None:
    assert places(MACHINE_PATH, locks=False) == []


def test_numbers_of_the_other_georgia_stand_only_where_they_are_refused() -> None:
    tests = {path for path in our_files() if path.parts[0] == "tests"}

    assert places(FOREIGN_NUMBER, locks=False, but=REFUSES_FOREIGN_NUMBERS | tests) == []


def test_no_file_reads_a_folder_outside_the_project() -> None:
    climbing = [
        f"{path}: {found[0]}"
        for path, text in our_texts()
        for found in OUTSIDE_FOLDER.finditer(text)
        if not (ROOT / path.parent / found[0]).resolve().is_relative_to(ROOT / "web")
    ]

    assert climbing == []


def test_every_locked_python_package_has_a_hash_and_no_address() -> None:
    paths = (ROOT / "requirements").glob("*.lock")
    locks = {path.stem: path.read_text(encoding="ascii").strip() for path in paths}
    assert locks.keys() == {"base", "bootstrap", "dev", "learn", "node", "torch", "torch-cpu"}
    assert [name for name, text in locks.items() if not text] == []
    assert [
        f"{name}: {entry.split()[0]}"
        for name, text in locks.items()
        for entry in re.split(r"\n(?=\S)", text)
        if "--hash=sha256:" not in entry
    ] == []
    assert [name for name, text in locks.items() if "://" in text] == []


def test_every_locked_web_package_has_a_hash_and_no_address() -> None:
    packages = json.loads((ROOT / "web/package-lock.json").read_text(encoding="utf-8"))["packages"]
    del packages[""]

    assert {"node_modules/lit", "node_modules/vite", "node_modules/typescript"} <= packages.keys()
    assert [name for name, package in packages.items() if "integrity" not in package] == []
    assert [name for name, package in packages.items() if "resolved" in package] == []


def test_no_module_is_longer_than_one_sitting() -> None:
    lengths = {
        str(path): len(text.splitlines())
        for path, text in our_texts()
        if path.suffix in {".py", ".ts", ".js"} and path not in GENERATED
    }
    long = {path: lines for path, lines in lengths.items() if lines > LINES_IN_A_MODULE}

    assert {"app/cli.py", "tests/fixtures.py", "web/build.js"} <= lengths.keys()
    assert long == {}, f"Split what is over {LINES_IN_A_MODULE} lines by what it does."


def test_test_files_have_names_of_their_own() -> None:
    names = [path.name for path in our_files() if path.parts[0] == "tests" and path.name.startswith("test_")]

    assert sorted(names) == sorted(set(names)), "pytest cannot tell two test files of one name apart."


def test_links_in_the_documents_lead_somewhere() -> None:
    link = re.compile(r"\]\((?!\w+:|#)([^)#\s]+)[^)]*\)")
    links = [
        (path, target) for path, text in our_texts() if path.suffix == ".md" for target in link.findall(text)
    ]
    dead = [f"{path} -> {target}" for path, target in links if not (ROOT / path.parent / target).exists()]

    assert (Path("README.md"), "docs/architecture.md") in links
    assert dead == []
