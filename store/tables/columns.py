"""What all tables share: their registry, how a moment is stored, and the width of an id."""

from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import BigInteger, Dialect, MetaData, String, TypeDecorator

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def microseconds(moment: datetime) -> int:
    """A moment as it is stored: microseconds since 1970 (UTC)."""
    return (moment - _EPOCH) // _MICROSECOND


class UtcTime(TypeDecorator[datetime]):
    """A moment as microseconds since 1970 (UTC): the same on both databases, and exact."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:
        """Refuse naive times: a moment without a zone is a bug."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a time without a zone was about to be stored; pass an aware datetime")
        return microseconds(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        """Read microseconds back as an aware UTC time."""
        return None if value is None else _EPOCH + timedelta(microseconds=value)


ID = String(32)
