"""What can go wrong in the intents room.

IntentsError
├── FileInvalid            a file cannot be used; names file and line
│   ├── CatalogueFileInvalid   one of the catalogue
│   └── HeldOutFileInvalid     one of the held-out messages
└── ThresholdsInvalid      the file of thresholds cannot be used; the start stops
"""


class IntentsError(Exception):
    """Base of every error that the intents room raises on purpose."""


class FileInvalid(IntentsError):
    """A file cannot be used; names the file and the line, and never holds a text of it."""

    def __init__(self, file: str, line: int | None, problem: str) -> None:
        self.file = file
        self.line = line
        self.problem = problem
        where = file if line is None else f"{file}, line {line}"
        super().__init__(f"{where}: {problem}")


class CatalogueFileInvalid(FileInvalid):
    """A file of the catalogue cannot be used."""


class HeldOutFileInvalid(FileInvalid):
    """A file of held-out messages cannot be used."""


class ThresholdsInvalid(IntentsError):
    """The thresholds cannot be used; the message names the file and what is wrong in it."""
