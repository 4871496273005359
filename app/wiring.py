"""Putting the rooms together for one process, and taking them apart again."""

import time
import uuid
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from ssl import SSLContext
from typing import TYPE_CHECKING

import httpx
import structlog

from api.context import ApiContext
from api.limits import Limits
from api.queue_board import QueueBoard, queue_board
from app.calling import Calling
from app.delivery import Delivery
from app.errors import CannotStart
from app.pagers import pagers as paging_channels
from app.pagers import reach_of
from app.settings import Settings
from app.start_checks import check, check_store
from app.sweeper import Monotonic, Sweeper
from conversation.channel import Channel, Sender
from conversation.hearing import Assess, Hear, Hearing, heard_by
from conversation.intake import Clock, Intake
from conversation.outcome import Rooms
from encoder.errors import ModelUnusable
from escalation.categories import categories
from escalation.paging import Closing, PageChannel, Pager
from flows.flowset import FlowSet
from flows.loader import load_flows
from flows.model import End, Tally
from intents.recognise import thresholds
from referral.directory import resources
from risk.any_classifier import load_classifier
from risk.assess import RiskCheck, shipped
from risk.assessment import Context
from risk.by_model import shipped_encoder
from risk.context_file import context_rules
from stats.counters import CASE_ACTIONS, CASE_CATEGORIES, FLOW_OUTCOMES
from store import deadlines, outbox
from store.database import Database
from store.errors import CannotOpenSealed, StoreUnavailable
from store.live import Live, connect
from store.sealing import Vault

if TYPE_CHECKING:
    from bot.callers.caller_bot import CallerBot

log = structlog.get_logger()

WEB_DIR = Path(__file__).resolve().parent.parent / "web" / "dist"


@dataclass(frozen=True, slots=True)
class House:
    """Everything that one process runs."""

    settings: Settings
    database: Database
    vault: Vault
    live: Live
    intake: Intake
    delivery: Delivery
    sweeper: Sweeper
    bot: "CallerBot | None"
    api: ApiContext


def utc_now() -> datetime:
    """The clock of a running service."""
    return datetime.now(UTC)


def load_content(clock: Clock = utc_now) -> FlowSet:
    """The flows with today's directory of helplines.

    Raises `FlowError` listing every problem, and `CannotStart` for an ending that statistics cannot count.
    """
    return _content(clock().date())


@cache
def _content(today: date) -> FlowSet:
    flows = load_flows(resources=resources(today))
    steps = [step for flow in flows.flows.values() for step in flow.steps.values()]
    endings = {step.count for step in steps if isinstance(step, (End, Tally))}
    if uncountable := sorted(endings - FLOW_OUTCOMES):
        raise CannotStart(
            f"flows end in {', '.join(uncountable)}; add them to FLOW_OUTCOMES in stats/counters.py"
        )
    lists = categories()
    unlisted = (lists.category_ids() - CASE_CATEGORIES) | (lists.action_ids() - CASE_ACTIONS)
    if unlisted:
        raise CannotStart(
            f"cases are filed under {', '.join(sorted(unlisted))}; add them to stats/counters.py"
        )
    return flows


@cache
def _trusted() -> SSLContext:
    """The authorities that this machine trusts: read once, since that takes a moment."""
    return httpx.create_ssl_context()


def risk_check(settings: Settings) -> RiskCheck:
    """The risk check that the settings ask for. Raises `CannotStart` where its model cannot be used."""
    try:
        if settings.risk_classifier is None:
            return shipped()
        return RiskCheck(load_classifier(settings.risk_classifier), shipped_encoder())
    except ModelUnusable as error:
        raise CannotStart(str(error)) from None


def _hearing(settings: Settings) -> Hear:
    """What hears every message. Raises `CannotStart` where its model cannot be used."""
    hear = Hearing(risk_check(settings), thresholds())
    # Broken rules or weights stop the start, and the first message is not late.
    hear("გამარჯობა gamarjoba", Context())
    return hear


@asynccontextmanager
async def open_house(
    settings: Settings,
    *,
    role: str,
    clock: Clock = utc_now,
    monotonic: Monotonic = time.monotonic,
    assess: Assess | None = None,
    with_bot: bool = False,
    flows: FlowSet | None = None,
    senders: Mapping[str, Sender] | None = None,
    pagers: Mapping[PageChannel, Pager] | None = None,
) -> AsyncIterator[House]:
    """Open everything for one process and close it in reverse order. Raises `CannotStart`.

    `role` names the process: on an embedded database the same role takes over its predecessor's leases.
    """
    flows = flows or load_content(clock)
    check(settings, flows)
    hear = _hearing(settings) if assess is None else heard_by(assess)
    context_rules()
    vault = Vault(settings.open_master_key())
    if settings.is_embedded:
        settings.data_dir.mkdir(parents=True, exist_ok=True)
    owner = role if settings.is_embedded else uuid.uuid4().hex
    async with AsyncExitStack() as stack:
        database = Database(settings.database)
        stack.push_async_callback(database.close)
        await check_store(settings, database, vault)
        if settings.is_embedded:
            await _take_over(database, owner)
        live = Live(connect(settings.redis_url))
        stack.push_async_callback(live.close)
        await live.start()
        pushed: dict[str, Sender] = dict(senders or {})
        delivery = Delivery(database, vault, live, pushed, owner, clock)
        await delivery.start()
        stack.push_async_callback(delivery.close)
        rooms = Rooms(
            flows=flows, vault=vault, owner=owner, minors_may_consent=settings.training_consent_minors
        )
        intake = Intake(
            database, rooms, live, delivery, hear, clock, assess_limit=settings.assess_limit_seconds
        )
        stack.callback(intake.close)
        limits = Limits(settings.redis_url)
        stack.push_async_callback(limits.close)
        client = await stack.enter_async_context(httpx.AsyncClient(verify=_trusted()))
        if settings.is_production and not settings.paging_webhook_url:
            log.error(
                "paging.not_set_up", consequence="nobody is woken", mend="set MKHARI_PAGING_WEBHOOK_URL"
            )
        if pagers is None:
            pagers = paging_channels(settings, client)
            for pager in pagers.values():
                if isinstance(pager, Closing):  # one that has connections of its own
                    stack.push_async_callback(pager.close)
        calling = Calling(database, intake, vault, pagers, clock)
        bot = None
        if with_bot and settings.telegram_token is not None:
            bot = _caller_bot(settings, intake, flows, vault, clock)
            stack.push_async_callback(bot.close)
            pushed[Channel.TELEGRAM] = bot.sender
        board = await stack.enter_async_context(queue_board(database, live, clock))
        yield House(
            settings=settings,
            database=database,
            vault=vault,
            live=live,
            intake=intake,
            delivery=delivery,
            sweeper=Sweeper(database, intake, delivery, live, calling, owner, clock, monotonic),
            bot=bot,
            api=_api_context(settings, database, vault, live, board, intake, clock, limits, pagers),
        )


async def _take_over(database: Database, owner: str) -> None:
    """On an embedded database the last process of this role is gone: what it held is free now."""
    try:
        async with database.transaction() as tx:
            await outbox.release(tx, owner)
            await deadlines.release(tx, owner)
    except StoreUnavailable as error:
        log.error("start.store_unavailable", reason=str(error))  # noqa: TRY400 - leases run out by themselves


def _caller_bot(
    settings: Settings, intake: Intake, flows: FlowSet, vault: Vault, clock: Clock
) -> "CallerBot":
    # Here, since aiogram takes seconds to import, and a house without a bot need not wait for it.
    from bot.callers.caller_bot import CallerBot, caller_bot
    from bot.callers.spool import FolderSpool
    from bot.errors import SpoolUnreadable

    assert settings.telegram_token is not None  # noqa: S101 - the caller asked

    def unseal(sealed: bytes) -> bytes:
        try:
            return vault.house.open(sealed, "spool")
        except CannotOpenSealed as error:
            raise SpoolUnreadable(str(error)) from None

    spool = FolderSpool(settings.data_dir / "spool", lambda raw: vault.house.seal(raw, "spool"), unseal)
    secret = settings.telegram_webhook_secret
    return CallerBot(
        caller_bot(settings.telegram_token.get_secret_value(), settings.telegram_api),
        intake,
        flows.texts,
        spool,
        clock,
        webhook_secret=secret.get_secret_value() if secret else None,
    )


def _api_context(
    settings: Settings,
    database: Database,
    vault: Vault,
    live: Live,
    board: QueueBoard,
    intake: Intake,
    clock: Clock,
    limits: Limits,
    pagers: Mapping[PageChannel, Pager],
) -> ApiContext:
    token = settings.metrics_token
    return ApiContext(
        database=database,
        vault=vault,
        live=live,
        board=board,
        intake=intake,
        limits=limits,
        clock=clock,
        web_dir=WEB_DIR,
        metrics_token=token.get_secret_value() if token else None,
        # A demo is visited over plain http on this machine; everything else is https.
        secure_cookies=settings.is_production,
        pagers=pagers,
        reach=reach_of(settings),
    )
