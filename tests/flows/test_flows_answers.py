"""Short answers: what counts as yes, no or unsure, and what is never guessed."""

import pytest

from flows.answers import read_answer
from flows.commands import AlwaysCommand, read_command, read_language
from flows.model import Meaning

YES = """
კი | კიიი | ხო | ჰო | დიახ | კი, ნამდვილად | თქმა უნდა კი | KI | ki | kiii | xo | ho | Xo | diax | კი 👍
да | Да! | дааа | ага | ну да | да, конечно | да, спасибо
yes | YES | yeah | yep | yes please | 👍 | 👍🏽 | ✅ | 👌 | +
"""
NO = """
არა | არა, მადლობა | არააა | ara | ara madloba | Ara. | არა არა
нет | нееет | неа | нет, спасибо | конечно нет
no | No. | nope | no thanks | nooo | of course no | 👎
"""
UNSURE = """
არ ვიცი | ar vici | რა ვიცი | შეიძლება | ალბათ | не знаю | может быть | хз
i don't know | I don’t know | idk | maybe | not sure | dunno | 🤷
"""
NEITHER = """
კი? | კი და არა | კი მაგრამ მეშინია | კარგი | კი ხო არა | არა უშავს | რა | მინდა სიკვდილი | კიბე | ნო კომენტ
да? | да нет | нет, но | не хочу жить | не да | ну | конечно
yes and no | ok | da | not really | kiev | 👍👎 | ... | 🙂
კი კი კი კი კი კი კი კი კი კი კი კი
"""


def cases(listed: str) -> list[str]:
    return [text.strip() for line in listed.strip().splitlines() for text in line.split("|")]


@pytest.mark.parametrize("text", cases(YES))
def test_plain_yes_is_understood(text: str) -> None:
    assert read_answer(text) is Meaning.YES


@pytest.mark.parametrize("text", cases(NO))
def test_plain_no_is_understood(text: str) -> None:
    assert read_answer(text) is Meaning.NO


@pytest.mark.parametrize("text", cases(UNSURE))
def test_plain_doubt_is_understood(text: str) -> None:
    assert read_answer(text) is Meaning.UNSURE


@pytest.mark.parametrize("text", [*cases(NEITHER), "", "   "])
def test_what_is_not_plain_is_not_guessed(text: str) -> None:
    assert read_answer(text) is None


@pytest.mark.parametrize("text", ["ა\u200dრა", "n\ufe0fo"])
def test_a_sign_that_nobody_sees_inside_a_word_changes_nothing(text: str) -> None:
    assert read_answer(text) is Meaning.NO


def test_an_answer_of_thirty_letters_is_read_and_a_longer_one_says_more_than_yes() -> None:
    assert (len("კი " * 9 + "კი!"), read_answer("კი " * 9 + "კი!")) == (30, Meaning.YES)
    assert (len("კი " * 9 + "კი!!"), read_answer("კი " * 9 + "კი!!")) == (31, None)


COMMANDS = {
    AlwaysCommand.HUMAN: "ადამიანი|Adamiani|ადამიანი მინდა|👤 ადამიანი|человек|живой человек|human|a person"
    "|ადამიანთან მინდა საუბარი|მინდა ადამიანს ველაპარაკო|adamiantan minda laparaki"
    "|С человеком хочу поговорить!|I want to talk to a person",
    AlwaysCommand.HELP: "დახმარება|daxmareba|dakhmareba|помощь|ПОМОГИТЕ|help|Help me!|112|sos|🆘 112",
    AlwaysCommand.STOP: "სტოპ|stop|Stop!|стоп|შეწყვეტა|✋ შეწყვეტა",
    AlwaysCommand.LANGUAGE: "ენა|ena|язык|language|English|русский|по-русски|ქართულად",
}


@pytest.mark.parametrize(
    ("text", "command"), [(text, command) for command, texts in COMMANDS.items() for text in texts.split("|")]
)
def test_short_word_is_a_command(text: str, command: AlwaysCommand) -> None:
    assert read_command(text) is command


@pytest.mark.parametrize(
    "text",
    [
        "",
        "ჩემი დახმარება არავის შეუძლია",
        "помощь мне уже не нужна",
        "nobody can help me",
        "ცუდი ადამიანი ვარ",
        "я плохой человек",
        "i am a bad person",
        "stop it hurts",
        "ენა დამება",
        "не могу остановиться",
        "help " * 20,
        "halp",
    ],
)
def test_word_inside_a_sentence_is_no_command(text: str) -> None:
    assert read_command(text) is None


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("ქართულად", "ka"),
        ("kartuli", "ka"),
        ("Русский", "ru"),
        ("rusulad", "ru"),
        ("English", "en"),
        ("ru", "ru"),
    ],
)
def test_named_language_is_read(text: str, language: str) -> None:
    assert read_language(text) == language


def test_language_in_a_sentence_is_not_read() -> None:
    assert read_language("ინგლისურში ორიანი მივიღე") is None
