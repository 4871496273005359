"""Pages over the wire: what they show, and what becomes of those that cannot be sent."""

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from bot.staff.pager import TelegramPager
from bot.staff.texts import ACCEPT, DECLINE, LANGUAGES, Line, say, text_of
from escalation.paging import Page, PageFailed
from tests.app.paging_world import PAGE
from tests.patience import PATIENCE
from tests.telegram.faults import Trouble
from tests.telegram.people import Person
from tests.telegram.server import BotApiServer


class Slept(list[float]):
    async def __call__(self, seconds: float) -> None:
        self.append(seconds)


@pytest.fixture
def slept() -> Slept:
    return Slept()


@pytest.fixture
async def pager(server: BotApiServer, slept: Slept) -> AsyncIterator[TelegramPager]:
    made = TelegramPager(server.token, server.url, limit=PATIENCE, sleep=slept)
    yield made
    await made.close()


@pytest.fixture
async def nino(server: BotApiServer) -> Person:
    person = server.person()
    await person.says("/start")
    return person


async def failure(pager: TelegramPager, address: object, page: Page = PAGE) -> tuple[str, bool]:
    with pytest.raises(PageFailed) as failed:
        await pager.page(page, str(address))
    assert failed.value.__cause__ is None
    return failed.value.reason, failed.value.gone


@pytest.mark.parametrize("urgency", ["emergency", "urgent", "routine"])
async def test_a_page_says_how_urgent_and_how_long_and_nothing_of_the_person(
    server: BotApiServer, pager: TelegramPager, nino: Person, urgency: str
) -> None:
    page = replace(PAGE, urgency=urgency)
    await pager.page(page, str(nino.chat_id))
    heard = await nino.hears()
    assert [choice.label for choice in heard.choices] == [ACCEPT, DECLINE]
    assert [choice.data for choice in heard.choices] == [f"a:{page.case_id}", f"d:{page.case_id}"]
    assert heard.is_silent is (urgency == "routine")
    assert "3 წთ" in heard.text
    for hidden in (page.case_id, page.page_id, page.audience, page.rung):
        assert hidden not in heard.text
    (call,) = server.calls("sendMessage")
    assert set(call.params) - {"disable_notification"} == {
        "chat_id",
        "text",
        "reply_markup",
        "protect_content",
    }
    assert call.params["protect_content"] is True


async def test_a_test_has_no_buttons_and_rings(pager: TelegramPager, nino: Person) -> None:
    await pager.page(replace(PAGE, rung="test", urgency="routine"), str(nino.chat_id))
    heard = await nino.hears()
    assert (heard.choices, heard.is_silent) == ((), False)
    assert "Test" in heard.text


async def test_whoever_blocked_the_bot_or_is_no_more_is_gone(
    server: BotApiServer, pager: TelegramPager, nino: Person
) -> None:
    await nino.blocks()
    assert await failure(pager, nino.chat_id) == ("forbidden", True)
    assert await failure(pager, 999) == ("chat_not_found", True)
    assert await failure(pager, "not-a-number") == ("unusable_address", False)


async def test_a_short_flood_is_waited_for_once_and_a_long_one_is_not(
    server: BotApiServer, pager: TelegramPager, nino: Person, slept: Slept
) -> None:
    server.fail("sendMessage", Trouble.FLOOD, retry_after=2)
    await pager.page(PAGE, str(nino.chat_id))
    assert slept == [2.0]
    server.fail("sendMessage", Trouble.FLOOD, retry_after=3)
    assert await failure(pager, nino.chat_id) == ("too_many_requests", False)
    server.fail("sendMessage", Trouble.FLOOD, retry_after=1, times=2)
    assert await failure(pager, nino.chat_id) == ("too_many_requests", False)
    assert slept == [2.0, 1.0]
    assert len(server.calls("sendMessage")) == 5


@pytest.mark.parametrize(
    ("trouble", "reason"),
    [
        (Trouble.BAD_REQUEST, "bad_request"),
        (Trouble.SERVER_ERROR, "NetworkError"),
        (Trouble.DROP, "NetworkError"),
        (Trouble.GARBAGE, "TelegramError"),
    ],
)
async def test_other_trouble_is_a_code_and_forgets_nobody(
    server: BotApiServer, pager: TelegramPager, nino: Person, trouble: Trouble, reason: str
) -> None:
    server.fail("sendMessage", trouble)
    assert await failure(pager, nino.chat_id) == (reason, False)
    await pager.page(PAGE, str(nino.chat_id))


async def test_a_refused_token_is_named(server: BotApiServer) -> None:
    other = TelegramPager("4242:another-token", server.url)
    assert await failure(other, 1001) == ("token_refused", False)
    await other.close()


def test_every_line_is_there_in_every_language() -> None:
    for line in Line:
        said = {say(line, language) for language in LANGUAGES}
        assert len(said) == len(LANGUAGES)
    assert text_of(replace(PAGE, urgency="unheard-of")) == text_of(replace(PAGE, urgency="emergency"))
