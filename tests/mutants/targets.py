"""Which modules are mutated, which tests must notice, and which mutants may live: `targets.yaml`, checked."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from flows.yamlfile import line_of, read_yaml, shape_problems
from tests.mutants.mutate import Mutant

FILE = Path(__file__).with_name("targets.yaml")
ROOT = Path(__file__).resolve().parents[2]

Words = Annotated[str, Field(min_length=1)]


class TargetsUnusable(Exception):
    """The file cannot be used; one line for each thing to mend."""


@dataclass(frozen=True, slots=True)
class Accepted:
    """A mutant that no test must notice, and why. It names no line: lines move."""

    where: str
    change: str
    reason: str

    def is_of(self, mutant: Mutant) -> bool:
        """Whether this is the mutant that is meant."""
        return (self.where, self.change) == (mutant.where, mutant.change)


@dataclass(frozen=True, slots=True)
class Target:
    """A module and its tests: the quick ones nearest to it, then those that notice what these do not."""

    module: str
    tests: tuple[str, ...]
    wider: tuple[str, ...] = ()
    survivors: tuple[Accepted, ...] = ()

    def accepted(self, mutant: Mutant) -> Accepted | None:
        """Why this mutant may live, if it may."""
        return next((one for one in self.survivors if one.is_of(mutant)), None)


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Survivor(_Part):
    where: str
    change: Words
    reason: Words


class _Target(_Part):
    module: Words
    tests: Annotated[list[Words], Field(min_length=1)]
    wider: list[Words] = []
    survivors: list[_Survivor] = []


class _File(_Part):
    targets: Annotated[list[_Target], Field(min_length=1)]


def read_targets(path: Path, root: Path = ROOT) -> tuple[Target, ...]:
    """Read a file of targets whose paths start at `root`. Raises `TargetsUnusable`."""
    data, problems = read_yaml(path, path.name)
    if problems:
        raise TargetsUnusable("\n".join(f"{one.file}:{one.line}: {one.message}" for one in problems))
    try:
        shaped = _File.model_validate(data)
    except ValidationError as error:
        found = shape_problems(path.name, data, error)
        raise TargetsUnusable("\n".join(f"{one.file}:{one.line}: {one.message}" for one in found)) from None
    wrong = [f"{path.name}:{line}: {what}" for line, what in _wrong(shaped, data, root)]
    if wrong:
        raise TargetsUnusable("\n".join(wrong))
    return tuple(_target(one) for one in shaped.targets)


def _wrong(shaped: _File, data: Any, root: Path) -> Iterator[tuple[int, str]]:
    modules: set[str] = set()
    for number, target in enumerate(shaped.targets):
        at = ("targets", number)
        if target.module in modules:
            yield line_of(data, (*at, "module")), f"{target.module} stands here twice"
        modules.add(target.module)
        if not (root / target.module).is_file():
            yield line_of(data, (*at, "module")), f"there is no module {target.module}"
        for key, paths in (("tests", target.tests), ("wider", target.wider)):
            for place, name in enumerate(paths):
                if not (root / name).is_file():
                    yield line_of(data, (*at, key, place)), f"there is no test file {name}"


def _target(shaped: _Target) -> Target:
    survivors = tuple(Accepted(one.where, one.change, one.reason) for one in shaped.survivors)
    return Target(shaped.module, tuple(shaped.tests), tuple(shaped.wider), survivors)
