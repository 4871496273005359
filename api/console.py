"""The counsellors' console: sign in, see the queue, take a case, answer, close."""

from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response
from fastapi.sse import EventSourceResponse, ServerSentEvent
from sqlalchemy.ext.asyncio import AsyncConnection

from api import staff
from api.access import CONSOLE_HEADER, COOKIE, Context, Counsellor, SignedIn, public
from api.console_view import ConsoleView, detail, message_of, queue_for, shown_to
from api.context import ApiContext
from api.endings import ending_of
from api.errors import Forbidden
from api.limits import LOGINS_BY_ADDRESS, LOGINS_BY_NAME
from api.repository import Account
from api.schemas.casework import CloseCase
from api.schemas.common import CaseId, Problem
from api.schemas.console import CaseDetail, CaseList, CaseSummary, ConsoleMessage, NewReply
from api.schemas.staff import Login, NewPassword, Staff
from api.streams import stream
from conversation import closing, papers
from conversation import counsellor as work
from conversation.channel import clean_text
from conversation.outcome import Work
from escalation import service as escalation
from escalation.case import Case
from escalation.repository import PaperKind

router = APIRouter(prefix="/api/console", tags=["console"])
_PROBLEMS: dict[int | str, dict[str, object]] = {
    status: {"model": Problem} for status in (401, 403, 404, 409, 422, 429, 503)
}


@router.post("/login", dependencies=[Depends(public)], responses=_PROBLEMS)
async def login(request: Request, response: Response, context: Context, given: Login) -> Staff:
    """Sign in; the session is a cookie that no script can read."""
    if CONSOLE_HEADER not in request.headers:
        raise Forbidden("this request does not come from the console; send the header X-Mkhari-Console")
    host = request.client.host if request.client else "unknown"
    await context.limits.count(LOGINS_BY_ADDRESS, "login-from", context.vault.hash("host", host).hex())
    who = staff.login_of(given.login)  # as it is looked up, or spaces would be tries for free
    await context.limits.count(LOGINS_BY_NAME, "login-as", context.vault.hash("login", who).hex())
    signed_in = await staff.sign_in(context.database, context.vault, who, given.password, context.clock())
    _set_cookie(response, context, signed_in.token)
    return _staff(signed_in.account)


@router.post("/logout", status_code=204, responses=_PROBLEMS)
async def logout(request: Request, context: Context, _account: SignedIn) -> Response:
    """End this session."""
    await staff.sign_out(context.database, context.vault, request.cookies.get(COOKIE, ""))
    answer = Response(status_code=204)
    answer.delete_cookie(COOKIE, path="/")
    return answer


@router.get("/me", responses=_PROBLEMS)
async def me(account: SignedIn) -> Staff:
    """Who is signed in."""
    return _staff(account)


@router.put("/password", status_code=204, responses=_PROBLEMS)
async def change_password(context: Context, account: SignedIn, given: NewPassword) -> Response:
    """Replace one's own password. Every session ends; this browser gets a new one."""
    await staff.change_password(context.database, account, given.current, given.new)
    token = await staff.begin_session(context.database, context.vault, account, context.clock())
    answer = Response(status_code=204)
    _set_cookie(answer, context, token)
    return answer


@router.get("/cases", responses=_PROBLEMS)
async def queue(context: Context, account: Counsellor) -> CaseList:
    """Open cases, in the order in which to take them."""
    return await queue_for(context, account)


@router.get("/cases/{case_id}", responses=_PROBLEMS)
async def case(context: Context, account: Counsellor, case_id: CaseId) -> CaseDetail:
    """A case that you hold, that is offered to you, or that you read along in as a supervisor."""
    async with context.database.reading() as tx:
        readable = await escalation.readable(tx, case_id, account.id)
    return await detail(context, account, readable)


@router.post("/cases/{case_id}/replies", responses=_PROBLEMS)
async def reply(context: Context, account: Counsellor, case_id: CaseId, given: NewReply) -> ConsoleMessage:
    """Answer the person. The same id again sends nothing again."""
    rooms, now, words = context.intake.rooms, context.clock(), clean_text(given.text)
    done = await context.intake.act(
        lambda tx: work.reply(tx, rooms, case_id, account.id, given.id, words, now)
    )
    return await message_of(context, account, done)


@router.post("/cases/{case_id}/close", responses=_PROBLEMS)
async def close(context: Context, account: Counsellor, case_id: CaseId, given: CloseCase) -> CaseSummary:
    """End a case that you hold; the person is told, and the program is there again."""
    rooms, now = context.intake.rooms, context.clock()
    ending = ending_of(given)

    async def act(tx: AsyncConnection) -> Work:
        if given.note.strip():
            await papers.write(tx, rooms, case_id, account.id, PaperKind.CLOSING, {"text": given.note}, now)
        return await closing.close(tx, rooms, case_id, account.id, ending, now)

    return await shown_to(context, account, await context.intake.act(act))


async def watched_case(context: Context, account: Counsellor, case: CaseId | None = None) -> Case | None:
    """The case to watch, which the counsellor must be allowed to read; checked before the stream begins."""
    if case is None:
        return None
    async with context.database.reading() as tx:
        return await escalation.readable(tx, case, account.id)


@router.get("/stream", response_class=EventSourceResponse, responses=_PROBLEMS)
async def listen(
    request: Request,
    context: Context,
    account: Counsellor,
    watched: Annotated[Case | None, Depends(watched_case)],
) -> AsyncIterator[ServerSentEvent]:
    """Events `queue` (a CaseList), then `queue_changes` (QueueChanges), `pages` (RingingPages).

    For a case that you may read also `message` (ConsoleMessage), `case` (CaseSummary), `standing`
    (CaseStanding), `consent` (TrainingConsent) and `papers` (CasePapers).

    A new stream begins with everything, so a browser that reconnects misses nothing.
    """
    view = ConsoleView(context, account, watched, request.cookies.get(COOKIE, ""))
    topics = ("queue",) if watched is None else ("queue", f"conversation:{watched.conversation_id}")
    async for event in stream(request, context.live, topics, view.look):
        yield event


def _staff(account: Account) -> Staff:
    return Staff.model_validate(
        {
            "id": account.id,
            "login": account.login,
            "name": account.name,
            "role": account.role,
            "must_change_password": account.must_change_password,
        }
    )


def _set_cookie(response: Response, context: ApiContext, token: str) -> None:
    response.set_cookie(
        COOKIE,
        token,
        max_age=int(staff.SESSION_LASTS.total_seconds()),
        path="/",
        httponly=True,
        samesite="strict",
        secure=context.secure_cookies,
    )
