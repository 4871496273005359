"""The words of the flows, by language: a line of the engine becomes what a caller reads."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from fluent.runtime import FluentBundle

from flows.errors import UnknownText
from flows.model import LANGUAGES, Audience, Resource
from flows.plan import plan_of, section_of, shown
from flows.session import Line

SYSTEM: Final = "system"
"""The texts that belong to no flow. Their ids have hyphens; ids of a flow's texts never do."""

SYSTEM_TEXTS: Final = frozenset(
    {
        "always-help",
        "always-human",
        "always-language",
        "always-stop",
        "back-to-question",
        "bot-description",
        "bot-short-description",
        "case-closed-by-counsellor",
        "case-handed-back",
        "case-reopened",
        "choose-language",
        "command-delete",
        "command-help",
        "command-human",
        "command-language",
        "command-start",
        "command-stop",
        "command-plan",
        "could-not-read",
        "counsellor-changed",
        "counsellor-joined",
        "counsellor-left",
        "counsellor-lost",
        "delete-confirm",
        "delete-confirm-no",
        "delete-confirm-yes",
        "delete-kept",
        "deleted-everything",
        "follow-up-stopped",
        "group-leave",
        "help-numbers",
        "helpline",
        "ladder-backup-called",
        "ladder-called-again",
        "ladder-everybody-called",
        "ladder-going-on",
        "ladder-still-calling",
        "ladder-supervisor-called",
        "language-changed",
        "media-words-please",
        "message-not-understood",
        "nobody-on-duty",
        "plan-change",
        "plan-distractions",
        "plan-done",
        "plan-full",
        "plan-keep",
        "plan-kept",
        "plan-more",
        "plan-none",
        "plan-own-coping",
        "plan-people-to-ask",
        "plan-professionals",
        "plan-safer-surroundings",
        "plan-shown",
        "plan-skip",
        "plan-warning-signs",
        "safety",
        "stale-button",
        "start-again",
        "stopped",
        "too-long",
        "training-consent-given",
        "training-consent-question",
        "training-consent-refused",
        "training-consent-withdrawn",
        "unread-person",
        "waiting-long-1",
        "waiting-long-2",
        "waiting-long-3",
        "waiting-place",
    }
)
"""Every system text that the program asks for; a missing one stops the start."""

HELPLINES: Final = "helplines"
AUDIENCE: Final = "audience"
_IMPERSONAL: Final = frozenset({AUDIENCE, HELPLINES})
KEPT: Final = "kept"
"""What the person has written in a section of the safety plan, as lines."""
SECTION: Final = "section"
"""The heading of a section."""
PLAN: Final = "plan"
"""The whole safety plan."""


def owner_of(flow: str, text: str) -> tuple[str, str]:
    """Whose text this is that a flow shows, and its id there: the program's, an instrument's or its own."""
    if "-" in text:
        return SYSTEM, text
    owner, slash, name = text.rpartition("/")
    return (owner, name) if slash else (flow, text)


@dataclass(frozen=True, slots=True)
class RenderedButton:
    """A button as the caller sees it, and the data that comes back."""

    label: str
    data: str


@dataclass(frozen=True, slots=True)
class Rendered:
    """One message as the caller reads it."""

    text: str
    buttons: tuple[tuple[RenderedButton, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Texts:
    """All texts of all flows in all languages; the check at load makes a fallback needless."""

    bundles: Mapping[tuple[str, str], FluentBundle]
    resources: Mapping[str, Resource] = field(default_factory=dict)
    # Words that depend on nobody: only on the form of address and which helplines. Never a plan's.
    _known: dict[tuple[str, str, str, str, str], str] = field(default_factory=dict, compare=False, repr=False)

    def render(self, line: Line, language: str) -> Rendered:
        """One line in one language. Raises `UnknownText` for a line that no checked flow can make."""
        return Rendered(
            self._words(line.flow, line.text, language, line.args),
            tuple(
                tuple(
                    RenderedButton(self._words(line.flow, button.text, language, line.args), button.data)
                    for button in row
                )
                for row in line.buttons
            ),
        )

    def system(self, name: str, language: str, **args: str) -> str:
        """A text that belongs to no flow; `audience="family"`: polite plural. Raises `UnknownText`."""
        return self._words(SYSTEM, name, language, args)

    def system_counting(self, name: str, language: str, numbers: Mapping[str, int], **args: str) -> str:
        """The same with numbers in it, which decide on the plural."""
        return self._written(SYSTEM, name, language, args, numbers)

    def in_every_language(self, name: str) -> str:
        """A system text in all languages one after the other, for when the caller's language is unknown."""
        return "\n\n".join(self.system(name, language) for language in LANGUAGES)

    def has(self, flow: str, text: str, language: str) -> bool:
        """Whether this text exists."""
        return self._pattern(flow, text, language) is not None

    def _words(self, flow: str, text: str, language: str, args: Mapping[str, str]) -> str:
        if not args.keys() <= _IMPERSONAL:
            return self._written(flow, text, language, args)
        key = (flow, text, language, args.get(AUDIENCE, ""), args.get(HELPLINES, ""))
        words = self._known.get(key)
        if words is None:
            words = self._known[key] = self._written(flow, text, language, args)
        return words

    def _written(
        self,
        flow: str,
        text: str,
        language: str,
        args: Mapping[str, str],
        numbers: Mapping[str, int] | None = None,
    ) -> str:
        owner, text = owner_of(flow, text)
        pattern = self._pattern(owner, text, language)
        if pattern is None:
            raise UnknownText(owner, text, language)
        filled: dict[str, str] = {AUDIENCE: Audience.YOUTH.value, **args}
        ids = filled[HELPLINES].split() if HELPLINES in filled else list(self.resources)
        if text != "helpline":
            filled[HELPLINES] = self._helplines(ids, language)
        if SECTION in filled:
            filled[SECTION] = self._heading(filled[SECTION], language)
        if text == "plan-shown":
            filled[PLAN] = self._plan(args, language)
        values: dict[str, str | int] = {**filled, **(numbers or {})}
        words, _errors = self.bundles[owner, language].format_pattern(pattern, values)
        return str(words)

    def _helplines(self, ids: list[str], language: str) -> str:
        shown = (self.resources[name] for name in ids if name in self.resources)
        return "\n".join(
            self._words(
                SYSTEM,
                "helpline",
                language,
                {
                    "number": resource.number,
                    "name": resource.name[language],
                    "hours": resource.hours[language],
                },
            )
            for resource in shown
        )

    def _plan(self, facts: Mapping[str, str], language: str) -> str:
        written = plan_of(facts)
        return "\n\n".join(
            f"{self._heading(section_of(fact), language)}\n{shown(held)}" for fact, held in written.items()
        )

    def _heading(self, section: str, language: str) -> str:
        return self._words(SYSTEM, f"plan-{section.replace('_', '-')}", language, {})

    def _pattern(self, flow: str, text: str, language: str) -> Any:
        bundle = self.bundles.get((flow, language))
        message, _, attribute = text.partition(".")
        if bundle is None or not bundle.has_message(message):
            return None
        found = bundle.get_message(message)
        return found.attributes.get(attribute) if attribute else found.value
