"""A counsellor at the console in a real Chromium."""

import re

from playwright.async_api import Browser, Locator, Page, expect

from tests.patience import PATIENCE

PASSWORD = "მთა და ბარი ერთად 7"

expect.set_options(timeout=PATIENCE * 1000)


class Counsellor:
    """What a counsellor does, by what the page offers."""

    def __init__(self, page: Page) -> None:
        self.page = page

    @classmethod
    async def signs_in(cls, browser: Browser, base: str, one_time_password: str) -> "Counsellor":
        """Sign in for the first time and choose a password."""
        page = await browser.new_page()
        page.set_default_timeout(PATIENCE * 1000)
        await page.goto(f"{base}/console/")
        await page.get_by_test_id("login-name").fill("demo")
        await page.get_by_test_id("login-password").fill(one_time_password)
        await page.get_by_test_id("login-submit").click()
        await page.get_by_test_id("new-password").fill(PASSWORD)
        await page.get_by_test_id("new-password-submit").click()
        await page.get_by_test_id("queue").wait_for()
        return cls(page)

    async def takes_the_case(self) -> None:
        """Open the first case in the queue and claim it."""
        await self.page.get_by_test_id("case-row").first.click()
        await self.page.get_by_test_id("claim").click()
        await self.page.get_by_test_id("reply-input").wait_for()

    async def reads(self, text: str, author: str = "caller") -> None:
        """See a message by this author."""
        messages = self.page.get_by_test_id("message").and_(self.page.locator(f'[data-author="{author}"]'))
        await expect(messages.filter(has_text=re.compile(re.escape(text)))).not_to_have_count(0)

    async def answers(self, text: str) -> None:
        """Write to the person."""
        await self.page.get_by_test_id("reply-input").fill(text)
        await self.page.get_by_test_id("reply-send").click()
        await self.reads(text, "counsellor")

    async def sees_level(self, text: str, level: str) -> None:
        """See that the caller's message with this text counts as this level."""
        mark = self._message(text).get_by_test_id("level").first
        await expect(mark).to_have_attribute("data-level", level)

    async def corrects(self, text: str, level: str, reason: str = "") -> None:
        """Say what the caller's message with this text should count as."""
        await self._message(text).get_by_test_id("level-correct").click()
        await self.page.locator(f'mk-correct input[value="{level}"]').check()
        await self.page.get_by_test_id("correct-reason").select_option(reason)
        await self.page.get_by_test_id("correct-save").click()
        await expect(self._message(text).get_by_test_id("level-decided")).to_be_visible()

    async def asks_for_consent(self) -> None:
        """Have the person asked whether words may be kept for training."""
        await self.page.get_by_test_id("consent").click()
        await self.page.get_by_test_id("consent-ask").click()
        await self.sees_consent("asked")

    async def records_consent(self, answer: str) -> None:
        """Record the person's `yes` or `no`."""
        await self.page.get_by_test_id("consent").click()
        await self.page.get_by_test_id(f"consent-{answer}").check()
        await self.page.get_by_test_id("consent-record").click()

    async def sees_consent(self, status: str) -> None:
        """See how the question stands."""
        await expect(self.page.get_by_test_id("consent")).to_have_attribute("data-status", status)

    def _message(self, text: str) -> Locator:
        messages = self.page.get_by_test_id("message").and_(self.page.locator('[data-author="caller"]'))
        return messages.filter(has_text=text).first

    async def closes(self) -> None:
        """End the case."""
        await self.page.get_by_test_id("close-case").click()
        await self.page.get_by_test_id("close-outcome").first.select_option("supported")
        await self.page.get_by_test_id("close-confirm").click()
        await expect(self.page.get_by_test_id("reply-input")).to_have_count(0)
