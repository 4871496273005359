"""The systems that can be measured, by name. Each is a callable: text in, assessment out."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.metadata import version as package_version

from risk.assessment import Assessment, Level
from risk.evaluate import connected
from risk.evaluate.errors import SystemMissing, SystemUnknown

DEFAULT = "both"


@dataclass(frozen=True, slots=True)
class System:
    """A system ready to answer, and the version that its figures belong to.

    `missing_heads` are questions that its network does not answer.
    """

    name: str
    version: str
    assess: Callable[[str], Assessment]
    missing_heads: tuple[str, ...] = ()


def open_system(name: str) -> System:
    """Make a system ready. Raises `SystemUnknown`, and `SystemMissing` if its package is not installed."""
    if name not in _OPENERS:
        raise SystemUnknown(f"no system of this name; choose of {', '.join(_OPENERS)}")
    return _OPENERS[name]()


def open_systems(names: Sequence[str]) -> list[System]:
    """The systems named, each once, in order; `both` if none is named."""
    return [open_system(name) for name in dict.fromkeys(names or [DEFAULT])]


def names() -> tuple[str, ...]:
    """Every name that `open_system` knows."""
    return tuple(_OPENERS)


def _rules() -> System:
    assess, version = connected.rules()
    return System("rules", version, assess)


def _model() -> System:
    assess, version = connected.model()
    return System("model", version, assess, connected.missing_heads())


def _both() -> System:
    assess, version = connected.both()
    return System("both", version, assess, connected.missing_heads())


def _rrt_advocate() -> System:
    """The package rrt-advocate (English, rules and sentiment), each message as the first of its session.

    Its five levels are ours in order. Its own score of safety (1 safe, 0.05 immediate danger) is laid on the
    severity scale, so that its ranking counts and not its five levels alone.
    """
    try:
        from rrt_advocate import CrisisEngine, CrisisLevel
    except ImportError:
        raise SystemMissing(
            "system rrt-advocate: its package is not installed; install mkhari[evaluate]"
        ) from None
    levels = dict(
        zip(
            (CrisisLevel.GREEN, CrisisLevel.YELLOW, CrisisLevel.ORANGE, CrisisLevel.RED, CrisisLevel.BLACK),
            Level,
            strict=True,
        )
    )
    engine = CrisisEngine("measured")
    version = f"rrt-advocate-{package_version('rrt-advocate')}"

    def assess(text: str) -> Assessment:
        engine.reset_session()
        found = engine.assess(text)
        severity = 6 * (1 - found.user_safety_score)
        return Assessment(levels[found.crisis_level], version=version, severity=severity)

    return System("rrt-advocate", version, assess)


_OPENERS: dict[str, Callable[[], System]] = {
    "rules": _rules,
    "model": _model,
    "both": _both,
    "rrt-advocate": _rrt_advocate,
}
