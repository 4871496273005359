"""A Bot API server on loopback: the project's main tool for testing the bot against Telegram's behaviour.

In a test: `async with BotApiServer() as server: ana = server.person(language_code="ka")`.
By itself: `python -m tests.telegram.server --port 8081` (it prints what to set, and how to write to the bot).
"""

import argparse
import asyncio
import json
from collections.abc import Callable, Coroutine
from datetime import UTC, datetime
from functools import partial
from types import TracebackType
from typing import Any, Self

from aiohttp import web

from tests.patience import PATIENCE
from tests.telegram.faults import ApiRefusal, Fault, Trouble, refusal
from tests.telegram.methods import Methods
from tests.telegram.people import Group, Person
from tests.telegram.reader import Unreadable, read_request, read_result
from tests.telegram.webhook import WebhookDelivery
from tests.telegram.world import BOT_ID, Call, Chat, World

DEFAULT_TOKEN = f"{BOT_ID}:TEST-token-of-the-callers-bot-0000001"
LONGEST_POLL = 50.0  # seconds, as with Telegram


class BotApiServer:
    """Chats, updates and Bot API methods for one bot, over HTTP."""

    def __init__(
        self,
        token: str = DEFAULT_TOKEN,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        longest_poll: float = LONGEST_POLL,
        webhook_retry: float = 1.0,
    ) -> None:
        """Both in seconds: what a poll may wait, and until an update that the webhook refused comes again."""
        self.token = token
        self.world = World(clock)
        self.url = ""
        self.refused_tokens = 0
        self.answered_polls = 0  # one that is hung up on has no answer
        self._methods = Methods(self.world)
        self._webhook = WebhookDelivery(self.world, webhook_retry)
        self._faults: list[Fault] = []
        self._unreadable: list[Unreadable] = []
        self._longest_poll = longest_poll
        self._latest_poll = 0
        self._ended_polls = 0
        self._next_chat = 1001
        self._runner: web.AppRunner | None = None

    async def start(self, port: int = 0) -> None:
        """Listen on loopback; port 0 takes a free one."""
        app = web.Application(client_max_size=20 * 1024 * 1024)
        app.router.add_post("/bot{token}/{method}", self._call)
        app.router.add_get("/bot{token}/{method}", self._call)
        app.router.add_post("/people/{id}/{deed}", self._drive)
        app.router.add_get("/people/{id}", self._look)
        # handler_cancellation: a poller that hangs up must not keep "polling".
        self._runner = web.AppRunner(app, handler_cancellation=True, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", port)
        await site.start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}"

    async def stop(self) -> None:
        """Stop listening. Raises what the independent reader could not read in the meantime."""
        await self._webhook.stop()
        if self._runner is not None:
            await self._runner.cleanup()
        if self._unreadable:
            raise self._unreadable[0]

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, where: TracebackType | None
    ) -> None:
        await self.stop()

    def person(self, name: str = "Caller", language_code: str | None = "ka") -> Person:
        """Somebody new who may write to the bot."""
        return Person(self.world, self._new_chat("private", name, language_code, sign=1))

    def group(self, title: str = "Group", kind: str = "supergroup") -> Group:
        """A group, supergroup or channel without the bot."""
        chat = self._new_chat(kind, title, None, sign=-1)
        chat.bot_present = False
        return Group(self.world, chat)

    def fail(self, method: str, trouble: Trouble, **details: Any) -> Fault:
        """Script trouble for the next calls of a method; details as in `Fault`."""
        fault = Fault(method, trouble, **details)
        self._faults.append(fault)
        return fault

    def heal(self) -> None:
        """Forget all scripted trouble."""
        self._faults.clear()

    def push_raw(self, update: dict[str, Any]) -> int:
        """Queue an update of any shape under the next id; returns the id."""
        number = self.world.next_update_id
        return self.world.push_raw({"update_id": number, **update})

    def end_polls(self) -> None:
        """Let the long poll that waits end with nothing, as if its time were over."""
        self._ended_polls += 1
        self.world.notify()

    def post_again(self) -> None:
        """Post to the webhook what it refused, without its pause."""
        self._webhook.post_again()

    @property
    def pending(self) -> list[int]:
        """Ids of updates that the bot has not acknowledged."""
        return sorted(self.world.updates)

    @property
    def webhook_answers(self) -> list[tuple[int, int]]:
        """What the webhook answered so far: (update id, HTTP status; 0 when nothing answered)."""
        return self._webhook.answers

    def calls(self, method: str) -> list[Call]:
        """The calls of one method so far, refused ones included."""
        return [call for call in self.world.calls if call.method == method]

    async def sees(self, condition: Callable[[], bool], within: float = PATIENCE) -> None:
        """Wait until a condition on this server holds; fails after `within` seconds."""
        if not await self.world.until(condition, within):
            raise AssertionError(f"It did not happen within {within:g} s.")

    async def all_acknowledged(self, within: float = PATIENCE) -> None:
        """Wait until no update is pending; fails when for `within` seconds none was acknowledged."""
        while left := len(self.world.updates):
            await self.sees(partial(self._has_fewer_than, left), within)

    def _has_fewer_than(self, updates: int) -> bool:
        return len(self.world.updates) < updates

    def _new_chat(self, kind: str, name: str, language_code: str | None, sign: int) -> Chat:
        chat = Chat(sign * self._next_chat, kind, name, language_code)
        self._next_chat += 1
        self.world.chats[chat.id] = chat
        return chat

    async def _call(self, request: web.Request) -> web.StreamResponse:
        given = request.match_info["method"]
        if request.match_info["token"] != self.token:
            self.refused_tokens += 1
            self.world.notify()
            return web.json_response(refusal(401, "Unauthorized"), status=401)
        params = await _params(request)
        method = self._spelling(given)
        if method is None:
            return web.json_response(refusal(404, "Not Found: method not found"), status=404)
        self.world.calls.append(Call(method, params))
        fault = next((fault for fault in self._faults if fault.applies(method, params)), None)
        self.world.notify()
        if fault is not None and fault.trouble is not Trouble.DROP_AFTER:
            return _troubled(request, fault)
        try:
            read_request(method, params)
            result = await self._result(method, params)
            read_result(method, result)
        except ApiRefusal as error:
            return web.json_response(refusal(error.code, error.description), status=error.code)
        except Unreadable as error:
            self._unreadable.append(error)
            return web.json_response(refusal(400, f"Bad Request: {error}"), status=400)
        self.world.notify()
        if fault is not None:
            return _troubled(request, fault)
        return web.json_response({"ok": True, "result": result})

    def _spelling(self, given: str) -> str | None:
        own = ("getUpdates", "setWebhook", "deleteWebhook", "getWebhookInfo")
        found = next((name for name in own if name.lower() == given.lower()), None)
        return found or self._methods.name(given)

    async def _result(self, method: str, params: dict[str, Any]) -> Any:
        match method:
            case "getUpdates":
                return await self._get_updates(params)
            case "setWebhook":
                return self._webhook.set(params)
            case "deleteWebhook":
                return await self._webhook.delete(params)
            case "getWebhookInfo":
                return self._webhook.info()
            case _:
                return self._methods.call(method, params)

    async def _get_updates(self, params: dict[str, Any]) -> list[Any]:
        if self._webhook.url:
            words = "can't use getUpdates method while webhook is active; use deleteWebhook first"
            raise ApiRefusal(409, f"Conflict: {words}")
        if "allowed_updates" in params:
            self.world.allowed_updates = params["allowed_updates"]
        self._latest_poll += 1
        mine = self._latest_poll
        offset, limit = params.get("offset", 0), params.get("limit", 100)
        shown = self.world.shown(offset, limit)
        if not shown:
            self.world.notify()  # an older poll sees that it is superseded
            wait = min(params.get("timeout", 0), self._longest_poll)
            ended = self._ended_polls
            await self.world.until(
                lambda: bool(self.world.updates) or self._latest_poll != mine or self._ended_polls != ended,
                wait,
            )
            shown = self.world.shown(0, limit)
        self.answered_polls += 1
        if self._latest_poll != mine:
            words = "terminated by other getUpdates request; make sure that only one bot instance is running"
            raise ApiRefusal(409, f"Conflict: {words}")
        return shown

    async def _drive(self, request: web.Request) -> web.Response:
        """Write to the bot from outside: POST /people/1001/says with the text as body, or /presses."""
        person = self._somebody(int(request.match_info["id"]))
        deeds: dict[str, Callable[[str], Coroutine[Any, Any, Any]]] = {
            "says": person.says,
            "edits": person.edits,
            "presses": person.presses,
            "sends": person.sends_media,
        }
        deed = deeds.get(request.match_info["deed"])
        if deed is None:
            raise web.HTTPNotFound(text=f"A person can: {', '.join(deeds)}.")
        await deed(await request.text())
        return web.Response(status=204)

    async def _look(self, request: web.Request) -> web.Response:
        """What a person's chat shows: GET /people/1001."""
        lines = []
        for seen in self._somebody(int(request.match_info["id"])).chat:
            buttons = [choice.label for choice in seen.choices]
            lines.append({"from": "me" if seen.is_mine else "bot", "text": seen.text, "buttons": buttons})
        return web.json_response(lines)

    def _somebody(self, chat_id: int) -> Person:
        chat = self.world.chats.setdefault(chat_id, Chat(chat_id, "private", "Caller", "ka"))
        return Person(self.world, chat)


async def _params(request: web.Request) -> dict[str, Any]:
    """Parameters as values: Telegram takes queries, forms and JSON, with objects as JSON inside forms."""
    if request.content_type == "application/json":
        body: dict[str, Any] = await request.json()
        return body
    fields = {**request.query, **await request.post()}
    return {name: _value(name, str(value)) for name, value in fields.items()}


def _value(name: str, text: str) -> Any:
    if name in {"text", "description", "short_description", "callback_query_id", "secret_token", "url"}:
        return text
    try:
        return json.loads(text)
    except ValueError:
        return text


def _troubled(request: web.Request, fault: Fault) -> web.Response:
    if fault.trouble is Trouble.GARBAGE:
        return web.Response(text="<html>not what you asked for", content_type="application/json")
    if fault.trouble in (Trouble.DROP, Trouble.DROP_AFTER):
        if request.transport is not None:
            request.transport.abort()
        return web.Response()
    status, body = fault.answer()
    return web.json_response(body, status=status)


async def _serve(port: int) -> None:
    server = BotApiServer()
    await server.start(port)
    print(f"MKHARI_TELEGRAM_API={server.url} MKHARI_TELEGRAM_TOKEN={server.token}")
    print(f"write: curl --data 'words' {server.url}/people/1001/says    read: curl {server.url}/people/1001")
    await asyncio.Event().wait()


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--port", type=int, default=8081)
    asyncio.run(_serve(arguments.parse_args().port))
