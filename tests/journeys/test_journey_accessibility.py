"""Whoever sees, hears or moves differently can use every page: axe-core finds nothing on any of them.

Left out is /docs/: Swagger UI is made by others, for programmers, who can read /openapi.json as well. Its own
words are pale, its buttons small and one inside the other (color-contrast, target-size, nested-interactive).
"""

import asyncio
import re
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Browser, async_playwright

from tests.journeys.axe import Inspector
from tests.journeys.console_places import LANGUAGES, Staff
from tests.journeys.service import environment, serving
from tests.journeys.widget_places import Caller, look_at_bad_days, look_at_what_speaks_every_language
from tests.project.services import chromium_path

pytestmark = [
    pytest.mark.needs_chromium,
    pytest.mark.xdist_group("service"),
    pytest.mark.proof("axe-core looks at every page in two languages, widths and schemes: minutes"),
]

# Never written to: nobody listens there. Without it the console has no form for a number.
TEXTS = "json://127.0.0.1:9/?:to={number}"


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        launched = await playwright.chromium.launch(
            executable_path=chromium_path(), args=["--no-sandbox", "--disable-gpu"]
        )
        yield launched
        await launched.close()


async def add_supervisor(folder: Path, login: str) -> str:
    """Add one by the command that the operator uses; returns the one-time password."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-c",
        "from app.cli import main; main()",
        *("staff", "add", login, "--name", "ნინო", "--role", "supervisor"),
        env=environment(folder),
        stdout=asyncio.subprocess.PIPE,
    )
    said, _ = await process.communicate()
    found = re.search(r"one-time password:\s+(\S+)", said.decode())
    assert found is not None, said.decode()
    return found[1]


async def test_no_page_shuts_anybody_out(tmp_path: Path, browser: Browser) -> None:
    inspector = Inspector()
    async with serving(tmp_path, sms_url=TEXTS) as service:
        await look_at_what_speaks_every_language(inspector, browser, service.base)
        newcomer = Staff(inspector, await browser.new_page())
        await newcomer.looks_at_the_door(service.base, "demo", service.one_time_password)
        counsellor = Staff(inspector, await browser.new_page())
        await counsellor.signs_in(service.base, "demo", service.one_time_password)
        await counsellor.looks_in_each_language("empty queue")
        supervisor = Staff(inspector, await browser.new_page())
        await supervisor.signs_in(service.base, "nino", await add_supervisor(tmp_path, "nino"))
        for language in LANGUAGES:
            await counsellor.speak(language)
            await supervisor.speak(language)
            await look_at_bad_days(inspector, browser, service.base, language)
            caller = await Caller.arrives(inspector, browser, service.base, language)
            await caller.has_trouble_writing()
            await caller.is_in_a_crisis()
            await counsellor.takes_the_case(caller)
            await counsellor.asks_about_the_case()
            await counsellor.fills_in_forms_wrongly()
            await supervisor.supervises()
            await counsellor.reads_the_whisper()
            await supervisor.takes_over()
            await counsellor.loses_the_case()
            await counsellor.visits_the_rooms()
            await supervisor.ends_the_case()
            await caller.deletes_everything()
        # Last: whom a case rings depends on the rota, and on the hour.
        await supervisor.plans_the_rota()
        for staff in (counsellor, supervisor):
            await staff.visits_the_rota()

    assert inspector.places >= {"widget in a crisis", "open case with what was told", "rota"}
    assert inspector.findings == [], "\n".join(inspector.findings)


async def test_the_inspector_sees_what_is_pale_and_what_has_no_name(browser: Browser) -> None:
    """An inspector that saw nothing would find nothing either."""
    inspector = Inspector()
    page = await browser.new_page()
    await page.set_content(
        '<html lang="en"><title>Page</title><div id="host"></div><script>'
        "document.getElementById('host').attachShadow({mode: 'open'}).innerHTML ="
        "'<p style=\"color: #999; background: #fff\">pale</p><button></button>'"
        "</script></html>"
    )

    await inspector.looks(page, "page", "en")

    assert inspector.findings[:2] == [
        "page, en, 360, light: button-name (critical): #host >>> button",
        "page, en, 360, light: color-contrast (serious): #host >>> p",
    ]
    assert len(inspector.findings) == 8
