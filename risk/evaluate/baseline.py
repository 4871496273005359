"""What the shipped check must not fall behind: its figures at the last release, beside the weights."""

from pathlib import Path

from risk.corpus_files import Split, files_of
from risk.evaluate.evaluation import evaluate
from risk.evaluate.report import Report
from risk.evaluate.samples import Dataset, load_samples
from risk.evaluate.systems import open_system

BASELINE = Path(__file__).parent / "baseline.json"
_ROOM = Path(__file__).resolve().parent.parent
HELD_OUT, _CORPUS = _ROOM / "held_out", _ROOM / "corpus"


def measured_files() -> list[Path]:
    """The held-out set, and the corpus, of which only the test part counts."""
    return files_of([HELD_OUT, _CORPUS])


def baseline_report() -> Report:
    """The figures of the check in force, without the results of single rows."""
    held, own = load_samples([HELD_OUT]), load_samples([_CORPUS], Split.TEST)
    data = Dataset(
        samples=(*held.samples, *own.samples),
        files=(*held.files, *own.files),
        split=None,
        unsplit=held.unsplit + own.unsplit,
        detected=held.detected + own.detected,
    )
    report = evaluate([open_system("both")], data, intervals=False)
    systems = [system.model_copy(update={"rows": []}) for system in report.systems]
    return report.model_copy(update={"systems": systems})
