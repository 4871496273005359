"""The messages that are measured on, wherever they were read from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path

from encoder.language import detect
from encoder.normalise import words
from risk import corpus_files
from risk.assessment import Flag, Kind, Level, Subject
from risk.evaluate.errors import DataUnreadable, NothingToMeasure
from risk.evaluate.tables import TableRow, read_table

_CORPUS = {".yaml", ".yml"}
# The language of a message shows in its beginning; a pasted megabyte need not be read for it.
_READ_FOR_LANGUAGE = 4_096


@dataclass(frozen=True, slots=True)
class Sample:
    """One labelled message. `ladder` or `severity` (C-SSRS 0 to 6) may be None, never both.

    `ladder` is the level on the ladder of suicide, of the kind `own`; `kinds` are the other dangers that it
    shows, None in a file that was not labelled for them. `source` is `corpus` or a table's file name. `id` is
    the same in every run on the same data, and tells nothing of the text to who has not the file.
    """

    id: str
    text: str = field(repr=False)
    ladder: Level | None
    severity: int | None
    language: str
    script: str
    subject: Subject | None = None
    split: str | None = None
    source: str = "corpus"
    kinds: Mapping[Kind, Level] | None = None
    own: Kind = Kind.SUICIDE

    @property
    def level(self) -> Level | None:
        """How grave the message is: the gravest of all its dangers."""
        return None if self.ladder is None else max([self.ladder, *(self.kinds or {}).values()])

    @property
    def dangers(self) -> dict[Kind, Level]:
        """Every kind of danger that it is known to show, from moderate on."""
        known = {self.own: self.ladder or Level.NONE} | dict(self.kinds or {})
        return {kind: level for kind, level in known.items() if level >= Level.MODERATE}

    @property
    def group(self) -> str:
        """Language and script, for example `ka Latn`."""
        return f"{self.language} {self.script}"


@dataclass(frozen=True, slots=True)
class DataFile:
    """A file that was read: its name without folders, the SHA-256 of its bytes, its rows and those used."""

    name: str
    sha256: str
    rows: int
    used: int


@dataclass(frozen=True, slots=True)
class Dataset:
    """All that is measured on. `detected` counts rows whose language the file did not name."""

    samples: tuple[Sample, ...]
    files: tuple[DataFile, ...]
    split: str | None
    unsplit: int
    detected: int


def load_samples(paths: Sequence[Path], split: str | None = None, sheet: str | None = None) -> Dataset:
    """Read tables and corpus files or folders. With `split`, rows of other splits are left out.

    Rows that name no split are used whole and counted in `unsplit`. Raises `DataUnreadable`,
    `NothingToMeasure` and, for a corpus file, `risk.errors.CorpusFileInvalid`.
    """
    samples: list[Sample] = []
    files: list[DataFile] = []
    detected = unsplit = 0
    for path in _files(paths):
        content = _bytes_of(path)
        digest = sha256(content).hexdigest()
        if path.suffix.lower() in _CORPUS:
            found = [_of_corpus(row) for row in corpus_files.read(path.name, content)]
        else:
            rows = read_table(path.name, content, sheet)
            detected += sum(row.language is None for row in rows)
            found = [_of_table(row, path.name, digest) for row in rows]
        used = [one for one in found if split is None or one.split in (None, split)]
        unsplit += sum(one.split is None for one in used)
        files.append(DataFile(path.name, digest, len(found), len(used)))
        samples.extend(used)
    if not samples:
        which = f"of split {split}" if split else "with a message"
        raise NothingToMeasure(f"no row {which} in {len(files)} files; name files that hold some")
    return Dataset(_numbered(samples), tuple(files), split, unsplit if split else 0, detected)


def _files(paths: Sequence[Path]) -> list[Path]:
    found: dict[Path, None] = {}
    for path in paths:
        found.update(dict.fromkeys(corpus_files.files_of([path]) if path.is_dir() else [path]))
    return list(found)


def _bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise DataUnreadable(path.name, [f"cannot be read: {error.strerror}"]) from None


def _of_corpus(row: corpus_files.Row) -> Sample:
    # The corpus is published, so a hash of its text gives nothing away, and outlives edits to the file.
    return Sample(
        id=_short_hash("corpus", row.family, row.text),
        text=row.text,
        ladder=row.level,
        severity=row.severity,
        language=row.language,
        script=row.script,
        subject=row.subject,
        split=row.split.value,
        kinds=row.kinds,
        own=_own_kind(row),
    )


def _own_kind(row: corpus_files.Row) -> Kind:
    """What kind of danger to oneself the row's level is of, by its flags, as the systems tell it."""
    if row.level is Level.MODERATE and Flag.SELF_HARM in row.flags:
        return Kind.SELF_HARM
    if row.level is Level.IMMINENT and Flag.ATTEMPT in row.flags:
        return Kind.ATTEMPT_IN_PROGRESS
    return Kind.SUICIDE


def _of_table(row: TableRow, source: str, digest: str) -> Sample:
    language, script = row.language, row.script
    if language is None or script is None:
        beginning = row.text[:_READ_FOR_LANGUAGE]
        seen_language, seen_script = detect(words(beginning), original=beginning)
        language, script = language or seen_language, script or seen_script
    # Texts of a table may be people's own, and a hash of a short text can be guessed. The place cannot.
    return Sample(
        id=_short_hash("table", digest, str(row.number)),
        text=row.text,
        ladder=row.level,
        severity=row.severity,
        language=language,
        script=script,
        subject=row.subject,
        split=row.split,
        source=source,
    )


def _short_hash(*parts: str) -> str:
    return sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:20]


def _numbered(samples: Sequence[Sample]) -> tuple[Sample, ...]:
    """Samples with unique ids: the same message twice in a family is two rows."""
    seen: dict[str, int] = {}
    unique: list[Sample] = []
    for sample in samples:
        nth = seen[sample.id] = seen.get(sample.id, 0) + 1
        unique.append(sample if nth == 1 else replace(sample, id=f"{sample.id}-{nth}"))
    return tuple(unique)
