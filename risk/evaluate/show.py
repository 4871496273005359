"""Tables in a terminal."""

from collections.abc import Sequence

from rich import box
from rich.console import Console
from rich.table import Table

from risk.evaluate.report import Report
from risk.evaluate.sections import sections, summary_lines

# Into a file or a pipe, where nobody's window says how wide.
_WIDTH = 110


def console() -> Console:
    """A terminal as wide as it is, or `_WIDTH` where there is none."""
    made = Console(highlight=False, markup=False, emoji=False)
    return made if made.is_terminal else Console(highlight=False, markup=False, emoji=False, width=_WIDTH)


def show(report: Report, out: Console) -> None:
    """Print everything that people read of a report but the files' hashes."""
    for line in summary_lines(report):
        out.print(line)
    for section in sections(report):
        show_table(section.title, section.heads, section.rows, out)


def show_table(title: str, heads: Sequence[str], rows: Sequence[Sequence[str]], out: Console) -> None:
    """Print one table, its first column on the left."""
    out.print()
    out.print(title, style="bold")
    table = Table(box=box.SIMPLE, pad_edge=False)
    for nth, head in enumerate(heads):
        table.add_column(head, justify="left" if nth == 0 else "right", overflow="fold")
    for row in rows:
        table.add_row(*row)
    out.print(table)
