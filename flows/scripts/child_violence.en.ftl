### reviewed_by: nobody

believed = Thank you for saying this. I believe you. Violence is never the child's fault. If they are in danger now, call 112.
calling = I'm asking a counsellor to join us urgently. I can't say exactly when they will answer, but your message is marked urgent.
nobody_on_duty = I'll be honest: no counsellor is on duty right now. Your message is marked urgent and the first one to come will read it. If it can't wait: 112, the violence helpline 116 006, or the child helpline 111.
danger = Are you or the child in danger at this moment?
    .in_danger = Yes
    .not_now = Not at this moment
    .not_sure = I don't know
call_now = Call 112 now. If you can't speak out loud, you can write in the 112 app. If you can, go with the child to a safe place. I'm marking this as most urgent.

who = If you can, tell me who the violence comes from. General words are enough.
    .family_member = Somebody in the family
    .outside = Somebody outside the family
    .me = Sometimes I can't control myself
    .rather_not = I'd rather not say
by_family = It's very hard when it is one of your own. Please don't have it out with that person on your own: it can become more dangerous. At 116 006 they tell you, free and anonymously, what you can do.
by_outside = The child shouldn't be alone with that person again. Please don't go to have it out with them: that is for the police and specialists. Call 112; you can ask for advice at 111, too.
by_me = That isn't easy to say, and it's good that you said it. When you feel you are losing control, step away from the child and ask another adult to stay with them.
by_me_now = Afterwards, tell the child: “It wasn't your fault. I shouldn't have done that.” A counsellor will listen, and together you will look for help. If the child is in danger, call 112.

what_child_needs = Tell the child: “I believe you. It isn't your fault. I'm glad you told me.” If they tremble or cry, just stay beside them.
told_once = Please don't have them tell it again and again: each time it hurts afresh. Write down what they said in their own words, with the date, and keep any messages. Specialists will ask the rest.
spoke_of_death = One thing I'll ask directly: has the child lately said or written that they don't want to live?
    .spoke = Yes
    .did_not = No
    .not_sure = I don't know
ask_directly = In a calm moment, ask them yourself: “Is it sometimes so hard that you don't want to live?” Asking doesn't put the idea into their head. If they say “yes”, stay with them and write to us, or call 112.

next = What else would help?
    .numbers = Numbers to call
    .privacy = Somebody may look at my phone
    .self_care = It's very hard for me too
    .wait = I'll write what is going on
    .enough = That's enough for now
numbers =
    You can call here:
    { $helplines }
privacy = You can delete this conversation at any time: in Telegram, write /delete to me; on the website there is a button. But then a counsellor can't read it either. Save the numbers under another name or learn them: 112 and 116 006.

still_here = I'm here. If you or the child are in danger, call 112.
closing = Okay. Your message is kept for a counsellor. If anything changes, don't wait: 112, 116 006 or 111.
