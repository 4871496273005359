"""What must be in order before a process starts: settings, reviewed content, the database, its key."""

from collections.abc import Callable

import structlog
from sqlalchemy.ext.asyncio import AsyncConnection

from api import repository as staff_repository
from app.errors import CannotStart
from app.settings import Settings
from encoder.files import open_files
from escalation.canned import CannedReplies, canned_replies
from escalation.categories import Categories, categories
from escalation.policy import Policy, policy
from flows.flowset import FlowSet
from flows.texts import SYSTEM_TEXTS
from risk.context_file import context_rules
from risk.emoji import EMOJI_FILE
from risk.ruleset import CONTEXT_FILE, rule_set
from store import master_key, migrate
from store.database import Database
from store.errors import CannotOpenSealed, StoreUnavailable
from store.sealing import Vault

log = structlog.get_logger()

_ESCALATION_FILES: dict[str, Callable[[], Policy | Categories | CannedReplies]] = {
    "policy.yaml": policy,
    "categories.yaml": categories,
    "canned.yaml": canned_replies,
}


def check(settings: Settings, flows: FlowSet) -> None:
    """Refuse to start production on what only a demo may do. Raises `CannotStart` with every reason."""
    if unknown := sorted(policy().texts() - SYSTEM_TEXTS):
        raise CannotStart(f"escalation/policy.yaml tells {', '.join(unknown)}: add it to system.*.ftl")
    found = settings.problems()
    if settings.is_production:
        found += [
            f"escalation/{name} was reviewed by nobody; see docs/content-review.md"
            for name, file in _ESCALATION_FILES.items()
            if file().reviewed_by is None
        ]
        found += [f"{file} was reviewed by nobody; see docs/content-review.md" for file in flows.unreviewed()]
        if unreviewed := [rule.id for rule in rule_set().rules if rule.reviewed_by is None]:
            found.append(
                f"{len(unreviewed)} risk rules were reviewed by nobody; `mkhari risk rules` lists them"
            )
        if rule_set().emoji.reviewed_by is None:
            found.append(f"{EMOJI_FILE} was reviewed by nobody; see docs/content-review.md")
        if settings.risk_classifier is None and open_files().card.reviewed_by is None:
            found.append("the risk model was reviewed by nobody; see docs/risk/model-card.md")
        found += [
            f"{CONTEXT_FILE}, {part}: reviewed by nobody; see docs/content-review.md"
            for part in context_rules().unreviewed()
        ]
    if found:
        raise CannotStart("production does not start:\n- " + "\n- ".join(found))


async def check_store(settings: Settings, database: Database, vault: Vault) -> None:
    """The same for what is in the database: migrations, the key, demo staff. Raises `CannotStart`.

    With the database out of order the process starts all the same, so that people get the safety text.
    """
    try:
        if not await migrate.is_current(database):
            raise CannotStart("the database is not at this release's shape; run `mkhari migrate` first")
        async with database.reading() as tx:
            await _check_key(tx, vault)
        if settings.is_production:
            async with database.reading() as tx:
                demo = [a.login for a in await staff_repository.everybody(tx) if a.is_demo]
            if demo:
                raise CannotStart(
                    f"production does not start with demo staff ({', '.join(demo)}); use a fresh database"
                )
    except StoreUnavailable as error:
        log.error("start.store_unavailable", reason=str(error))  # noqa: TRY400 - expected, and said in full


async def _check_key(tx: AsyncConnection, vault: Vault) -> None:
    # With another key every message would be refused as unreadable, one by one.
    try:
        await master_key.try_on(tx, vault)
    except CannotOpenSealed:
        raise CannotStart(
            "this database was sealed with another master key; set MKHARI_MASTER_KEY to that one"
        ) from None
