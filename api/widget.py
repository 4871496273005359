"""The parents' widget: begin, say, read, listen, delete."""

from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import APIRouter, Depends, Header, Query, Request, Response
from fastapi.sse import EventSourceResponse, ServerSentEvent

from api import tokens
from api.access import Caller, Context, public
from api.context import ApiContext
from api.errors import TokenRefused, TooLarge
from api.limits import NEW_CONVERSATIONS, WIDGET_MESSAGES
from api.schemas.common import LONGEST_TEXT, Problem
from api.schemas.widget import (
    NewWidgetSession,
    WidgetInput,
    WidgetMessage,
    WidgetSession,
    WidgetStateOut,
    WidgetTurn,
)
from api.streams import last_seen, stream
from api.views import widget_message, widget_state
from conversation import repository
from conversation.channel import Channel, Command, InboundKind, InboundMessage, clean_text
from conversation.state import State

router = APIRouter(prefix="/api/widget", tags=["widget"])
_PROBLEMS: dict[int | str, dict[str, object]] = {
    status: {"model": Problem} for status in (401, 413, 422, 429, 503)
}


@router.post("/sessions", status_code=201, dependencies=[Depends(public)], responses=_PROBLEMS)
async def begin(request: Request, context: Context, wanted: NewWidgetSession) -> WidgetSession:
    """Begin a conversation; the program says hello."""
    host = request.client.host if request.client else "unknown"
    await context.limits.count(NEW_CONVERSATIONS, "widget", context.vault.hash("host", host).hex())
    token, address, ends = tokens.new(context.vault, context.clock())
    await context.intake.receive(
        InboundMessage(
            channel=Channel.WIDGET,
            address=address,
            message_id="begin",
            kind=InboundKind.COMMAND,
            command=Command.START,
            received_at=context.clock(),
            language_hint=wanted.language,
        )
    )
    turn = await _turn(context, address, after=0)
    return WidgetSession(token=token, expires_at=ends, **turn.model_dump())


@router.post("/messages", responses=_PROBLEMS)
async def say(context: Context, address: Caller, said: WidgetInput) -> WidgetTurn:
    """Say something; the answer holds what the program replied. The same id again gives the same answer."""
    await context.limits.count(WIDGET_MESSAGES, "widget-say", context.vault.hash("address", address).hex())
    text = clean_text(said.text or "").strip()
    if len(text) > LONGEST_TEXT:
        raise TooLarge(f"the message has {len(text)} characters; send at most {LONGEST_TEXT} at once")
    async with context.database.reading() as tx:
        if await repository.find(tx, context.vault, Channel.WIDGET, address) is None:
            raise TokenRefused("this conversation was deleted; begin a new one")
    kind = InboundKind.COMMAND if said.command else InboundKind.BUTTON if said.button else InboundKind.TEXT
    outcome = await context.intake.receive(
        InboundMessage(
            channel=Channel.WIDGET,
            address=address,
            message_id=said.id,
            kind=kind,
            text=text,
            button=said.button or "",
            command=said.command,
            argument=said.argument,
            received_at=context.clock(),
        )
    )
    if outcome.deleted:
        return WidgetTurn(messages=[], state="ended", language="ka")
    return await _turn(context, address, after=outcome.inbound_seq - 1)


@router.get("/messages", responses=_PROBLEMS)
async def read(
    context: Context, address: Caller, after: Annotated[int, Query(ge=0, le=2_000_000_000)] = 0
) -> WidgetTurn:
    """What was said after the message with this id."""
    return await _turn(context, address, after=after)


async def own_topic(context: Context, address: Caller) -> str:
    """What wakes this caller's stream; looked up before it begins, so that a fault is answered as one."""
    async with context.database.reading() as tx:
        found = await repository.find(tx, context.vault, Channel.WIDGET, address)
    return f"conversation:{found.id}" if found else "nothing"


@router.get("/stream", response_class=EventSourceResponse, responses=_PROBLEMS)
async def listen(
    request: Request,
    context: Context,
    address: Caller,
    topic: Annotated[str, Depends(own_topic)],
    last_event_id: Annotated[str | None, Header()] = None,
) -> AsyncIterator[ServerSentEvent]:
    """Events `message` (a WidgetMessage, its id as event id) and `state` (a WidgetStateOut)."""
    after, known = last_seen(last_event_id), WidgetStateOut(state="program", language="ka")
    first = True

    async def look() -> list[ServerSentEvent]:
        nonlocal after, known, first
        state, messages = await _new(context, address, after)
        events = []
        now = _state_out(state)
        if first or now != known:
            events.append(ServerSentEvent(event="state", data=now))
        first, known = False, now
        for message in messages:
            events.append(ServerSentEvent(event="message", id=str(message.id), data=message))
            after = message.id
        return events

    async for event in stream(request, context.live, (topic,), look):
        yield event


@router.delete("/conversation", status_code=204, responses=_PROBLEMS)
async def delete(context: Context, address: Caller) -> Response:
    """Forget the conversation for good."""
    async with context.database.reading() as tx:
        if await repository.find(tx, context.vault, Channel.WIDGET, address) is None:
            return Response(status_code=204)
    await context.intake.receive(
        InboundMessage(
            channel=Channel.WIDGET,
            address=address,
            message_id="delete",
            kind=InboundKind.COMMAND,
            command=Command.DELETE,
            argument="yes",
            received_at=context.clock(),
        )
    )
    return Response(status_code=204)


async def _turn(context: ApiContext, address: str, *, after: int) -> WidgetTurn:
    state, messages = await _new(context, address, after)
    if state is None:
        raise TokenRefused("this conversation was deleted; begin a new one")
    return WidgetTurn(messages=messages, **_state_out(state).model_dump())


async def _new(context: ApiContext, address: str, after: int) -> tuple[State | None, list[WidgetMessage]]:
    async with context.database.reading() as tx:
        state = await repository.find(tx, context.vault, Channel.WIDGET, address)
        if state is None:
            return None, []
        stored = await repository.read_messages(tx, state.id, state.key, after=after)
    # What was typed is shown; a command that a button or the page itself sent is not a thing said.
    return state, [widget_message(message) for message in stored if message.kind != InboundKind.COMMAND]


def _state_out(state: State | None) -> WidgetStateOut:
    if state is None:
        return WidgetStateOut(state="ended", language="ka")
    return WidgetStateOut.model_validate({"state": widget_state(state), "language": state.language})
