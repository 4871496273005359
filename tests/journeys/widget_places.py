"""Everything that a caller may see in the widget, looked at in turn."""

import json
from dataclasses import dataclass
from typing import Any

from playwright.async_api import Browser, Frame, Page, Route

from tests.journeys.axe import Inspector
from tests.patience import PATIENCE

DEMO = {"ka": "/demo/index.html", "en": "/demo/en.html"}
CRISIS = {"ka": "თავს მოვიკლავ ამაღამ", "en": "I am going to kill myself tonight"}
TALK = {"ka": "ჩემი შვილი ცუდად არის", "en": "My child is not well"}
AWAY: dict[str, Any] = {"title": "away", "status": 503, "safety": "დარეკეთ 112-ზე.\nCall 112."}
REFUSED: dict[str, Any] = {"title": "no", "status": 422}
MESSAGES = "**/api/widget/messages"


@dataclass
class Caller:
    """Somebody at the school's page, with the widget open."""

    inspector: Inspector
    page: Page
    frame: Frame
    language: str

    @classmethod
    async def arrives(cls, inspector: Inspector, browser: Browser, base: str, language: str) -> "Caller":
        """Open the school's page, and then the widget."""
        page = await demo_page(browser, base, language)
        await inspector.looks(page, "demo page", language)
        await page.get_by_test_id("open-widget").click()
        await page.frame_locator("iframe").get_by_test_id("message-input").wait_for()
        # The numbers under the frame are gone with it: the keyboard does not walk through what nobody sees.
        await page.locator("#mkhari-launcher").get_by_text("116 006").wait_for(state="hidden")
        await inspector.looks(page, "demo page with the widget open", language)
        caller = cls(inspector, page, page.frames[-1], language)
        await caller.looks("widget")
        await caller.unfolds("quick-language", "widget's languages")
        await caller.unfolds("quick-delete", "widget before deleting")
        return caller

    async def looks(self, place: str) -> None:
        await self.inspector.looks(self.page, place, self.language, self.frame)

    async def unfolds(self, button: str, place: str) -> None:
        """Look at the sheet behind this button, and put it away."""
        sheet = self.frame.get_by_role("dialog")
        await self.frame.get_by_test_id(button).click()
        await sheet.wait_for()
        await self.looks(place)
        await self.page.keyboard.press("Escape")
        await sheet.wait_for(state="detached")

    async def has_trouble_writing(self) -> None:
        """Look at words that wait for the server, then at words that it refuses; the last try arrives."""
        answer = [AWAY]

        async def say_no(route: Route) -> None:
            await route.fulfill(status=answer[0]["status"], body=json.dumps(answer[0]))

        await self.page.route(MESSAGES, say_no)
        await self.says(TALK[self.language])
        await self.frame.get_by_test_id("held").wait_for()
        await self.looks("widget with words that wait")
        answer[0] = REFUSED
        await self.frame.get_by_test_id("put-back").wait_for()
        await self.looks("widget with words that were refused")
        await self.page.unroute(MESSAGES)
        await self.frame.get_by_test_id("put-back").click()
        await self.frame.get_by_test_id("send").click()

    async def is_in_a_crisis(self) -> None:
        await self.says(CRISIS[self.language])
        await self.hears("program", "112")
        await self.looks("widget in a crisis")

    async def says(self, text: str) -> None:
        await self.frame.get_by_test_id("message-input").fill(text)
        await self.frame.get_by_test_id("send").click()

    async def hears(self, author: str, text: str) -> None:
        messages = self.frame.locator(f'[data-testid="message"][data-author="{author}"]')
        await messages.filter(has_text=text).first.wait_for()

    async def deletes_everything(self) -> None:
        await self.frame.get_by_test_id("quick-delete").click()
        await self.frame.get_by_test_id("delete-confirm").click()
        await self.frame.get_by_test_id("deleted").wait_for()
        await self.looks("widget after deleting")


async def demo_page(browser: Browser, base: str, language: str) -> Page:
    """The school's page with the widget's button, in a browser of its own."""
    page = await browser.new_page()
    page.set_default_timeout(PATIENCE * 1000)
    await page.goto(f"{base}{DEMO[language]}")
    await page.get_by_test_id("open-widget").wait_for()
    return page


async def look_at_bad_days(inspector: Inspector, browser: Browser, base: str, language: str) -> None:
    """The widget while the server is away."""
    page = await demo_page(browser, base, language)
    await page.route("**/api/widget/**", lambda route: route.abort())
    await page.get_by_test_id("open-widget").click()
    await page.frame_locator("iframe").get_by_test_id("unreachable").wait_for()
    await inspector.looks(page, "widget without a server", language, page.frames[-1])
    await page.close()


async def look_at_what_speaks_every_language(inspector: Inspector, browser: Browser, base: str) -> None:
    """The frame whose script did not come, and the page behind "hide quickly"."""
    page = await browser.new_page()
    page.set_default_timeout(PATIENCE * 1000)
    await page.route("**/*.js", lambda route: route.abort())
    await page.goto(f"{base}/widget/frame.html")
    await inspector.looks(page, "widget without its script", "all")
    await page.goto(f"{base}/widget/neutral.html")
    await inspector.looks(page, "page behind the quick exit", "ka")
    await page.close()
