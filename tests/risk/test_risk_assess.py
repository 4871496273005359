"""The risk check on whole messages: hard cases, hostile text, and what evidence promises."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from risk.assess import assess as whole_check
from risk.assess import version as whole_version
from risk.assessment import Context, Flag, Level, Subject
from tests.risk.rules_alone import assess, version

NONE, LOW, MODERATE, HIGH, IMMINENT = Level

# Least level that the message must get, in each way of writing.
SERIOUS = [
    ("თავს მოვიკლავ", HIGH),
    ("tavs movikvlav", HIGH),
    ("Tavs moviklav, arRar SemiZlia", HIGH),
    ("თავს მოვიკლავ ამაღამ", IMMINENT),
    ("amagam tavs moviklav", IMMINENT),
    ("აღარ მინდა სიცოცხლე", MODERATE),
    ("aghar minda sicocxle", MODERATE),
    ("aRar minda sicocxle", MODERATE),
    ("სიკვდილი მინდა", MODERATE),
    ("siqvdili mindaaaa", MODERATE),
    ("მომბეზრდა ცხოვრება", MODERATE),
    ("vegar vudzleb", LOW),
    ("ᲡᲘᲙᲕᲓᲘᲚᲘ ᲛᲘᲜᲓᲐ", MODERATE),
    ("არ მინდა სიკვდილი მაგრამ ამაღამ გავაკეთებ", IMMINENT),
    ("არა, უკვე დავლიე", HIGH),
    ("ara ukve davlie", HIGH),
    ("აბები დავლიე და მეშინია", IMMINENT),
    ("сиkвдили минда i want to die", MODERATE),
    ("хочу умереть", MODERATE),
    ("я убью себя сегодня ночью", IMMINENT),
    ("ya ubyu sebya segodnya nochyu", IMMINENT),
    ("роскомнадзорнусь", HIGH),
    ("хочу выпилиться", HIGH),
    ("самовыпил", MODERATE),
    ("хочу сброситься", HIGH),
    ("вскроюсь", HIGH),
    ("не хочу умирать, но и жить не хочу", MODERATE),
    ("не хочу умирать, но сделаю это сегодня", IMMINENT),
    ("выпила все таблетки", IMMINENT),
    ("i want to die", MODERATE),
    ("i'm going to kill myself tonight", IMMINENT),
    ("I don't want to die but I'm going to do it tonight", IMMINENT),
    ("kms", MODERATE),
    ("i wanna unalive myself", HIGH),
    ("i want to k1ll mys3lf", HIGH),
    ("i want to k*ll myself", HIGH),
    ("i want to ki\u200bll my\u202eself", HIGH),
    ("ｉ ｗａｎｔ ｔｏ ｄｉｅ", MODERATE),
    ("i wаnt to diе", MODERATE),
    ("i w a n t  t o  d i e", MODERATE),
    ("k i l l m y s e l f", HIGH),
    ("i want\nto die", MODERATE),
    ("i already took all the pills", IMMINENT),
    ("lol this is so funny. anyway i want to kill myself", HIGH),
    ("that movie killed me. i will kill myself tonight", IMMINENT),
]

# Highest level that the message may get.
EVERYDAY = [
    ("სიცილით მოვკვდი", NONE),
    ("მოვკვდი სიცილისგან", NONE),
    ("sicilit movkvdi", NONE),
    ("შენ გენაცვალე", NONE),
    ("მომკალი რა", LOW),
    ("სირცხვილით მოვკვდი", NONE),
    ("შიმშილით ვკვდები", NONE),
    ("შიმშილით მოვკვდები", NONE),
    ("არ მინდა სიკვდილი", LOW),
    ("sikvdili ar minda", LOW),
    ("умираю со смеху", NONE),
    ("убила бы за шоколадку", NONE),
    ("смертельно устал", LOW),
    ("помираю от скуки", NONE),
    ("не хочу умирать", LOW),
    ("ne hochu umirat", LOW),
    ("dying of laughter", NONE),
    ("this homework is killing me", NONE),
    ("let's kill time before the deadline", NONE),
    ("I don't want to die", LOW),
    ("i would never kill myself", LOW),
    ("suicide squad was a bad movie", LOW),
    ("we have an essay about suicide prevention for class", NONE),
    ("this cake is to die for", NONE),
    ("Гамарджоба, рогора хар?", NONE),
    ("", NONE),
    ("112", NONE),
]

ABOUT_OTHERS = [
    ("my daughter says she wants to die", MODERATE),
    ('My daughter said "I want to die"', MODERATE),
    ("ჩემი შვილი ამბობს რომ სიკვდილი უნდა", MODERATE),
    ("chemi shvili ambobs rom sikvdili unda", MODERATE),
    ("გთხოვთ მირჩიოთ, ჩემს ბიჭს სიცოცხლე აღარ უნდა", MODERATE),
    ("ჩემი მეგობარი თავს მოიკლავს", HIGH),
    ("моя дочь говорит, что хочет умереть", MODERATE),
    ("moya doch govorit chto hochet umeret", MODERATE),
    ("подруга хочет покончить с собой", HIGH),
    ("my friend wants to kill himself", HIGH),
    ("my son just took a whole bottle of pills", IMMINENT),
]


@pytest.mark.parametrize(("text", "least"), SERIOUS, ids=range(len(SERIOUS)))
def test_serious_message_reaches_its_level(text: str, least: Level) -> None:
    assert whole_check(text).level >= least


@pytest.mark.parametrize(("text", "most"), EVERYDAY, ids=range(len(EVERYDAY)))
def test_everyday_talk_stays_low(text: str, most: Level) -> None:
    assert assess(text).level <= most


@pytest.mark.parametrize(("text", "least"), ABOUT_OTHERS, ids=range(len(ABOUT_OTHERS)))
def test_danger_to_somebody_else_is_told_as_theirs(text: str, least: Level) -> None:
    found = assess(text)
    assert found.level >= least
    assert found.subject is Subject.OTHER
    assert Flag.THIRD_PARTY in found.flags


@pytest.mark.parametrize("harmless", ["i don't want to die. ", "სიცილით მოვკვდი. ", "умираю со смеху. "])
def test_harmless_sentence_never_hides_another(harmless: str) -> None:
    kept = [text for text, _ in SERIOUS if assess(harmless + text).level >= assess(text).level]
    assert kept == [text for text, _ in SERIOUS]


def test_bare_answer_counts_for_more_where_the_conversation_is_at_risk() -> None:
    calm, at_risk = Context(), Context(earlier_level=MODERATE)
    assert assess("უკვე დავლიე", calm).level is HIGH
    assert assess("უკვე დავლიე", at_risk).level is IMMINENT
    assert assess("i will do it tonight", calm).level is NONE
    assert assess("i will do it tonight", at_risk).level is IMMINENT


def test_earlier_level_is_not_mixed_into_the_answer() -> None:
    assert assess("ok", Context(earlier_level=IMMINENT)).level is NONE


@pytest.mark.parametrize(
    ("text", "flag"),
    [
        ("ხელებს ვისერავ", Flag.SELF_HARM),
        ("მამა მცემს", Flag.ABUSE),
        ("меня шантажируют фотками", Flag.BLACKMAIL),
        ("they bully me at school", Flag.BULLYING),
        ("გამოსამშვიდობებელი წერილი დავწერე", Flag.PLAN),
        ("hochu umeret i u menya est tabletki", Flag.MEANS),
        ("i will kill myself tomorrow", Flag.TIME),
        ("прощайте все", Flag.GOODBYE),
        ("გუშინ თავის მოკვლა ვცადე", Flag.ATTEMPT),
    ],
)
def test_flag_is_raised(text: str, flag: Flag) -> None:
    assert flag in assess(text).flags


def test_evidence_points_at_the_words_as_typed() -> None:
    text = "😭 კარგი... სი\u200bკვდილი  მინდა!!! ok"
    (evidence,) = assess(text).evidence
    assert text[evidence.start : evidence.end] == "სი\u200bკვდილი  მინდა"
    assert evidence.rule == "ka.wish.die"


def test_version_names_the_rules_in_every_answer() -> None:
    assert assess("hi").version == version()
    assert version().startswith("rules-1+")


def test_a_stored_answer_says_which_rules_and_which_model_gave_it() -> None:
    rules, model = whole_version().removeprefix(version()).split("+")
    assert (rules, bool(model)) == ("", True)
    assert whole_check("hi").version == whole_version()


_ANY_TEXT = st.text(st.characters(codec=None), max_size=200)
_WORDS = ["i", "want", "to", "die", "don't", "მინდა", "სიკვდილი", "თავს", "მოვიკლავ", "хочу", "жить", "не"]
_MARKS = [
    "k*ll",
    "mys3lf",
    "...",
    "a_b_c_d",
    "\u200b",
    "\u202e",
    "\ud800",
    ". ",
    ", ",
    "\x00",
    "a b c d e",
    "İ",
    "ﷺ",
]
_PIECES = st.lists(
    st.sampled_from([*_WORDS, *_MARKS]),
    max_size=40,
)


LANGUAGES_NAMED = {"ka", "ru", "en", "und", "hy", "az", "tr", "uk", "el", "ar", "fa", "he", "os", "ab", "xmf"}


@settings(max_examples=150, deadline=None)
@given(st.one_of(_ANY_TEXT, _PIECES.map(" ".join), _PIECES.map("".join)), st.sampled_from(Level))
def test_any_text_is_answered_with_evidence_inside_it(text: str, earlier: Level) -> None:
    found = assess(text, Context(earlier_level=earlier))
    for evidence in found.evidence:
        assert 0 <= evidence.start < evidence.end <= len(text)
    assert found.language in LANGUAGES_NAMED
    assert (found.level > NONE) == bool(found.evidence)


@settings(max_examples=40, deadline=None)
@given(_PIECES.map(" ".join), st.sampled_from([text for text, _ in SERIOUS]))
def test_adding_another_sentence_never_lowers_a_disclosure(more: str, serious: str) -> None:
    assert assess(f"{serious}. {more}").level >= min(assess(serious).level, MODERATE)


@pytest.mark.parametrize(
    "text",
    ["a" * 1_000_000, "a " * 500_000, "სიკვდილი მინდა " * 66_000, "want to " * 125_000, "\u200b" * 1_000_000,
     "a!bb" * 250_000, "ა'" * 500_000, "*" * 1_000_000, "d i e " * 160_000],
    ids=["letter", "letters", "wish", "want", "invisible", "marks", "apostrophes", "stars", "spaced"],
)  # fmt: skip
def test_megabyte_is_answered(text: str) -> None:
    # How long it takes is `mkhari bench risk`'s to say: a test has no clock.
    assert assess(text).version


@pytest.mark.parametrize(
    "disclosure", ["i want to kill myself", "თავს მოვიკლავ", "tavs moviklav", "хочу покончить с собой"]
)
def test_disclosure_inside_a_long_text_is_found(disclosure: str) -> None:
    padding = "hello there, all is well. " * 20_000
    text = padding + disclosure + ". " + padding
    found = assess(text)
    assert found.level >= HIGH
    assert any(disclosure.endswith(text[one.start : one.end]) for one in found.evidence)


def test_threads_get_the_same_answers() -> None:
    texts = [text for text, _ in SERIOUS + EVERYDAY] * 3
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(assess, texts)) == [assess(text) for text in texts]
