"""Structured logs with ids and codes. Nothing that a person wrote or is called goes in here."""

import logging
import sys

import structlog


def set_up(*, as_json: bool, quiet: bool = False) -> None:
    """One line an event: JSON in production, readable on a terminal otherwise; only errors if `quiet`."""
    renderer: structlog.typing.Processor = (
        structlog.processors.JSONRenderer()
        if as_json
        else structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())
    )
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            # Only where and which kind: an error's values can hold people's words.
            _traceback_without_values,
            renderer,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR if quiet else logging.INFO),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )
    logging.basicConfig(stream=sys.stderr, level=logging.WARNING, format="%(levelname)s %(name)s")


def _traceback_without_values(
    _logger: object, _method: str, event: structlog.typing.EventDict
) -> structlog.typing.EventDict:
    if event.pop("exc_info", None):
        kind, _, trace = sys.exc_info()
        places = []
        while trace is not None:
            code = trace.tb_frame.f_code
            places.append(f"{code.co_qualname}:{trace.tb_lineno}")
            trace = trace.tb_next
        event["exception"] = kind.__name__ if kind else ""
        event["at"] = " > ".join(places[-6:])
    return event
