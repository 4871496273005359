"""Nothing of what people say or are called can be read in the database, and nothing opens after deletion."""

import asyncio
from pathlib import Path
from typing import Any

import pytest

from app.wiring import House
from conversation import counsellor, papers
from conversation.channel import Channel, Command, InboundKind
from escalation import repository as cases
from escalation.repository import PaperKind
from store.errors import CannotOpenSealed
from store.tables import conversations, messages, metadata
from tests.conversation.telling import commands, message, presses, says
from tests.fixtures import on_sqlite

WORDS = "ზღვისფერი ქარავანი"  # words that nothing else in the project says
REPLY = "იასამნისფერი კიბე"
NOTE = "ნაცრისფერი ჭადარი"
PLACE = "ფირუზისფერი აივანი"
REASONS = "ალუბლისფერი ფანჯარა"
ADDRESS = "8112007199"
REFERENCE = "4815162342"
CRISIS = "თავს მოვიკლავ ამაღამ"
SECRETS = [WORDS, REPLY, NOTE, PLACE, REASONS, ADDRESS, CRISIS, "reserved-argument", "raw-update-text"]


async def told(house: House) -> str:
    """A conversation with words from both sides, an edit, a photo, a button, papers, an update set aside."""
    rooms, now = house.intake.rooms, house.api.clock()
    at: dict[str, Any] = {"address": ADDRESS}
    await commands(house, Command.START, "reserved-argument", reference=REFERENCE, **at)
    await says(house, WORDS, **at)
    await says(house, WORDS, kind=InboundKind.EDIT, **at)
    await says(house, WORDS, kind=InboundKind.MEDIA, media="photo", **at)
    await presses(house, "always.human", **at)
    await says(house, CRISIS, **at)
    async with house.database.reading() as tx:
        (case,) = await cases.open_cases(tx)
    await house.intake.act(lambda tx: counsellor.claim(tx, rooms, case.id, "nino", now))
    await house.intake.act(lambda tx: counsellor.reply(tx, rooms, case.id, "nino", "r-1", REPLY, now))
    written: list[tuple[PaperKind, dict[str, Any]]] = [
        (PaperKind.NOTE, {"text": NOTE}),
        (PaperKind.RESCUE, {"place_known": PLACE, "answered_112": PLACE, "outcome": "still_open"}),
        (PaperKind.DECISION, {"decision": "not_refer", "reasons": REASONS}),
    ]
    for kind, body in written:
        async with house.database.transaction() as tx:
            await papers.write(tx, rooms, case.id, "nino", kind, body, now)
    await house.intake.set_aside(Channel.TELEGRAM, ADDRESS, b'{"text": "raw-update-text"}', "poison")
    await house.delivery.settled()
    return case.conversation_id


async def everything_stored(house: House) -> str:
    """Every value of every row, as text; bytes are read as UTF-8 as far as they can be."""
    found = []
    async with house.database.reading() as tx:
        for table in metadata.tables.values():
            for row in (await tx.execute(table.select())).all():
                found += [v.decode("utf-8", "ignore") if isinstance(v, bytes) else str(v) for v in row]
    return "\n".join(found)


async def test_no_row_can_be_read(house: House) -> None:
    await told(house)
    stored = await everything_stored(house)
    assert len(stored) > 1000
    for secret in SECRETS:
        assert secret not in stored


@on_sqlite
async def test_no_byte_of_the_files_can_be_read(house: House) -> None:
    await told(house)
    files = {path.name: path.read_bytes() for path in house.settings.data_dir.iterdir() if path.is_file()}
    assert {"test.sqlite", "test.sqlite-wal"} <= files.keys()
    readable = [
        f"{name} holds {secret} in {coding}"
        for name, raw in files.items()
        for secret in SECRETS
        for coding in ("utf-8", "utf-16-le", "unicode-escape")
        if secret.encode(coding) in raw
    ]
    assert readable == []


async def test_the_same_address_and_words_leave_no_common_trace(house: House) -> None:
    """Two who say the same must not be seen to say the same."""
    for address in ("1", "2"):
        await says(house, WORDS, address=address)
    async with house.database.reading() as tx:
        sealed = [row.sealed for row in (await tx.execute(messages.select())).all()]
        hashes = [row.address_hash for row in (await tx.execute(conversations.select())).all()]
    assert len(sealed) == len(set(sealed))
    assert len(hashes) == len(set(hashes)) == 2


async def test_nothing_opens_after_deletion(house: House) -> None:
    conversation_id = await told(house)
    async with house.database.reading() as tx:
        before = (
            await tx.execute(messages.select().where(messages.c.conversation_id == conversation_id))
        ).all()
        kept = (await tx.execute(conversations.select().where(conversations.c.id == conversation_id))).one()
    await commands(house, Command.DELETE, "yes", address=ADDRESS)
    async with house.database.reading() as tx:
        row = (await tx.execute(conversations.select().where(conversations.c.id == conversation_id))).one()
        after = (
            await tx.execute(messages.select().where(messages.c.conversation_id == conversation_id))
        ).all()
    assert (row.wrapped_key, row.address_hash, row.sealed_address, row.sealed_session) == (None,) * 4
    assert {m.sealed for m in after} == {None}
    # Even an old copy of the rows does not open with a new key of the same conversation.
    key, _ = house.vault.new_key(conversation_id)
    for old in before:
        with pytest.raises(CannotOpenSealed):
            key.open(old.sealed, "message", conversation_id, str(old.seq))
    with pytest.raises(CannotOpenSealed):
        key.open(kept.sealed_address, "address", conversation_id)


@on_sqlite
async def test_a_forgotten_key_is_gone_from_the_file_too(house: House) -> None:
    conversation_id = await told(house)
    async with house.database.reading() as tx:
        row = (await tx.execute(conversations.select().where(conversations.c.id == conversation_id))).one()
    await commands(house, Command.DELETE, "yes", address=ADDRESS)
    await house.delivery.settled()
    await house.database.close()  # what was written ahead is now in the file itself
    raw = await asyncio.to_thread(Path(str(house.database.url.database)).read_bytes)
    assert conversation_id.encode() in raw
    assert row.wrapped_key not in raw
    assert row.sealed_address not in raw


async def test_the_errand_of_a_deletion_is_forgotten_when_it_is_done(house: House) -> None:
    await told(house)
    await commands(house, Command.DELETE, "yes", address=ADDRESS)
    await house.delivery.sweep()
    await house.delivery.settled()
    async with house.database.reading() as tx:
        rows = (await tx.execute(metadata.tables["outbox"].select())).all()
    assert {row.status for row in rows} <= {"sent", "dropped"}
    assert {row.sealed for row in rows} == {None}
    assert {row.reference for row in rows} == {None}
    stored = await everything_stored(house)
    assert REFERENCE not in stored


async def test_what_staff_wrote_goes_with_the_conversation(house: House) -> None:
    await told(house)
    table = metadata.tables["case_papers"]
    async with house.database.reading() as tx:
        before = (await tx.execute(table.select())).all()
    assert len({row.sealed for row in before}) == 3
    await commands(house, Command.DELETE, "yes", address=ADDRESS)
    async with house.database.reading() as tx:
        after = (await tx.execute(table.select())).all()
    assert {row.sealed for row in after} == {None}
    assert len(after) == len(before)


async def test_a_row_copied_into_another_conversation_does_not_open(house: House) -> None:
    await says(house, WORDS, address="1")
    await says(house, "გამარჯობა", address="2")
    async with house.database.reading() as tx:
        (one, two) = (await tx.execute(conversations.select().order_by(conversations.c.created_at))).all()
        first = (
            await tx.execute(
                messages.select().where(messages.c.conversation_id == one.id, messages.c.seq == 1)
            )
        ).one()

    def opens(key_of: Any, conversation: str, seq: str) -> bool:
        key = house.vault.unwrap(key_of.wrapped_key, key_of.id)
        try:
            return bool(key.open(first.sealed, "message", conversation, seq))
        except CannotOpenSealed:
            return False

    assert opens(one, one.id, "1"), "in its own place"
    tried = {
        f"by the key of {whose}, as message {seq} of {place}": opens(row, conversation, seq)
        for whose, row in (("one", one), ("two", two))
        for place, conversation, seq in (("two", two.id, "1"), ("one", one.id, "2"))
    }
    assert list(tried.values()) == [False] * 4, tried


async def test_the_same_person_may_begin_again_after_deletion(house: House) -> None:
    first = await told(house)
    await commands(house, Command.DELETE, "yes", address=ADDRESS)
    outcome = await house.intake.receive(message(house, WORDS, address=ADDRESS))
    await house.delivery.settled()
    assert outcome.conversation_id != first


async def test_a_demo_key_is_readable_by_its_owner_only(house: House) -> None:
    key = Path(house.settings.data_dir) / "demo-master.key"
    assert key.stat().st_mode & 0o077 == 0
