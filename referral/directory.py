"""The directory of helplines: read from a file in the words of Open Referral HSDS, with expiry dates."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Annotated, Final, Literal

from pydantic import BaseModel, ConfigDict, StringConstraints, ValidationError, model_validator
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from flows.model import LANGUAGES, Resource
from referral.errors import DirectoryBroken, HelplinesExpired

HELPLINES: Final = Path(__file__).parent / "directory" / "helplines.yaml"

LAUNCH_NUMBERS: Final = frozenset({"112", "111", "116 006"})
"""What may be published. Lists of helplines for "Georgia" often mean the US state."""

UNCONFIRMED: Final[Mapping[str, str]] = {
    "ka": "საათები დაუზუსტებელია",
    "ru": "часы работы не подтверждены",
    "en": "hours unconfirmed",
}

Words = dict[str, Annotated[str, StringConstraints(min_length=1)]]


@dataclass(frozen=True, slots=True)
class Helpline:
    """One helpline. `organization`, `service` and `schedule` are by language.

    `assured_date` is when somebody last looked, `expires_on` until when that counts.
    """

    id: str
    organization: Mapping[str, str]
    service: Mapping[str, str]
    phone: str
    languages: tuple[str, ...]
    schedule: Mapping[str, str]
    hours_confirmed: bool
    assured_date: date
    expires_on: date
    source: str
    confidence: str

    def is_expired(self, today: date) -> bool:
        """Whether its verification no longer counts."""
        return today > self.expires_on

    def hours(self, today: date) -> Mapping[str, str]:
        """The hours as they may be shown: "unconfirmed" where nobody has confirmed them, or not lately."""
        return self.schedule if self.hours_confirmed and not self.is_expired(today) else UNCONFIRMED


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    id: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]
    organization: Words
    service: Words
    phone: str
    languages: list[Annotated[str, StringConstraints(pattern=r"^[a-z]{2}$")]]
    schedule: Words
    hours_confirmed: bool
    assured_date: date
    expires_on: date
    source: Annotated[str, StringConstraints(min_length=1)]
    confidence: Literal["high", "medium", "low"]

    @model_validator(mode="after")
    def _may_be_published(self) -> "_Entry":
        if self.phone not in LAUNCH_NUMBERS:
            raise ValueError(f"only {', '.join(sorted(LAUNCH_NUMBERS))} may be published at launch")
        if self.expires_on <= self.assured_date:
            raise ValueError("expires_on must be later than assured_date")
        for words in (self.organization, self.service, self.schedule):
            if set(words) != set(LANGUAGES):
                raise ValueError(f"write names and hours in {', '.join(LANGUAGES)}")
        return self

    def to_helpline(self) -> Helpline:
        return Helpline(
            id=self.id,
            organization=self.organization,
            service=self.service,
            phone=self.phone,
            languages=tuple(self.languages),
            schedule=self.schedule,
            hours_confirmed=self.hours_confirmed,
            assured_date=self.assured_date,
            expires_on=self.expires_on,
            source=self.source,
            confidence=self.confidence,
        )


def load_directory(path: Path = HELPLINES) -> tuple[Helpline, ...]:
    """Read a directory file, in its order. Raises `DirectoryBroken` with every problem."""
    try:
        data = YAML(typ="rt", pure=True).load(path.read_text(encoding="utf-8"))
    except YAMLError as error:
        problem = f"{path.name}:1 write a list under helplines: ({type(error).__name__})"
        raise DirectoryBroken((problem,)) from error
    entries = data.get("helplines") if isinstance(data, dict) else None
    if not isinstance(entries, list):
        raise DirectoryBroken((f"{path.name}:1 write a list under helplines:",))
    lines = [entries.lc.item(at)[0] + 1 for at in range(len(entries))]  # type: ignore[attr-defined]  # ruamel's list
    found: list[Helpline] = []
    problems: list[str] = []
    for line, entry in zip(lines, entries, strict=True):
        try:
            helpline = _Entry.model_validate(entry).to_helpline()
        except ValidationError as error:
            problems += [
                f"{path.name}:{line} {'.'.join(map(str, wrong['loc'])) or 'entry'}: {wrong['msg']}"
                for wrong in error.errors()
            ]
            continue
        if helpline.id in {other.id for other in found}:
            problems.append(f"{path.name}:{line} id: {helpline.id} is listed twice")
        found.append(helpline)
    if problems:
        raise DirectoryBroken(tuple(problems))
    return tuple(found)


@cache
def _ours() -> tuple[Helpline, ...]:
    return load_directory()


def helplines(today: date) -> tuple[Helpline, ...]:
    """Every helpline whose verification counts today."""
    return tuple(helpline for helpline in _ours() if not helpline.is_expired(today))


def refuse_expired(today: date, directory: tuple[Helpline, ...] | None = None) -> None:
    """Raise `HelplinesExpired` if any entry needs to be verified again; for checks, not for a start.

    A running service keeps showing such numbers with their hours unconfirmed: an emergency number that is
    withheld does more harm than one whose entry was looked at a day too long ago.
    """
    expired = tuple(h.id for h in (_ours() if directory is None else directory) if h.is_expired(today))
    if expired:
        raise HelplinesExpired(expired)


def resources(today: date, directory: tuple[Helpline, ...] | None = None) -> dict[str, Resource]:
    """What flows may show, by id: number, name and hours by language, in the directory's order."""
    return {
        helpline.id: Resource(
            helpline.id,
            helpline.phone,
            helpline.service,
            helpline.hours(today),
            expires_on=helpline.expires_on,
        )
        for helpline in (_ours() if directory is None else directory)
    }
