"""What is measured of a conversation. Labels are from short closed lists; nothing identifies anybody."""

from prometheus_client import Counter, Histogram

MESSAGES = Counter("mkhari_messages_total", "Messages stored.", ["channel", "direction"])
HANDLE_SECONDS = Histogram(
    "mkhari_handle_seconds",
    "From a message's arrival to its reply committed.",
    buckets=(0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2, 5),
)
CLAIM_SECONDS = Histogram(
    "mkhari_case_claim_seconds",
    "From a case's opening to a counsellor's claim.",
    ["urgency"],
    buckets=(5, 10, 20, 40, 60, 120, 300, 600, 1800, 3600),
)
ASSESSMENTS_FAILED = Counter(
    "mkhari_assessments_failed_total", "Risk checks that broke or were late and so counted as high.", ["why"]
)
SET_ASIDE = Counter("mkhari_set_aside_total", "Updates that could not be handled and were kept.", ["channel"])
