"""Review marks in the files themselves, taken off where the words have changed since the review."""

import re
from typing import Final

_SCRIPT: Final = re.compile(r"^(reviewed_(?:by|on)):[^\n]*$", re.MULTILINE)
_TEXTS: Final = re.compile(r"^(### reviewed_by:)[^\n]*$", re.MULTILINE)


def script_marks(script: str) -> list[str]:
    """The lines that say who reviewed a script and when."""
    return [found[0] for found in _SCRIPT.finditer(script)]


def text_marks(texts: str) -> list[str]:
    """The line that says who reviewed a text file."""
    return [found[0] for found in _TEXTS.finditer(texts)]


def without_script_marks(script: str) -> str:
    """The script, reviewed by nobody."""
    return _SCRIPT.sub(r"\1: null", script)


def without_text_marks(texts: str) -> str:
    """The text file, reviewed by nobody."""
    return _TEXTS.sub(r"\1 nobody", texts)
