### reviewed_by: nobody

hello = Hi! I'm Mkhari. I'm a program, not a person. But there are real people here too, counsellors, and I can call them.
confidential = What you write stays between me and the counsellors. One exception: if somebody's life is in danger or somebody is hurting you, a counsellor may contact people who can protect you.
emergency = If you are in danger now, call 112. If you can't speak out loud, you can write in the 112 app.

about = Who shall we talk about?
    .me = About me
    .friend = I'm worried about a friend
    .parent = I'm a parent, worried about my child

how_are_you = How are you right now? Pick one or write it in your own words.
    .fine = Fine
    .so_so = So-so
    .bad = Bad
    .very_bad = Very bad
    .dont_know = I don't know
so_so_heard = I see. Some days are like that, and we can talk about those too.
bad_heard = I'm sorry you feel bad. It's good that you told me.

glad = I'm glad! If there is anything you'd like to talk about, I'm listening.
    .talk = I'll tell you
    .enough = Nothing for now

offer = What would you like now?
    .person = Talk to a person
    .topics = Tell you what's wrong
    .more = Something else

no_hurry = I'm here. There's no rush, answer whenever you like.
goodbye = Okay. Write whenever you like, day or night. Take care of yourself.
