"""Imported before workers are forked: everything that takes them seconds to import and to read."""

import httpx

from api.limits import Limits
from app.bench import storm_worker  # noqa: F401 - what a worker imports
from app.pagers import pagers
from app.settings import Settings
from app.wiring import load_content
from escalation.policy import policy
from risk.by_rules import rules_version
from risk.context_file import context_rules

rules_version()
context_rules()
policy()
load_content()
# Made for what they import; neither connects to anything.
Limits("redis://127.0.0.1:1")
pagers(Settings(paging_webhook_url="http://127.0.0.1:1/"), httpx.AsyncClient())
