"""Screening, the safety plan, feedback and follow-up: what is asked, kept, counted and never guessed."""

from datetime import UTC, datetime, timedelta

import pytest

from flows import engine
from flows.commands import AlwaysCommand
from flows.flowset import FlowSet
from flows.model import LANGUAGES
from flows.plan import MOST_LINES, plan_of
from flows.session import Count, Escalate, Event, Pressed, Said, Schedule, Silence, Turn

NOW = datetime(2026, 12, 1, 21, 30, tzinfo=UTC)


def walk(flows: FlowSet, flow: str, *events: Event | str, facts: dict[str, str] | None = None) -> Turn:
    turn = engine.start(flows, flow, NOW, facts)
    for event in events:
        turn = engine.advance(flows, turn.session, Said(event) if isinstance(event, str) else event, NOW)
    return turn


def texts(turn: Turn) -> list[str]:
    return [line.text for line in turn.lines]


def test_screen_asks_item_by_item_and_keeps_the_answers(guided: FlowSet) -> None:
    assert texts(walk(guided, "try_screen")) == ["instruments/ladder/thoughts"]
    turn = walk(guided, "try_screen", "კი", "ara", "нет", "no", Pressed("try_screen.ladder-support.yes"))
    assert turn.session.step == "after"
    kept = {name: turn.session.facts[f"screen.ladder.{name}"] for name in ("thoughts", "plan", "outcome")}
    assert kept == {"thoughts": "yes", "plan": "no", "outcome": "high"}


def test_screen_asks_only_what_follows_from_the_answers(guided: FlowSet) -> None:
    turn = walk(guided, "try_screen", "არა")
    assert texts(turn) == ["thanks", "after"]
    assert turn.session.facts["screen.ladder.outcome"] == "none"
    wish = walk(guided, "try_screen", Pressed("try_screen.ladder-thoughts.wish"), "no")
    assert texts(wish) == ["instruments/ladder/support"]


def test_grave_answer_brings_somebody_in_at_once_and_the_questions_go_on(guided: FlowSet) -> None:
    first = walk(guided, "try_screen", "yes")
    assert first.effects == (Escalate("urgent", "ladder_high"),)
    assert texts(first) == ["instruments/ladder/plan"]
    assert engine.advance(guided, first.session, Said("no"), NOW).effects == ()


def test_what_is_done_at_once_is_done_again_only_for_something_graver(guided: FlowSet) -> None:
    first = walk(guided, "try_screen", "idk")
    assert first.effects == (Escalate("routine", "ladder_moderate"),)
    second = engine.advance(guided, first.session, Said("yes"), NOW)
    assert second.effects == (Escalate("urgent", "ladder_high"),)


@pytest.mark.parametrize(
    ("answers", "outcome"),
    [
        (("yes", "yes", "yes", "yes", "yes"), "imminent"),
        (("yes", "no", "no", "yes", "yes"), "imminent"),
        (("yes", "yes", "yes", "no", "yes"), "imminent"),
        (("yes", "no", "yes", "idk", "yes"), "imminent"),
        (("yes", "no", "no", "no", "yes"), "high"),
        (("idk", "no", "no", "idk", "yes"), "high"),
        (("idk", "no", "yes", "no", "yes"), "high"),
        (("idk", "no", "no", "no", "yes"), "moderate"),
    ],
)
def test_ladder_leads_where_its_outcome_says(guided: FlowSet, answers: tuple[str, ...], outcome: str) -> None:
    turn = walk(guided, "try_screen", *answers)
    assert turn.session.facts["screen.ladder.outcome"] == outcome
    assert (Escalate("emergency", "ladder_imminent") in turn.effects) == (outcome == "imminent")
    assert texts(turn) == ["heard", "after"]


def test_answer_that_stays_unclear_counts_to_the_graver_side(guided: FlowSet) -> None:
    once = walk(guided, "try_screen", "რა სისულელეა")
    assert texts(once) == ["message-not-understood", "instruments/ladder/thoughts"]
    assert "screen.ladder.thoughts" not in once.session.facts
    twice = engine.advance(guided, once.session, Said("თავი დამანებე"), NOW)
    assert texts(twice) == ["instruments/ladder/plan"]
    assert twice.session.facts["screen.ladder.thoughts"] == "yes"


def test_silence_in_a_screen_is_no_answer(guided: FlowSet) -> None:
    turn = walk(guided, "try_screen", "yes", Silence(), Silence())
    assert Escalate("urgent", "ladder_not_answered") in turn.effects
    assert "screen.ladder.plan" not in turn.session.facts


def test_answered_items_are_not_asked_again(guided: FlowSet) -> None:
    done = walk(guided, "try_screen", "no")
    assert texts(engine.advance(guided, done.session, Said("once more"), NOW)) == ["thanks", "after"]


def test_old_answers_say_nothing_about_tonight(guided: FlowSet) -> None:
    done = walk(guided, "try_screen", "no")
    later = engine.advance(guided, done.session, Said("once more"), NOW + timedelta(hours=13))
    assert texts(later) == ["instruments/ladder/thoughts"]
    assert "screen.ladder.outcome" not in later.session.facts


def test_answers_stand_for_twelve_hours_to_the_second(guided: FlowSet) -> None:
    done = walk(guided, "try_screen", "no").session
    stands = engine.advance(guided, done, Said("once more"), NOW + timedelta(hours=12))
    assert texts(stands) == ["thanks", "after"]
    gone = engine.advance(guided, done, Said("once more"), NOW + timedelta(hours=12, seconds=1))
    assert texts(gone) == ["instruments/ladder/thoughts"]


def test_with_old_answers_nothing_else_is_forgotten(guided: FlowSet) -> None:
    done = walk(guided, "try_screen", "no", facts={"plan.own_coping": "walk"}).session
    later = engine.advance(guided, done, Said("once more"), NOW + timedelta(hours=13)).session
    assert later.facts["plan.own_coping"] == "walk"
    assert not [fact for fact in later.facts if fact.startswith("screen.") and not fact.endswith("asked_at")]


def test_interrupt_in_a_screen_comes_back_to_the_same_item(guided: FlowSet) -> None:
    there = engine.interrupt(guided, walk(guided, "try_screen", "yes").session, "crisis", NOW)
    assert texts(engine.resume(guided, there.session, NOW)) == [
        "back-to-question",
        "instruments/ladder/plan",
    ]


def test_a_plan_in_answer_to_a_screening_question_is_not_the_safety_plan(guided: FlowSet) -> None:
    assert texts(walk(guided, "try_screen", "yes", "გეგმა")) == [
        "message-not-understood",
        "instruments/ladder/plan",
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_items_are_shown_with_their_labels(guided: FlowSet, language: str) -> None:
    rendered = guided.texts.render(walk(guided, "try_screen").lines[-1], language)
    assert rendered.text
    labels = [button.label for row in rendered.buttons for button in row]
    assert len(labels) > 2
    assert "" not in labels
    nudge = guided.texts.render(walk(guided, "try_screen", Silence()).lines[-1], language)
    assert nudge.buttons == rendered.buttons


def test_plan_keeps_the_persons_own_words(guided: FlowSet) -> None:
    turn = walk(guided, "safety_plan", "აღარ მძინავს", "ვწუწუნებ\n\n და ვჩუმდები ", "წინ გადავიდეთ")
    assert turn.session.facts["plan.warning_signs"] == "აღარ მძინავს\nვწუწუნებ\nდა ვჩუმდები"
    assert texts(turn) == ["own_coping"]


def test_every_section_of_a_plan_can_be_left_out(guided: FlowSet) -> None:
    turn = walk(guided, "safety_plan", *["I'll skip this"] * 6)
    assert turn.session.step == ""
    assert plan_of(turn.session.facts) == {}


def test_what_was_written_is_shown_kept_added_to_or_written_anew(guided: FlowSet) -> None:
    written = walk(guided, "safety_plan", "one").session.facts
    again = walk(guided, "safety_plan", facts=written)
    assert texts(again) == ["plan-kept"]
    shown = guided.texts.render(again.lines[-1], "en").text
    assert shown.startswith("How I notice that things are getting bad. You have written here:\n• one\n")
    assert texts(engine.advance(guided, again.session, Said("leave it like this"), NOW)) == ["own_coping"]
    more = engine.advance(guided, again.session, Said("two"), NOW)
    assert more.session.facts["plan.warning_signs"] == "one\ntwo"
    anew = engine.advance(guided, more.session, Said("Write it anew"), NOW)
    assert texts(anew) == ["warning_signs"]
    assert plan_of(anew.session.facts) == {}


@pytest.mark.parametrize("words", ["x" * 201, "x\n" * (MOST_LINES + 1)])
def test_what_does_not_fit_into_a_section_is_said_and_not_cut(guided: FlowSet, words: str) -> None:
    turn = walk(guided, "safety_plan", "one", words)
    assert texts(turn) == ["plan-full", "plan-more"]
    assert turn.session.facts["plan.warning_signs"] == "one"


def test_commands_work_while_a_plan_is_written(guided: FlowSet) -> None:
    assert texts(walk(guided, "safety_plan", "დახმარება")) == ["help-numbers", "warning_signs"]
    assert walk(guided, "safety_plan", "ადამიანი").session.flow == "human"
    assert plan_of(walk(guided, "safety_plan", "ადამიანი").session.facts) == {}


def test_whom_one_would_talk_to_is_written_into_the_plan_and_called_nowhere(guided: FlowSet) -> None:
    words = "ჩემს ფსიქოლოგს დაველაპარაკები"
    turn = walk(guided, "safety_plan", Said(words, intent="human"))
    assert turn.session.facts["plan.warning_signs"] == words


@pytest.mark.parametrize(
    ("intent", "shown"),
    [("human", "human"), ("language", "language"), ("help_now", "youth"), ("safety_plan", "safety_plan")],
)
def test_what_is_asked_for_in_words_of_ones_own_is_done(guided: FlowSet, intent: str, shown: str) -> None:
    turn = walk(guided, "youth", Said("ჩემი სიტყვებით", intent=intent))
    assert turn.session.flow == shown
    assert ("help-numbers" in texts(turn)) == (intent == "help_now")


@pytest.mark.parametrize("words", ["ფსიქოლოგი", "Психолог", "112"])
def test_number_or_professional_is_written_into_the_plan(guided: FlowSet, words: str) -> None:
    turn = walk(guided, "safety_plan", words)
    assert turn.session.facts["plan.warning_signs"] == words
    assert texts(turn)[-1] == "plan-more"
    assert ("help-numbers" in texts(turn)) == (words == "112")


@pytest.mark.parametrize("words", ["ჩემი გეგმა", "chemi gegma", "Мой план", "my plan", "plan"])
def test_plan_is_shown_again_whenever_it_is_asked_for(guided: FlowSet, words: str) -> None:
    facts = {"plan.professionals": "დამრიგებელი", "plan.warning_signs": "არ მძინავს"}
    turn = walk(guided, "youth", words, facts=facts)
    assert texts(turn) == ["plan-shown", "about"]
    shown = guided.texts.render(turn.lines[0], "ka").text
    assert shown.index("არ მძინავს") < shown.index("დამრიგებელი")
    assert "112" in shown
    change = turn.lines[0].buttons[0][0]
    changed = engine.advance(guided, turn.session, Pressed(change.data), NOW)
    assert (changed.session.flow, texts(changed)) == ("safety_plan", ["plan-kept"])


def test_somebody_without_a_plan_is_led_to_making_one(guided: FlowSet) -> None:
    turn = walk(guided, "youth", "my plan")
    assert texts(turn) == ["plan-none", "warning_signs"]
    assert turn.session.returns[0].flow == "youth"
    again = engine.command(guided, turn.session, AlwaysCommand.PLAN, NOW)
    assert texts(again) == ["plan-none", "warning_signs"]


def test_plan_is_shown_after_a_conversation_has_ended(guided: FlowSet) -> None:
    ended = walk(guided, "youth", "stop", facts={"plan.own_coping": "walk"}).session
    turn = engine.command(guided, ended, AlwaysCommand.PLAN, NOW)
    assert texts(turn) == ["plan-shown"]
    assert turn.session.step == ""


@pytest.mark.parametrize(
    ("answer", "count"),
    [("კარგად", "feedback_good"), ("ise ra", "feedback_so_so"), ("🙁 Плохо", "feedback_bad")],
)
def test_feedback_is_counted_by_a_closed_name(guided: FlowSet, answer: str, count: str) -> None:
    turn = walk(guided, "try_feedback", answer)
    assert turn.effects == (Count(count), Schedule("follow_up", timedelta(days=2)))
    assert answer not in turn.session.facts.values()


def test_unclear_feedback_is_not_counted(guided: FlowSet) -> None:
    turn = walk(guided, "try_feedback", "ნუ რა ვიცი აბა", "ნუ რა ვიცი აბა")
    assert turn.effects == (Schedule("follow_up", timedelta(days=2)),)


def test_words_in_answer_to_feedback_are_heard_where_the_flow_says_so(guided: FlowSet) -> None:
    turn = walk(guided, "try_feedback", "well", "ისევ მიჭირს")
    assert texts(turn) == ["heard"]


def test_label_of_every_shown_button_can_be_told(guided: FlowSet) -> None:
    for turn in (walk(guided, "try_screen"), walk(guided, "safety_plan"), walk(guided, "try_exercise")):
        button = turn.lines[-1].buttons[0][0]
        line = guided.label_line(button.data, "youth")
        assert line is not None
        shown = guided.texts.render(turn.lines[-1], "ru").buttons[0][0].label
        assert guided.texts.render(line, "ru").text == shown
    assert guided.label_line("youth.gone.gone", "youth") is None
