### Georgian is written first; the other languages say the same in their own way.
### reviewed_by: nobody

heard = I can tell how terrifying this is for you. Breathe out slowly: I'll tell you right away what is best to do.
not_your_fault = This isn't your fault, even if you sent the picture yourself. The wrong is done by whoever threatens you. Many are tricked like this, boys and girls alike.
calling = I'm asking a counsellor to join us, so that you aren't alone with this. I can't say exactly when they will answer.
nobody_on_duty = I'd like a person to see this too, but I'll be honest: no counsellor is on duty right now. The first one to come will read it. 112 answers day and night.
what = What do they want? Pick one or write it in your own words. You don't need to describe the picture.
    .money = Money
    .pictures = More pictures or videos
    .meeting = To meet me
    .shared = They have already shared it
do_not_pay = Don't pay, and don't send anything else. Those who pay usually aren't left alone; they're asked for more.
send_no_more = Don't send anything more, whatever they threaten. The more they have, the more they'll demand.
do_not_go = Don't go to meet them, even if they say they'll delete everything. If they know where you live, or are near, call 112.
shared_heard = I'm so sorry. Right now it feels as if everybody saw it and everything is over. It isn't: you can ask for it to be removed, and this will pass too, even if you can't believe it now.
keep_it = Don't delete anything: not the chat, not your account. Have you taken screenshots yet?
    .have = Yes
    .not_yet = Not yet
    .deleted = I've deleted it all
how_to_keep = When you can, capture the threats, the name, the link, and the account if they want money. The picture itself isn't needed.
deleted = That's all right, you did it out of fear. Keep what's left or whatever they send next. A name and a link are enough.
block_it = Once it's saved, block them, report them and stop answering. Hide your list of friends, so that they can't be reached.

offer = What would you like now?
    .tell_home = How do I tell them at home?
    .already_paid = I've already paid
    .spread = What if they share it?
    .numbers = Whom can I call?
    .wait = I'll write here and wait
    .enough = Nothing right now
tell_home = Telling your parents may seem the scariest thing of all now. Many are angry at first and then stand by you. You could tell an older sister, an uncle or a teacher first.
tell_home_2 = You could start like this: “I was tricked and now I'm being threatened. I'm really scared. Please listen first, and then we'll talk.”
already_paid = That's all right; many do that when they're frightened. Don't pay again. Keep the receipt, it's evidence too.
spread = TikTok, Instagram, Telegram and others remove such pictures under their own rules. Report it as an intimate picture of a minor. If it's hard, ask an adult to help you.
spread_2 = Tell an adult or 112 right away. Whoever shares it is the one who has to answer for it, not you.
numbers =
    You can call here and say: “I'm being blackmailed online.”
    { $helplines }

no_hurry = I'm here. There's no rush, answer whenever you like.
goodbye = Okay. Today is awful, but it will pass. If they threaten you again or it gets very hard, write or call, day or night.
