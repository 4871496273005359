"""The shape of what a report says of intents. It holds counts and the catalogue's ids, and no text."""

from risk.evaluate.parts import DataReport, Part, Share

ALL, NOT_LEARNT, NO_INTENT = "all", "not in the catalogue", "none"


class IntentFigures(Part):
    """What was made of messages that show an intent.

    `way` is a way of writing or `all`. `group` is the catalogue's group of the main intent, `all`, or `not in
    the catalogue` for messages whose very words are no example there. All shares are of the messages; those
    from `chosen_right` on add up to all of them.
    """

    way: str
    group: str
    messages: int
    first_is_main: Share  # the main intent stands in the first place
    first_is_any: Share  # one of the message's intents does
    chosen_right: Share  # acted on one of the message's intents
    chosen_wrong: Share
    asked_right: Share  # asked about two, one of which is the message's
    asked_wrong: Share
    unsure: Share  # said that nothing was understood


class CallFigures(Part):
    """How a wish for a person or a cry for help is heard, in one way of writing or in `all`."""

    intent: str
    way: str
    found: Share  # of messages with this intent: chosen, or one of the two asked about
    chosen: Share  # of these: chosen
    chosen_elsewhere: Share  # of all other messages: chosen


class NoneFigures(Part):
    """What was made of messages that show no intent of the catalogue. The shares add up to all."""

    way: str
    messages: int
    chosen: Share
    asked: Share
    unsure: Share


class IntentConfusion(Part):
    """How often a message's main intent was `true` and the first place went to `taken`, none of its own.

    `chosen` counts those that were acted on. `true` is `none` for messages that show no intent.
    """

    true: str
    taken: str
    messages: int
    chosen: int


class IntentRow(Part):
    """One message, by its hash: what is true and what was answered. `group` is its way of writing."""

    id: str
    group: str
    intents: list[str]
    first: str | None
    chosen: str | None
    asked: list[str]


class IntentsReport(Part):
    """What the network `network` recognised; without a head for intents, only what was to be measured."""

    network: str
    has_head: bool
    data: list[DataReport]
    messages: int
    figures: list[IntentFigures]
    calls: list[CallFigures]
    none: list[NoneFigures]
    confusions: list[IntentConfusion]
    rows: list[IntentRow]
