"""The intents as tables."""

from risk.evaluate.figures import INTENT_FIGURES, written_narrowly
from risk.evaluate.intents_report import IntentsReport
from risk.evaluate.section import NARROW, Section


def intents_sections(report: IntentsReport) -> list[Section]:
    """Every table about intents; of a network without such a head one that says so."""
    if missing := no_such_head(report):
        rows = (("held-out messages", str(report.messages)),)
        return [Section("intents", missing, ("", "not measured"), rows)]
    return [_figures(report), _calls(report), _none(report), _confusions(report)]


def no_such_head(report: IntentsReport) -> str | None:
    """What is said of a network that recognises no intents."""
    return None if report.has_head else f"intents: network {report.network} has no such head"


def intents_line(report: IntentsReport) -> str:
    """What was measured, in one line."""
    return f"intents: network {report.network}, {report.messages} messages of {len(report.data)} files"


def _figures(report: IntentsReport) -> Section:
    heads = ("way of writing", "group", *(figure.short for figure in INTENT_FIGURES))
    rows = tuple(
        (one.way, one.group, *(written_narrowly(figure.of(one)) for figure in INTENT_FIGURES))
        for one in report.figures
    )
    return Section("intents", f"Intents of held-out messages: {NARROW}", heads, rows)


def _calls(report: IntentsReport) -> Section:
    heads = (
        "intent",
        "way of writing",
        "found: chosen, or one of the two asked",
        "chosen",
        "chosen elsewhere",
    )
    rows = tuple(
        (one.intent, one.way, *map(written_narrowly, (one.found, one.chosen, one.chosen_elsewhere)))
        for one in report.calls
    )
    return Section("intents-calls", f"Wishes for a person and cries for help: {NARROW}", heads, rows)


def _none(report: IntentsReport) -> Section:
    rows = tuple(
        (one.way, *map(written_narrowly, (one.chosen, one.asked, one.unsure)))
        for one in report.none
        if one.messages
    )
    title = f"Messages about nothing of the catalogue: {NARROW}"
    return Section(
        "intents-none", title, ("way of writing", "something chosen", "asked about two", "unsure"), rows
    )


def _confusions(report: IntentsReport) -> Section:
    rows = tuple((one.true, one.taken, str(one.messages), str(one.chosen)) for one in report.confusions)
    title = "Intents taken for others most often: in the first place, and of these acted on"
    return Section("intents-confusions", title, ("truly", "first place", "messages", "acted on"), rows)
