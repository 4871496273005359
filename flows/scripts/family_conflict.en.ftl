### Georgian is written first; the other languages say the same in their own way.
### reviewed_by: nobody

heard = When there's fighting at home, there's nowhere left to rest. It's good that you wrote.
afraid = One thing first: are you afraid of anybody at home?
    .afraid = Yes
    .not_afraid = No
    .not_sure = I don't know
what = I see. What bothers you most? Pick one or tell me in your own words.
    .with_me = They're always on at me
    .between = They fight with each other
    .apart = Mum or dad is far away
    .pressure = They expect too much of me
with_me_heard = It's hard when your own people don't listen. You can love them and be angry with them; the two often come together.
pause = Once the shouting starts, nobody can hear anybody. You can say “I'm angry now, let's talk later”, and go to another room for a while.
speak_of_self = At a quiet time, try starting with yourself and not with them. “It hurts when you compare me” gets heard more than “you always compare me”.
words_heard = I hear you. Living with this every day really wears a person out.
between_heard = Their fighting isn't your fault. And making peace isn't your job, even if they ask you to take sides.
own_place = You can say: “I love you both, please keep me out of this.” And find a place where you can't hear them: headphones, the yard, your grandmother's, a friend's.
apart_heard = You can miss them and be angry that they left, both at once. Both make sense, even if you know they're working for you.
apart_tell = On the phone it's often only “I'm fine”. Try saying it once as it is: “I miss you, and it's hard here sometimes.”
pressure_heard = When it's always grades, exams and “what will people say”, it can feel as if you, as you are, aren't enough. You are.
how_are_you = And how are you yourself, with all this?
    .tired = Tired, but coping
    .bad = Bad
    .very_bad = Very bad
    .dont_know = I don't know

offer = What would you like now?
    .ally = Whom could I tell about it?
    .person = Talk to a person
    .write = Write about it here
    .numbers = Numbers to call
    .enough = Nothing right now
ally = Think who in the family listens to you: a grandmother, an uncle, an aunt, an older sister or brother. Tell them, and ask them to talk to the others once everybody is calm.
ally_2 = If you don't want all your relatives to know, you can tell the school psychologist. They'll listen at 111 too.
numbers =
    You can call here:
    { $helplines }

no_hurry = I'm here. There's no rush, answer whenever you like.
goodbye = Okay. Settling adults' quarrels isn't your duty. Write whenever you like, day or night.
