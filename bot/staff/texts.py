"""What the staff's bot says. Nothing here names a caller, or says what anybody wrote.

A page is read by whoever is on call, so it is in all three languages; an answer is in the phone's.
"""

from enum import StrEnum
from typing import Final

from escalation.paging import Page

LANGUAGES: Final = ("ka", "ru", "en")
TEST: Final = "test"  # the rung of a page that its reader asked for


class Line(StrEnum):
    """Everything that the bot can say."""

    STRANGER = "stranger"
    LINKED = "linked"
    WRONG_CODE = "wrong_code"
    TOO_MANY = "too_many"
    UNLINKED = "unlinked"
    STATUS = "status"
    HELP = "help"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    ALREADY_HELD = "already_held"
    CLOSED = "closed"
    UNKNOWN = "unknown"
    NOT_NOTED = "not_noted"


_LINES: Final[dict[Line, tuple[str, str, str]]] = {
    Line.STRANGER: (
        "ეს ბოტი მხოლოდ გუნდის წევრებს პასუხობს. თუ სასწრაფო დახმარება გჭირდება, დარეკე 112-ზე.",
        "Этот бот отвечает только участникам команды. Если нужна срочная помощь, звоните 112.",
        "This bot answers only members of its team. If you need urgent help, call 112.",
    ),
    Line.LINKED: (
        "{name}, გამოძახებები ამ ჩატში მოვა. გასათიშად: /unlink",
        "{name}, вызовы будут приходить в этот чат. Отключить: /unlink",
        "{name}, pages will come to this chat. To stop them: /unlink",
    ),
    Line.WRONG_CODE: (
        "ეს კოდი არ მუშაობს. კოდი ერთხელ მოქმედებს, 10 წუთის განმავლობაში; აიღე ახალი.",
        "Этот код не работает. Код действует один раз, в течение 10 минут; возьмите новый.",
        "This code does not work. A code works once, within 10 minutes; get a new one.",
    ),
    Line.TOO_MANY: (
        "ძალიან ბევრი მცდელობა იყო. სცადე ერთი საათის შემდეგ.",
        "Слишком много попыток. Попробуйте через час.",
        "Too many tries. Try again in an hour.",
    ),
    Line.UNLINKED: (
        "ამ ჩატში გამოძახებები აღარ მოვა.",
        "В этот чат вызовы больше приходить не будут.",
        "Pages will no longer come to this chat.",
    ),
    Line.STATUS: (
        "{name}, გამოძახებები ამ ჩატში მოდის.",
        "{name}, вызовы приходят в этот чат.",
        "{name}, pages come to this chat.",
    ),
    Line.HELP: (
        "აქ მხოლოდ გამოძახებები მოდის; დაწერილს არავინ კითხულობს. /status: ვისთვის; /unlink: გათიშვა",
        "Сюда приходят только вызовы; написанное никто не читает. /status: для кого; /unlink: отключить",
        "Only pages come here; nobody reads what is written. /status: for whom; /unlink: stop them",
    ),
    Line.ACCEPTED: (
        "მიღებულია: შენ გელოდებიან. გახსენი კონსოლი და აიღე საქმე.",
        "Принято: вас ждут. Откройте консоль и возьмите обращение.",
        "Accepted: you are expected. Open the console and claim the case.",
    ),
    Line.DECLINED: (
        "ჩანიშნულია: ახლა ვერ შეძლებ. სხვებს დაუძახებენ.",
        "Отмечено: сейчас вы не можете. Позовут других.",
        "Noted: you can't now. Others will be called.",
    ),
    Line.ALREADY_HELD: (
        "საქმე უკვე სხვას აქვს. არაფერია საჭირო.",
        "Обращение уже у другого сотрудника. Ничего делать не нужно.",
        "Somebody else already has this case. Nothing is needed.",
    ),
    Line.CLOSED: (
        "საქმე უკვე დახურულია. არაფერია საჭირო.",
        "Обращение уже закрыто. Ничего делать не нужно.",
        "This case is already closed. Nothing is needed.",
    ),
    Line.UNKNOWN: (
        "ეს გამოძახება აღარ მოქმედებს.",
        "Этот вызов больше не действует.",
        "This page is no longer valid.",
    ),
    Line.NOT_NOTED: (
        "პასუხი ვერ ჩაინიშნა. სცადე კიდევ ერთხელ ან გახსენი კონსოლი.",
        "Ответ не удалось записать. Попробуйте ещё раз или откройте консоль.",
        "This could not be noted. Try again, or open the console.",
    ),
}

ACCEPT: Final = "მოვდივარ · Иду · Accept"
DECLINE: Final = "ვერ შევძლებ · Не могу · Can't"

_TESTED: Final = (
    "შემოწმება: გამოძახებები აქ მოვა.",
    "Проверка: вызовы будут приходить сюда.",
    "Test: pages will come here.",
)
_PAGED: Final = {
    "emergency": (
        "გადაუდებელი: საქმე ელოდება, {minutes} წთ",
        "Экстренно: обращение ждёт, {minutes} мин",
        "Emergency: a case is waiting, {minutes} min",
    ),
    "urgent": (
        "სასწრაფო: საქმე ელოდება, {minutes} წთ",
        "Срочно: обращение ждёт, {minutes} мин",
        "Urgent: a case is waiting, {minutes} min",
    ),
    "routine": (
        "ჩვეულებრივი: საქმე ელოდება, {minutes} წთ",
        "Обычное: обращение ждёт, {minutes} мин",
        "Routine: a case is waiting, {minutes} min",
    ),
}


def language_of(code: object) -> str:
    """One of ours for the language of a phone; Georgian unless it is another of ours."""
    primary = code.split("-")[0].lower() if isinstance(code, str) else ""
    return primary if primary in LANGUAGES else LANGUAGES[0]


def say(line: Line, language: str, name: str = "") -> str:
    """One line in one language. `name` is the member of staff's own."""
    return _LINES[line][LANGUAGES.index(language)].replace("{name}", name)


def text_of(page: Page) -> str:
    """How urgent and how long it has waited, in every language. Nothing about the person."""
    lines = _TESTED if page.rung == TEST else _PAGED.get(page.urgency, _PAGED["emergency"])
    minutes = str(max(0, page.waiting_seconds) // 60)
    return "\n".join(line.replace("{minutes}", minutes) for line in lines)
