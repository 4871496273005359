### reviewed_by: nobody

hello = It's good that you aren't afraid to talk about this. When things are very hard, many people have thoughts of dying, and you can say so here.
one_by_one = I'll ask you a few short questions, one at a time. Answer just as it is. If you are in danger now, call 112.
thoughts = Are you thinking of ending your life?
    .has = Yes
    .has_not = No
    .not_sure = I don't know
said_before = You told me before that you were thinking of ending your life. Is it so now, too?
    .has = Yes
    .has_not = No
    .not_sure = I don't know
thoughts_heard = Thank you for telling me. That isn't easy to say.
not_sure_heard = I see. Thoughts like these are hard to sort out. It's good that you answered honestly.
calling = I'd like a person to know about this, so I'm asking a counsellor to join us. Until then, I'm with you.
nobody_on_duty = I'll be honest: no counsellor is on duty right now. Your message is marked urgent, but if you can't wait, call 112 or 111. I'm here too.
plan = Now the next question. Have you thought about how you would do it? Please don't write what it is, a “yes” or “no” is enough.
    .has = Yes
    .has_not = No
    .not_sure = I don't know
means = Thank you for answering honestly. Is what you would need for it near you now? Please don't write what it is.
    .near = Yes
    .not_near = No
    .not_sure = I don't know
time = And one more: are you going to do it today, tomorrow or the day after?
    .soon = Yes
    .not_soon = No
    .not_sure = I don't know
support = Thank you. I know it isn't easy to answer questions like these. Is there somebody near you whom you could tell?
    .has = Yes
    .has_not = No
    .not_sure = I don't know
support_near = It's good that you have them. Go to them or call them today, and say: “It's really hard for me, please stay with me.” You don't have to explain more.
support_missing = It's very hard when you can't see anybody near you. It's good that you've said it here. At 112 a real person answers at any time, and 111 is the child helpline.
support_told = Thank you for telling me. If there is somebody with whom it feels even a little easier, be with them today. If there is nobody, there are 112 and 111, and I'm here too.
company = I'm here, and there's no rush. What would you like now?
    .stay = I'll write what is going on
    .plan = A plan for hard moments
    .numbers = Numbers to call
numbers =
    You can call here:
    { $helplines }

no_heard = Thank you for answering. If such thoughts come, write to me at any time. What would you like now?
    .person = Talk to a person
    .plan = A plan for hard moments
    .enough = Nothing right now
listening = I'm reading. It's good that you aren't keeping this inside. Would you like a counsellor to read it, too?
    .person = Yes, I would
    .enough = That's enough for today
listening_on = I hear you. Go on if you like.

here_for_you = I'm here. These are hard questions, I know. If you are in danger, call 112. If writing is hard, one word is enough.
goodbye = Okay. Write whenever you like, day or night. Take care of yourself.
