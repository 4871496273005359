"""The serving process is killed with -9 again and again: nobody is forgotten, nobody is answered twice."""

import asyncio
import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache, partial
from typing import Any

import pytest

from app.settings import Settings
from app.wiring import open_house
from conversation import repository
from conversation.channel import Channel, Command, InboundKind, InboundMessage
from conversation.repository import StoredMessage
from conversation.state import State
from escalation import repository as cases
from escalation.policy import GOING_ON
from flows.model import LANGUAGES
from risk.by_rules import assess_by_rules
from store import outbox
from store.database import Database
from store.sealing import Vault
from tests.app import restart_process
from tests.app.restart_process import AFTER_LEASES, kill, patient, serve, stall, start
from tests.fixtures import START, Clock, Phone, content, on_both
from tests.patience import PATIENCE
from tests.project.tiers import is_proof
from tests.telegram.people import Person
from tests.telegram.server import BotApiServer


@dataclass(frozen=True, slots=True)
class Size:
    """How many people write, and how often the process that answers them is killed."""

    people: int
    kills: int


FULL, SMALL = Size(500, 6), Size(70, 2)
STORIES = (
    ("გამარჯობა", "ცუდად ვარ და არ ვიცი ვის ველაპარაკო"),
    ("gamarjoba", "mshoblebi sul chxuboben da saxlshi yofna ar minda"),
    ("сегодня всё плохо", "с мамой опять поругались"),
    ("/start", "I had a fight with my best friend"),
    ("თავის მოკვლა მინდა", "მარტო ვარ"),
    ("я хочу покончить с собой", "ты тут?"),
)
IN_CRISIS = {4, 5}  # of STORIES: the first message opens a case, the second must not open another


def as_values(settings: Settings, **more: Any) -> dict[str, Any]:
    """Settings as a child process takes them."""
    return {
        "database_url": settings.database_url,
        "redis_url": settings.redis_url,
        "data_dir": settings.data_dir,
        **more,
    }


def story_of(person: int) -> int:
    return person % len(STORIES)


async def writes_all(people: Sequence[Person], turns: Sequence[int]) -> None:
    """These people, by number, each write the next message of their story."""
    for number in turns:
        said = sum(1 for seen in people[number].chat if seen.is_mine)
        await people[number].says(STORIES[story_of(number)][said])


def arrived_in_order(stored: Sequence[str], heard: Sequence[str]) -> bool:
    """Whether everything stored was heard in order; after a kill some of it may be heard once more."""
    reached = 0
    for text in heard:
        if reached < len(stored) and text == stored[reached]:
            reached += 1
        elif text not in stored[:reached]:
            return False
    return reached == len(stored)


class Ledger:
    """What the database holds in the end, read through the repositories."""

    def __init__(self, database: Database, vault: Vault) -> None:
        self._database = database
        self._vault = vault

    async def conversation(self, address: str) -> tuple[State, list[StoredMessage]]:
        async with self._database.reading() as tx:
            state = await repository.find(tx, self._vault, Channel.TELEGRAM, address)
            assert state is not None
            return state, await repository.read_messages(tx, state.id, state.key)

    async def open_cases(self) -> Counter[str]:
        async with self._database.reading() as tx:
            every = await cases.open_cases(tx, limit=10 * FULL.people)
            return Counter(case.conversation_id for case in every)

    async def pending(self) -> int:
        """How much is left in the outbox."""
        async with self._database.reading() as tx:
            return await outbox.pending_count(tx)


@cache
def told_when_late() -> str:
    """What the bot says by itself where an answer takes too long: nothing of it is stored."""
    return content().texts.system("safety", "ka")


@cache
def told_by_the_clock() -> set[str]:
    """What a person who waits while nobody is on duty is told from one life of the service to the next."""
    texts = content().texts
    return {
        texts.system(text, language, audience="youth")
        for text in ("nobody-on-duty", GOING_ON)
        for language in LANGUAGES
    }


Line = tuple[str, str, str]


def lines(messages: Sequence[StoredMessage]) -> list[Line]:
    """Who said what, but for what depends on how many lives it took."""
    return [(m.author, m.kind, m.text) for m in messages if m.text not in told_by_the_clock()]


async def undisturbed(settings: Settings, clock: Clock) -> dict[tuple[int, int], list[Line]]:
    """Each story, and so many messages of it, as it is stored when nobody kills anything."""
    told = {}
    async with open_house(
        settings, role="reference", clock=clock, assess=assess_by_rules, senders={"telegram": Phone()}
    ) as house:
        ledger = Ledger(house.database, house.vault)
        for number, story in enumerate(STORIES):
            for nth, words in enumerate(story):
                await house.intake.receive(message(f"-{number}", nth, words))
                told[number, nth + 1] = lines((await ledger.conversation(f"-{number}"))[1])
        await house.delivery.settled()
    return told


def message(address: str, nth: int, words: str) -> InboundMessage:
    is_start = words == "/start"
    return InboundMessage(
        channel=Channel.TELEGRAM,
        address=address,
        message_id=f"m:{nth}",
        kind=InboundKind.COMMAND if is_start else InboundKind.TEXT,
        received_at=START,
        text=words,
        command=Command.START if is_start else None,
        language_hint="ka",
    )


def has_made(server: BotApiServer, calls: int) -> bool:
    return len(server.world.calls) >= calls


async def one_life(
    server: BotApiServer, values: dict[str, Any], now: datetime, calls: int, seconds: float
) -> None:
    """Start, serve for so many calls of the Bot API and a moment more, be killed wherever that strikes."""
    until = len(server.world.calls) + calls
    process = start(serve, values, now)
    try:
        for number in range(until - calls + 1, until + 1):  # each with patience: a start may take long
            await server.sees(partial(has_made, server, number))
        await asyncio.sleep(seconds)  # no event to wait for: the kill is to strike anywhere
    finally:
        kill(process)


async def sends_what_is_left(values: dict[str, Any], clock: Clock, ledger: Ledger) -> None:
    """The next life finds in the outbox what the last one had in hand."""
    async with open_house(
        patient(values), role="serve", clock=clock, assess=assess_by_rules, with_bot=True
    ) as house:
        while await ledger.pending():
            while await house.delivery.sweep():
                async with asyncio.timeout(PATIENCE):
                    await house.delivery.settled()
            clock.now += AFTER_LEASES  # for whatever must be tried again


@on_both
@pytest.mark.slow("hundreds of people are answered by seven processes, one after another")
async def test_nobody_is_lost_and_nothing_happens_twice_when_serving_is_killed_again_and_again(
    settings: Settings, database: Database, clock: Clock, seed: int, pytestconfig: pytest.Config
) -> None:
    rng = random.Random(seed)
    # What many processes do to each other is PostgreSQL's matter; on SQLite one process owns the file.
    size = SMALL if settings.is_embedded and not is_proof(pytestconfig) else FULL
    vault = Vault(settings.open_master_key())
    ledger = Ledger(database, vault)
    turns = [*range(size.people), *range(0, size.people, 10)]  # a part of them writes twice
    rng.shuffle(turns)
    share = len(turns) // (size.kills + 1) + 1
    async with BotApiServer(clock=lambda: START) as server:
        people = [server.person(language_code="ka") for _ in range(size.people)]
        values = as_values(settings, telegram_token=server.token, telegram_api=server.url)
        for life in range(size.kills):
            await writes_all(people, turns[life * share : (life + 1) * share])
            await one_life(
                server, values, clock.now, rng.randrange(share // 4, 2 * share - 8), rng.uniform(0.0, 0.1)
            )
            clock.now += AFTER_LEASES  # what the killed process held is free now
        await writes_all(people, turns[size.kills * share :])
        last = start(serve, values, clock.now)
        try:
            await server.all_acknowledged()
        finally:
            kill(last)
        clock.now += AFTER_LEASES
        await sends_what_is_left(values, clock, ledger)

    expected_cases = set()
    found = {}
    for number, person in enumerate(people):
        state, stored = await ledger.conversation(str(person.chat_id))
        found[number] = lines(stored)
        replies = [m for m in stored if m.author == "program"]
        assert {m.delivery for m in replies} == {"sent"}
        heard = [seen.text for seen in person.said_to_me if seen.text != told_when_late()]
        assert arrived_in_order([m.text for m in replies], heard)
        if story_of(number) in IN_CRISIS:
            expected_cases.add(state.id)
    assert await ledger.open_cases() == Counter(expected_cases)
    told = await undisturbed(settings, clock)
    assert [n for n in found if found[n] != told[story_of(n), turns.count(n)]] == []


@on_both
async def test_answer_committed_before_a_kill_goes_out_once_after_the_restart(
    settings: Settings, database: Database, clock: Clock
) -> None:
    words = message("42", 1, "ცუდად ვარ და არ ვიცი ვის ველაპარაკო")
    told, telling = restart_process.PROCESSES.Pipe(duplex=False)
    process = start(stall, as_values(settings), words, telling)
    try:
        assert await asyncio.to_thread(told.poll, PATIENCE)
    finally:
        kill(process)
        told.close()
        telling.close()

    phone = Phone()
    clock.now += AFTER_LEASES
    async with open_house(
        settings, role="serve", clock=clock, assess=assess_by_rules, senders={"telegram": phone}
    ) as house:
        while await house.delivery.sweep():
            await house.delivery.settled()
        again = await house.intake.receive(words)
        await house.delivery.settled()
        _, stored = await Ledger(house.database, house.vault).conversation("42")

    assert again.repeated
    assert phone.texts("42") == [m.text for m in stored if m.author == "program"] != []
    numbers = [one.seq for one in stored]
    assert numbers == sorted(set(numbers))
    assert Counter(m.author for m in stored)["caller"] == 1
