"""Figures of the kinds of danger. All pure."""

from collections.abc import Iterable, Mapping, Sequence

from risk.assessment import Danger, Kind, Level, Subject
from risk.evaluate.answers import TO_ONESELF, Answer
from risk.evaluate.kinds_report import ANY, NOTHING, KindFigures, KindsPart
from risk.evaluate.measures import share_of

# Danger from others, danger to others, and the missing.
OTHER_KINDS = tuple(kind for kind in Kind if kind not in TO_ONESELF)
# Which kinds told count as having heard one: a grave answer to self-harm is no miss.
_HEARD_AS: Mapping[Kind, frozenset[Kind]] = {
    kind: TO_ONESELF if kind in {Kind.SUICIDE, Kind.SELF_HARM} else frozenset({kind}) for kind in Kind
}


def told(answer: Answer) -> dict[Kind, Danger]:
    """Each kind told, where it is gravest; of writer and other in equal danger, the writer's."""
    found: dict[Kind, Danger] = {}
    for one in answer.dangers:
        before = found.get(one.kind)
        if before is None or (one.level, one.subject is Subject.SELF) > (
            before.level,
            before.subject is Subject.SELF,
        ):
            found[one.kind] = one
    return found


def kinds_part(answers: Sequence[Answer]) -> KindsPart | None:
    """The figures of rows labelled for kinds, and of `none` rows beside them; None if no row is labelled."""
    labelled = sum(one.sample.kinds is not None for one in answers)
    if not labelled:
        return None
    each = [(one, told(one)) for one in answers]
    true_rows, confusion = _confusion(each)
    return KindsPart(
        rows=labelled,
        any=_of_others(each),
        kinds=[_of_kind(kind, each) for kind in Kind],
        true=[*(kind.value for kind in Kind), NOTHING],
        told=[*(kind.value for kind in Kind), NOTHING],
        true_rows=true_rows,
        confusion=confusion,
    )


_Told = tuple[Answer, dict[Kind, Danger]]


def _of_kind(kind: Kind, each: Sequence[_Told]) -> KindFigures:
    heard_as = _HEARD_AS[kind]

    def heard(found: Mapping[Kind, Danger]) -> Level:
        return max((found[one].level for one in heard_as if one in found), default=Level.NONE)

    shown = [(one, found, one.sample.dangers[kind]) for one, found in each if kind in one.sample.dangers]
    return KindFigures(
        kind=kind.value,
        at_level=share_of(heard(found) >= level for _, found, level in shown),
        found=share_of(heard(found) > Level.NONE for _, found, _ in shown),
        alarmed=share_of(one.level >= level for one, _, level in shown),
        raised=share_of(
            heard(found) > Level.NONE
            for one, found in each
            if one.sample.kinds is not None and not heard_as & one.sample.dangers.keys()
        ),
        raised_on_none=share_of(heard(found) > Level.NONE for found in _of_none(each)),
        subject=share_of(
            _is_right(one, (found[kind] for kind in heard_as if kind in found))
            for one, found, _ in shown
            if heard(found) > Level.NONE
        ),
    )


def _of_others(each: Sequence[_Told]) -> KindFigures:
    """All kinds of danger from others and to others in one."""

    def some(found: Mapping[Kind, Danger]) -> bool:
        return any(kind in found for kind in OTHER_KINDS)

    shown = [(one, found, dict(one.sample.kinds)) for one, found in each if one.sample.kinds]
    return KindFigures(
        kind=ANY,
        at_level=share_of(
            all(kind in found and found[kind].level >= level for kind, level in kinds.items())
            for _, found, kinds in shown
        ),
        found=share_of(any(kind in found for kind in kinds) for _, found, kinds in shown),
        alarmed=share_of(one.level >= max(kinds.values()) for one, _, kinds in shown),
        raised=share_of(
            some(found) for one, found in each if one.sample.kinds is not None and not one.sample.kinds
        ),
        raised_on_none=share_of(some(found) for found in _of_none(each)),
        subject=share_of(
            _is_right(one, (found[kind] for kind in kinds if kind in found))
            for one, found, kinds in shown
            if found.keys() & kinds.keys()
        ),
    )


def _of_none(each: Sequence[_Told]) -> Iterable[dict[Kind, Danger]]:
    return (found for one, found in each if one.sample.level is Level.NONE)


def _is_right(answer: Answer, told_dangers: Iterable[Danger]) -> bool:
    """Whether the gravest danger told is said of the right one; of two equal ones the writer's counts."""
    gravest = max(told_dangers, key=lambda one: (one.level, one.subject is Subject.SELF))
    return gravest.subject is (answer.sample.subject or Subject.SELF)


def _confusion(each: Sequence[_Told]) -> tuple[list[int], list[list[int]]]:
    """Rows by what they show and what was told. Left out are those of which nobody says what they show."""
    names = [*Kind, None]
    rows = [0] * len(names)
    counts = [[0] * len(names) for _ in names]
    for one, found in each:
        shown: Iterable[Kind | None] = one.sample.dangers
        if not one.sample.dangers:
            is_known = one.sample.kinds is not None or one.sample.level is Level.NONE
            shown = [None] if is_known else []
        for kind in shown:
            line = names.index(kind)
            rows[line] += 1
            for other in found or [None]:
                counts[line][names.index(other)] += 1
    return rows, counts
