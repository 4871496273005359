"""For those who run the service: whether it lives, whether it is ready, and what it measures."""

from fastapi import APIRouter, Depends, Response
from prometheus_client import CONTENT_TYPE_LATEST, Gauge, generate_latest

from api.access import Context, operator, public
from api.schemas.ops import Health
from escalation import repository as cases
from store import deadlines, migrate, outbox
from store.errors import StoreUnavailable

router = APIRouter(tags=["operations"])

CASES_OPEN = Gauge("mkhari_cases_open", "Cases that are not closed.", ["urgency"])
CASE_WAITING = Gauge(
    "mkhari_case_waiting_seconds", "How long the oldest case that nobody holds has waited.", ["urgency"]
)
OUTBOX_PENDING = Gauge("mkhari_outbox_pending", "Messages that still have to be sent.")
DEADLINE_OVERDUE = Gauge("mkhari_deadline_overdue_seconds", "How long the oldest due deadline has waited.")
STORE_UP = Gauge("mkhari_store_up", "Whether the database answers.")


@router.get("/healthz", dependencies=[Depends(public)])
async def healthz() -> Health:
    """The process lives."""
    return Health(status="ok")


@router.get("/readyz", dependencies=[Depends(public)], responses={503: {"model": Health}})
async def readyz(context: Context, response: Response) -> Health:
    """Each part that the service needs answers. Without Redis it still works, only slower."""
    try:
        database = await migrate.is_current(context.database)
    except StoreUnavailable:
        database = False
    if not database:
        response.status_code = 503
    parts = {"database": database, "live": await context.live.is_up()}
    return Health(status="ok" if database else "unavailable", parts=parts)


@router.get("/metrics", dependencies=[Depends(operator)])
async def metrics(context: Context) -> Response:
    """Prometheus metrics. Labels are from closed lists; nothing identifies anybody."""
    try:
        async with context.database.reading() as tx:
            for urgency, count in (await cases.open_counts(tx)).items():
                CASES_OPEN.labels(urgency).set(count)
            for urgency, seconds in (await cases.waiting_seconds(tx, context.clock())).items():
                CASE_WAITING.labels(urgency).set(seconds)
            OUTBOX_PENDING.set(await outbox.pending_count(tx))
            DEADLINE_OVERDUE.set(await deadlines.overdue_seconds(tx, context.clock()))
        STORE_UP.set(1)
    except StoreUnavailable:
        STORE_UP.set(0)
    return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)
