### Georgian is written first; the other languages say the same in their own way.
### reviewed_by: nobody

heard = Bullying online is real bullying. The hardest part is that it follows you home.
what = What's happening? Pick one or tell me in your own words.
    .messages = They write nasty things to me
    .posts = They post photos, rumours, fakes of me
    .left_out = They threw me out of the chat, ignore me
    .intimate = They threaten me with private pictures
left_out_heard = It hurts when everybody is in the chat and you aren't. It says nothing about you, only about how they behave.
not_your_fault = This isn't your fault, even if you wrote something back or posted the photo yourself.
keep_it = Before you delete anything, take screenshots: what was written, by whom and when. Do you have them already?
    .have = Yes, I have
    .not_yet = Not yet
    .deleted = I've deleted it all
how_to_keep = Do it when you can, and keep them where you don't have to see them. If looking at it is hard, ask somebody to take them for you.
deleted = That's all right, many do that. If they write again, keep it. Sometimes a friend still has what you deleted.
no_answer = Don't answer: often your answer is just what they're waiting for. Staying silent isn't losing.
block_it = Then block and report. TikTok, Instagram, Telegram and Discord all have a button for it.
who_knows = Is there somebody you could look at this with?
    .somebody = Yes, there is
    .nobody = Nobody knows
    .phone = I can't tell, they'd take my phone
together = Good. Show them the screenshots and think together about whom to tell at school or at home.
say_it = Once even one person knows, it feels different. You could start like this: “Something is going on online and I feel awful. I want to show you.”
phone_fear = Many are afraid of that. Start just like this: “I need to tell you something, but please don't take my phone away. I need to be heard, not punished.”

offer = What would you like now?
    .night = I check my phone all night
    .not_removed = I reported it and it's still there
    .person = Talk to a person
    .write = Write about it here
    .numbers = Numbers to call
    .enough = Nothing right now
night = Of course you're on edge. Tonight, try turning notifications off and leaving the phone far from your bed. What they wrote will still be there in the morning, but it's easier to face after some sleep.
not_removed = Sometimes one report isn't enough. Ask friends to report it too, and tell an adult. If you're being threatened, that's something for 112, and your screenshots will help there.
numbers =
    You can call here:
    { $helplines }

no_hurry = I'm here. There's no rush, answer whenever you like.
goodbye = Okay. When you turn the screen off, let yourself rest too; you're allowed to. Write whenever you like, day or night.
