### reviewed_by: nobody

noticed = What have you noticed about the child? Choose one or write in your own words.
    .withdrawn = Withdrawn, sad all the time
    .sleep_food = Not sleeping or eating well
    .school = Avoiding school and friends
    .angry = Angry all the time, not themselves
    .hurts = Hurting themselves
    .death = Talking about death
    .something = Something else
tell_more = I'm listening. What is going on, and when did it begin?
noticed_heard = Thank you for telling us. It's good that you noticed and didn't look away.

spoke_of_death = I'll ask directly, because it matters: has the child lately said or written that they don't want to live?
    .spoke = Yes
    .did_not = No
    .not_sure = I don't know

calling = I'd like a person to look at this, so I'm asking a counsellor to join us. I can't say exactly when they will answer. If the child is in danger, call 112.
nobody_on_duty = I'd like a counsellor to look at this, but I'll be honest: nobody is on duty right now. The first one to come will read it. If the child is in danger, call 112 or 111.

good_to_ask = At a time like this it is good to ask the child directly. Asking doesn't put the idea into their head; often it brings relief.
how_to_ask = Choose a calm moment and say, for example: “I can see that things are hard, and I've been thinking about you. Sometimes, when it's very hard, people think about dying. Have you had thoughts like that?”
how_to_listen = Then just listen. If they say “yes”, thank them for being open, stay with them and write to us. If you see danger, call 112.

next = What else would help?
    .what_to_say = What do I say?
    .what_not = What is better left unsaid?
    .safer = How to keep them safe at home
    .person = Talk to a counsellor
    .enough = That's enough for now
what_to_say = Short and simple words are enough: “I'm with you”, “I'm glad you told me”, “What is hardest for you right now?” If no words come, just sit down beside them. That is a lot, too.
what_not = It's better not to say: “What have you got to worry about”, “Others have it worse”, “Have you thought about us?” After that, a child may not speak up again. If something like this has slipped out, it isn't too late: tell them you want to listen now.
heard = I hear you. I'm a program and I won't get everything right; a counsellor will understand. Shall I ask one to join us?
    .person = Yes, please call them
    .not_now = Not yet
heard_more = This isn't easy to carry alone. What else would you like to tell us?

no_hurry = I'm here. There's no rush, answer when you can.
closing = Okay. If something changes, or you have a bad feeling about it, please write to us.
