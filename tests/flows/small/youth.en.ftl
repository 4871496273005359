hello = Hi! I'm Mkhari. I'm a program, not a person. But there are real people here too, counsellors, and I can call them.
confidential = What you write stays between me and the counsellors. One exception: if somebody's life is in danger or somebody is hurting you, a counsellor may contact people who can protect you.
emergency = If you are in danger now, call 112. If you can't speak out loud, you can write in the 112 app.
welcome_back = Hi! It's good that you're back.

about = Who shall we talk about?
    .me = About me
    .friend = I'm worried about a friend
    .parent = I'm a parent, worried about my child
friend_heard = It's good of you to look out for your friend. You don't have to carry this alone. If you think your friend is in danger right now, call 112.

how_are_you = How are you right now? Pick one or write it in your own words.
    .fine = Fine
    .so_so = So-so
    .bad = Bad
    .very_bad = Very bad
    .dont_know = I don't know
so_so_heard = I see. Some days are like that, and we can talk about those too.
bad_heard = I'm sorry you feel bad. It's good that you told me.
dont_know_heard = That's okay. Sometimes it's hard to tell what you feel.

glad = I'm glad! If there is anything you'd like to talk about, I'm listening.
    .talk = I'll tell you
    .numbers = Numbers to call
    .enough = Nothing for now

offer = What would you like now?
    .person = Talk to a person
    .write = Write about it here
    .numbers = Numbers to call
    .enough = Nothing right now
listening = I'm listening. What's going on? Write it however it comes out.
heard = Thank you for telling me. I'm a program and I won't get everything right; a person will. Shall I ask a counsellor to join us?
    .person = Yes, call them
    .write = Not yet, I'll write more
    .enough = That's enough for today
listening_on = Okay, there's no rush. Tell me more.
heard_more = I hear you. What you're writing matters. What else is on your mind?
heard_more_2 = I'm reading. It's hard to carry this inside. Go on if you like.
heard_more_3 = I'm here. Is there somebody near you whom you could tell about this?
heard_again = It's good that you aren't keeping this inside. Would you like a counsellor to read it too and answer you?
    .person = Yes, I would
    .write = Not yet, I'll write more
    .numbers = Numbers to call
    .enough = That's enough for today

numbers =
    You can call here:
    { $helplines }
after_numbers = If calling feels awkward, that's fine. What else shall we do?
    .person = Talk to a person
    .write = Write about it here
    .enough = Nothing right now

no_hurry = I'm here. There's no rush, answer whenever you like.
goodbye = Okay. Write whenever you like, day or night. Take care of yourself.
