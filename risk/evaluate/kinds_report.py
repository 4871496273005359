"""The shape of what a report says of kinds of danger. It holds counts and no text."""

from risk.evaluate.parts import Part, Share

ANY, NOTHING = "any", "nothing"


class KindFigures(Part):
    """How one kind is told; `any` stands for every kind of danger from others, to others, and the missing.

    Of a message with several such kinds `any` asks for each of them at its level, for one to be found at all,
    and for the subject of the gravest that was found. Suicide and self-harm are told, too, where another kind
    of danger to oneself is; an attempt in progress is asked for by name.
    """

    kind: str
    at_level: Share  # of rows that show it: told at its level or worse
    found: Share  # of rows that show it: told at all
    alarmed: Share  # of rows that show it: the whole answer at its level or worse, whatever kind was told
    raised: Share  # of rows of labelled files that do not show it: told
    raised_on_none: Share  # of rows of level none, of all files: told
    subject: Share  # of rows where it was found: right about who is in danger


class KindsPart(Part):
    """`rows` stand in files labelled for kinds. What the ladder of suicide says is known in every file.

    `confusion[true][told]` counts rows, `true` and `told` naming what each line and column stands for; a
    message that shows several kinds, or of which several are told, counts for each. `true_rows` counts
    the rows of each line.
    """

    rows: int
    any: KindFigures
    kinds: list[KindFigures]
    true: list[str]
    told: list[str]
    true_rows: list[int]
    confusion: list[list[int]]
