### Georgian is written first; the other languages say the same in their own way.
### reviewed_by: nobody

heard = Thank you for telling me. It's hard to say. Nobody here will judge you, and I won't ask for details.
doctor = First things first: are you hurt right now so that you need a doctor?
    .needed = Yes
    .not_needed = No
    .not_sure = I don't know
still_here = I'm here. If you're hurt and need a doctor, call 112.
call_now = Call 112 right now. If speaking is hard, you can write in the 112 app. I've already marked this as most urgent.
near_somebody = And call somebody who is near. You don't have to explain, just say: “I'm hurt, help me.”
understood = I see. Sometimes so much builds up that a person hurts themselves to get a moment's relief. It means that things are very hard for you, not that you're bad.

urge = Do you feel like hurting yourself now?
    .strong = Yes
    .none = Not now
    .not_sure = I don't know
delay = Try putting it off for just ten minutes. The urge is like a wave: it grows and then goes down. If it hasn't passed, another ten.
move_away = For those ten minutes, go where somebody is. Wash your face with cold water, put on music, write to somebody, even about something else. Or write here.
meanwhile = I'm here. When you've tried, tell me how you are.
    .easier = A little easier
    .same = The same
    .worse = Worse
easier = Good. You've managed to put it off once, and that's yours now. Remember what helped.
same = That's okay, it doesn't pass all at once. Every ten minutes you put it off is something. Don't deal with this alone.
for_later = It's good that it's like that now. If the urge comes back: put it off for ten minutes, go where somebody is, and write to me.

calling = It's good that you told me. I'm asking a counsellor to join us. I can't say exactly when they will answer. If you are in danger, call 112.
nobody_on_duty = It's good that you told me. I'll be honest: no counsellor is on duty right now. The first one to come will read it. If it can't wait, call 112 or 111.

offer = What would you like now?
    .person = Talk to a person
    .tell = How do I tell somebody?
    .care = How do I look after myself?
    .write = Write about it here
    .numbers = Numbers to call
    .enough = Nothing right now
tell = Choose one person and start like this: “When it gets very hard, I hurt myself. I don't need to be punished, I need you with me.”
tell_2 = They may be frightened or angry at first, mostly because they love you. If they don't understand, tell another: the school psychologist, a doctor, 111.
care = If something hurts or isn't healing, show it to a doctor. You don't have to tell them everything.
care_2 = Today, treat yourself as you would a good friend: eat something, rest, keep warm.
numbers =
    You can call here:
    { $helplines }

no_hurry = I'm here. There's no rush, answer whenever you like.
goodbye = Okay. If it gets hard again, put it off for ten minutes first, and write, day or night.
