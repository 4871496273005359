"""What can be refused about the rota.

RotaError
├── UnknownStaff          nobody has this login, or the account is disabled
├── NoSuchShift           it was never there, or it has ended
├── NoSuchChange          it was never there
├── EndsBeforeItStarts
├── ShiftTooLong          more hours in a row than anybody does well
├── OverlapsItself        the person has this duty then already
├── AbsentThen            the person is away at that time
├── NothingToCover        the person to be replaced has no such turn then
├── NothingToSwap         there are no two turns that could be exchanged
├── AlreadyPast           what was is not rewritten
├── TooFarAhead
├── NotYoursToArrange     only supervisors arrange the turns of others
└── CalendarUnreadable    the file is no calendar
"""

from escalation.errors import EscalationError


class RotaError(EscalationError):
    """Base of the rota's errors."""


class UnknownStaff(RotaError):
    """There is no such member of staff, or the account is disabled."""

    def __init__(self) -> None:
        super().__init__(
            "there is no such member of staff, or the account is disabled; see `mkhari staff list`"
        )


class NoSuchShift(RotaError):
    """There is no such shift, or it has ended."""

    def __init__(self) -> None:
        super().__init__("there is no such shift, or it has ended; `mkhari rota show` lists those there are")


class NoSuchChange(RotaError):
    """There is no such absence or cover."""

    def __init__(self) -> None:
        super().__init__("there is no such absence or cover, or it is over; `mkhari rota show` lists them")


class EndsBeforeItStarts(RotaError):
    """The end is not after the beginning."""

    def __init__(self) -> None:
        super().__init__("it would end before it starts; check both dates and times")


class ShiftTooLong(RotaError):
    """More hours in a row than anybody does well."""

    def __init__(self, hours: int) -> None:
        super().__init__(
            f"a turn lasts at most {hours} hours, since nobody answers well for longer; "
            "split it between two people"
        )


class OverlapsItself(RotaError):
    """The person is on duty then already."""

    def __init__(self) -> None:
        super().__init__(
            "this person is on duty at that time already; choose somebody else, or end the other turn first"
        )


class AbsentThen(RotaError):
    """The person is absent at that time."""

    def __init__(self) -> None:
        super().__init__(
            "this person is absent at that time; choose somebody else, or take back the absence first"
        )


class NothingToCover(RotaError):
    """The person to be replaced has no turn of this duty in that time."""

    def __init__(self) -> None:
        super().__init__(
            "the person to be replaced has no such duty in that time; "
            "look at the rota, and check dates and duty"
        )


class NothingToSwap(RotaError):
    """There are no two turns that could be exchanged."""

    def __init__(self, why: str) -> None:
        super().__init__(f"{why}; name two turns of two people that have not begun")


class AlreadyPast(RotaError):
    """What was is not rewritten."""

    def __init__(self) -> None:
        super().__init__("this is past, and the rota keeps what was; choose a time that is not over")


class TooFarAhead(RotaError):
    """Further ahead than anybody plans."""

    def __init__(self, years: int) -> None:
        super().__init__(f"this is more than {years} years away; check the year")


class NotYoursToArrange(RotaError):
    """Only supervisors arrange the turns of others."""

    def __init__(self) -> None:
        super().__init__("you arrange only what concerns yourself; ask a supervisor for the rest")


class CalendarUnreadable(RotaError):
    """The file is no calendar."""

    def __init__(self, why: str) -> None:
        super().__init__(
            f"the calendar cannot be read: {why}; export it again, as an .ics file of the days to come"
        )
