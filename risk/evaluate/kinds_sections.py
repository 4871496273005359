"""The kinds of danger as tables."""

from collections.abc import Sequence

from risk.evaluate.figures import KIND_FIGURES, KIND_NAMES, UNKNOWN, written_narrowly
from risk.evaluate.kinds_report import KindFigures, KindsPart
from risk.evaluate.report import SystemReport
from risk.evaluate.section import NARROW, Section, group_names

_SHORTS = tuple(figure.short for figure in KIND_FIGURES)


def kinds_sections(systems: Sequence[SystemReport]) -> list[Section]:
    """Every table about kinds; empty rows where no file is labelled for them."""
    return [
        _by_kind(systems),
        _by_language(systems),
        _each_by_language(systems),
        *(_confusion(system) for system in systems),
    ]


def _by_kind(systems: Sequence[SystemReport]) -> Section:
    rows = [
        (KIND_NAMES[kind], _name(system), *_cells(figures))
        for kind in KIND_NAMES
        for system in systems
        for figures in _every(system.kinds)
        if figures.kind == kind and figures.at_level.of + figures.raised.of
    ]
    return Section("kinds", f"Kinds of danger: {NARROW}", ("kind", "system", *_SHORTS), tuple(rows))


def _by_language(systems: Sequence[SystemReport]) -> Section:
    rows = [(name, _name(system), *_cells(part.any)) for name, system, part in _groups(systems)]
    title = f"Danger from others and to others, by language and script: {NARROW}"
    return Section("kinds-language", title, ("language", "system", *_SHORTS), tuple(rows))


def _each_by_language(systems: Sequence[SystemReport]) -> Section:
    names = [
        name for name in group_names(systems, "language") if any(one == name for one, *_ in _groups(systems))
    ]
    at_level = {
        (figures.kind, name, system.name): written_narrowly(figures.at_level)
        for name, system, part in _groups(systems)
        for figures in _every(part)
    }
    rows = [
        (
            KIND_NAMES[kind],
            _name(system),
            *(at_level.get((kind, name, system.name), UNKNOWN) for name in names),
        )
        for kind in KIND_NAMES
        for system in systems
        if any((kind, name, system.name) in at_level for name in names)
    ]
    title = f"Each kind found at its level or worse, by language and script: {NARROW}"
    return Section("kinds-each", title, ("kind", "system", *names), tuple(rows))


def _confusion(system: SystemReport) -> Section:
    part = system.kinds
    rows = (
        []
        if part is None
        else [
            (_short(true), str(count), *map(str, line))
            for true, count, line in zip(part.true, part.true_rows, part.confusion, strict=True)
            if count
        ]
    )
    told = part.told if part is not None else []
    title = f"{system.name}: rows by the kinds they show (down) and the kinds told (across)"
    return Section("kinds-confusion", title, ("shown", "rows", *map(_short, told)), tuple(rows), system.name)


def _groups(systems: Sequence[SystemReport]) -> list[tuple[str, SystemReport, KindsPart]]:
    return [
        (name, system, group.kinds)
        for name in group_names(systems, "language")
        for system in systems
        for group in system.groups
        if (group.by, group.name) == ("language", name) and group.kinds is not None
    ]


def _every(part: KindsPart | None) -> list[KindFigures]:
    return [] if part is None else [part.any, *part.kinds]


def _cells(figures: KindFigures) -> list[str]:
    return [written_narrowly(figure.of(figures)) for figure in KIND_FIGURES]


def _name(system: SystemReport) -> str:
    return f"{system.name} (no such head)" if "kinds" in system.missing_heads else system.name


def _short(kind: str) -> str:
    return kind.replace("_", " ")
