/** What the person told, in English. */

import type { FactStrings } from "./strings.console.facts.js";

export const en: FactStrings = {
  names: {
    safe_now: "Safe now", safe_place: "Has a safe place", afraid_at_home: "Afraid at home", thoughts: "Thoughts of suicide",
    ladder_thoughts: "Thoughts of suicide", ladder_plan: "A plan", ladder_means: "Means at hand", ladder_time: "Soon (48 hours)", ladder_support: "Somebody near",
    attempt: "Attempt", child_in_danger: "Child in danger", child_safe: "Child safe", child_wounded: "Child hurt", friend_in_danger: "Friend in danger",
    pupil_in_danger: "Pupil in danger", spoke_of_death: "Spoke of death", violence_by: "Violence by", urge_to_hurt: "Urge to hurt themselves",
    age_band: "Age", region: "Region", about: "Writes about", topic: "Topic", mood: "Mood", adult: "An adult to talk to", adult_knows: "Does an adult know",
    bereaved_by: "Bereaved by", blackmailed_for: "Blackmailed for", bullied_at: "Bullied where", bullied_by_force: "Bullied by force", bullied_online: "Bullied online", bullying_where: "Bullying where",
    caregiver: "How the carer is", contact: "Contact left", evidence: "Evidence", family_illness: "Illness in the family", family_trouble: "Trouble in the family",
    feedback: "After the talk", follow_up: "May be written to again", follow_up_mood: "At the follow-up", friend_adult: "An adult for the friend", friend_asked: "Asked the friend",
    friend_noticed: "Noticed in the friend", last_time: "Since last time", lost: "Lost", low_for: "Low for", noticed: "Noticed", online_told: "Told somebody about online",
    pupil_asked: "Asked the pupil", pupil_noticed: "Noticed in the pupil", school_matter: "School's question", substances: "Substances: whose", substances_for: "Substances: why",
  },
  values: {
    wish: "wishes to be dead", yes: "yes", no: "no", unsure: "not sure", not_asked: "not asked", asked: "asked", unsaid: "not said",
    self: "themselves", friend: "a friend", child: "their child", pupil: "a pupil", parent: "a parent", family: "family", pet: "a pet",
    "violence_by.self": "they themselves", family_member: "somebody in the family", outside: "outside the family",
    now: "just now", earlier: "earlier", treated: "already treated", "child_safe.away": "the child is elsewhere",
    under_12: "under 12", age_12_14: "12–14", age_15_17: "15–17", age_18_24: "18–24", age_25_up: "25 or older",
    better: "better", same: "the same", worse: "worse", hard: "hard", bad: "bad", very_bad: "very bad", fine: "fine", so_so: "so-so", tired: "tired", easier: "easier",
    suicide: "suicide", money: "money", pictures: "pictures", meeting: "a meeting", already_shared: "already shared",
    school: "school", online: "online", everywhere: "everywhere", both: "both", "bullied_at.outside": "outside", intimate: "intimate pictures", left_out: "left out", messages: "messages", posts: "posts",
    alone: "alone", guilty: "feels guilty", scared: "scared", very_hard: "very hard", deleted: "deleted", kept: "kept", not_yet: "not yet",
    addiction: "addiction", mental: "mental illness", physical: "physical illness", own: "their own",
    apart: "parents apart", between_them: "between the parents", pressure: "pressure", with_me: "with them", helps: "helps", no_change: "no change", nobody: "nobody knows",
    asked_not_to: "asked not to tell", afraid: "afraid to ask", said_no: "said no", said_yes: "said yes", will_ask: "will ask",
    changed: "has changed", hurt_by_others: "is hurt by others", hurts_self: "hurts themselves", speaks_of_death: "speaks of death", days: "days", weeks: "weeks",
    angry: "angry", avoids_school: "avoids school", in_words: "in words", sleep_food: "sleep or food", something_else: "something else", withdrawn: "withdrawn",
    afraid_for_phone: "afraid for the phone", bullying: "bullying", violence: "violence", after_death: "after a death", beforehand: "to prepare", coming_back: "coming back to school",
    cannot_stop: "cannot stop", company: "for company", relief: "for relief", abuse: "abuse", alcohol_drugs: "alcohol, drugs", anxiety: "anxiety", blackmail: "blackmail", break_up: "a break-up",
    dont_know: "does not know", family_conflict: "conflict in the family", friend_worry: "worry about a friend", grief: "grief", identity: "identity", loneliness: "loneliness", low_mood: "low mood",
    online_bullying: "online bullying", panic: "panic", self_harm: "self-harm", thoughts: "thoughts of suicide", violence_home: "violence at home", substances: "substances",
    abkhazia: "Abkhazia", abroad: "abroad", adjara: "Adjara", guria: "Guria", imereti: "Imereti", kakheti: "Kakheti", kvemo_kartli: "Kvemo Kartli", mtskheta_mtianeti: "Mtskheta-Mtianeti",
    racha_lechkhumi_kvemo_svaneti: "Racha-Lechkhumi, Kvemo Svaneti", samegrelo_zemo_svaneti: "Samegrelo, Zemo Svaneti", samtskhe_javakheti: "Samtskhe-Javakheti", shida_kartli: "Shida Kartli", tbilisi: "Tbilisi",
  },
};
