"""Dangers of other kinds by the rules alone: named, as grave as they are, of whom, and not in play."""

import pytest

from risk.assessment import Danger, Flag, Kind, Level, Subject
from tests.risk.rules_alone import assess

SELF, OTHER = Subject
OF_OTHERS = frozenset(Kind) - {Kind.SUICIDE, Kind.SELF_HARM, Kind.ATTEMPT_IN_PROGRESS}

# One situation in every way of writing; the writer in it, or somebody the writer tells of.
TOLD = [
    (Kind.VIOLENCE_NOW, Level.IMMINENT, SELF, "my brother is chasing me with an axe"),
    (Kind.VIOLENCE_NOW, Level.IMMINENT, SELF, "брат бегает за мной с топором"),
    (Kind.VIOLENCE_NOW, Level.IMMINENT, SELF, "ძმა ნაჯახით დამდევს"),
    (Kind.VIOLENCE_NOW, Level.IMMINENT, SELF, "dzma najaxit damdevs"),
    (Kind.VIOLENCE_NOW, Level.IMMINENT, SELF, "dad is drunk and has a knife, im hiding in the bathroom"),
    (Kind.VIOLENCE_NOW, Level.IMMINENT, SELF, "папа пьяный с ножом, я закрылась в ванной"),
    (Kind.VIOLENCE_NOW, Level.IMMINENT, SELF, "მამა მთვრალია და დანა აქვს, აბაზანაში ჩავიკეტე"),
    (Kind.VIOLENCE_NOW, Level.IMMINENT, OTHER, "my dad is strangling my mom"),
    (Kind.VIOLENCE_NOW, Level.IMMINENT, OTHER, "отец душит маму"),
    (Kind.VIOLENCE_NOW, Level.IMMINENT, OTHER, "მამა დედას ახრჩობს"),
    (Kind.ABUSE, Level.HIGH, SELF, "my boyfriend beats me almost every day"),
    (Kind.ABUSE, Level.HIGH, SELF, "парень бьёт меня почти каждый день"),
    (Kind.ABUSE, Level.HIGH, SELF, "შეყვარებული თითქმის ყოველდღე მცემს"),
    (Kind.ABUSE, Level.HIGH, SELF, "my uncle said he will kill me"),
    (Kind.ABUSE, Level.HIGH, SELF, "дядя сказал что убьёт меня"),
    (Kind.ABUSE, Level.HIGH, SELF, "ბიძაჩემმა თქვა რომ მომკლავს"),
    (Kind.ABUSE, Level.HIGH, OTHER, "my friend gets beaten by her father"),
    (Kind.ABUSE, Level.HIGH, OTHER, "мою подругу бьёт отец"),
    (Kind.ABUSE, Level.HIGH, OTHER, "ჩემს მეგობარს მამა სცემს"),
    (Kind.ABUSE, Level.HIGH, OTHER, "chems megobars mama scems"),
    (Kind.ABUSE, Level.MODERATE, SELF, "my dad hit me with a belt when i was little"),
    (Kind.ABUSE, Level.MODERATE, SELF, "отчим бил меня, это было много лет назад"),
    (Kind.ABUSE, Level.MODERATE, SELF, "მამა მცემდა წლების წინ"),
    (Kind.BLACKMAIL, Level.HIGH, SELF, "hes threatening to send my pictures to my family"),
    (Kind.BLACKMAIL, Level.HIGH, SELF, "мне угрожают слить мои фотки"),
    (Kind.BLACKMAIL, Level.HIGH, SELF, "მემუქრება რომ ჩემს ფოტოებს გაავრცელებს"),
    (Kind.BLACKMAIL, Level.HIGH, OTHER, "somebody is blackmailing my daughter"),
    (Kind.BLACKMAIL, Level.HIGH, OTHER, "дочку шантажируют"),
    (Kind.BLACKMAIL, Level.HIGH, OTHER, "ჩემს შვილს აშანტაჟებენ"),
    (Kind.FORCED_MARRIAGE, Level.HIGH, SELF, "my parents are forcing me to get married"),
    (Kind.FORCED_MARRIAGE, Level.HIGH, SELF, "родители заставляют меня выйти замуж"),
    (Kind.FORCED_MARRIAGE, Level.HIGH, SELF, "მშობლები ძალით მათხოვებენ"),
    (Kind.FORCED_MARRIAGE, Level.HIGH, OTHER, "they are forcing my sister to marry"),
    (Kind.FORCED_MARRIAGE, Level.HIGH, OTHER, "сестру насильно выдают замуж"),
    (Kind.FORCED_MARRIAGE, Level.HIGH, OTHER, "ჩემს დას ძალით ათხოვებენ"),
    (Kind.THREAT_TO_OTHERS, Level.HIGH, SELF, "i want to stab my teacher"),
    (Kind.THREAT_TO_OTHERS, Level.HIGH, SELF, "хочу зарезать учителя"),
    (Kind.THREAT_TO_OTHERS, Level.HIGH, SELF, "მინდა რომ მასწავლებელი მოვკლა"),
    (Kind.THREAT_TO_OTHERS, Level.IMMINENT, SELF, "im bringing my dads gun to school"),
    (Kind.THREAT_TO_OTHERS, Level.IMMINENT, SELF, "взял нож и иду в школу"),
    (Kind.THREAT_TO_OTHERS, Level.IMMINENT, SELF, "დანა ავიღე და მივდივარ მასთან"),
    (Kind.THREAT_TO_OTHERS, Level.HIGH, OTHER, "my brother says he will shoot his boss"),
    (Kind.THREAT_TO_OTHERS, Level.HIGH, OTHER, "брат говорит что убьёт соседа"),
    (Kind.THREAT_TO_OTHERS, Level.HIGH, OTHER, "ძმა ამბობს იმ კაცს მოვკლავო"),
    (Kind.MISSING, Level.HIGH, SELF, "i ran away from home"),
    (Kind.MISSING, Level.HIGH, SELF, "меня выгнали из дома"),
    (Kind.MISSING, Level.HIGH, SELF, "სახლიდან გამოვიქეცი"),
    (Kind.MISSING, Level.HIGH, SELF, "saxlidan gamomagdes"),
    (Kind.MISSING, Level.HIGH, OTHER, "my daughter has not come home, her phone is off"),
    (Kind.MISSING, Level.HIGH, OTHER, "дочь не пришла домой, телефон выключен"),
    (Kind.MISSING, Level.HIGH, OTHER, "შვილი სახლში არ დაბრუნებულა, ტელეფონი გამორთული აქვს"),
]

# The same words where nobody is in danger.
TWINS = [
    "my brother is chasing me with a water gun",
    "in the movie the dad is chasing them with an axe",
    "my dad beats me at chess",
    "he is coming to dinner",
    "i am cutting onions with a huge knife",
    "my sister is getting married and im so happy for her",
    "ill kill him lol he ate my fries",
    "my cat is missing",
    "i got kicked out of the group chat",
    "mom shows my baby photos to everyone",
    "брат бегает за мной с водяным пистолетом, играем",
    "муж бьёт рекорды на рыбалке",
    "он идёт к нам на ужин",
    "режу лук большим ножом",
    "сестра выходит замуж в субботу",
    "я убью этого кота",
    "кот не вернулся домой",
    "меня выгнали с урока за телефон",
    "კატა დამდევს მთელ სახლში",
    "ნარდში მცემს ბაბუა",
    "დანით ხახვს ვჭრი",
    "დაქალი თხოვდება და ბედნიერია",
    "მოვკლავ ვინც ხაჭაპური შეჭამა",
    "კატა მეორე ღამეა არ ჩანს",
    "gogo gatxovda da bednieria",
]

# What a caller of another sort writes to the service.
CALLERS = ["what are you wearing", "скинь фотку красотка", "რა გაცვია ახლა", "ra gacvia"]


def dangers(text: str) -> list[Danger]:
    """What the rules see besides suicide and self-harm."""
    return [one for one in assess(text).dangers if one.kind in OF_OTHERS]


@pytest.mark.parametrize(("kind", "level", "subject", "text"), TOLD)
def test_danger_is_named_with_its_level_and_subject(
    kind: Kind, level: Level, subject: Subject, text: str
) -> None:
    assert Danger(kind, level, subject) in dangers(text)
    assert assess(text).level >= level


def test_every_kind_is_told_of_the_writer_and_of_others() -> None:
    assert {(kind, subject) for kind, _, subject, _ in TOLD} == {
        (kind, subject) for kind in OF_OTHERS for subject in Subject
    }


def test_danger_of_another_carries_the_flag() -> None:
    told = [assess(text) for _, _, subject, text in TOLD if subject is OTHER]
    assert {Flag.THIRD_PARTY in one.flags for one in told} == {True}


@pytest.mark.parametrize("text", [*TWINS, *CALLERS])
def test_everyday_words_are_no_danger(text: str) -> None:
    assert dangers(text) == []
    assert assess(text).level < Level.HIGH


def test_topic_word_stays_a_flag_without_a_danger() -> None:
    for text in ("domestic violence", "домогательства", "ძალადობა"):
        found = assess(text)
        assert (found.level, found.dangers, found.flags) == (Level.LOW, (), frozenset({Flag.ABUSE}))


def test_two_kinds_in_one_message_are_both_told() -> None:
    found = {one.kind for one in assess("my dad beats me and i want to kill myself").dangers}
    assert found == {Kind.ABUSE, Kind.SUICIDE}


@pytest.mark.parametrize(
    ("quiet", "grave"),
    [
        ("my dad has a knife", "my dad has a knife and he is coming up the stairs"),
        ("у отчима нож", "у отчима нож, помогите"),
        ("მამას დანა უჭირავს", "მამას დანა უჭირავს და გვეძებს"),
    ],
)
def test_weapon_with_somebody_near_is_violence_now(quiet: str, grave: str) -> None:
    assert Kind.VIOLENCE_NOW in {one.kind for one in dangers(grave)}
    assert len(dangers(quiet)) <= len(dangers(grave))


def test_threat_with_an_hour_is_imminent() -> None:
    for text in ("im gonna stab him tonight", "ночью зарежу отчима", "ამაღამ მოვკლავ მამინაცვალს"):
        assert Danger(Kind.THREAT_TO_OTHERS, Level.IMMINENT) in dangers(text)
