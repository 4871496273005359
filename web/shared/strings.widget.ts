/** What the widget itself says (the conversation's own words come from the flows). Polite plural throughout. */

import type { Language } from "./language.js";

export interface WidgetStrings {
  /** Said before anything else: what answers here, and who stands behind it. */
  introduction: string;
  hideExplained: string;
  log: string;
  toEnd: string;
  author: { caller: string; program: string; counsellor: string };
  state: { program: string; waiting: string; counsellor: string; ended: string };
  quick: { label: string; human: string; help: string; language: string; delete: string };
  compose: { label: string; placeholder: string; send: string; hint: string };
  left(count: number): string;
  over(count: number): string;
  fate: { sending: string; retrying: string; refused: string; tooLong: string; putBack: string };
  opening: string;
  unreachable: string;
  broken: string;
  held: string;
  slowDown: string;
  expired: string;
  chooseLanguage: string;
  cancel: string;
  deletion: { ask: string; explained: string; yes: string; no: string; failed: string; done: string; doneHere: string; again: string };
}

const ka: WidgetStrings = {
  introduction:
    "გპასუხობთ პროგრამა, მის უკან კი ადამიანები დგანან. ადამიანთან საუბარი ნებისმიერ დროს შეგიძლიათ მოითხოვოთ.",
  hideExplained: "„სწრაფად დამალვა“ ეკრანს მაშინვე ასუფთავებს; საუბარი აქ აღარ გაიხსნება.",
  log: "საუბარი",
  toEnd: "ბოლოში გადასვლა",
  author: { caller: "თქვენ", program: "პროგრამა", counsellor: "კონსულტანტი" },
  state: {
    program: "გპასუხობთ პროგრამა",
    waiting: "კონსულტანტი ჯერ ჩართული არ არის. თუ საფრთხე ახლოა, დარეკეთ 112-ზე.",
    counsellor: "გესაუბრებათ ადამიანი — კონსულტანტი",
    ended: "საუბარი დასრულდა. როცა დაგჭირდებათ, ისევ მოგვწერეთ.",
  },
  quick: {
    label: "ყოველთვის ხელმისაწვდომი",
    human: "ადამიანთან საუბარი",
    help: "დახმარება ახლავე",
    language: "ენა",
    delete: "წაშლა",
  },
  compose: {
    label: "თქვენი შეტყობინება",
    placeholder: "დაწერეთ აქ…",
    send: "გაგზავნა",
    hint: "Enter — გაგზავნა, Shift+Enter — ახალი სტრიქონი",
  },
  left: (count) => `დარჩა ${count} სიმბოლო`,
  over: (count) => `${count} სიმბოლოთი გრძელია. გთხოვთ, ორ შეტყობინებად გაყოთ.`,
  fate: {
    sending: "იგზავნება…",
    retrying: "ჯერ არ გაგზავნილა, ისევ ვცდით",
    refused: "ვერ გაიგზავნა",
    tooLong: "ვერ გაიგზავნა: ძალიან გრძელია",
    putBack: "ტექსტის დაბრუნება",
  },
  opening: "საუბარი იხსნება…",
  unreachable:
    "ახლა ჩვენს სერვერს ვერ ვუკავშირდებით და ისევ ვცდით. შეგიძლიათ, წეროთ: დაწერილი არ დაიკარგება. ზემოთ მითითებულ ნომრებზე დარეკვა ახლაც შეიძლება.",
  broken: "კავშირი გაწყდა, თავიდან ვუკავშირდებით. დაწერილი არ დაიკარგება.",
  held: "თქვენი შეტყობინება ჯერ ვერ მივიღეთ. თავისით გაიგზავნება, როგორც კი შევძლებთ მიღებას. ეს ფანჯარა ღია დატოვეთ.",
  slowDown: "ბევრი შეტყობინება ერთად მოვიდა. რამდენიმე წამში თავისით გაიგზავნება.",
  expired: "წინა საუბრის დრო ამოიწურა და ახალი დავიწყეთ. რაც ჯერ არ გაგზავნილა, არ დაკარგულა.",
  chooseLanguage: "აირჩიეთ ენა",
  cancel: "უკან",
  deletion: {
    ask: "წავშალოთ ყველაფერი?",
    explained: "საუბარი წაიშლება ამ ეკრანიდანაც და ჩვენგანაც. უკან ვეღარ დავაბრუნებთ.",
    yes: "დიახ, წაიშალოს",
    no: "არა, დარჩეს",
    failed: "ჯერ ვერ წავშალეთ: სერვერი არ გვპასუხობს. გთხოვთ, სცადოთ თავიდან.",
    done: "ყველაფერი წაიშალა.",
    doneHere: "საუბარი ამ ეკრანიდან წაიშალა.",
    again: "ახალი საუბარი",
  },
};

const ru: WidgetStrings = {
  introduction: "Здесь вам отвечает программа, а за ней стоят люди. Попросить о разговоре с человеком можно в любой момент.",
  hideExplained: "«Быстро скрыть» сразу очищает экран, и этот разговор здесь больше не откроется.",
  log: "Разговор",
  toEnd: "К последнему сообщению",
  author: { caller: "Вы", program: "Программа", counsellor: "Консультант" },
  state: {
    program: "Вам отвечает программа",
    waiting: "Консультант пока не подключился. Если опасность близко, звоните 112.",
    counsellor: "С вами говорит человек — консультант",
    ended: "Разговор закончен. Когда будет нужно, напишите снова.",
  },
  quick: {
    label: "Всегда под рукой",
    human: "Разговор с человеком",
    help: "Помощь сейчас",
    language: "Язык",
    delete: "Удалить",
  },
  compose: {
    label: "Ваше сообщение",
    placeholder: "Напишите здесь…",
    send: "Отправить",
    hint: "Enter — отправить, Shift+Enter — новая строка",
  },
  left: (count) => `Осталось символов: ${count}`,
  over: (count) => `Лишних символов: ${count}. Разделите, пожалуйста, на два сообщения.`,
  fate: {
    sending: "Отправляется…",
    retrying: "Пока не отправлено, пробуем ещё раз",
    refused: "Не удалось отправить",
    tooLong: "Не отправлено: сообщение слишком длинное",
    putBack: "Вернуть текст",
  },
  opening: "Открываем разговор…",
  unreachable:
    "Сейчас не удаётся связаться с нашим сервером, мы пробуем снова. Можно писать: текст не потеряется. Позвонить по номерам выше можно и сейчас.",
  broken: "Связь прервалась, подключаемся снова. Написанное не потеряется.",
  held: "Мы пока не получили ваше сообщение. Оно уйдёт само, как только мы сможем его принять. Не закрывайте это окно.",
  slowDown: "Слишком много сообщений сразу. Через несколько секунд всё уйдёт само.",
  expired: "Время прошлого разговора истекло, мы начали новый. Неотправленное не потерялось.",
  chooseLanguage: "Выберите язык",
  cancel: "Назад",
  deletion: {
    ask: "Удалить всё?",
    explained: "Разговор исчезнет и с этого экрана, и у нас. Вернуть его будет нельзя.",
    yes: "Да, удалить",
    no: "Нет, оставить",
    failed: "Пока не удалось удалить: сервер не отвечает. Попробуйте, пожалуйста, ещё раз.",
    done: "Всё удалено.",
    doneHere: "Разговор удалён с этого экрана.",
    again: "Новый разговор",
  },
};

const en: WidgetStrings = {
  introduction: "A program answers you here, and people stand behind it. You can ask to talk with a person at any time.",
  hideExplained: "“Hide quickly” clears the screen at once, and this conversation will not open here again.",
  log: "Conversation",
  toEnd: "To the newest message",
  author: { caller: "You", program: "Program", counsellor: "Counsellor" },
  state: {
    program: "A program is answering you",
    waiting: "No counsellor has joined yet. If danger is close, call 112.",
    counsellor: "A person is talking with you: a counsellor",
    ended: "This conversation has ended. Write again whenever you need to.",
  },
  quick: { label: "Always at hand", human: "Talk with a person", help: "Help now", language: "Language", delete: "Delete" },
  compose: {
    label: "Your message",
    placeholder: "Write here…",
    send: "Send",
    hint: "Enter sends, Shift+Enter starts a new line",
  },
  left: (count) => `${count} characters left`,
  over: (count) => `${count} characters too long. Please make it two messages.`,
  fate: {
    sending: "Sending…",
    retrying: "Not sent yet, trying again",
    refused: "Could not be sent",
    tooLong: "Not sent: it is too long",
    putBack: "Give me the text back",
  },
  opening: "Opening the conversation…",
  unreachable:
    "We cannot reach our server just now and keep trying. You can write: your words will not be lost. You can call the numbers above even now.",
  broken: "The connection was lost, we are reconnecting. Your words will not be lost.",
  held: "We have not received your message yet. It will go by itself as soon as we can take it. Please leave this window open.",
  slowDown: "That was many messages at once. They will go by themselves in a few seconds.",
  expired: "The earlier conversation has run out, so we began a new one. Nothing unsent was lost.",
  chooseLanguage: "Choose a language",
  cancel: "Back",
  deletion: {
    ask: "Delete everything?",
    explained: "The conversation goes from this screen and from us. It cannot be brought back.",
    yes: "Yes, delete it",
    no: "No, keep it",
    failed: "Not deleted yet: the server does not answer. Please try again.",
    done: "Everything is deleted.",
    doneHere: "The conversation is gone from this screen.",
    again: "New conversation",
  },
};

export const WIDGET_STRINGS: Record<Language, WidgetStrings> = { ka, ru, en };
