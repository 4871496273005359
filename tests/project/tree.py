"""The files of this project as the tests about it read them: what we wrote, not what was installed."""

import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# What .gitignore names: made here, never committed.
MADE_HERE = {"node_modules", "dist", "var", "__pycache__"}
HIDDEN_OF_OURS = {".ci", ".gitignore", ".dockerignore"}
# Words and numbers that a program counted: no sentence of ours.
COUNTED = {Path("encoder/weights/tokenizer.json")}
NOT_TEXT = {".png", ".ico", ".woff2", ".parquet", ".npz", ".gz", ".bin", ".onnx", ".pdf"}


def is_ours(name: str) -> bool:
    """Say whether a file or folder of this name belongs to the project."""
    if name.startswith("."):
        return name in HIDDEN_OF_OURS
    return name not in MADE_HERE and not name.endswith((".egg-info", ".pyc"))


@cache
def our_files() -> tuple[Path, ...]:
    """Return every file of ours, relative to the top folder, in a fixed order."""
    found: list[Path] = []
    for folder, folders, names in os.walk(ROOT):
        folders[:] = sorted(filter(is_ours, folders))
        found += [Path(folder, name).relative_to(ROOT) for name in sorted(filter(is_ours, names))]
    return tuple(found)


def our_texts() -> Iterator[tuple[Path, str]]:
    """Give every text file of ours with what stands in it."""
    for path in our_files():
        if path.suffix not in NOT_TEXT and path not in COUNTED:
            yield path, (ROOT / path).read_text(encoding="utf-8")


def is_lock(path: Path) -> bool:
    """Say whether a tool wrote this file as a lock: hashes in it look like anything."""
    return path.suffix == ".lock" or path.name == "package-lock.json"
