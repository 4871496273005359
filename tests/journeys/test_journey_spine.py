"""One message, from phone to counsellor and back: the real command, a real browser, both stores."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from playwright.async_api import Browser, Page, async_playwright, expect

from tests.fixtures import fresh_postgresql
from tests.journeys.console import Counsellor
from tests.journeys.service import Service, serving
from tests.patience import PATIENCE
from tests.project.services import chromium_path, redis_url
from tests.telegram.people import Person
from tests.telegram.server import BotApiServer

# One process runs what starts a service: a port that was free a moment ago may be another's.
pytestmark = [pytest.mark.needs_chromium, pytest.mark.xdist_group("service")]
SLOW = pytest.mark.slow("starts the whole service and a browser")

SERVERS = (pytest.mark.needs_postgresql, pytest.mark.needs_redis)
RELEASE = pytest.mark.proof("another journey has been made on this store already")
ON_BOTH = [pytest.param("embedded", id="sqlite"), pytest.param("servers", id="postgresql", marks=SERVERS)]
FIRST_EMBEDDED = [ON_BOTH[0], pytest.param("servers", id="postgresql", marks=(*SERVERS, RELEASE))]
FIRST_ON_SERVERS = [pytest.param("embedded", id="sqlite", marks=RELEASE), ON_BOTH[1]]

CRISIS = "თავს მოვიკლავ ამაღამ"
ANSWER = "გამარჯობა, მე ნინო ვარ. აქ ვარ და გისმენ."


@dataclass
class World:
    """Everything that a journey needs."""

    service: Service
    telegram: BotApiServer
    browser: Browser


@pytest.fixture
async def world(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[World]:
    async with BotApiServer() as telegram, async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=chromium_path(),
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"],
        )
        bot = {"telegram_token": telegram.token, "telegram_api": telegram.url}
        if request.param == "embedded":
            async with serving(tmp_path, **bot) as service:
                yield World(service, telegram, browser)
        else:
            async with fresh_postgresql() as url:
                servers = {"database_url": url, "redis_url": str(redis_url())}
                async with serving(tmp_path, **bot, **servers) as service:
                    yield World(service, telegram, browser)
        await browser.close()


async def hears_about(person: Person, words: str) -> str:
    """Listen until the bot says something with these words."""
    for _ in range(20):
        seen = await person.hears()
        if words in seen.text:
            return seen.text
    raise AssertionError("the bot did not say it within 20 messages")


@SLOW
@pytest.mark.parametrize("world", ON_BOTH, indirect=True)
async def test_young_person_on_telegram_reaches_a_counsellor(world: World) -> None:
    person = world.telegram.person(language_code="ka")
    await person.says("/start")
    await hears_about(person, "112")
    await person.says(CRISIS)
    assert "112" in (await hears_about(person, "112"))

    counsellor = await Counsellor.signs_in(world.browser, world.service.base, world.service.one_time_password)
    await counsellor.takes_the_case()
    await counsellor.reads(CRISIS)
    # A young person is not asked for words to learn from.
    await expect(counsellor.page.get_by_test_id("consent")).to_have_count(0)
    await counsellor.answers(ANSWER)
    await hears_about(person, ANSWER)
    said = len(person.said_to_me)
    await person.says("მადლობა რომ მომწერე")
    await counsellor.reads("მადლობა რომ მომწერე")
    assert len(person.said_to_me) == said, "the program talked over the counsellor"
    await counsellor.closes()
    await person.hears()

    async with httpx.AsyncClient(base_url=world.service.base, timeout=PATIENCE) as client:
        metrics = (await client.get("/metrics")).text
    assert 'mkhari_messages_total{channel="telegram",direction="in"}' in metrics
    log = "".join(world.service.output)
    assert CRISIS not in log
    assert str(person.chat_id) not in log
    await world.service.stop()


async def open_widget(browser: Browser, base: str) -> Page:
    page = await browser.new_page(viewport={"width": 400, "height": 800})
    page.set_default_timeout(PATIENCE * 1000)
    await page.goto(f"{base}/demo/")
    await page.get_by_test_id("open-widget").click()
    return page


@SLOW
@pytest.mark.parametrize("world", FIRST_ON_SERVERS, indirect=True)
async def test_parent_in_the_widget_reaches_a_counsellor(world: World) -> None:
    parent = await open_widget(world.browser, world.service.base)
    frame = parent.frame_locator("iframe")
    await frame.get_by_test_id("message-input").fill("ჩემმა შვილმა მითხრა, თავს მოვიკლავო")
    await frame.get_by_test_id("send").click()
    messages = frame.get_by_test_id("message").and_(frame.locator('[data-author="program"]'))
    await expect(messages.filter(has_text="112").first).to_be_visible()

    counsellor = await Counsellor.signs_in(world.browser, world.service.base, world.service.one_time_password)
    await counsellor.takes_the_case()
    await counsellor.reads("ჩემმა შვილმა მითხრა")
    await counsellor.answers(ANSWER)
    from_counsellor = frame.get_by_test_id("message").and_(frame.locator('[data-author="counsellor"]'))
    await expect(from_counsellor.filter(has_text=ANSWER)).to_be_visible()
    await frame.get_by_test_id("message-input").fill("გმადლობთ")
    await frame.get_by_test_id("send").click()
    await counsellor.reads("გმადლობთ")
    # Both streams are open now: they must not hold up the end for ever.
    await world.service.stop()


@SLOW
@pytest.mark.parametrize("world", FIRST_EMBEDDED, indirect=True)
async def test_counsellor_corrects_a_level_and_asks_for_words_to_learn_from(world: World) -> None:
    parent = await open_widget(world.browser, world.service.base)
    frame = parent.frame_locator("iframe")

    async def says(text: str) -> None:
        await frame.get_by_test_id("message-input").fill(text)
        await frame.get_by_test_id("send").click()

    async def hears(author: str, text: str) -> None:
        said = frame.get_by_test_id("message").and_(frame.locator(f'[data-author="{author}"]'))
        await expect(said.filter(has_text=text).last).to_be_visible()

    await says(CRISIS)
    counsellor = await Counsellor.signs_in(world.browser, world.service.base, world.service.one_time_password)
    await counsellor.takes_the_case()
    await counsellor.sees_level(CRISIS, "imminent")
    await counsellor.corrects(CRISIS, "low", "quote")
    await counsellor.sees_level(CRISIS, "low")
    before = counsellor.page.get_by_test_id("level-before")
    await expect(before).to_be_visible()

    await counsellor.asks_for_consent()
    await hears("counsellor", "გამოვიხმობ")  # the question names the word that ends it
    await says("კი")
    await counsellor.reads("კი")
    await counsellor.records_consent("yes")
    await counsellor.sees_consent("given")
    await says("გამოვიხმობ")
    await counsellor.sees_consent("withdrawn")
