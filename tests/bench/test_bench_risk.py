"""What `mkhari bench risk` measures with: texts of a known length, honest times, a fresh process."""

import json
from collections.abc import Callable
from itertools import count

import pytest
from typer.testing import CliRunner

from app.bench import bench_app
from app.bench.risk_load import in_processes, in_threads, waits
from app.bench.risk_texts import (
    LENGTHS,
    LONG,
    MEGABYTES,
    SENTENCES,
    long_message,
    megabyte,
    messages,
    token_counter,
)
from encoder.language import detect
from encoder.normalise import words
from risk.evaluate.cost import cost_of


def words_of(text: str) -> int:
    return len(text.split())


@pytest.mark.parametrize("group", SENTENCES)
@pytest.mark.parametrize("tokens", LENGTHS)
def test_messages_are_as_long_as_asked_and_the_same_each_time(group: str, tokens: int) -> None:
    made = messages(group, tokens, 30, words_of)
    assert {words_of(text) for text in made} == {tokens}
    assert made == messages(group, tokens, 30, words_of)
    assert len(set(made)) > 20


@pytest.mark.parametrize("group", SENTENCES)
def test_tokens_are_counted_closely_whoever_counts(group: str) -> None:
    counting, _ = token_counter()
    counted = {most: [counting(text) for text in messages(group, most, 20, counting)] for most in LENGTHS}
    assert [len(lengths) for lengths in counted.values()] == [20, 20]
    wrong = {most: lengths for most, lengths in counted.items() if min(lengths) < 0.6 * most}
    wrong |= {most: lengths for most, lengths in counted.items() if max(lengths) > most}
    assert wrong == {}


@pytest.mark.parametrize("group", SENTENCES)
def test_texts_are_in_the_language_that_they_stand_for(group: str) -> None:
    language, script = group.split()
    assert detect(words(". ".join(SENTENCES[group]))) == (language, script)
    assert [len(long_message(group, nth)) for nth in range(3)] == [LONG] * 3
    assert long_message(group, 0) != long_message(group, 1)


@pytest.mark.parametrize("name", MEGABYTES)
def test_a_megabyte_is_about_a_megabyte(name: str) -> None:
    assert 900_000 <= len(megabyte(name)) <= 1_000_000


def test_waits_are_told_by_quantile() -> None:
    moments = (moment for wait in range(1, 102) for moment in (0.0, wait / 1000))
    found = waits(str, ["text"] * 101, clock=lambda: next(moments))
    assert (found.p50, found.p99, found.longest, found.answers) == (51, 100, 101, 101)


def test_one_answer_is_its_own_quantile() -> None:
    moments = iter((0.0, 0.5))
    found = waits(str, ["text"], clock=lambda: next(moments))
    assert (found.p50, found.p99, found.longest) == (500, 500, 500)


def test_threads_and_processes_count_their_answers() -> None:
    asked = count()
    answer: Callable[[str], int] = lambda _: next(asked)  # noqa: E731 - counts
    rate = in_threads(answer, ["a", "b", "c"], workers=2, seconds=0.01)
    assert (rate.kind, rate.workers) == ("thread", 2)
    assert rate.per_second > 0
    assert next(asked) > 1
    rate = in_processes("rules", ["hello", "გამარჯობა"], workers=2, seconds=0.01)
    assert (rate.kind, rate.workers) == ("process", 2)
    assert rate.per_second > 0


def test_cost_is_measured_in_a_fresh_process() -> None:
    cost = cost_of("rules")
    assert 0 < cost.empty_mib < cost.loaded_mib <= cost.most_mib
    assert cost.load_seconds > 0


def test_command_writes_everything_as_json() -> None:
    arguments = ["risk", "--system", "rules", "--number", "2", "--seconds", "0.1", "--json"]
    result = CliRunner().invoke(bench_app, arguments)
    assert result.exit_code == 0, result.output
    report = json.loads(result.output)
    assert len(report["timings"]) == 3 * len(SENTENCES) + len(MEGABYTES)
    assert [(rate["kind"], rate["workers"]) for rate in report["rates"]] == [
        ("thread", 1),
        ("thread", 2),
        ("process", 2),
    ]


def test_unknown_system_is_one_line() -> None:
    result = CliRunner().invoke(bench_app, ["risk", "--system", "oracle"])
    assert result.exit_code == 1
    assert "choose of rules" in result.output
