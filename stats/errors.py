"""What can go wrong with statistics."""


class StatsError(Exception):
    """Base of the stats room's errors."""


class NotCountable(StatsError):
    """A label that is not on the list of countable values: it might identify somebody."""
