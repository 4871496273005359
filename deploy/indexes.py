"""Carry over to uv what pip was told about package indexes.

uv reads no pip settings, so where pip points at a mirror, uv would still ask the public index. What this
machine's pip says is read when it is needed; nothing about any index is written in this project.
"""

import ast
import re
from collections.abc import Mapping
from dataclasses import dataclass

# Later sources win over earlier ones, as pip itself decides.
SECTIONS = ("global", "install", ":env:")


@dataclass(frozen=True)
class UvSettings:
    """Options and environment variables that make uv ask where pip would ask."""

    options: tuple[str, ...] = ()
    environment: tuple[tuple[str, str], ...] = ()


def pip_settings(listing: str) -> dict[str, str]:
    """Return the settings in force from what `pip config list` printed, each without its section."""
    found: dict[str, dict[str, str]] = {section: {} for section in SECTIONS}
    for line in listing.splitlines():
        name, is_setting, value = line.partition("=")
        section, has_section, key = name.partition(".")
        if is_setting and has_section and section in found:
            found[section][key.replace("_", "-")] = str(ast.literal_eval(value))
    return {key: value for section in SECTIONS for key, value in found[section].items()}


def uv_settings(pip: Mapping[str, str], environment: Mapping[str, str]) -> UvSettings:
    """Translate pip's settings for uv; where the machine already tells uv about indexes, leave uv alone."""
    if any(re.fullmatch(r"UV_.*(INDEX|INDEX_URL|FIND_LINKS)", name) for name in environment):
        return UvSettings()
    options: list[str] = []
    if "index-url" in pip:
        options += ["--default-index", pip["index-url"]]
    for address in pip.get("extra-index-url", "").split():
        options += ["--index", address]
    for place in pip.get("find-links", "").split():
        options += ["--find-links", place]
    for host in pip.get("trusted-host", "").split():
        options += ["--allow-insecure-host", host]
    if pip.get("no-index", "").lower() in {"1", "true", "yes", "on"}:
        options.append("--no-index")
    # pip looks for a version in every index, and the hashes in the locks say which file is the right one.
    options += ["--index-strategy", "unsafe-best-match"]
    variables = {}
    if "cert" in pip and "SSL_CERT_FILE" not in environment:
        variables["SSL_CERT_FILE"] = pip["cert"]
    if "proxy" in pip and "ALL_PROXY" not in environment:
        variables["ALL_PROXY"] = pip["proxy"]
    return UvSettings(tuple(options), tuple(variables.items()))
