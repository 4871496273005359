"""The published versions of flows: where they lie, how one is published, kept, and made current again.

    scripts/youth.yaml, youth.ka.ftl …                       what runs, and what is edited
    scripts/published/youth.v3.yaml, youth.v3.ka.ftl …       each version as it was published

Somebody who began with version 3 stays in it as long as its files are kept.
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from flows.errors import CannotPublish
from flows.marks import script_marks, text_marks, without_script_marks, without_text_marks
from flows.model import LANGUAGES, Flow

FOLDER: Final = "published"

_NAME: Final = re.compile(r"([a-z][a-z0-9_]*)\.v([1-9]\d*)")
_VERSION: Final = re.compile(r"^(version:[ \t]*)(\d+)", re.MULTILINE)


def published_flows(folder: Path) -> Iterator[tuple[Path, str, int]]:
    """Every published script with its flow's name and version."""
    for path in sorted((folder / FOLDER).glob("*.yaml")):
        found = _NAME.fullmatch(path.stem)
        if found is not None:
            yield path, found[1], int(found[2])


def published_texts(folder: Path) -> Iterator[tuple[Path, str, str]]:
    """Every published text file, how problems name it, and the key of the flow whose texts it holds."""
    for path in sorted((folder / FOLDER).glob("*.ftl")):
        found = _NAME.fullmatch(path.name.rsplit(".", 2)[0])
        if found is not None:
            yield path, f"{FOLDER}/{path.name}", f"{found[1]}@{found[2]}"


def versions(folder: Path, flow: str) -> list[int]:
    """The published versions of a flow that are kept, the oldest first."""
    return sorted(version for _, name, version in published_flows(folder) if name == flow)


def changed_since_published(folder: Path, flows: Iterable[Flow]) -> list[str]:
    """Scripts that say they are a version that was published otherwise."""
    return [
        f"{flow.file} (changed since version {flow.version} was published)"
        for flow in flows
        if not flow.kept
        and flow.version in versions(folder, flow.name)
        and _read(_current(folder, flow.name)) != _read(_kept(folder, flow.name, flow.version))
    ]


def publish(folder: Path, flow: str) -> int:
    """Keep the script and its texts as a new version and make it current; returns the version.

    What was changed after its review loses the mark: a new version is answered for anew.
    Raises `CannotPublish`.
    """
    now = _read(_current(folder, flow))
    if None in now:
        raise CannotPublish(flow, "its script or one of its text files is missing")
    kept = versions(folder, flow)
    version = _version_of(now[0] or "")
    last = _read(_kept(folder, flow, kept[-1])) if kept else None
    if last == now:
        raise CannotPublish(flow, f"nothing has changed since version {version} was published")
    if kept:
        version = max(kept) + 1
    texts = [text or "" for text in now]
    texts[0] = _VERSION.sub(rf"\g<1>{version}", texts[0], count=1)
    if last is not None:
        texts = _unmarked(texts, [text or "" for text in last])
    (folder / FOLDER).mkdir(exist_ok=True)
    for current, published, text in zip(
        _current(folder, flow), _kept(folder, flow, version), texts, strict=True
    ):
        published.write_text(text, encoding="utf-8")
        current.write_text(text, encoding="utf-8")
    return version


def roll_back(folder: Path, flow: str, version: int) -> None:
    """Make a kept version current again; whoever is in a newer one stays there. Raises `CannotPublish`."""
    kept = versions(folder, flow)
    if version not in kept:
        known = ", ".join(map(str, kept)) or "none"
        raise CannotPublish(flow, f"version {version} is not kept; kept are: {known}")
    now = _read(_current(folder, flow))
    if now not in [_read(_kept(folder, flow, one)) for one in kept]:
        raise CannotPublish(flow, "the script has changes that were never published; publish them first")
    for current, published in zip(_current(folder, flow), _kept(folder, flow, version), strict=True):
        current.write_text(published.read_text(encoding="utf-8"), encoding="utf-8")


def _current(folder: Path, flow: str) -> list[Path]:
    return [folder / f"{flow}.yaml", *(folder / f"{flow}.{language}.ftl" for language in LANGUAGES)]


def _kept(folder: Path, flow: str, version: int) -> list[Path]:
    return [
        folder / FOLDER / path.name.replace(flow, f"{flow}.v{version}", 1) for path in _current(folder, flow)
    ]


def _read(paths: list[Path]) -> list[str | None]:
    return [path.read_text(encoding="utf-8") if path.is_file() else None for path in paths]


def _version_of(script: str) -> int:
    found = _VERSION.search(script)
    return int(found[2]) if found is not None else 1


def _unmarked(texts: list[str], last: list[str]) -> list[str]:
    """Without the review marks that are still those of the last version."""
    script, *words = texts
    if script_marks(script) == script_marks(last[0]):
        script = without_script_marks(script)
    return [
        script,
        *(
            without_text_marks(text) if text != before and text_marks(text) == text_marks(before) else text
            for text, before in zip(words, last[1:], strict=True)
        ),
    ]
