"""What axe-core finds on a page, in each width and colour scheme that people have."""

from typing import Any, Literal

from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Frame, Page

# Standards, not tastes: axe's "best-practice" rules are left out.
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
OPTIONS = {
    "runOnly": {"type": "tag", "values": STANDARDS},
    "iframes": False,  # a frame is looked at by itself
}
# A small phone and a laptop; the laptop is last, since the walk goes on with it.
SIZES = [(360, 740), (1440, 900)]
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")


class Inspector:
    """Looks at places and keeps what is wrong with them, one line for each rule."""

    def __init__(self) -> None:
        self.findings: list[str] = []
        self.places: set[str] = set()
        self._axe = Axe()

    async def looks(self, page: Page, place: str, language: str, frame: Frame | None = None) -> None:
        """Run axe on the page, or on this frame of it, at both widths and in both schemes."""
        for width, height in SIZES:
            await page.set_viewport_size({"width": width, "height": height})
            for scheme in SCHEMES:
                # Nothing fades: a colour halfway between two states is nobody's colour.
                await page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
                found = (await self._axe.run(frame or page.main_frame, options=OPTIONS)).response
                where = f"{place}, {language}, {width}, {scheme}"
                self.findings += [f"{where}: {line(rule)}" for rule in found["violations"]]
                assert found["passes"], f"{where}: there was nothing to look at"
        self.places.add(place)


def line(rule: dict[str, Any]) -> str:
    """A broken rule, how bad that is, and the elements that break it."""
    broken = ", ".join(selector(node["target"]) for node in rule["nodes"])
    return f"{rule['id']} ({rule['impact']}): {broken}"


def selector(target: list[Any]) -> str:
    """An element's address; through shadow roots axe gives a list of selectors."""
    return " ".join(" >>> ".join(part) if isinstance(part, list) else part for part in target)
