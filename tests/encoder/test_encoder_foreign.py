"""Languages that nobody here speaks are named where letters and words show them, and never guessed."""

import pytest

from encoder import foreign
from encoder.language import LANGUAGES, detect
from encoder.normalise import words

NAMED = [
    ("hy", "Armn", "Բարև, ինչպե՞ս ես"),
    ("hy", "Armn", "ԵՍ ՇԱՏ ՏԽՈՒՐ ԵՄ"),
    ("hy", "Latn", "barev, vonc es, inch ka"),
    ("hy", "Latn", "es chem uzum dproc gnal"),
    ("az", "Latn", "Salam, məktəbdə məni incidirlər"),
    ("az", "Latn", "men bilmirem ne edim, hamı mene gulur"),
    ("az", "Latn", "evde tekem qorxuram"),
    ("tr", "Latn", "Merhaba, bugün kendimi kötü hissediyorum"),
    ("tr", "Latn", "okula gitmek istemiyorum cunku herkes benimle dalga geciyor"),
    ("tr", "Latn", "İYİ DEĞİLİM"),
    ("uk", "Cyrl", "Привіт, мені потрібна порада"),
    ("uk", "Cyrl", "що мени робити, вони знову сваряться"),
    ("uk", "Cyrl", "ЇЇ ніхто не слухає"),
    ("el", "Grek", "δεν ξέρω τι να κάνω"),
    ("he", "Hebr", "אני לא יודע מה לעשות"),
    ("ar", "Arab", "أنا لا أعرف ماذا أفعل"),
    ("fa", "Arab", "من نمی‌دانم چه کار کنم"),
    ("os", "Cyrl", "Ӕз нӕ зонын цы кӕнон"),
    ("os", "Cyrl", "æз æнæ хос дæн"),
    ("ab", "Cyrl", "Сара изыҳәара ҟаслом"),
    ("xmf", "Geor", "მა ვამიჩქუ მუ ვქიმინე, გური მაჭუ"),
    ("xmf", "Geor", "მუჭო რექ, ჯგირო რექო"),
]
UNDECIDED = [
    ("Cyrl", "Мен сізге көмек сұрағым келеді"),
    ("Cyrl", "Ја не знам шта да радим, љубави нема"),
    ("Latn", "Nie wiem, co mam robić, proszę o pomoc, jestem całkiem sam"),
    ("Arab", "مجھے نہیں معلوم کہ کیا کروں"),
    ("Hebr", "װאָס זאָל איך טאָן"),
    ("Hani", "我不知道怎么办"),
    ("Deva", "मुझे नहीं पता क्या करूँ"),
    ("Zzzz", "ខ្ញុំមិនដឹង"),
]
OURS = [
    ("ka", "Geor", "მინდა შენთან ლაპარაკი"),
    ("ka", "Geor", "თქვა რომ მა"),
    ("ka", "Latn", "autisti var"),
    ("ka", "Latn", "gamarjoba rogor xar kargı"),
    ("ka", "Latn", "sen ra gitxari var kargad"),
    ("ru", "Cyrl", "никому не нужен. ни друзьям ни семье"),
    ("ru", "Cyrl", "я тут никого не знаю, все уроки и уроки"),
    ("ru", "Cyrl", "бэби, ты ваще гдэ"),
    ("ru", "Latn", "ona ne moya, kino ne to"),
    ("en", "Latn", "once her gun was here i had to get one"),
    ("en", "Latn", "is he your friend"),
]


@pytest.mark.parametrize(("language", "script", "text"), NAMED)
def test_language_is_named(language: str, script: str, text: str) -> None:
    assert detect(words(text), None, text) == (language, script)


@pytest.mark.parametrize(("script", "text"), UNDECIDED)
def test_what_the_table_does_not_know_is_undecided(script: str, text: str) -> None:
    assert detect(words(text), None, text) == ("und", script)


@pytest.mark.parametrize(("language", "script", "text"), OURS)
def test_languages_spoken_here_are_not_taken_for_others(language: str, script: str, text: str) -> None:
    assert detect(words(text), None, text) == (language, script)


def test_hint_names_only_what_is_undecided() -> None:
    polish, turkish = UNDECIDED[2][1], NAMED[8][2]
    assert detect(words(polish), "ka", polish)[0] == "ka"
    assert detect(words(turkish), "ka", turkish)[0] == "tr"


def test_marks_inside_armenian_words_do_not_cut_them() -> None:
    assert [word.text for word in words("Ինչո՞ւ, ի՜նչ։ Այո՛")] == ["ինչու", "ինչ", "այո"]
    assert [word.boundary for word in words("այո։ ոչ")] == [0, 2]


def test_table_knows_every_language_by_its_own_words() -> None:
    tables = foreign.tables()
    known = {name for table in tables.values() for told in table.words.values() for name in told}
    assert known >= {"az", "tr", "hy", "uk", "os", "ab", "xmf", "ar", "fa"}
    # A word that no plain keyboard types would never be found.
    odd = [word for table in tables.values() for word in table.words if word != foreign.plain(word)]
    assert odd == []
    assert known.isdisjoint({"en"})
    assert set(LANGUAGES) == {"ka", "ru", "en"}
