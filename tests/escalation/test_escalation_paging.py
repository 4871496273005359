"""What the on-call are told: that somebody waits, and nothing of what was said."""

from datetime import timedelta

from escalation.case import Urgency
from escalation.paging import Page, page_about
from store.database import Database
from tests.escalation.cases import need, opened
from tests.fixtures import START, on_sqlite


@on_sqlite
async def test_a_page_is_made_of_the_case_and_the_clock(database: Database) -> None:
    case = await opened(database, need(Urgency.EMERGENCY, "plan"), conversation_id="secret-conversation")
    page = page_about("p1", case, "backup", 3, START + timedelta(seconds=41, milliseconds=900))
    assert page == Page("p1", case.id, "emergency", "ka", "youth", "telegram", "backup", 41, 3)
    assert "secret-conversation" not in repr(page)
