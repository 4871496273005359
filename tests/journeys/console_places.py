"""Everything that staff may see in the console, looked at in turn."""

from playwright.async_api import Page

from tests.journeys.axe import Inspector
from tests.journeys.console import PASSWORD
from tests.journeys.widget_places import Caller
from tests.patience import PATIENCE

LANGUAGES = ("ka", "en")
ANSWER = {"ka": "გამარჯობა, აქ ვარ და გისმენთ.", "en": "Hello, I am here and I am listening."}
WHISPER = {"ka": "ჰკითხე, ვინ არის სახლში.", "en": "Ask who is at home."}
# What an open case asks about before it is done.
QUESTIONS = ("canned", "rescue", "decision", "consent", "hand-on", "close-case", "lower", "level-correct")


class Staff:
    """A member of staff at the console; `speak` says in which language."""

    def __init__(self, inspector: Inspector, page: Page) -> None:
        self.page = page
        self.language = LANGUAGES[0]
        self._inspector = inspector

    async def speak(self, language: str) -> None:
        self.language = language
        await self.page.get_by_test_id("console-language").select_option(language)
        await self.page.locator(f'html[lang="{language}"]').wait_for(state="attached")

    async def looks(self, place: str) -> None:
        await self._inspector.looks(self.page, place, self.language)

    async def looks_in_each_language(self, place: str) -> None:
        for language in LANGUAGES:
            await self.speak(language)
            await self.looks(place)

    async def clicks(self, name: str) -> None:
        await self.page.get_by_test_id(name).first.click()

    async def sees(self, name: str) -> None:
        await self.page.get_by_test_id(name).first.wait_for()

    async def looks_at_the_dialog(self, place: str) -> None:
        """Look at the open dialog, and put it away."""
        dialog = self.page.locator("dialog[open]")
        await dialog.wait_for()
        await self.looks(place)
        await self.page.keyboard.press("Escape")
        await dialog.wait_for(state="detached")

    # The door.

    async def signs_in(self, base: str, login: str, one_time_password: str) -> None:
        """Sign in for the first time and come to the queue."""
        self.page.set_default_timeout(PATIENCE * 1000)
        await self.page.goto(f"{base}/console/")
        await self.page.get_by_test_id("login-name").fill(login)
        await self.page.get_by_test_id("login-password").fill(one_time_password)
        await self.clicks("login-submit")
        await self.page.get_by_test_id("new-password").fill(PASSWORD)
        await self.clicks("new-password-submit")
        await self.page.locator('[data-testid="connection"][data-state="open"]').wait_for()

    async def looks_at_the_door(self, base: str, login: str, one_time_password: str) -> None:
        """Look at each step of signing in, a refusal among them, and leave it at the last."""
        self.page.set_default_timeout(PATIENCE * 1000)
        await self.page.goto(f"{base}/console/")
        await self.sees("login-name")
        await self.looks_in_each_language("sign-in")
        await self.page.get_by_test_id("login-name").fill(login)
        await self.page.get_by_test_id("login-password").fill(f"not {one_time_password}")
        await self.clicks("login-submit")
        await self.sees("fault")
        await self.looks_in_each_language("sign-in refused")
        await self.page.get_by_test_id("login-password").fill(one_time_password)
        await self.clicks("login-submit")
        await self.sees("new-password")
        await self.looks_in_each_language("first password")

    # The queue and a case.

    async def takes_the_case(self, caller: Caller) -> None:
        """Take the case that waits and answer at once: what stays unanswered goes back to the queue."""
        row = self.page.locator('[data-testid="case-row"][data-state="waiting"]')
        await row.wait_for()
        await self.sees("page")
        await self.looks("queue with a case that rings")
        await row.click()
        await self.sees("claim")
        await self.looks("case before it is taken")
        await self.clicks("claim")
        await self.page.get_by_test_id("reply-input").fill(ANSWER[self.language])
        await self.clicks("reply-send")
        await caller.hears("counsellor", ANSWER[self.language])
        await self.page.get_by_test_id("page").wait_for(state="detached")  # what was taken rings no more
        await self.sees("handover-risk")
        await self.looks("open case with what was told")
        await caller.looks("widget with a counsellor")

    async def asks_about_the_case(self) -> None:
        """Open whatever an open case can show or ask, one after the other."""
        await self.clicks("panel-notes")
        await self.sees("paper-text")
        await self.looks("open case, notes")
        await self.clicks("panel-notes")
        await self.clicks("level-why")
        await self.sees("level-findings")
        await self.looks("open case, findings")
        for question in QUESTIONS:
            await self.clicks(question)
            await self.looks_at_the_dialog(f"open case, {question}")

    async def fills_in_forms_wrongly(self) -> None:
        """Look at what the forms say then, at a ready answer of one's own, at a question that was asked."""
        await self.clicks("rescue")
        await self.page.get_by_test_id("rescue-outcome").select_option(index=1)
        await self.clicks("rescue-save")
        await self.sees("rescue-fault")
        await self.looks_at_the_dialog("rescue with a fault")
        await self.clicks("decision")
        await self.clicks("decision-save")
        await self.sees("decision-fault")
        await self.looks_at_the_dialog("decision with a fault")
        await self.clicks("canned")
        await self.clicks("canned-add")
        await self.sees("canned-title")
        await self.looks_at_the_dialog("ready answer of one's own")
        await self.clicks("consent")
        await self.clicks("consent-ask")
        await self.page.locator('[data-testid="consent"][data-status="asked"]').wait_for()
        await self.clicks("consent")
        await self.sees("consent-yes")
        await self.looks_at_the_dialog("answer about consent")

    async def reads_the_whisper(self) -> None:
        await self.sees("whispers")
        await self.looks("open case with a whisper")

    async def loses_the_case(self) -> None:
        await self.sees("lost")
        await self.looks("case that somebody else has now")

    async def ends_the_case(self) -> None:
        await self.clicks("tab-queue")
        await self.page.locator('[data-testid="case-row"][data-state="claimed"]').click()
        await self.sees("close-case")
        await self.clicks("close-case")
        await self.page.get_by_test_id("close-outcome").select_option("supported")
        await self.clicks("close-confirm")
        await self.clicks("reopen")
        await self.sees("reopen-confirm")
        await self.looks("case that was ended")

    # The other rooms.

    async def visits_the_rooms(self) -> None:
        """Scripted conversations, one of them open, and how one is called."""
        await self.clicks("tab-flows")
        await self.sees("flow-row")
        await self.looks("flows")
        await self.clicks("flow-row")
        await self.sees("play-choice")
        await self.page.get_by_test_id("graph-node").first.press("Enter")
        await self.sees("graph-text")
        await self.looks("open flow")
        await self.clicks("flows-back")
        await self.clicks("tab-reach")
        await self.page.get_by_test_id("reach-sms").fill("+995 555 12 34 56")
        await self.clicks("reach-sms-save")
        await self.sees("reach-contact")
        await self.looks("how I am called")
        await self.clicks("tab-queue")

    async def visits_the_rota(self) -> None:
        """With every form unfolded."""
        await self.clicks("tab-rota")
        await self.sees("rota-days")
        for summary in await self.page.locator("mk-rota-forms summary").all():
            await summary.click()
        await self.looks_in_each_language("rota")

    async def plans_the_rota(self) -> None:
        """Give the rota a weekly shift and an absence, so that there is something to show."""
        await self.clicks("tab-rota")
        await self.sees("rota-days")
        shift = self.page.locator('details[data-testid="rota-shift"]')
        await shift.locator("summary").click()
        await shift.locator('input[name="starts"]').fill("09:00")
        await shift.locator('input[name="ends"]').fill("17:00")
        await self.clicks("rota-shift-save")
        await self.sees("rota-turn")
        day = await self.page.get_by_test_id("rota-day").last.get_attribute("data-date")
        absence = self.page.get_by_test_id("rota-absence")
        await absence.locator("summary").click()
        await absence.locator('input[name="from"]').fill(f"{day}T09:00")
        await absence.locator('input[name="to"]').fill(f"{day}T17:00")
        await self.clicks("rota-absence-save")
        await self.page.get_by_test_id("rota-change").first.wait_for(state="attached")

    # What only supervisors see.

    async def supervises(self) -> None:
        """The board, a case's history, reading along and a whisper."""
        await self.clicks("tab-board")
        await self.sees("board-case")
        await self.looks("board")
        await self.clicks("audit")
        await self.sees("chain")
        await self.looks_at_the_dialog("board, history of a case")
        await self.clicks("read-along")
        await self.page.get_by_test_id("whisper").fill(WHISPER[self.language])
        await self.looks("reading along")
        await self.clicks("whisper-send")
        await self.clicks("seat-leave")

    async def takes_over(self) -> None:
        await self.clicks("tab-board")
        await self.clicks("reassign")
        await self.page.get_by_test_id("receivers").locator("input").first.check()
        await self.looks("board, giving a case to somebody")
        await self.clicks("reassign-confirm")
        await self.page.locator("dialog[open]").wait_for(state="detached")
