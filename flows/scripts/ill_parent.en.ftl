### reviewed_by: nobody

heard_first = When somebody at home is ill or drinks, it weighs on the whole family. It's good that you talk about it: there is nothing to hide here.
what = What is happening at your home? Choose one or tell us in your own words.
    .drinks = Drinking or another addiction
    .soul = A mental illness
    .body = A serious illness of the body
    .me = It's about me
it_is_me = It takes strength to say that. You are thinking of the child and looking for help, and that already means a lot.
child_safe = Thank you for telling us. One main question: is the child safe at home?
    .safe = Yes
    .not_safe = No
    .not_sure = Not always
calling = It's good that you told me honestly. I'm asking a counsellor to join us. If somebody is in danger, call 112; if there is violence, also 116 006.
nobody_on_duty = It's good that you told me honestly. I'll be honest too: no counsellor is on duty right now. The first one to come will read it. If somebody is in danger, call 112; for advice 111, and if there is violence 116 006.

next = What shall we talk about?
    .child = How to support the child
    .talk = How to talk to the one who is unwell
    .when_to_call = When to call 112
    .self_care = It's hard for me too
    .person = Talk to a counsellor
    .enough = That's enough for now
for_the_child = Children often think, without saying so, that it is because of them. Say: “It isn't your fault. It isn't your job to fix it. The grown-ups will see to it.” A little truth is better than silence.
ordinary_days = An ordinary day protects a child: school, sleep, meals, play. And one adult they can go to at any time. Agree on whom they will phone if they get scared.
talk_to_them = Talk when they are sober or feeling better, not in the middle of a quarrel. Speak of what you feel: “I worry about you and about the child.” Ask for one small step, like seeing a doctor together. One talk won't settle it.
when_to_call = Call 112 if they are unconscious and can't be woken, have trouble breathing, are violent or threaten to be, speak of ending their life, or get behind the wheel drunk with the child. Calling is not a betrayal.
heard = I hear you. I'm a program and I won't get everything right; a counsellor will understand. Shall I ask one to join us?
    .person = Yes, please call them
    .not_now = Not yet
heard_more = This isn't easy to carry alone. What else would you like to tell us?

if_danger = I'm here. If somebody at home is in danger, call 112.
no_hurry = I'm here. There's no rush, answer when you can.
closing = Okay. Please don't carry this alone: write whenever you need to.
