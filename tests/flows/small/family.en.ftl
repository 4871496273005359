hello = Hello! I'm Mkhari. I'm a program, not a person. There are counsellors here too, and I'll call them when they are needed.
confidential = What you write stays between you and the counsellors. One exception: if somebody's life is in danger or a child is being abused, a counsellor may contact people who can protect the child.
emergency = If the child is in danger now, call 112 and don't leave them alone.
welcome_back = Hello! It's good that you wrote again.

noticed = What have you noticed about the child? Choose one or write in your own words.
    .withdrawn = Withdrawn, sad all the time
    .sleep_food = Not sleeping or eating well
    .hurts = Hurting themselves
    .death = Talking about death
    .something = Something else
tell_more = I'm listening. What is going on, and when did it begin?
noticed_heard = Thank you for telling us. It's good that you noticed and didn't look away.

spoke_of_death = Has the child said or written that they don't want to live?
    .spoke = Yes
    .did_not = No
    .not_sure = I don't know

emergency_first = If the child is in danger now, call 112 first. Please don't leave them alone.
calling = I'm asking a counsellor to join us urgently. I can't say exactly when they will answer, but your message is marked urgent.
nobody_on_duty = I'll be honest: no counsellor is on duty right now. Your message is marked urgent and the first one to come will read it. If it can't wait, call 112 or the child helpline, 111.
meanwhile = Until then, stay close to the child. Say calmly that you love them, that you are with them, and that you will get through this together.
safer_meanwhile = And one more thing: lock away whatever at home could be dangerous, or leave it with somebody else. It's best to do this quietly, without announcing it.

good_to_ask = At a time like this it is good to ask the child directly. Asking doesn't put the idea into their head; often it brings relief.
how_to_ask = Choose a calm moment and say, for example: “I can see that things are hard, and I've been thinking about you. Sometimes, when it's very hard, people think about dying. Have you had thoughts like that?”
how_to_listen = Then just listen. Don't argue and don't reproach. If they say “yes”, thank them for being open, stay with them, and write to us or call 112.

offer = How can I help you now?
    .person = Talk to a counsellor
    .safer = How to keep them safe at home
    .numbers = Numbers to call
    .enough = That's enough for now
heard = I hear you. I'm a program and I won't get everything right; a counsellor will understand. Shall I ask one to join us?
    .person = Yes, please call them
    .not_now = Not yet
heard_more = This isn't easy to carry alone. What else would you like to tell us?

safer_home = The hardest moments often pass. That is why it means so much that nothing dangerous is within the child's reach then.
safer_how = Walk through your home, and lock away whatever could be dangerous or leave it with somebody else for a while. A counsellor can tell you in detail what to look out for.
numbers =
    You can call here:
    { $helplines }

no_hurry = I'm here. There's no rush, answer when you can.
goodbye = Okay. Write whenever you need to, day or night. Take care of yourself too.
