### Georgian is written first; the other languages say the same in their own way.
### reviewed_by: nobody

heard = It's good that you told me. Nobody at home has the right to hurt you, humiliate you or frighten you. Not even a parent.
calling = I'd like a person to be with you too, so I'm asking a counsellor to join us. I can't say exactly when they will answer.
nobody_on_duty = I'd like a person to see this too, but I'll be honest: no counsellor is on duty right now. The first one to come will read it. 112 and 116 006 answer day and night.
safe_now = Right now, this minute, are you safe?
    .safe = Yes
    .not_safe = No
    .not_sure = I don't know
call_now = Call 112. If you can't speak out loud, you can quietly write in the 112 app. I've already marked this as most urgent.
get_away = If you can get out, go where there are people: a neighbour, a relative, a shop. Don't argue and don't try to stop them; right now it's you that matters.
not_your_fault = Whatever you did or said, being hit and humiliated isn't your fault.
in_a_quarrel = When a fight starts, don't try to stop it, even to protect somebody else. Go where it's easy to get outside, and call 112.
a_place = Is there somebody you can go to, even at night?
    .have = Yes, there is
    .nobody = Nobody
    .not_sure = I don't know
one_word = Good. Agree with them on one word that means “help me, come”. Then a single message is enough.
still_a_place = I see. Then choose a place in advance where there are people and light: a neighbour, a shop, a chemist's. You can call 112 from there.

offer = What would you like now?
    .afraid_to_call = I'm afraid to call
    .tell = Whom could I tell?
    .screen = They check my phone
    .numbers = Numbers to call
    .wait = I'll write here and wait
    .enough = Nothing right now
afraid_to_call = Many are afraid of that: what will they do, who will find out. 116 006 is anonymous and free; you don't have to give your name.
afraid_to_call_2 = You can simply ask: “What could be done in my case?” I can't tell you exactly what would happen next, but they can.
tell = Think of an adult who won't carry it back home: your class teacher, the school psychologist, a doctor, a friend's mother.
tell_2 = One sentence is enough: “I'm being hit at home, I'm scared and I need help.” If the first person doesn't listen, tell another.
screen = You can remove this chat from the screen and write to me later from a safe place. You can call 112 even when nothing is left to see here.
numbers =
    You can call here:
    { $helplines }

goodbye = Okay. Don't wait for it to get worse: write or call when it's hard, day or night.
