"""Days on which something is down: the person is never left without an answer."""

from pathlib import Path

import httpx
import pytest
from sqlalchemy import text
from sqlalchemy.engine import make_url
from sqlalchemy.ext.asyncio import create_async_engine

from tests.fixtures import fresh_postgresql
from tests.journeys.service import serving
from tests.patience import PATIENCE
from tests.project.services import postgresql_url, redis_url
from tests.telegram.server import BotApiServer

# One process runs what starts a service: a port that was free a moment ago may be another's.
pytestmark = [pytest.mark.xdist_group("service"), pytest.mark.slow("starts the whole service")]

CRISIS = "თავს მოვიკლავ ამაღამ"


async def _let_in(url: str, *, allowed: bool) -> None:
    """Shut a database off from everybody, as a server that is down would be, or open it again."""
    name = make_url(url).database
    engine = create_async_engine(str(postgresql_url()), isolation_level="AUTOCOMMIT")
    async with engine.connect() as connection:
        await connection.execute(text(f"ALTER DATABASE {name} ALLOW_CONNECTIONS {allowed}"))
        if not allowed:
            await connection.execute(
                text("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = :name"),
                {"name": name},
            )
    await engine.dispose()


@pytest.mark.needs_postgresql
async def test_database_down_gives_the_safety_text_and_the_answer_when_it_is_back(tmp_path: Path) -> None:
    async with BotApiServer() as telegram, fresh_postgresql() as url:
        bot = {"telegram_token": telegram.token, "telegram_api": telegram.url}
        async with (
            serving(tmp_path, database_url=url, **bot) as service,
            httpx.AsyncClient(timeout=PATIENCE) as web,
        ):
            began = await web.post(f"{service.base}/api/widget/sessions", json={"language": "ka"})
            token = {"Authorization": f"Bearer {began.json()['token']}"}
            said = {"id": "00000000-0000-4000-8000-000000000001", "text": CRISIS}
            await _let_in(url, allowed=False)

            person = telegram.person(language_code="ka")
            await person.says(CRISIS)
            safety = await person.hears()
            assert "112" in safety.text
            refused = await web.post(f"{service.base}/api/widget/messages", json=said, headers=token)
            assert refused.status_code == 503
            assert "112" in refused.json()["safety"]
            assert (await web.get(f"{service.base}/readyz")).status_code == 503

            await _let_in(url, allowed=True)
            answer = await person.hears()
            assert answer.text != safety.text
            assert "112" in answer.text
            taken = await web.post(f"{service.base}/api/widget/messages", json=said, headers=token)
            assert taken.status_code == 200
            metrics = (await web.get(f"{service.base}/metrics")).text
            assert 'mkhari_cases_open{urgency="emergency"} 2.0' in metrics


@pytest.mark.needs_postgresql
async def test_redis_down_only_makes_it_slower(tmp_path: Path) -> None:
    async with BotApiServer() as telegram, fresh_postgresql() as url:
        bot = {"telegram_token": telegram.token, "telegram_api": telegram.url}
        nowhere = "redis://127.0.0.1:9/0"
        async with serving(tmp_path, database_url=url, redis_url=nowhere, **bot) as service:
            person = telegram.person(language_code="ka")
            await person.says(CRISIS)
            assert "112" in (await person.hears()).text
            async with httpx.AsyncClient(base_url=service.base, timeout=PATIENCE) as web:
                began = await web.post("/api/widget/sessions", json={"language": "ka"})
                assert began.status_code == 201
                assert (await web.get("/readyz")).json()["parts"] == {"database": True, "live": False}
            await service.stop()


@pytest.mark.needs_postgresql
@pytest.mark.needs_redis
async def test_two_replicas_answer_one_person_in_order(tmp_path: Path) -> None:
    """The webhook of either replica may get any message; the person reads the answers in order."""
    secret = "a-secret-of-the-tests-0123456789"
    async with BotApiServer() as telegram, fresh_postgresql() as url:
        settings = {
            "telegram_token": telegram.token,
            "telegram_api": telegram.url,
            "telegram_webhook_url": "http://127.0.0.1:9/telegram/webhook",
            "telegram_webhook_secret": secret,
            "database_url": url,
            "redis_url": str(redis_url()),
        }
        async with serving(tmp_path, **settings) as one, serving(tmp_path, **settings) as two:
            person = telegram.person(language_code="ka")
            await person.says("გამარჯობა")  # opens the chat; this update itself reaches nobody
            shown = {"X-Telegram-Bot-Api-Secret-Token": secret}
            async with httpx.AsyncClient(headers=shown, timeout=PATIENCE) as web:
                for number, replica in enumerate([one, two, one, two, one, two], start=1):
                    update = {
                        "update_id": number,
                        "message": {
                            "message_id": 1000 + number,
                            "date": 1_790_000_000 + number,
                            "chat": {"id": person.chat_id, "type": "private", "first_name": "ა"},
                            "from": {"id": person.chat_id, "is_bot": False, "first_name": "ა"},
                            "text": "/help" if number % 2 else "/language",
                        },
                    }
                    for copy_to in (replica, one):
                        answer = await web.post(f"{copy_to.base}/telegram/webhook", json=update)
                        assert answer.status_code == 200
            await telegram.sees(lambda: len(person.said_to_me) >= 8)
            # Numbers are followed by the open question, once there is one.
            said = "".join("N" if "116 006" in seen.text else "?" for seen in person.said_to_me)
            assert said == "N?" + "N??" * 2
