"""How I am called, and for whom: phone, mail, browsers, Telegram, languages, breaks."""

import asyncio
from collections.abc import Callable

import structlog
from fastapi import APIRouter
from limits import parse
from sqlalchemy.ext.asyncio import AsyncConnection

from api.access import Context, Counsellor
from api.context import ApiContext
from api.errors import ApiError
from api.repository import Account
from api.schemas.common import Problem
from api.schemas.reach import (
    ContactId,
    MyBreak,
    MyWork,
    NewMail,
    NewNumber,
    NewPush,
    OldPush,
    PageTested,
    ReachOut,
    TelegramCode,
    TestPage,
)
from escalation import addresses, repository
from escalation.addresses import CONTACT_PLACE, AddressUnusable
from escalation.linking import CODE_LASTS, new_code
from escalation.paging import PERSONAL, Page, PageChannel, PageFailed, Pager
from escalation.repository import Contact
from store.errors import CannotOpenSealed
from store.sealing import Vault

log = structlog.get_logger()

router = APIRouter(prefix="/api/console/reach", tags=["reach"])
_PROBLEMS: dict[int | str, dict[str, object]] = {
    status: {"model": Problem} for status in (401, 403, 404, 409, 422, 429, 503)
}
_TESTS = parse("5 per 10 minutes")  # per person: a text message costs money
_CODES = parse("10 per hour")
_MOST_BROWSERS = 10  # of one person
_LONGEST = 6.0  # seconds for a pager that does not keep its own limit
_TEST = "test"  # the rung of a page that its reader asked for


class AddressRefused(ApiError):
    """Nobody can be called there."""

    status = 422
    title = "This cannot be called"


class NotSetUp(ApiError):
    """The organisation has not set this channel up."""

    status = 409
    title = "This way of calling is not set up"


class SomebodyElses(ApiError):
    """A colleague is called there: taking the address over would silence them."""

    status = 409
    title = "A colleague is called there already"


class NoSuchContact(ApiError):
    """One is not called there."""

    status = 404
    title = "You are not called there"


@router.get("", responses=_PROBLEMS)
async def mine(context: Context, account: Counsellor) -> ReachOut:
    """How one is called, and for whom."""
    async with context.database.reading() as tx:
        return await _mine(tx, context, account)


@router.put("/sms", responses=_PROBLEMS)
async def set_number(context: Context, account: Counsellor, given: NewNumber) -> ReachOut:
    """Be called by text message at this number, and at no other."""
    if not context.reach.numbers:
        raise NotSetUp("text messages go out once the organisation sets MKHARI_SMS_URL")
    return await _replace(context, account, PageChannel.SMS, _usable(addresses.phone_number, given.number))


@router.put("/mail", responses=_PROBLEMS)
async def set_mail(context: Context, account: Counsellor, given: NewMail) -> ReachOut:
    """Be called by mail at this address, and at no other."""
    if not context.reach.mails:
        raise NotSetUp("mail goes out once the organisation sets MKHARI_MAIL_URL")
    return await _replace(context, account, PageChannel.MAIL, _usable(addresses.mail_address, given.address))


@router.post("/push", responses=_PROBLEMS)
async def add_browser(context: Context, account: Counsellor, given: NewPush) -> ReachOut:
    """Be called in this browser, also while the console is closed; whoever was called in it is no more."""
    if PageChannel.PUSH not in context.pagers:
        raise NotSetUp("browsers are called once the organisation sets MKHARI_PUSH_PRIVATE_KEY")
    try:
        address = addresses.push_subscription(given.endpoint, given.keys.p256dh, given.keys.auth)
    except AddressUnusable as error:
        raise AddressRefused(str(error)) from None
    async with context.database.transaction() as tx:
        browsers = [c for c in await repository.contacts(tx, [account.id]) if c.channel == PageChannel.PUSH]
        for oldest in browsers[: max(0, len(browsers) - _MOST_BROWSERS + 1)]:
            await repository.drop_contact(tx, oldest.id)
        await _put(tx, context, account, PageChannel.PUSH, address)
        return await _mine(tx, context, account)


@router.delete("/push", responses=_PROBLEMS)
async def drop_browser(context: Context, account: Counsellor, given: OldPush) -> ReachOut:
    """Be called in this browser no longer; harmless where one was not."""
    async with context.database.transaction() as tx:
        for contact in await repository.contacts(tx, [account.id]):
            address = _opened(context.vault, contact) if contact.channel == PageChannel.PUSH else ""
            if address and addresses.endpoint_of(address) == given.endpoint:
                await repository.drop_contact(tx, contact.id)
        return await _mine(tx, context, account)


@router.delete("/contacts/{contact_id}", responses=_PROBLEMS)
async def drop(context: Context, account: Counsellor, contact_id: ContactId) -> ReachOut:
    """Be called there no longer."""
    async with context.database.transaction() as tx:
        if contact_id not in {contact.id for contact in await repository.contacts(tx, [account.id])}:
            raise NoSuchContact("reload the page")
        await repository.drop_contact(tx, contact_id)
        return await _mine(tx, context, account)


@router.post("/test", responses=_PROBLEMS)
async def test_page(context: Context, account: Counsellor, given: TestPage) -> PageTested:
    """Call oneself, to see that it works. The page says that it is a test."""
    channel = PageChannel(given.channel)
    pager = context.pagers.get(channel)
    if pager is None:
        raise NotSetUp("ask whoever runs this service")
    async with context.database.reading() as tx:
        contacts = [c for c in await repository.contacts(tx, [account.id]) if c.channel == channel]
    if not contacts:
        raise NoSuchContact("add where to be called first")
    await context.limits.count(_TESTS, "test-page", account.id)
    reasons = await asyncio.gather(*(_tried(context, pager, contact) for contact in contacts))
    failed = [reason for reason in reasons if reason]
    return PageTested(sent=len(reasons) - len(failed), failed=failed)


@router.post("/telegram", responses=_PROBLEMS)
async def telegram_code(context: Context, account: Counsellor) -> TelegramCode:
    """A one-time code that links one's Telegram account; send it to the paging bot."""
    if PageChannel.TELEGRAM not in context.pagers:
        raise NotSetUp("Telegram is open once the organisation sets MKHARI_STAFF_TELEGRAM_TOKEN")
    await context.limits.count(_CODES, "telegram-code", account.id)
    now = context.clock()
    async with context.database.transaction() as tx:
        code = await new_code(tx, context.vault, account.id, now)
    return TelegramCode(code=code, expires_at=now + CODE_LASTS)


@router.put("/work", responses=_PROBLEMS)
async def set_work(context: Context, account: Counsellor, given: MyWork) -> ReachOut:
    """Say with whom one can speak."""
    return await _changed(
        context,
        account,
        languages=frozenset(given.languages),
        audiences=frozenset(given.audiences),
        skills=frozenset(given.skills),
    )


@router.put("/away", responses=_PROBLEMS)
async def set_away(context: Context, account: Counsellor, given: MyBreak) -> ReachOut:
    """Begin or end a break."""
    return await _changed(context, account, away=given.away)


async def _mine(tx: AsyncConnection, context: ApiContext, account: Account) -> ReachOut:
    worker = await repository.worker(tx, account.id)
    assert worker is not None  # noqa: S101 - whoever is disabled is not signed in
    contacts = await repository.contacts(tx, [account.id])
    may_add = {
        PageChannel.PUSH: PageChannel.PUSH in context.pagers and context.reach.push_key is not None,
        PageChannel.TELEGRAM: PageChannel.TELEGRAM in context.pagers,
        PageChannel.SMS: context.reach.numbers,
        PageChannel.MAIL: context.reach.mails,
    }
    return ReachOut.model_validate(
        {
            "channels": [
                {"channel": one, "ready": one in context.pagers, "open": may_add[one]} for one in PERSONAL
            ],
            "contacts": [
                {"id": one.id, "channel": one.channel, "hint": _hint(context.vault, one)} for one in contacts
            ],
            "push_key": context.reach.push_key,
            "telegram_linked": any(one.channel == PageChannel.TELEGRAM for one in contacts),
            "languages": sorted(worker.languages),
            "audiences": sorted(worker.audiences),
            "skills": sorted(worker.skills),
            "away": worker.away,
        }
    )


async def _changed(context: ApiContext, account: Account, **values: object) -> ReachOut:
    async with context.database.transaction() as tx:
        await repository.set_worker(tx, account.id, **values)
        answer = await _mine(tx, context, account)
    await context.live.publish("queue")  # who waits is offered to others now
    return answer


async def _replace(context: ApiContext, account: Account, channel: PageChannel, address: str) -> ReachOut:
    async with context.database.transaction() as tx:
        owner = await repository.contact_owner(
            tx, channel, addresses.address_hash(context.vault, channel, address)
        )
        if owner not in {None, account.id}:
            raise SomebodyElses("each address calls one person; ask that colleague to remove it first")
        await repository.drop_contacts(tx, account.id, channel)
        await _put(tx, context, account, channel, address)
        return await _mine(tx, context, account)


async def _put(
    tx: AsyncConnection, context: ApiContext, account: Account, channel: PageChannel, address: str
) -> None:
    vault = context.vault
    sealed = vault.house.seal(address.encode(), CONTACT_PLACE, account.id)
    hashed = addresses.address_hash(vault, channel, address)
    await repository.put_contact(tx, account.id, channel, hashed, sealed, context.clock())


async def _tried(context: ApiContext, pager: Pager, contact: Contact) -> str:
    """Why this address was not reached (a code), or nothing."""
    address = _opened(context.vault, contact)
    if not address:
        return "unreadable"
    page = Page(
        page_id=repository.new_page_id(),
        case_id="",
        urgency="routine",
        language="ka",
        audience="",
        channel="",
        rung=_TEST,
        waiting_seconds=0,
        attempt=1,
    )
    try:
        async with asyncio.timeout(_LONGEST):
            await pager.page(page, address)
    except PageFailed as error:
        log.warning("page.test_failed", channel=contact.channel, reason=error.reason)
        return error.reason
    except Exception as error:  # noqa: BLE001 - its words may hold the address, so only its kind is told
        log.error("page.test_failed", channel=contact.channel, reason=type(error).__name__)  # noqa: TRY400
        return type(error).__name__
    return ""


def _hint(vault: Vault, contact: Contact) -> str:
    address = _opened(vault, contact)
    return addresses.hint(PageChannel(contact.channel), address) if address else "?"


def _usable(read: Callable[[str], str], typed: str) -> str:
    try:
        return read(typed)
    except AddressUnusable as error:
        raise AddressRefused(str(error)) from None


def _opened(vault: Vault, contact: Contact) -> str:
    try:
        return vault.house.open(contact.sealed, CONTACT_PLACE, contact.staff_id).decode()
    except CannotOpenSealed:
        log.exception("contact.unreadable", contact=contact.id)
        return ""
