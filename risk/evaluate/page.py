"""A report as one HTML file: no scripts, nothing loaded from elsewhere, readable on a phone and on paper.

Every plot stands above the table that holds its figures, so nothing is told by a picture alone.
"""

from collections.abc import Sequence
from html import escape

from risk.evaluate.charts import plots
from risk.evaluate.plotting import Plot
from risk.evaluate.report import Report
from risk.evaluate.section import Section
from risk.evaluate.sections import file_lines, sections, summary_lines

_STYLE = """
:root { color-scheme: light; }
body { font: 1rem/1.5 "Noto Sans", "Noto Sans Georgian", system-ui, sans-serif;
  color: #1a1a1a; background: #fff; max-width: 60rem; margin: 0 auto; padding: 1rem; }
h1 { font-size: 1.5rem; line-height: 1.2; } h2 { font-size: 1.2rem; margin: 2rem 0 .5rem; }
.scroll { overflow-x: auto; } .scroll:focus { outline: 3px solid #0072b2; outline-offset: 2px; }
table { border-collapse: collapse; font-size: .9rem; margin: .5rem 0; font-variant-numeric: tabular-nums; }
caption { text-align: left; font-weight: 600; padding: .25rem 0; }
th, td { border: 1px solid #767676; padding: .25rem .5rem; vertical-align: top; }
td { white-space: nowrap; } table.levels td, table.severity td { white-space: normal; }
thead th { background: #eef3f7; } th { text-align: left; } td { text-align: right; }
figure { margin: .5rem 0; } svg { display: block; width: 100%; max-width: 34rem; height: auto; }
figcaption { font-size: .9rem; }
li { overflow-wrap: anywhere; }
@media print { body { max-width: none; padding: 0; font-size: 10pt; } .scroll { overflow: visible; }
  figure, tr { break-inside: avoid; } h2 { break-after: avoid; } svg { max-width: 12cm; }
  thead th { background: none; } }
"""
_READING = """
A share is followed by its 95 % interval (Wilson) and by the rows it is counted on. The fewer rows, the wider
the interval: an interval, not the share, says what is known.

Levels: none, low, moderate, high, imminent. A message is as grave as the gravest of its dangers. From high on
a counsellor is called; from moderate on the person is asked directly. A message that is missed weighs more
than a false alarm, but both are counted.

Alerts per 100 chats are foretold for a share of chats in danger that is assumed and stated in the table, with
the false alarms counted on rows of level none.

Kinds of danger are counted in files labelled for them. Danger to oneself is known in every file, and a
message of level none shows no kind in any. Suicide and self-harm are found, too, where another kind of
danger to oneself is told.

Intents are counted by the way of writing and by the group of a message's main intent. One is acted on, or two
are asked about, or the person is told that nothing was understood.

Severity is the C-SSRS scale: 0 no ideation, 1 wish to be dead, 2 thoughts of killing oneself, 3 with a
method, 4 with some intent, 5 with a plan, 6 behaviour.

No message stands in this file.
"""
_HEADINGS = {
    "levels": "Levels",
    "language": "By language and script",
    "confusion": "Answers by true level",
    "subject": "By who is in danger",
    "source": "By source",
    "kinds": "Kinds of danger",
    "kinds-language": "Kinds of danger",
    "kinds-each": "Kinds of danger",
    "kinds-confusion": "Kinds of danger",
    "calibration": "Calibration",
    "severity": "C-SSRS severity",
    "language-severity": "C-SSRS severity",
    "subject-severity": "C-SSRS severity",
    "source-severity": "C-SSRS severity",
    "thresholds": "C-SSRS severity",
    "intents": "Intents",
    "intents-calls": "Intents",
    "intents-none": "Intents",
    "intents-confusions": "Intents",
    "speed": "Speed",
}


def page(report: Report) -> str:
    """The whole file as text."""
    title = "Risk check: " + ", ".join(system.name for system in report.systems)
    drawn = plots(report)
    body = [
        f"<h1>{escape(title)}</h1>",
        f"<p>Mkhari {escape(report.mkhari_version)}, {report.rows} labelled messages.</p>",
        "<h2>What was measured</h2>",
        _list(summary_lines(report)),
        "<h2>How to read this</h2>",
        _list(_READING.strip().split("\n\n")),
    ]
    heading = ""
    shown: set[tuple[str, str | None]] = set()
    for section in sections(report):
        about = _HEADINGS[section.kind]
        if about != heading:
            heading = about
            body.append(f"<h2>{escape(heading)}</h2>")
        if (section.kind, section.system) not in shown:
            shown.add((section.kind, section.system))
            body += [
                _figure(one) for one in drawn if (one.kind, one.system) == (section.kind, section.system)
            ]
        body.append(_table(section))
    body += ["<h2>Files</h2>", _list(file_lines(report))]
    return _DOCUMENT.format(title=escape(title), style=_STYLE, body="\n".join(body))


_DOCUMENT = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>{title}</title>
<style>{style}</style>
</head>
<body>
<main>
{body}
</main>
</body>
</html>
"""


def _list(lines: Sequence[str]) -> str:
    return "<ul>" + "".join(f"<li>{escape(line)}</li>" for line in lines) + "</ul>"


def _figure(plot: Plot) -> str:
    label = escape(plot.label)
    told = f'<svg role="img" aria-label="{label}. The table below has the figures." '
    return f"<figure>{plot.svg.replace('<svg ', told, 1)}<figcaption>{label}.</figcaption></figure>"


def _table(section: Section) -> str:
    title = escape(section.title)
    heads = "".join(f'<th scope="col">{_cell(head)}</th>' for head in section.heads)
    rows = "".join(_table_row(row) for row in section.rows)
    # Reachable by keyboard, since on a narrow screen it scrolls sideways.
    return (
        f'<div class="scroll" role="region" aria-label="{title}" tabindex="0">'
        f'<table class="{section.kind}"><caption>{title}</caption><thead><tr>{heads}</tr></thead>'
        f"<tbody>{rows}</tbody></table></div>"
    )


def _table_row(row: Sequence[str]) -> str:
    cells = "".join(f"<td>{_cell(one)}</td>" for one in row[1:])
    return f'<tr><th scope="row">{_cell(row[0])}</th>{cells}</tr>'


def _cell(text: str) -> str:
    # An interval is not torn apart at its dash.
    return escape(text).replace("–", "\u2060–\u2060").replace("\n", "<br>")
