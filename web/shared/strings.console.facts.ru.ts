/** What the person told, in Russian. */

import type { FactStrings } from "./strings.console.facts.js";

export const ru: FactStrings = {
  names: {
    safe_now: "Сейчас в безопасности", safe_place: "Есть безопасное место", afraid_at_home: "Дома страшно", thoughts: "Мысли о самоубийстве",
    ladder_thoughts: "Мысли о самоубийстве", ladder_plan: "Есть план", ladder_means: "Средство под рукой", ladder_time: "В ближайшие 48 часов", ladder_support: "Рядом кто-то есть",
    attempt: "Попытка", child_in_danger: "Ребёнок в опасности", child_safe: "Ребёнок в безопасности", child_wounded: "Ребёнок ранен", friend_in_danger: "Друг в опасности",
    pupil_in_danger: "Ученик в опасности", spoke_of_death: "Речь о смерти", violence_by: "Кто причиняет насилие", urge_to_hurt: "Желание причинить себе вред",
    age_band: "Возраст", region: "Регион", about: "О ком пишет", topic: "Тема", mood: "Настроение", adult: "Есть взрослый, которому доверяет", adult_knows: "Знает ли взрослый",
    bereaved_by: "Причина утраты", blackmailed_for: "Чего требуют шантажом", bullied_at: "Где травят", bullied_by_force: "Травят силой", bullied_online: "Как травят в интернете", bullying_where: "Где травят",
    caregiver: "Как сам заботящийся", contact: "Оставленный контакт", evidence: "Доказательства", family_illness: "Болезнь в семье", family_trouble: "Что происходит в семье",
    feedback: "После разговора", follow_up: "Согласие на новое сообщение", follow_up_mood: "При повторном вопросе", friend_adult: "Знает ли взрослый о друге", friend_asked: "Спросил ли друга",
    friend_noticed: "Что заметил у друга", last_time: "С прошлого раза", lost: "Кого потерял", low_for: "Как давно тяжело", noticed: "Что заметил", online_told: "Рассказал ли кому-то",
    pupil_asked: "Спросил ли ученика", pupil_noticed: "Что заметил у ученика", school_matter: "Вопрос школы", substances: "Кто употребляет", substances_for: "Почему употребляет",
  },
  values: {
    wish: "желание умереть", yes: "да", no: "нет", unsure: "неясно", not_asked: "не спрашивали", asked: "уже спрошено", unsaid: "не сказано",
    self: "о себе", friend: "о друге", child: "о своём ребёнке", pupil: "об ученике", "lost.friend": "друга", parent: "родителя", family: "близкого", pet: "питомца",
    "violence_by.self": "сам", family_member: "кто-то в семье", outside: "вне семьи", "substances.friend": "друг", "substances.family": "кто-то в семье",
    now: "только что", earlier: "раньше", treated: "уже лечили", "child_safe.away": "ребёнок в другом месте",
    under_12: "младше 12", age_12_14: "12–14", age_15_17: "15–17", age_18_24: "18–24", age_25_up: "25 и старше",
    better: "лучше", same: "так же", worse: "хуже", hard: "тяжело", bad: "плохо", very_bad: "очень плохо", fine: "хорошо", so_so: "так себе", tired: "усталость", easier: "легче",
    suicide: "самоубийство", money: "денег", pictures: "снимков", meeting: "встречи", already_shared: "уже распространили",
    school: "в школе", online: "в интернете", everywhere: "везде", both: "и там и там", "bullied_at.outside": "на улице", "topic.school": "школа", intimate: "интимными снимками", left_out: "исключают", messages: "сообщениями", posts: "постами",
    alone: "в одиночку", guilty: "винит себя", scared: "страшно", very_hard: "очень тяжело", deleted: "удалены", kept: "сохранены", not_yet: "пока нет",
    addiction: "зависимость", mental: "психическая", physical: "физическая", own: "своё",
    apart: "родители врозь", between_them: "между родителями", pressure: "давление", with_me: "с ним", helps: "знает и помогает", no_change: "знает, но ничего не меняется", nobody: "никто не знает",
    asked_not_to: "просил не говорить", afraid: "боится спросить", said_no: "ответил нет", said_yes: "ответил да", will_ask: "спросит",
    changed: "изменился", hurt_by_others: "обижают другие", hurts_self: "причиняет себе вред", speaks_of_death: "говорит о смерти", days: "дни", weeks: "недели",
    angry: "злится", avoids_school: "избегает школы", in_words: "в словах", sleep_food: "сон или еда", something_else: "другое", withdrawn: "замкнулся",
    afraid_for_phone: "боится, что отнимут телефон", bullying: "травля", violence: "насилие", after_death: "после смерти", beforehand: "подготовиться заранее", coming_back: "возвращение в школу",
    cannot_stop: "не может остановиться", company: "за компанию", relief: "для облегчения", abuse: "насилие", alcohol_drugs: "алкоголь, наркотики", anxiety: "тревога", blackmail: "шантаж", break_up: "расставание",
    dont_know: "не знает", family_conflict: "конфликт в семье", friend_worry: "тревога за друга", grief: "горе", identity: "идентичность", loneliness: "одиночество", low_mood: "подавленность",
    online_bullying: "травля в интернете", panic: "паника", self_harm: "самоповреждение", thoughts: "мысли о самоубийстве", violence_home: "насилие дома", substances: "вещества",
    abkhazia: "Абхазия", abroad: "за границей", adjara: "Аджария", guria: "Гурия", imereti: "Имерети", kakheti: "Кахети", kvemo_kartli: "Квемо-Картли", mtskheta_mtianeti: "Мцхета-Мтианети",
    racha_lechkhumi_kvemo_svaneti: "Рача-Лечхуми и Квемо-Сванети", samegrelo_zemo_svaneti: "Самегрело и Земо-Сванети", samtskhe_javakheti: "Самцхе-Джавахети", shida_kartli: "Шида-Картли", tbilisi: "Тбилиси",
  },
};
