"""Ready-made answers and the closed lists for the end of a case."""

import uuid
from typing import Annotated, Literal

import orjson
from fastapi import APIRouter, Path, Query, Response

from api.access import Context, Counsellor
from api.context import ApiContext
from api.errors import NoSuchReply
from api.repository import Account
from api.schemas.common import LanguageCode, Problem
from api.schemas.papers import (
    CannedList,
    CannedOut,
    CategoriesOut,
    CategoryOut,
    Choice,
    NewCanned,
    Title,
)
from escalation.canned import canned_replies, check_reply, filled
from escalation.categories import Entry, categories
from escalation.repository import canned as own_replies
from escalation.repository.canned import OwnReply

router = APIRouter(prefix="/api/console", tags=["console"])
_PROBLEMS: dict[int | str, dict[str, object]] = {
    status: {"model": Problem} for status in (401, 403, 404, 422, 503)
}
ReplyId = Annotated[str, Path(pattern=r"^[0-9a-f]{32}$")]
_PLACE = "canned"


@router.get("/categories", responses=_PROBLEMS)
async def lists(_account: Counsellor) -> CategoriesOut:
    """Categories, actions and levels of risk for the end of a case."""
    found = categories()
    return CategoriesOut(
        categories=[
            CategoryOut(**_choice(one).model_dump(), children=[_choice(child) for child in one.children])
            for one in found.categories
        ],
        actions=[_choice(one) for one in found.actions],
        risk_at_end=[_choice(one) for one in found.risk_at_end],
    )


@router.get("/canned", responses=_PROBLEMS)
async def ready_answers(
    context: Context,
    account: Counsellor,
    language: Annotated[LanguageCode, Query()],
    audience: Annotated[Literal["youth", "family"], Query()],
) -> CannedList:
    """Ready-made answers in a language, for whom they are: shared ones, then your own."""
    shared = [
        CannedOut(
            id=one.id,
            title=getattr(one.title, language),
            text=filled(getattr(one.text[audience], language), account.name),
            mine=False,
        )
        for one in canned_replies().replies
        if audience in one.text
    ]
    async with context.database.reading() as tx:
        own = [one for one in await own_replies.own(tx, account.id) if one.language == language]
    return CannedList(replies=[*shared, *(_opened(context, account, one) for one in own)])


@router.post("/canned", status_code=201, responses=_PROBLEMS)
async def add(context: Context, account: Counsellor, given: NewCanned) -> CannedOut:
    """Keep an answer of your own. It is held to the rules of the scripted texts."""
    return await _kept(context, account, uuid.uuid4().hex, given)


@router.put("/canned/{reply_id}", responses=_PROBLEMS)
async def change(context: Context, account: Counsellor, reply_id: ReplyId, given: NewCanned) -> CannedOut:
    """Write an answer of your own anew."""
    async with context.database.reading() as tx:
        mine = {one.id for one in await own_replies.own(tx, account.id)}
    if reply_id not in mine:
        raise NoSuchReply("you have no ready answer with this id; reload the list")
    return await _kept(context, account, reply_id, given)


@router.delete("/canned/{reply_id}", status_code=204, responses=_PROBLEMS)
async def remove(context: Context, account: Counsellor, reply_id: ReplyId) -> Response:
    """Remove an answer of your own."""
    async with context.database.transaction() as tx:
        if not await own_replies.drop(tx, account.id, reply_id):
            raise NoSuchReply("you have no ready answer with this id; reload the list")
    return Response(status_code=204)


async def _kept(context: ApiContext, account: Account, reply_id: str, given: NewCanned) -> CannedOut:
    check_reply(given.title, given.text, given.language)
    body = orjson.dumps({"title": given.title, "text": given.text})
    reply = OwnReply(reply_id, given.language, context.vault.house.seal(body, _PLACE, account.id, reply_id))
    async with context.database.transaction() as tx:
        await own_replies.put(tx, account.id, reply, context.clock())
    return _opened(context, account, reply)


def _opened(context: ApiContext, account: Account, reply: OwnReply) -> CannedOut:
    body = orjson.loads(context.vault.house.open(reply.sealed, _PLACE, account.id, reply.id))
    return CannedOut(id=reply.id, title=body["title"], text=filled(body["text"], account.name), mine=True)


def _choice(entry: Entry) -> Choice:
    return Choice(id=entry.id, title=Title(**entry.title.model_dump()))
