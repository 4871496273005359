"""`mkhari flows`, with the directory of services behind it."""

from app.wiring import utc_now
from flows.cli import flows_app
from referral.directory import resources

flows = flows_app(lambda: resources(utc_now().date()))
