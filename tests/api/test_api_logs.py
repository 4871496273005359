"""The logs of a whole conversation hold ids and codes, and nothing that anybody said or is called."""

import io
import logging
import sys
from collections.abc import Iterator

import httpx
import pytest
import structlog

from app import logs
from app.wiring import House
from conversation.channel import CannotBeSent, Channel
from tests.api.people import CRISIS, OUR_PAGE, begins, crisis, signed_in
from tests.conversation.telling import says
from tests.fixtures import Phone

WORDS, REPLY, ADDRESS, LOGIN = "ზღვისფერი ქარავანი", "იასამნისფერი კიბე", "8112007199", "unusual-login"


@pytest.fixture
def logged(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> Iterator[io.StringIO]:
    """What a running service would write to its error output, at level INFO for every library."""
    before, written = structlog.get_config(), io.StringIO()
    monkeypatch.setattr(sys, "stderr", written)
    logs.set_up(as_json=getattr(request, "param", True))
    structlog.configure(cache_logger_on_first_use=False)  # or every later test would write here
    stream = logging.StreamHandler(written)
    logging.getLogger().addHandler(stream)
    monkeypatch.setattr(logging.getLogger(), "level", logging.INFO)
    yield written
    logging.getLogger().removeHandler(stream)
    structlog.configure(**before)


@pytest.mark.parametrize("logged", [True, False], ids=["json", "terminal"], indirect=True)
async def test_no_word_of_a_conversation_is_logged(
    house: House,
    http: httpx.AsyncClient,
    phone: Phone,
    logged: io.StringIO,
) -> None:
    phone.faults = [CannotBeSent("refused")]
    await says(house, WORDS, address=ADDRESS)
    caller, case = await crisis(house, http)
    nino = await signed_in(house, http, LOGIN)
    await caller.says(WORDS)
    await nino.takes(case)
    await nino.replies(case, REPLY)
    await nino.post(f"/cases/{case.id}/close", outcome="supported")
    await http.post("/api/console/login", headers=OUR_PAGE, json={"login": LOGIN, "password": WORDS})
    await house.intake.set_aside(Channel.TELEGRAM, ADDRESS, WORDS.encode(), "poison")
    other = await begins(http)
    await other.does(text=WORDS, id=WORDS)
    await http.delete("/api/widget/conversation", headers=other.headers)
    everything = logged.getvalue()
    assert case.conversation_id in everything, "the test sees the logs"
    assert "update.set_aside" in everything
    for secret in (WORDS, REPLY, CRISIS, ADDRESS, LOGIN, caller.token, nino.token, nino.account.name):
        assert secret not in everything


def test_an_errors_words_stay_out_of_the_log(logged: io.StringIO) -> None:
    def break_with_words() -> None:
        raise ValueError(WORDS)

    try:
        break_with_words()
    except ValueError as error:
        structlog.get_logger().exception("part.broke", part="test", error=type(error).__name__)
    assert WORDS not in logged.getvalue()
    assert "break_with_words" in logged.getvalue(), "where it broke is told"
