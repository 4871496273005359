"""The policy file: read whole, refused where it would leave somebody uncalled."""

from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from escalation.case import Urgency
from escalation.errors import PolicyUnusable
from escalation.paging import PageChannel
from escalation.policy import FILE, Place, Policy, Who, policy, read_policy, step


def climbed(urgency: Urgency, *, on_duty: bool, steps: int) -> list[tuple[float, str, str | None]]:
    """When each rung fires (seconds after the first), its name, and what the person is told."""
    place, at, found = None, timedelta(), []
    for _ in range(steps):
        one = step(policy().ladders(on_duty=on_duty), urgency, place, on_duty=on_duty)
        found.append((at.total_seconds(), one.rung.rung, one.tell))
        at, place = at + one.pause, one.following
    return found


def test_an_emergency_climbs_as_it_was_agreed() -> None:
    assert [(at, rung) for at, rung, _ in climbed(Urgency.EMERGENCY, on_duty=True, steps=7)] == [
        (0, "primary"),
        (20, "primary_again"),
        (40, "backup"),
        (90, "supervisor"),
        (180, "everybody"),
        (240, "everybody"),
        (300, "everybody"),
    ]


def test_the_person_is_told_at_each_rung_after_the_first() -> None:
    told = [text for _, _, text in climbed(Urgency.EMERGENCY, on_duty=True, steps=5)]
    assert told[0] is None  # the crisis script has just said it
    assert None not in told[1:]


def test_a_repeated_rung_tells_seldom() -> None:
    told = [text for _, _, text in climbed(Urgency.EMERGENCY, on_duty=True, steps=40)][5:]
    assert [text for text in told if text is not None] == ["ladder-still-calling"] * 2


@pytest.mark.parametrize("urgency", Urgency)
@pytest.mark.parametrize("on_duty", [True, False])
def test_every_ladder_calls_at_once_and_never_ends(urgency: Urgency, on_duty: bool) -> None:
    found = climbed(urgency, on_duty=on_duty, steps=50)
    assert found[0][0] == 0
    assert all(later[0] > sooner[0] for sooner, later in pairwise(found))


def test_the_graver_the_sooner() -> None:
    reached = [climbed(urgency, on_duty=True, steps=3)[-1][0] for urgency in sorted(Urgency)]
    assert reached == sorted(reached, reverse=True)


@pytest.mark.parametrize("on_duty", [True, False])
def test_an_emergency_reaches_everybody(on_duty: bool) -> None:
    last = policy().ladders(on_duty=on_duty).of(Urgency.EMERGENCY).rungs[-1]
    assert last.who == (Who.EVERYBODY,)
    assert {PageChannel.TELEGRAM, PageChannel.SMS, PageChannel.CONSOLE} <= set(last.by)


def test_when_duty_begins_its_ladder_begins() -> None:
    night = Place(on_duty=False, index=1, repeats=4)
    assert step(policy().on_duty, Urgency.EMERGENCY, night, on_duty=True).rung.rung == "primary"


def test_a_place_reads_back() -> None:
    for returned in ("no", "quiet", "yes"):
        place = Place(on_duty=False, index=3, repeats=12, returned=returned)
        assert Place.read(place.stored()) == place
    assert Place.read("") is None


def test_calling_goes_on_where_a_new_policy_has_fewer_rungs() -> None:
    """A case that stood beyond the end would be called for no longer."""
    last = policy().on_duty.emergency.rungs[-1]
    found = step(policy().on_duty, Urgency.EMERGENCY, Place(index=99), on_duty=True)
    assert (found.rung, found.wider, found.pause) == (last, (), last.every)


def test_every_text_that_a_person_may_be_told_is_known_to_the_start() -> None:
    """What is not listed here is not looked for in the texts: it would be missing when somebody waits."""
    told = {
        climb[2]
        for urgency in Urgency
        for on_duty in (True, False)
        for climb in climbed(urgency, on_duty=on_duty, steps=40)
    }
    rungs = [
        rung
        for on_duty in (True, False)
        for urgency in Urgency
        for rung in policy().ladders(on_duty=on_duty).of(urgency).rungs
    ]
    instead = {rung.or_tell for rung in rungs}
    assert policy().texts() == (told | instead | {"ladder-going-on"}) - {None}


def test_a_refusal_names_every_mistake(tmp_path: Path) -> None:
    text = FILE.read_text(encoding="utf-8").replace("gone_after: 60s", "gone_after: soon")
    path = tmp_path / "policy.yaml"
    path.write_text(text.replace("left_after:", "left_behind_after:"), encoding="utf-8")
    with pytest.raises(PolicyUnusable) as refused:
        read_policy(path)
    assert str(refused.value).endswith(
        "presence.gone_after: Value error, write a time like 20s, 3m or 1h; "
        "queue.left_after: Field required; queue.left_behind_after: Extra inputs are not permitted"
    )


def broken(tmp_path: Path, old: str, new: str) -> Path:
    text = FILE.read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "policy.yaml"
    path.write_text(text.replace(old, new), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("after: 0s, who: [primary]", "after: 5s, who: [primary]", "the first call goes out at once"),
        ("after: 40s", "after: 10s", "each rung comes later"),
        (", every: 60s, tell_again: {text: ladder-still-calling, on: [6, 15]}", "", "calling goes on"),
        ("gone_after: 60s", "gone_after: soon", "write a time like 20s"),
        ("by: [console, push", "by: [smoke, push", "by"),
        ("presence:", "presents:", "presents"),
    ],
)
def test_a_policy_that_would_leave_somebody_uncalled_is_refused(
    tmp_path: Path, old: str, new: str, says: str
) -> None:
    with pytest.raises(PolicyUnusable, match=says):
        read_policy(broken(tmp_path, old, new))


def test_a_policy_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PolicyUnusable):
        read_policy(tmp_path / "none.yaml")


def test_the_policy_that_ships_is_read() -> None:
    assert isinstance(policy(), Policy)


def test_who_was_with_a_counsellor_is_not_told_that_nobody_has_come() -> None:
    place: Place | None = Place(index=2, returned="quiet")
    told = []
    for _ in range(4):
        one = step(policy().on_duty, Urgency.EMERGENCY, place, on_duty=True)
        told.append(one.tell)
        place = one.following
    assert told == [None, "ladder-going-on", "ladder-going-on", None]
