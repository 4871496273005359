### reviewed_by: nobody

heard_first = I understand how hard this is for a parent to see. It's good that you wrote: please don't carry it alone.
wounded = First tell me: is there a wound now that a doctor should see?
    .wounded = Yes
    .not_wounded = No
    .not_sure = I don't know
doctor_first = Then first of all call 112 or take the child to a doctor. Give first aid calmly, without reproach, and stay beside them.

spoke_of_death = One more thing I'll ask directly: has the child lately said or written that they don't want to live?
    .spoke = Yes
    .did_not = No
    .not_sure = I don't know
calling = I'd like a person to look at this, so I'm asking a counsellor to join us. I can't say exactly when they will answer. If the child is in danger, call 112.
nobody_on_duty = I'd like a counsellor to look at this, but I'll be honest: nobody is on duty right now. The first one to come will read it. If the child is in danger, call 112 or 111.
ask_directly = In a calm moment, ask them yourself: “When you hurt yourself, do you also think about dying?” Asking doesn't put the idea into their head. If they say “yes”, stay with them and write to us, or call 112.

why_it_happens = Children mostly hurt themselves because they have no other way, just then, to cope with an unbearable feeling. It isn't defiance and it isn't bad parenting.
how_to_talk = You could begin like this: “I've noticed that you hurt yourself. I'm not angry. I want to understand what is so hard.” Then wait, even if they are silent for a long time.

next = What else would help?
    .what_helps = What will help them?
    .what_not = What should I avoid?
    .safer = How to keep them safe at home
    .person = Talk to a counsellor
    .enough = That's enough for now
what_helps = A strong urge often eases within minutes. Agree on what they will do meanwhile: come to you, take a walk, wash their face with cold water, phone somebody. Talking to a psychologist helps a great deal, too.
what_not = Don't demand to see their body, don't punish, and don't make them swear never to do it again: if they can't keep to it, they will hide it. And don't talk about it in front of others.
heard = I hear you. I'm a program and I won't get everything right; a counsellor will understand. Shall I ask one to join us?
    .person = Yes, please call them
    .not_now = Not yet
heard_more = This isn't easy to carry alone. What else would you like to tell us?

if_danger = I'm here. If the child is in danger or the wound is serious, call 112.
no_hurry = I'm here. There's no rush, answer when you can.
closing = Okay. This takes time, and your calm is already helping the child. Write whenever you need to.
