"""What is always available in every wait, by word or button: a person, help now, another language, stop;
and the caller's own safety plan."""

import re
import unicodedata
from enum import StrEnum
from typing import Final


class AlwaysCommand(StrEnum):
    """What a caller can do at any moment."""

    HUMAN = "human"
    HELP = "help"
    LANGUAGE = "language"
    STOP = "stop"
    PLAN = "plan"
    CHANGE_PLAN = "change_plan"


_WORDS: Final[dict[AlwaysCommand, str]] = {
    AlwaysCommand.HUMAN: (
        "ადამიანი | ადამიანს | ადამიანთან | ცოცხალი ადამიანი | კონსულტანტი | კონსულტანტს | ოპერატორი | "
        "ოპერატორს | ფსიქოლოგი | ადამიანი მინდა | ადამიანთან საუბარი | ადამიანთან საუბარი მინდა | "
        "ადამიანთან დამაკავშირე | ადამიანთან დამაკავშირეთ | ადამიანთან ლაპარაკი მინდა | "
        "ადამიანთან ვილაპარაკო მინდა | ადამიანს ველაპარაკო მინდა | კონსულტანტთან საუბარი მინდა | "
        "ფსიქოლოგთან საუბარი მინდა | ფსიქოლოგთან ლაპარაკი მინდა | ფსიქოლოგი მინდა | კონსულტანტი მინდა | "
        "adamiani | adamians | adamiantan | cocxali adamiani | tsotskhali adamiani | konsultanti | "
        "operatori | fsiqologi | psiqologi | psikologi | adamiani minda | adamiantan saubari | "
        "adamiantan saubari minda | adamiantan laparaki minda | adamiantan vilaparako minda | "
        "adamians velaparako minda | konsultanttan saubari minda | fsiqologtan saubari minda | "
        "psiqologtan saubari minda | fsiqologi minda | psiqologi minda | konsultanti minda | "
        "человек | человека | живой человек | оператор | оператора | консультант | консультанта | психолог | "
        "психолога | позовите человека | позови человека | поговорить с человеком | нужен человек | "
        "хочу человека | хочу поговорить с человеком | хочу с человеком | можно поговорить с человеком | "
        "хочу поговорить с психологом | хочу поговорить с консультантом | соедините с человеком | "
        "нужен психолог | нужен консультант | "
        "human | a human | person | a person | real person | a real person | counsellor | counselor | "
        "operator | agent | talk to a person | talk to a human | talk to someone | i want a person | "
        "i want a human | i want to talk to a person | i want to talk to a human | speak to a person | "
        "speak to a human | can i talk to a person | can i talk to a human | can i talk to someone"
    ),
    AlwaysCommand.HELP: (
        "დახმარება | დახმარება მინდა | დახმარება ახლავე | მიშველეთ | მიშველე | დამეხმარე | დამეხმარეთ | "
        "ნომრები | ცხელი ხაზი | 112 | 111 | sos | "
        "daxmareba | dakhmareba | daxmareba minda | dakhmareba minda | mishvelet | mishvele | damexmare | "
        "damexmaret | damekhmare | damekhmaret | nomrebi | "
        "помощь | помоги | помогите | нужна помощь | номера | телефоны | спасите | "
        "help | help me | i need help | help now | numbers | helpline | emergency"
    ),
    AlwaysCommand.LANGUAGE: (
        "ენა | ენის შეცვლა | ენა შეცვალე | სხვა ენა | ena | enis shecvla | enis shetsvla | sxva ena | "
        "язык | сменить язык | другой язык | поменять язык | "
        "language | lang | change language | another language | "
        "ქართული | ქართულად | kartuli | qartuli | kartulad | qartulad | русский | по-русски | на русском | "
        "rusuli | rusulad | რუსული | რუსულად | english | in english | ინგლისური | ინგლისურად | inglisuri | "
        "английский | по-английски | грузинский | по-грузински | georgian | russian"
    ),
    AlwaysCommand.STOP: (
        "სტოპ | სტოპი | აღარ მომწერო | გაჩერდი | შეწყვიტე | შეწყვეტა | დასრულება | "
        "stop | stopi | agar momtsero | agar momwero | gacherdi | "
        "sheckvite | shecqvite | shetsqvite | sheckveta | shecqveta | shetsqveta | "
        "dasruleba | "
        "стоп | остановись | хватит писать | не пиши | больше не пиши | прекрати | закончить | "
        "stop it | quit | end chat"
    ),
    AlwaysCommand.PLAN: (
        "გეგმა | ჩემი გეგმა | უსაფრთხოების გეგმა | ჩემი უსაფრთხოების გეგმა | გეგმა მაჩვენე | მაჩვენე გეგმა | "
        "მაჩვენე ჩემი გეგმა | gegma | chemi gegma | usaprtxoebis gegma | usafrtxoebis gegma | "
        "usaprtkhoebis gegma | gegma machvene | machvene gegma | machvene chemi gegma | "
        "план | мой план | план безопасности | мой план безопасности | покажи план | покажи мой план | "
        "plan | my plan | safety plan | my safety plan | show plan | show my plan"
    ),
    AlwaysCommand.CHANGE_PLAN: (
        "გეგმის შეცვლა | შევცვალოთ გეგმა | gegmis shecvla | gegmis shetsvla | "
        "изменить план | поменять план | изменить мой план | "
        "change plan | change my plan | edit my plan"
    ),
}


# What words were understood as, where that is one of these; the phrases above are the floor and grow no more.
INTENDED: Final[dict[str, AlwaysCommand]] = {
    "human": AlwaysCommand.HUMAN,
    "help_now": AlwaysCommand.HELP,
    "language": AlwaysCommand.LANGUAGE,
    "safety_plan": AlwaysCommand.PLAN,
}


def _in_any_order(bare: str) -> str:
    # Georgian and Russian put the words of a request in any order.
    return " ".join(sorted(bare.split()))


_COMMANDS: Final = {
    _in_any_order(phrase): command for command, words in _WORDS.items() for phrase in words.split("|")
}

_LONGEST = 40
_LANGUAGE_NAMES: Final[dict[str, str]] = {
    "ka": (
        "ka | geo | ქართული | ქართულად | kartuli | qartuli | kartulad | qartulad | "
        "грузинский | по-грузински | georgian"
    ),
    "ru": "ru | rus | русский | по-русски | на русском | rusuli | rusulad | რუსული | რუსულად | russian",
    "en": "en | eng | english | in english | ინგლისური | ინგლისურად | inglisuri | английский | по-английски",
}
_LANGUAGES: Final = {
    name.strip(): language for language, names in _LANGUAGE_NAMES.items() for name in names.split("|")
}


_NAMES: Final = frozenset(
    {"112", "111", "ფსიქოლოგი", "კონსულტანტი", "fsiqologi", "psiqologi", "psikologi", "konsultanti"}
    | {"психолог", "консультант", "counsellor", "counselor"}
)
"""Commands that are also whom somebody may write into a safety plan."""


def is_name(text: str) -> bool:
    """Whether a whole message names a number or a professional, as one does in a safety plan."""
    return _bare(text) in _NAMES


def read_command(text: str) -> AlwaysCommand | None:
    """The command that a whole short message plainly is; None otherwise.

    Only the whole message counts: "help" asks for the numbers, "nothing can help" is something to listen to.
    """
    return _COMMANDS.get(_in_any_order(_bare(text)))


def read_language(text: str) -> str | None:
    """The language that a whole short message names, as a code; None otherwise."""
    return _LANGUAGES.get(_bare(text))


def _bare(text: str) -> str:
    if len(text) > 2 * _LONGEST:
        return ""
    plain = unicodedata.normalize("NFKC", text).casefold().strip()
    if len(plain) > _LONGEST:
        return ""
    return " ".join(re.sub(r"[^\w\s-]+", " ", plain).split())
