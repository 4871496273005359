/** What the person told, in Georgian. */

import type { FactStrings } from "./strings.console.facts.js";

export const ka: FactStrings = {
  names: {
    safe_now: "ახლა უსაფრთხოდ არის", safe_place: "უსაფრთხო ადგილი აქვს", afraid_at_home: "შინ ეშინია", thoughts: "თვითმკვლელობის ფიქრები",
    ladder_thoughts: "თვითმკვლელობის ფიქრები", ladder_plan: "გეგმა აქვს", ladder_means: "საშუალება ხელთ აქვს", ladder_time: "უახლოეს 48 საათში", ladder_support: "გვერდით ვინმე ჰყავს",
    attempt: "მცდელობა", child_in_danger: "შვილი საფრთხეშია", child_safe: "შვილი უსაფრთხოდ არის", child_wounded: "შვილი დაშავებულია", friend_in_danger: "მეგობარი საფრთხეშია",
    pupil_in_danger: "მოსწავლე საფრთხეშია", spoke_of_death: "სიკვდილზე ილაპარაკა", violence_by: "ვინ ძალადობს", urge_to_hurt: "თვითდაზიანების სურვილი",
    age_band: "ასაკი", region: "მხარე", about: "ვისზე წერს", topic: "თემა", mood: "განწყობა", adult: "ჰყავს უფროსი, ვისაც ენდობა", adult_knows: "იცის თუ არა უფროსმა",
    bereaved_by: "როგორ დაკარგა", blackmailed_for: "რას სთხოვენ შანტაჟით", bullied_at: "სად ჩაგრავენ", bullied_by_force: "ძალით ჩაგრავენ", bullied_online: "როგორ ჩაგრავენ ინტერნეტში", bullying_where: "სად ჩაგრავენ",
    caregiver: "როგორ არის თვითონ მზრუნველი", contact: "დატოვებული კონტაქტი", evidence: "მტკიცებულება", family_illness: "ავადმყოფობა ოჯახში", family_trouble: "რა ხდება ოჯახში",
    feedback: "საუბრის შემდეგ", follow_up: "თანახმაა, კიდევ მივწეროთ", follow_up_mood: "ხელახალი მოკითხვისას", friend_adult: "იცის თუ არა მეგობრის უფროსმა", friend_asked: "ჰკითხა თუ არა მეგობარს",
    friend_noticed: "რა შენიშნა მეგობარს", last_time: "წინა საუბრის შემდეგ", lost: "ვინ დაკარგა", low_for: "რამდენი ხანია უჭირს", noticed: "რა შენიშნა", online_told: "უთხრა თუ არა ვინმეს",
    pupil_asked: "ჰკითხა თუ არა მოსწავლეს", pupil_noticed: "რა შენიშნა მოსწავლეს", school_matter: "რა აინტერესებს სკოლას", substances: "ვინ მოიხმარს ნივთიერებას", substances_for: "რატომ მოიხმარს",
  },
  values: {
    wish: "სიკვდილი უნდა", yes: "კი", no: "არა", unsure: "გაურკვეველია", not_asked: "არ გვიკითხავს", asked: "ჰკითხა", unsaid: "არ თქვა",
    self: "საკუთარ თავზე", friend: "მეგობარზე", child: "შვილზე", pupil: "მოსწავლეზე", "lost.friend": "მეგობარი", parent: "მშობელი", family: "ოჯახის წევრი", pet: "შინაური ცხოველი",
    "violence_by.self": "თვითონ", family_member: "ოჯახის წევრი", outside: "ოჯახის გარეთ", "substances.friend": "მეგობარი",
    now: "ახლახან", earlier: "ადრე", treated: "უკვე უმკურნალეს", "child_safe.away": "შვილი სხვაგან არის",
    under_12: "12 წლამდე", age_12_14: "12–14", age_15_17: "15–17", age_18_24: "18–24", age_25_up: "25 ან მეტი",
    better: "უკეთ", same: "ისევ ისე", worse: "უარესად", hard: "უჭირს", bad: "ცუდად", very_bad: "ძალიან ცუდად", fine: "კარგად", so_so: "არა უშავს", tired: "დაღლილია", easier: "უფრო ადვილია",
    suicide: "თვითმკვლელობით", money: "ფულს", pictures: "სურათებს", meeting: "შეხვედრას", already_shared: "უკვე გაავრცელეს",
    school: "სკოლაში", online: "ინტერნეტში", everywhere: "ყველგან", both: "ორივეგან", "bullied_at.outside": "გარეთ", "topic.school": "სკოლა", intimate: "ინტიმური სურათებით", left_out: "რიყავენ", messages: "შეტყობინებებით", posts: "პოსტებით",
    alone: "მარტოა", guilty: "თავს იდანაშაულებს", scared: "ეშინია", very_hard: "ძალიან უჭირს", deleted: "წაშლილია", kept: "შენახულია", not_yet: "ჯერ არა",
    addiction: "დამოკიდებულება", mental: "ფსიქიკური", physical: "ფიზიკური", own: "თვითონ",
    apart: "მშობლები ცალ-ცალკე არიან", between_them: "მშობლებს შორის", pressure: "აწვებიან", with_me: "მასთან", helps: "იცის და ეხმარება", no_change: "იცის, მაგრამ არაფერი იცვლება", nobody: "არავინ იცის",
    asked_not_to: "სთხოვა, არ ეთქვა", afraid: "კითხვის ეშინია", said_no: "უარყო", said_yes: "დაუდასტურა", will_ask: "ჰკითხავს",
    changed: "შეიცვალა", hurt_by_others: "სხვები ჩაგრავენ", hurts_self: "თავს იზიანებს", speaks_of_death: "სიკვდილზე ლაპარაკობს", days: "რამდენიმე დღეა", weeks: "კვირებია",
    angry: "ბრაზობს", avoids_school: "სკოლას გაურბის", in_words: "სიტყვებში", sleep_food: "ძილი ან ჭამა", something_else: "სხვა რამ", withdrawn: "ჩაიკეტა",
    afraid_for_phone: "ეშინია, რომ ტელეფონს წაართმევენ", bullying: "ბულინგი", violence: "ძალადობა", after_death: "გარდაცვალების შემდეგ", beforehand: "წინასწარ მომზადება", coming_back: "სკოლაში დაბრუნება",
    cannot_stop: "თავს ვერ ანებებს", company: "სხვების გამო", relief: "შვებისთვის", abuse: "ძალადობა", alcohol_drugs: "ალკოჰოლი, ნარკოტიკი", anxiety: "შფოთვა", blackmail: "შანტაჟი", break_up: "დაშორება",
    dont_know: "არ იცის", family_conflict: "კონფლიქტი ოჯახში", friend_worry: "მეგობარზე ღელავს", grief: "გლოვა", identity: "იდენტობა", loneliness: "მარტოობა", low_mood: "დათრგუნულობა",
    online_bullying: "ბულინგი ინტერნეტში", panic: "პანიკა", self_harm: "თვითდაზიანება", thoughts: "თვითმკვლელობის ფიქრები", violence_home: "ძალადობა შინ", substances: "ნივთიერებები",
    abkhazia: "აფხაზეთი", abroad: "საზღვარგარეთ", adjara: "აჭარა", guria: "გურია", imereti: "იმერეთი", kakheti: "კახეთი", kvemo_kartli: "ქვემო ქართლი", mtskheta_mtianeti: "მცხეთა-მთიანეთი",
    racha_lechkhumi_kvemo_svaneti: "რაჭა-ლეჩხუმი და ქვემო სვანეთი", samegrelo_zemo_svaneti: "სამეგრელო-ზემო სვანეთი", samtskhe_javakheti: "სამცხე-ჯავახეთი", shida_kartli: "შიდა ქართლი", tbilisi: "თბილისი",
  },
};
