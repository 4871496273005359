"""What a landing needs and what a release needs; what takes long, and why.

`make test` runs what a landing needs. A test marked `proof(reason)` runs with `--proof` alone (`make proof`),
which also runs every test of the whole service on both databases. A test marked `slow(reason)` takes over
ten seconds and says why: it is begun first, so that no process of the run is left with it at the end. Nothing
here judges how long a test took; what took long without a reason is only named.
"""

from collections import defaultdict
from collections.abc import Generator

import pytest

LONG = 10.0  # seconds of a test, with what it set up, from which it should carry its reason


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--proof`: everything that a release needs."""
    parser.addoption("--proof", action="store_true", help="run what a release needs, not a landing alone")


def is_proof(config: pytest.Config) -> bool:
    """Whether this run is of what a release needs."""
    return bool(config.getoption("--proof"))


def _reason(item: pytest.Item, marker: str) -> str | None:
    """The reason that the marker carries, None without the marker. Raises `UsageError` without a reason."""
    found = item.get_closest_marker(marker)
    if found is None:
        return None
    match found.args:
        case (str() as reason,) if reason:
            return reason
    raise pytest.UsageError(f'{item.nodeid}: say why: @pytest.mark.{marker}("...")')


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what only a release needs, and begin with what takes long."""
    chosen: list[pytest.Item] = []
    left: list[pytest.Item] = []
    for item in items:
        is_left = _reason(item, "proof") is not None and not is_proof(config)
        (left if is_left else chosen).append(item)
    chosen.sort(key=lambda item: _reason(item, "slow") is None)
    items[:] = chosen
    if left:
        config.hook.pytest_deselected(items=left)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Tell the process that reports whether a test carries a reason for taking long."""
    report = yield
    if _reason(item, "slow") is not None or _reason(item, "proof") is not None:
        report.user_properties.append(("slow", "yes"))
    return report


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Name what took long without saying why; it fails nothing, since a machine may be busy."""
    took: defaultdict[str, float] = defaultdict(float)
    explained = set()
    for reports in terminalreporter.stats.values():
        for report in reports:
            if isinstance(report, pytest.TestReport):
                took[report.nodeid] += report.duration
                if "slow" in dict(report.user_properties):
                    explained.add(report.nodeid)
    for nodeid, seconds in sorted(took.items(), key=lambda one: -one[1]):
        if seconds >= LONG and nodeid not in explained:
            terminalreporter.write_line(
                f"{seconds:.0f} S, WITHOUT A REASON: {nodeid} (make it quicker, or mark it slow)", yellow=True
            )
