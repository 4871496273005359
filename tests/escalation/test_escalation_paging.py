"""What the on-call are told: that somebody waits, and nothing of what was said."""

from datetime import timedelta

import pytest

from escalation.case import Urgency
from escalation.paging import PERSONAL, Closing, Page, PageChannel, PageFailed, page_about
from store.database import Database
from tests.escalation.cases import need, opened
from tests.fixtures import START, on_sqlite


@on_sqlite
async def test_a_page_is_made_of_the_case_and_the_clock(database: Database) -> None:
    case = await opened(database, need(Urgency.EMERGENCY, "plan"), conversation_id="secret-conversation")
    page = page_about("p1", case, "backup", 3, START + timedelta(seconds=41, milliseconds=900))
    assert page == Page("p1", case.id, "emergency", "ka", "youth", "telegram", "backup", 41, 3)
    assert "secret-conversation" not in repr(page)


@on_sqlite
@pytest.mark.parametrize(("behind", "said"), [(1, 0), (0.5, 0), (-0.999, 0), (-1, 1)])
async def test_a_clock_that_is_behind_makes_nobody_wait_for_less_than_nothing(
    database: Database, behind: float, said: int
) -> None:
    """A page that says minus one second is taken for a mistake of the machine."""
    case = await opened(database)
    page = page_about("p1", case, "primary", 1, START - timedelta(seconds=behind))
    assert page.waiting_seconds == said


def test_a_page_that_failed_says_whether_its_address_is_lost_for_good() -> None:
    """Taken for lost by mistake, a counsellor is never called there again."""
    for_now, for_good = PageFailed("http_503"), PageFailed("http_410", gone=True)
    assert (for_now.reason, str(for_now), for_now.gone) == ("http_503", "http_503", False)
    assert (for_good.reason, for_good.gone) == ("http_410", True)


def test_a_stored_page_or_address_is_still_understood_and_needs_an_address_where_it_did() -> None:
    """Under another name a counsellor's own address would not be found, and they not be called."""
    assert {channel.name: channel.value for channel in PageChannel} == {
        "CONSOLE": "console",
        "PUSH": "push",
        "TELEGRAM": "telegram",
        "SMS": "sms",
        "MAIL": "mail",
        "WEBHOOK": "webhook",
    }
    assert set(PageChannel) - set(PERSONAL) == {PageChannel.CONSOLE, PageChannel.WEBHOOK}


def test_a_pager_is_closed_where_it_has_something_to_close() -> None:
    class WithConnections:
        async def close(self) -> None: ...

    assert isinstance(WithConnections(), Closing)
    assert not isinstance(object(), Closing)
