"""What the routes work with, made once by `app` and kept on the application."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from fastapi import Request

from api.limits import Limits
from api.queue_board import QueueBoard
from conversation.intake import Clock, Intake
from escalation.paging import PageChannel, Pager
from store.database import Database
from store.live import Live
from store.sealing import Vault


@dataclass(frozen=True, slots=True)
class Reach:
    """What staff can set up themselves: `push_key` is for browsers, null where push is not set up.

    `numbers` and `mails`: the organisation has its own service, so that a number or an address is enough.
    """

    push_key: str | None = None
    numbers: bool = False
    mails: bool = False


@dataclass(frozen=True, slots=True)
class ApiContext:
    """Everything that a route may reach. `web_dir` holds the built bundles."""

    database: Database
    vault: Vault
    live: Live
    intake: Intake
    board: QueueBoard
    limits: Limits
    clock: Clock
    web_dir: Path
    metrics_token: str | None
    secure_cookies: bool
    pagers: Mapping[PageChannel, Pager] = field(default_factory=dict)
    reach: Reach = field(default_factory=Reach)


def context_of(request: Request) -> ApiContext:
    """The running application's context."""
    context: ApiContext = request.app.state.context
    return context
