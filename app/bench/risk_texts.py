"""What the risk check is timed on: made-up messages of a known length, long ones, and hostile megabytes.

Each text differs from the others, so that no cache answers for the check.
"""

import random
from collections.abc import Callable

from encoder.files import TOKENIZER, WEIGHTS

LENGTHS = (15, 60)  # tokens
LONG = 4096  # characters: the longest message that Telegram carries
_SEED = 20261122

# Everyday talk with some distress in it, by language and script.
SENTENCES = {
    "ka Geor": (
        "დღეს სკოლაში ძალიან დავიღალე",
        "არ ვიცი ვის ველაპარაკო",
        "ხვალ გამოცდა მაქვს და ვნერვიულობ",
        "დედა ისევ მეჩხუბა ტელეფონის გამო",
        "ჩემი მეგობარი აღარ მპასუხობს",
        "ღამე ვერ ვიძინებ და სულ ვფიქრობ",
        "კლასში ყველა დამცინის",
        "მინდა რომ ვინმემ მომისმინოს",
        "გუშინ ზღვაზე ვიყავით და კარგი იყო",
        "ახლა უკეთ ვარ, მადლობა",
        "მარტო ვარ სახლში და მოწყენილი ვარ",
        "აღარ მინდა სკოლაში წასვლა",
    ),
    "ka Latn": (
        "dges skolashi dzalian davighale",
        "ar vici vis velaparako",
        "xval gamocda maqvs da vnerviulob",
        "deda isev mechxuba telefonis gamo",
        "chemi megobari aghar mpasuxobs",
        "ghame ver vidzineb da sul vfiqrob",
        "klasshi yvela damcinis",
        "minda rom vinmem momisminos",
        "gushin zghvaze viyavit da kargi iyo",
        "axla uket var, madloba",
        "marto var saxlshi da mowyenili var",
        "aghar minda skolashi wasvla",
    ),
    "ru Cyrl": (
        "сегодня в школе я очень устала",
        "не знаю с кем поговорить",
        "завтра экзамен и я нервничаю",
        "мама опять ругалась из-за телефона",
        "подруга мне больше не отвечает",
        "ночью не могу уснуть и всё думаю",
        "в классе надо мной все смеются",
        "хочу чтобы меня кто-нибудь выслушал",
        "вчера были на море и было хорошо",
        "сейчас мне лучше, спасибо",
        "сижу дома одна и мне грустно",
        "не хочу больше ходить в школу",
    ),
    "ru Latn": (
        "segodnya v shkole ya ochen ustala",
        "ne znayu s kem pogovorit",
        "zavtra ekzamen i ya nervnichayu",
        "mama opyat rugalas iz-za telefona",
        "podruga mne bolshe ne otvechaet",
        "nochyu ne mogu usnut i vse dumayu",
        "v klasse nado mnoy vse smeyutsya",
        "hochu chtoby menya kto-nibud vyslushal",
        "vchera byli na more i bylo horosho",
        "seychas mne luchshe, spasibo",
        "sizhu doma odna i mne grustno",
        "ne hochu bolshe hodit v shkolu",
    ),
    "en Latn": (
        "school was so tiring today",
        "i dont know who to talk to",
        "i have an exam tomorrow and im nervous",
        "mom shouted at me again about the phone",
        "my friend doesnt answer me any more",
        "i cant sleep at night and keep thinking",
        "everybody in class laughs at me",
        "i want somebody to listen to me",
        "we went to the sea yesterday and it was nice",
        "im better now, thank you",
        "im alone at home and feel sad",
        "i dont want to go to school any more",
    ),
}

# Each a megabyte of one kind of trouble: nothing to split, too much to split, one match after another,
# invisible signs, signs inside words, letters written apart.
MEGABYTES = {
    "letter": ("a", 1_000_000),
    "letters": ("a ", 500_000),
    "wish": ("სიკვდილი მინდა ", 66_000),
    "want": ("want to ", 125_000),
    "invisible": ("\u200b", 1_000_000),
    "marks": ("a!bb", 250_000),
    "apostrophes": ("ა'", 500_000),
    "stars": ("*", 1_000_000),
    "spaced": ("d i e ", 160_000),
}


def token_counter() -> tuple[Callable[[str], int], bool]:
    """How many tokens a text has, and whether the model's own tokenizer says so.

    Without it four characters count as one, as in many tongues they roughly are.
    """
    try:
        from tokenizers import Tokenizer

        tokenizer = Tokenizer.from_file(str(WEIGHTS / TOKENIZER))
    except Exception:  # noqa: BLE001 - not installed, or no weights; the library raises bare exceptions
        return lambda text: -(-len(text) // 4), False
    return lambda text: len(tokenizer.encode(text, add_special_tokens=False).ids), True


def messages(group: str, tokens: int, number: int, count: Callable[[str], int]) -> list[str]:
    """So many messages of about so many tokens, the same ones each time: the beginnings of shuffled talk."""
    chance = random.Random(f"{_SEED} {group} {tokens}")
    return [_message(group, tokens, chance, count) for _ in range(number)]


def _message(group: str, tokens: int, chance: random.Random, count: Callable[[str], int]) -> str:
    words = _endless_words(group, chance, tokens)
    low, high = 1, len(words)
    while low < high:  # the most words that stay within the number of tokens
        middle = (low + high + 1) // 2
        if count(" ".join(words[:middle])) <= tokens:
            low = middle
        else:
            high = middle - 1
    return " ".join(words[:low])


def _endless_words(group: str, chance: random.Random, least: int) -> list[str]:
    words: list[str] = []
    while len(words) < least:
        words += chance.choice(SENTENCES[group]).split()
    return words


def long_message(group: str, nth: int) -> str:
    """A message of `LONG` characters, another one for each `nth`."""
    chance = random.Random(f"{_SEED} {group} long {nth}")
    text = ""
    while len(text) < LONG:
        text += chance.choice(SENTENCES[group]) + ". "
    return text[:LONG]


def megabyte(name: str) -> str:
    """One of the hostile texts."""
    piece, times = MEGABYTES[name]
    return piece * times
