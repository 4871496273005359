"""What the callers' bot counts for /metrics: numbers of events, never who."""

from prometheus_client import Counter, Gauge

UPDATES_SET_ASIDE = Counter(
    "mkhari_updates_set_aside_total",
    "Telegram updates that could not be handled and were set aside",
    ["reason"],
)
SAFETY_TEXTS = Counter(
    "mkhari_safety_texts_total",
    "Callers who were told the static safety text because the database did not answer",
)
UPDATES_SPOOLED = Gauge(
    "mkhari_updates_spooled",
    "Telegram updates in the spool, waiting for the database",
)
