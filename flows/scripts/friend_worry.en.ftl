### Georgian is written first; the other languages say the same in their own way.
### reviewed_by: nobody

heard = It's good of you to look out for your friend.
danger = One thing first: do you think your friend's life is in danger right now?
    .now = Yes
    .not_now = No
    .not_sure = I don't know
still_here = I'm here. If you think your friend is in danger, call 112.
call_now = Call 112 right now. Even if you don't know for sure, call. Tell them what your friend wrote or said and, if you know it, where they are.
stay = If you're with them and it's safe for you, don't leave them alone. If you're far away, keep writing or talking until somebody is with them.
adult_now = And tell an adult who is near, yours or theirs. This isn't yours to carry alone.

noticed = I see. What have you noticed? Pick one or tell me in your own words. No name needed.
    .death = They say they don't want to live
    .hurts = They hurt themselves
    .changed = They've changed, closed up
    .hurt_by = Somebody treats them badly
    .substances = They drink or use something
calling = Words like that are always serious. I'm asking a counsellor to help you too. I can't say exactly when they will answer. If it gets worse, call 112.
nobody_on_duty = Words like that are always serious. I'll be honest: no counsellor is on duty right now; the first one to come will read it. If it gets worse, call 112.
hurt_by_others = Tell them that you believe them and that it isn't their fault. Don't go and talk to the person who treats them badly. 116 006 will listen to you anonymously.
ask_them = Ask them directly. Asking about death doesn't put the idea there; many feel relieved that somebody asked.
how_to_ask = You could say: “I can see you're not okay and I'm worried about you. Are you thinking about dying?”
    .will_ask = I'll ask
    .afraid = I'm afraid to ask
    .said_yes = I asked, they said yes
    .said_no = I asked, they said no
afraid_to_ask = I understand. You can write it, too. And if you can't ask, that's okay: tell an adult and let them ask.
said_yes_heard = You did well to ask. I'm asking a counsellor to look at this. If it may happen soon, or your friend has already decided, don't wait, call 112.
said_no = It's good that you asked. Sometimes people say “no” so as not to frighten you. Keep an eye on them and ask again in a few days.
listen = Then just listen. They don't need advice or “others have it worse”. “I'm glad you told me, I'm with you” is enough.
no_secret = One thing you shouldn't know alone: if they talk about dying, hurt themselves, or somebody is hurting them, it isn't kept secret. Better that they're angry with you for a while.
adult = Is there an adult you could tell?
    .have = Yes, I know one
    .nobody = I can't think of anybody
    .asked_not_to = They made me swear not to tell
tell_today = Good. Tell them today: “I'm worried about my friend, they don't want to live”, or whatever you really noticed. Even better, say to your friend: “Come on, let's tell them together.”
who_else = Think: your mother or theirs, an older sister, the class teacher, the school psychologist, the mandaturi, a coach. If there's nobody, call 111; they'll listen to you too.
asked_not_to = I know it's hard. You could say: “I gave you my word, but I'm really scared for you and I can't keep quiet any more. Let's tell them together.”
you_too = And look after yourself. You're a friend, not a doctor: you don't answer for their choices.

offer = What would you like now?
    .guide = What to say and what not to say
    .person = Talk to a person
    .write = Write about it here
    .me_too = I feel bad too
    .numbers = Numbers to call
    .enough = Nothing right now
numbers =
    You can call here for a friend too:
    { $helplines }

no_hurry = I'm here. There's no rush, answer whenever you like. If your friend is in danger, call 112.
goodbye = Okay. Your friend is lucky to have you. Write whenever you like, about them and about yourself.
