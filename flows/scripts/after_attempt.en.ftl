### reviewed_by: nobody

doctor_first = What your family has been through is very hard. If it happened just now, call 112 first, even if the child looks well: a doctor has to see them.
when_was = When did it happen?
    .now = Just now, no doctor yet
    .treated = In the last days, a doctor has seen them
    .earlier = Longer ago
    .not_sure = I don't know for sure

call_now = Call 112 now and say where you are and what happened. I'm marking this as most urgent. If you aren't near the child, whoever is with them should call 112.
stay_near = Please don't leave the child alone. Speak calmly and tell them you are there. The reasons can wait.

calling = It's good that you wrote. I'm asking a counsellor to join us. I can't say exactly when they will answer, but your message is marked urgent.
nobody_on_duty = It's good that you wrote. I'll be honest: no counsellor is on duty right now. Your message is marked urgent and the first one to come will read it. If it can't wait, call 112 or 111.
safe_now = Is the child safe now, with somebody there?
    .safe = Yes
    .not_safe = No
    .not_sure = I don't know

no_blame = This is not your fault, and not the child's. There is hardly ever one single reason. What matters now is that the child is with you.
first_weeks = The first days and weeks need the most attention. Don't leave them alone for long. Keep every appointment with the doctor and the psychologist, even when it seems that things are better.
each_day = There's no need to question them. Find a little time every day: “How are you today?” and listen. Sometimes ask directly, too, whether the thoughts of dying come back. If you sense danger, call 112.

next = What else would help?
    .what_to_say = What do I say to my child?
    .others = What do I tell relatives and school?
    .safer = How to keep them safe at home
    .self_care = It's very hard for me too
    .wait = I'll write what happened
    .enough = That's enough for now
what_to_say = Say what you feel, without reproach: “I love you and I'm glad you are here”, “I'm not angry with you”, “When it gets bad, wake me, even at night”. Better not: “Why did you do this to us”.
what_others_know = Decide together with the child who will know what. For neighbours and relatives this is enough: “They were ill and are better now.” At school it helps if one trusted adult, a class teacher or psychologist, knows and keeps an eye on them.

still_here = I'm here. If the child is in danger, call 112.
closing = Okay. Stay in touch: write to us how the child is, and how you are. If there is danger, call 112.
