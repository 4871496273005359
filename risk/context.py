"""One message joined with what came before it, and the level in force: how it rises and how long it stays.

Pure: the clock is passed in, and the rules are data (`risk/rules/context.yaml`). Joining only ever raises.
The level in force falls by the clock, or because a counsellor decided so, and by nothing else: neither a
score nor a later harmless message lowers it, and a clock that jumps back lowers nothing either.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from risk.assessment import Assessment, Flag, Level, Subject

WORDS: Final = "words"
"""The reason of a level that the message's own words show."""

_NO_TIME = timedelta(0)


@dataclass(frozen=True, slots=True)
class Shown:
    """How grave something is, and the code of what shows it: `WORDS`, a rule, an answer, a flow's reason."""

    level: Level = Level.NONE
    reason: str = ""

    def or_graver(self, other: "Shown") -> "Shown":
        """The graver of two; this one where they are equal."""
        return other if other.level > self.level else self


@dataclass(frozen=True, slots=True)
class Joined:
    """A message's assessment, and what it counts as together with what came before."""

    assessment: Assessment
    shown: Shown


@dataclass(frozen=True, slots=True)
class Earlier:
    """An earlier message. `level` is what its words or an answer show, or what a counsellor made of it."""

    at: datetime
    level: Level
    subject: Subject = Subject.SELF
    flags: frozenset[Flag] = frozenset()


@dataclass(frozen=True, slots=True)
class Standing:
    """The level in force as it was last shown or decided: since when, and on which message it rests.

    `seq` is None where it rests on no message of the caller: on silence, or on nothing.
    """

    level: Level
    since: datetime
    seq: int | None = None


@dataclass(frozen=True, slots=True)
class Stay:
    """How long a level stays in force when nothing shows it again, and what it falls to then."""

    level: Level
    lasts: timedelta
    falls_to: Level
    why: str
    sources: tuple[str, ...]
    reviewed_by: str | None
    reviewed_on: date | None


@dataclass(frozen=True, slots=True)
class Shows:
    """What a message must show: a level between two, and any of the flags where some are named."""

    at_least: Level
    at_most: Level
    flags: frozenset[Flag]

    def fits(self, level: Level, subject: Subject, flags: frozenset[Flag]) -> bool:
        """Whether a message shows that of its writer.

        One whose check failed shows nothing: that it counts as high says nothing about the person.
        """
        return (
            subject is Subject.SELF
            and Flag.ASSESSMENT_FAILED not in flags
            and self.at_least <= level <= self.at_most
            and (not self.flags or not self.flags.isdisjoint(flags))
        )


@dataclass(frozen=True, slots=True)
class Told:
    """One message of an example; the last one of an example is the present and has no `ago`."""

    level: Level
    ago: timedelta = _NO_TIME
    subject: Subject = Subject.SELF
    flags: frozenset[Flag] = frozenset()


@dataclass(frozen=True, slots=True)
class ContextRule:
    """Raises a message by what came before it: `before` in this order, each by a message of its own."""

    id: str
    present: Shows
    before: tuple[Shows, ...]
    within: timedelta
    raises_to: Level
    why: str
    sources: tuple[str, ...]
    reviewed_by: str | None
    reviewed_on: date | None
    raising: tuple[tuple[Told, ...], ...]
    leaving: tuple[tuple[Told, ...], ...]

    def may_raise(self, found: Assessment) -> bool:
        """Whether the message itself fits, so that what came before decides."""
        return found.level < self.raises_to and self.present.fits(found.level, found.subject, found.flags)

    def raises(self, found: Assessment, earlier: Sequence[Earlier], now: datetime) -> bool:
        """Whether the message is raised, given the earlier messages in their order."""
        if not self.may_raise(found):
            return False
        wanted = iter(self.before)
        sought = next(wanted, None)
        for message in earlier:
            # A time ahead of the clock is one that jumped back: it counts as just now.
            near = now - message.at <= self.within
            if sought is not None and near and sought.fits(message.level, message.subject, message.flags):
                sought = next(wanted, None)
        return sought is None


@dataclass(frozen=True, slots=True)
class ContextRules:
    """The context rules in force, how long levels stay, and the version that names both."""

    stays: Mapping[Level, Stay]
    rules: tuple[ContextRule, ...]
    version: str

    @property
    def reach(self) -> timedelta:
        """How far back the rules look at most."""
        return max((rule.within for rule in self.rules), default=_NO_TIME)

    def unreviewed(self) -> list[str]:
        """What nobody has put their name under: ids of rules, and levels whose stay it is."""
        stays = [f"stay of {stay.level.label}" for stay in self.stays.values() if stay.reviewed_by is None]
        return [*stays, *(rule.id for rule in self.rules if rule.reviewed_by is None)]

    def may_raise(self, found: Assessment) -> bool:
        """Whether what came before this message matters at all."""
        return any(rule.may_raise(found) for rule in self.rules)

    def join(self, found: Assessment, earlier: Sequence[Earlier], now: datetime) -> Joined:
        """What the message counts as: its own level, or that of the gravest rule that raises it.

        `earlier` holds what was said before it, oldest first, as far back as `reach`.
        """
        raising = [rule for rule in self.rules if rule.raises(found, earlier, now)]
        if not raising:
            return alone(found)
        gravest = max(raising, key=lambda rule: rule.raises_to)
        return Joined(found, Shown(gravest.raises_to, gravest.id))

    def in_force(self, standing: Standing, now: datetime, held: Level = Level.NONE) -> Level:
        """The level in force now. `held` is the level of the case that is open, below which it never is."""
        level, gone = standing.level, now - standing.since
        while level in self.stays and gone >= self.stays[level].lasts:
            gone -= self.stays[level].lasts
            level = self.stays[level].falls_to
        return max(level, held)

    def raised(self, standing: Standing, shown: Shown, now: datetime, seq: int | None) -> Standing:
        """The standing after something was shown: anew where that is as grave as what is in force.

        From then on no moment has a lower level in force than it would have had without.
        """
        if shown.level is Level.NONE or shown.level < self.in_force(standing, now):
            return standing
        return Standing(shown.level, max(now, standing.since), seq)


def alone(found: Assessment) -> Joined:
    """A message that nothing before it raises."""
    return Joined(found, Shown(found.level, WORDS if found.level > Level.NONE else ""))
