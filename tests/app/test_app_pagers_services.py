"""Pages by webhook, text message and mail: what goes out, what is refused, and what stays out of the logs."""

import email
import email.policy
import logging
from collections.abc import AsyncIterator
from dataclasses import asdict, replace
from typing import Any

import httpx
import pytest
from pydantic import ValidationError

from app.errors import CannotStart
from app.pagers import pagers
from app.pagers.by_apprise import ApprisePager, is_understood
from app.pagers.webhook import WebhookPager
from app.settings import Settings
from escalation.paging import Page, PageChannel, PageFailed
from tests.app.paging_world import MAIL, NUMBER, PAGE, HttpServer, MailServer, listening

CONSOLE = "https://mkhari.example/console/"


@pytest.fixture
async def gateway() -> AsyncIterator[HttpServer]:
    server = HttpServer()
    async with listening(server):
        yield server


@pytest.fixture
async def post_office() -> AsyncIterator[MailServer]:
    server = MailServer()
    async with listening(server):
        yield server


@pytest.fixture
async def client() -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient() as opened:
        yield opened


def says_nothing_else(text: str, page: Page) -> None:
    """Nothing of the case is in what a stranger may read over a shoulder."""
    for hidden in (
        page.case_id,
        page.page_id,
        page.language,
        page.audience,
        page.channel,
        page.rung,
        "suicid",
    ):
        assert hidden not in text.replace("console", "").replace("urgency", "")


async def failure(pager: WebhookPager | ApprisePager, address: str = "", page: Page = PAGE) -> PageFailed:
    with pytest.raises(PageFailed) as failed:
        await pager.page(page, address)
    return failed.value


async def test_the_webhook_gets_every_field_of_the_page_and_no_more(
    gateway: HttpServer, client: httpx.AsyncClient
) -> None:
    await WebhookPager(f"http://{gateway.host}/pages", client).page(PAGE, "")
    assert gateway.received[0].json() == asdict(PAGE)
    gateway.status = 503
    pager = WebhookPager(f"http://{gateway.host}/pages", client)
    assert (await failure(pager)).reason == "http_503"
    assert (await failure(WebhookPager("http://127.0.0.1:1/", client))).reason == "ConnectError"
    assert (await failure(WebhookPager("no url", client))).reason == "UnsupportedProtocol"


async def test_a_number_is_called_through_the_organisations_gateway(gateway: HttpServer) -> None:
    template = f"json://{gateway.host}/send?:to={{number}}&:digits={{digits}}&:message=text"
    await ApprisePager(PageChannel.SMS, template, CONSOLE).page(PAGE, NUMBER)
    sent = gateway.received[0].json()
    assert (sent["to"], sent["digits"]) == (NUMBER, NUMBER[1:])
    assert sent["text"] == (
        "მხარი: საქმე ელოდება / Mkhari: case waits\nგადაუდებელი, 3 წთ / emergency, 3 min\n" + CONSOLE
    )
    assert sent["title"] == ""
    says_nothing_else(sent["text"], PAGE)


async def test_a_gateway_that_wants_a_form_in_its_address_gets_one(gateway: HttpServer) -> None:
    template = f"form://{gateway.host}/send?method=get&:key=K&:destination={{digits}}&:message=content"
    await ApprisePager(PageChannel.SMS, template, None).page(replace(PAGE, urgency="urgent"), NUMBER)
    line = gateway.received[0].line
    assert line.startswith("GET /send?")
    assert f"destination={NUMBER[1:]}" in line
    assert "urgent" in line


async def test_a_test_page_says_that_it_is_one(gateway: HttpServer) -> None:
    pager = ApprisePager(PageChannel.SMS, f"json://{gateway.host}/?:to={{number}}", CONSOLE)
    await pager.page(replace(PAGE, rung="test"), NUMBER)
    text = gateway.received[0].json()["message"]
    assert text == f"მხარი: შემოწმება / Mkhari: test\n{CONSOLE}"


async def test_a_mail_holds_the_same_words(post_office: MailServer) -> None:
    template = f"mailto://127.0.0.1:{post_office.port}?mode=insecure&from=mkhari@example.ge&to={{address}}"
    await ApprisePager(PageChannel.MAIL, template, CONSOLE).page(PAGE, MAIL)
    assert post_office.recipients == [MAIL]
    mail = email.message_from_string(post_office.mails[0], policy=email.policy.default)
    assert "მხარი: საქმე ელოდება / Mkhari: case waits" in str(mail["Subject"])
    words = "".join(str(part.get_content()) for part in mail.walk() if not part.is_multipart())
    assert "გადაუდებელი, 3 წთ" in words
    assert CONSOLE in words
    says_nothing_else(post_office.mails[0].lower().replace(MAIL, ""), replace(PAGE, language="youth"))
    says_nothing_else(words, replace(PAGE, language="youth"))


async def test_a_gateway_that_refuses_or_is_away_is_a_failure_without_an_address(gateway: HttpServer) -> None:
    gateway.status = 500
    pager = ApprisePager(PageChannel.SMS, f"json://{gateway.host}/?:to={{number}}", None)
    assert (await failure(pager, NUMBER)).reason == "refused"
    gateway.status, gateway.more = 302, f"Location: http://{gateway.host}/elsewhere\r\n"
    assert (await failure(pager, NUMBER)).reason == "refused"
    assert not any("elsewhere" in one.line for one in gateway.received), "no answer sends us somewhere else"
    away = ApprisePager(PageChannel.SMS, "json://127.0.0.1:1/?:to={number}", None)
    assert (await failure(away, NUMBER)).reason == "refused"
    assert (await failure(ApprisePager(PageChannel.SMS, None, None), NUMBER)).reason == "unusable_address"


async def test_a_gateway_that_hangs_does_not_hold_the_ladder(gateway: HttpServer) -> None:
    gateway.answers.clear()
    pager = ApprisePager(PageChannel.SMS, f"json://{gateway.host}/?:to={{number}}", None, limit=0.01)
    assert (await failure(pager, NUMBER)).reason == "TimeoutError"
    gateway.answers.set()


@pytest.mark.parametrize(
    "address", ["file:///etc/passwd", "syslog://", "mailto://u:p@example.ge", "json://h/?attach=/etc/passwd"]
)
async def test_what_is_no_text_message_service_is_never_called(address: str) -> None:
    assert (await failure(ApprisePager(PageChannel.SMS, None, None), address)).reason == "unusable_address"


async def test_no_log_holds_an_address_or_a_password(
    gateway: HttpServer, client: httpx.AsyncClient, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    template = f"json://user:never-shown@{gateway.host}/?:to={{number}}"
    found = pagers(Settings(environment="production", sms_url=template), client)
    await found[PageChannel.SMS].page(PAGE, NUMBER)
    gateway.status = 500
    with pytest.raises(PageFailed, match=r"^refused$"):
        await found[PageChannel.SMS].page(PAGE, NUMBER)
    assert len(gateway.received) == 2
    for hidden in (NUMBER[-6:], "never-shown", gateway.host):
        assert hidden not in caplog.text


async def test_the_channels_are_those_that_are_set_up(client: httpx.AsyncClient) -> None:
    bare = pagers(Settings(environment="production"), client)
    assert set(bare) == {PageChannel.SMS, PageChannel.MAIL}
    hook = pagers(Settings(environment="production", paging_webhook_url="https://pages.example"), client)
    assert set(hook) - set(bare) == {PageChannel.WEBHOOK}
    with pytest.raises(CannotStart, match="MKHARI_SMS_URL") as refused:
        pagers(Settings(environment="production", sms_url="twilio://never-shown/{number}"), client)
    assert "never-shown" not in str(refused.value)


def test_apprise_knows_the_services_that_we_name() -> None:
    assert is_understood("twilio://AC" + "a" * 32 + ":" + "b" * 32 + "@15551231234/%2B995500000000")
    assert is_understood("mailtos://user:pw@smtp.example.ge?from=mkhari@example.ge&to=nino%40example.ge")
    assert not is_understood("twilio://x")


def test_the_services_settings_are_not_shown_and_a_wrong_one_is_named() -> None:
    settings = Settings(
        sms_url="json://u:never-shown@h/?:to={number}", mail_url="mailtos://u:never-shown@h?to={address}"
    )
    assert "never-shown" not in f"{settings} {settings!r}"
    wrongs: list[dict[str, Any]] = [
        {"sms_url": "json://never-shown/"},
        {"mail_url": "file:///never-shown/{address}"},
    ]
    for wrong in wrongs:
        with pytest.raises(ValidationError) as refused:
            Settings(**wrong)
        (problem,) = refused.value.errors()
        assert "never-shown" not in problem["msg"]
