"""Anonymous counts."""

from sqlalchemy import BigInteger, Column, SmallInteger, String, Table

from store.tables.columns import metadata

# No identifier and no text; `shard` only spreads writers, readers sum over it.
counters = Table(
    "counters",
    metadata,
    Column("day", String(10), primary_key=True),
    Column("name", String(40), primary_key=True),
    Column("labels", String(120), primary_key=True),
    Column("shard", SmallInteger, primary_key=True, autoincrement=False),
    Column("count", BigInteger, nullable=False),
)
