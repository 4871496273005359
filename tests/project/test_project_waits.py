"""A test waits for an event, with patience, and never for time to pass; and it judges no speed.

What breaks this passes on a quick machine and fails on a busy one, and then says nothing about the code.
"""

import ast
from pathlib import Path

import pytest

from tests.project.tree import ROOT, our_files

# Sleeps that stay, and why.
MAY_SLEEP = {
    "tests/app/test_restart.py": "the kill is to strike at any moment of what a process does",
    "tests/conversation/checks_by_hand.py": "time stands still in its loop",
    "tests/store/locks.py": "PostgreSQL tells nobody that a transaction waits: it must be asked again",
    "tests/fixtures.py": "a send gives way to others once, as a network does; no time passes",
}
# Calls whose number is a wait, by where it stands among what they are given.
WAITS = {"timeout": 0, "poll": 0, "wait": 0, "join": 0, "wait_for": 1}
NAMED_WAITS = {"timeout", "within"}
STOPWATCHES = {"monotonic", "monotonic_ns", "perf_counter", "perf_counter_ns"}


def name_of(call: ast.Call) -> str:
    """What is called, without what it belongs to."""
    match call.func:
        case ast.Attribute(attr=name) | ast.Name(id=name):
            return name
        case _:
            return ""


def is_number(value: ast.expr) -> bool:
    """Whether this is a number written out; zero waits for nothing."""
    return (
        isinstance(value, ast.Constant)
        and isinstance(value.value, int | float)
        and not isinstance(value.value, bool)
        and value.value > 0
    )


def reads_a_stopwatch(call: ast.Call) -> bool:
    """Whether this asks how much time has passed."""
    if name_of(call) in STOPWATCHES:
        return True
    owner = ast.unparse(call.func.value) if isinstance(call.func, ast.Attribute) else ""
    return name_of(call) == "time" and owner.endswith(("loop", "loop()", "time"))


def faults(source: str, *, may_sleep: bool = False) -> list[str]:
    """What in a test depends on how quick the machine is."""
    found = []
    for call in (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)):
        name, place = name_of(call), WAITS.get(name_of(call), len(call.args))
        given = [*call.args[place : place + 1], *(k.value for k in call.keywords if k.arg in NAMED_WAITS)]
        if name == "sleep" and not may_sleep:
            found.append(f"{call.lineno}: sleeps; wait for an event")
        if any(map(is_number, given)):
            found.append(f"{call.lineno}: waits with little patience; use tests.patience")
        if reads_a_stopwatch(call):
            found.append(f"{call.lineno}: measures time; pass a clock in, and leave speed to the benchmarks")
    return found


def is_of_a_test(path: Path) -> bool:
    """Whether a test runs this. The mutants' runner is a command: it limits and measures what others do."""
    is_runner = path.parent == Path("tests/mutants") and not path.name.startswith("test_")
    return path.parts[0] == "tests" and path.suffix == ".py" and not is_runner


def test_no_test_depends_on_how_quick_the_machine_is() -> None:
    found = [
        f"{path}:{fault}"
        for path in our_files()
        if is_of_a_test(path)
        for fault in faults((ROOT / path).read_text(encoding="utf-8"), may_sleep=str(path) in MAY_SLEEP)
    ]
    assert found == []


def test_every_sleep_that_is_allowed_is_still_there() -> None:
    assert [path for path in MAY_SLEEP if "sleeps" not in str(faults(Path(ROOT, path).read_text()))] == []


@pytest.mark.parametrize(
    "source",
    [
        "await asyncio.sleep(0.05)",
        "sleep(0)",
        "async with asyncio.timeout(10): pass",
        "await asyncio.wait_for(process.wait(), 30.0)",
        "await asyncio.wait_for(process.wait(), timeout=30)",
        "await server.sees(done, within=20)",
        "await person.hears(within=0.5)",
        "assert told.poll(30)",
        "thread.join(10)",
        "httpx.AsyncClient(timeout=5)",
        "page.click('x', timeout=15_000)",
        "begun = time.monotonic()",
        "begun = time.perf_counter()",
        "assert loop.time() - before < 1",
        "assert asyncio.get_running_loop().time() < 1",
    ],
)
def test_what_hangs_on_the_pace_is_refused(source: str) -> None:
    assert len(faults(source)) == 1


@pytest.mark.parametrize(
    "source",
    [
        "await event.wait()",
        "async with asyncio.timeout(PATIENCE): await event.wait()",
        "await asyncio.wait_for(process.wait(), PATIENCE)",
        "await person.hears()",
        "await person.hears(within=0)",
        "page.set_default_timeout(PATIENCE * 1000)",
        "asyncio.get_running_loop().call_soon(gate.set)",
        "assert turn.starts_at.time() == time(20)",
        "', '.join(names)",
        "sweeper = Sweeper(*parts, clock, monotonic=clock.passed)",
        "pager = TelegramPager(token, sleep=slept)",
    ],
)
def test_what_holds_at_any_pace_passes(source: str) -> None:
    assert faults(source) == []


def test_a_sleep_that_is_allowed_excuses_nothing_else() -> None:
    assert faults("await asyncio.sleep(1)", may_sleep=True) == []
    assert len(faults("await asyncio.wait_for(asyncio.sleep(1), 2)", may_sleep=True)) == 1
