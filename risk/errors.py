"""What can go wrong in the risk room.

RiskError
├── RuleFileInvalid     a rule file cannot be used; the start stops
├── PatternInvalid      one pattern cannot be read; reported inside RuleFileInvalid
└── CorpusFileInvalid   a file of the corpus cannot be used; names file, line and family
"""


class RiskError(Exception):
    """Base of every error that the risk room raises on purpose."""


class PatternInvalid(RiskError):
    """A pattern does not follow the pattern language; the message says what to change."""


class RuleFileInvalid(RiskError):
    """A rule file cannot be used; names the file, the line and the rule."""

    def __init__(self, file: str, line: int | None, rule: str | None, problem: str) -> None:
        self.file = file
        self.line = line
        self.rule = rule
        self.problem = problem
        where = file if line is None else f"{file}, line {line}"
        if rule is not None:
            where = f"{where}, rule {rule}"
        super().__init__(f"{where}: {problem}")


class CorpusFileInvalid(RiskError):
    """A corpus file cannot be used; names the file, the line and the family, and never holds a text."""

    def __init__(self, file: str, line: int | None, family: str | None, problem: str) -> None:
        self.file = file
        self.line = line
        self.family = family
        self.problem = problem
        where = file if line is None else f"{file}, line {line}"
        if family is not None:
            where = f"{where}, family {family}"
        super().__init__(f"{where}: {problem}")
