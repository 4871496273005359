### Georgian is written first; the other languages say the same in their own way.
### reviewed_by: nobody

believed = I believe you. I know how hard it is to say this. Thank you for telling me.
not_your_fault = What happened isn't your fault. Not even if you froze, if you couldn't say “no”, if it's somebody close to you.
no_details = You don't need to tell it in detail, and I won't ask. Write only as much as you want.
calling = A program shouldn't be the only one to read this, so I'm asking a counsellor to join us. I can't say exactly when they will answer.
nobody_on_duty = A program shouldn't be the only one to read this, but I'll be honest: no counsellor is on duty right now. The first one to come will read it. 112 and 116 006 answer day and night.
safe_now = I'll ask just one thing: are you safe now?
    .safe = Yes
    .not_safe = No
    .not_sure = I don't know
call_now = Call 112. If you can't speak out loud, you can quietly write in the 112 app. I've already marked this as most urgent.
get_away = If you can get out, go where there are people, or to an adult you trust. You don't have to explain anything. “Stay with me, I'm scared” is enough.
doctor = If it happened in the last few days, it's good to see a doctor soon, even if nothing hurts. 112 can help with that too.

offer = What would you like now?
    .numbers = Whom can I call?
    .tell = How do I tell somebody?
    .who_knows = Who will know what I wrote?
    .mixed = I feel ashamed and blame myself
    .wait = I'll write here and wait
    .enough = Nothing right now
numbers =
    You can call here, and say only as much as you want:
    { $helplines }
tell = Think of an adult you feel safe with. One sentence is enough: “Something bad happened to me and I need help.” You can write it too.
tell_2 = If the first person didn't believe you or asked you to keep quiet, that isn't your mistake. Tell another, until you reach somebody who listens.
who_knows = What you write here is read by me and the counsellors. We don't tell people you know, your school or your neighbours.
who_knows_2 = And one honest thing: because somebody is hurting you, a counsellor may contact people who can protect you. You can ask them about it openly.
mixed = You have nothing to be ashamed of.
mixed_2 = Many people who have been through this feel so: somebody else did wrong, and you're the one who feels awful. The feeling doesn't make it your fault, and it can get lighter with time.

goodbye = Okay. I believe you, and that won't change. Write whenever you like, day or night.
