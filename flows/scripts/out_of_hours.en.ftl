### reviewed_by: nobody

honest = I'll be honest: no counsellor is on duty right now. I'm a program and I'm here, but a person can't answer you at this moment.
if_danger_now = { $audience ->
    [family] If somebody's life is in danger, don't wait, call 112. If you can't speak out loud, the 112 app has a chat.
   *[youth] If you are in danger now, don't wait, call 112. If you can't speak out loud, the 112 app has a chat.
}
what_now = What shall we do now? Choose one, or just write to me.
    .danger = There is danger right now
    .leave = I'll leave a message
    .meanwhile = What can I do meanwhile?
    .numbers = Numbers to call
    .enough = Nothing right now
call_now = { $audience ->
    [family] Call 112 now. I'm marking this as most urgent, but please don't wait for that. Don't leave the person alone.
   *[youth] Call 112 now. I'm marking this as most urgent, but don't wait for that. If somebody you trust is near, go to them.
}
writing = I'm listening. Write what is going on, as much as you like. It will be there for the counsellor, and you won't have to tell it again.
kept = Thank you. Your message is kept, and the first counsellor to come will read it. I can't say exactly when. Add more if you like.
    .meanwhile = What can I do meanwhile?
    .numbers = Numbers to call
    .enough = Nothing more right now
kept_more = That is kept, too. I'm here and reading. If it can't wait any longer, 112 answers at any time.
    .meanwhile = What can I do meanwhile?
    .numbers = Numbers to call
    .enough = Nothing more right now
kept_again = I hear you. It's hard to carry this alone. Go on if you like.
meanwhile = { $audience ->
    [family] Not everything has to be solved now; getting through this night or this hour is enough. Drink some water, sit down, breathe out slowly a few times.
   *[youth] Not everything has to be solved now; getting through this night, or just this hour, is enough. Drink some water, go to another room, breathe out slowly a few times.
}
near_somebody = { $audience ->
    [family] It helps to have somebody close beside you now. And the one who is struggling shouldn't be alone either.
   *[youth] Try not to be alone: wake somebody, or call somebody you trust. “It's hard for me, stay with me for a bit” is enough.
}
numbers =
    You can call here:
    { $helplines }
still_here = { $audience ->
    [family] I'm here. If somebody's life is in danger, call 112.
   *[youth] I'm here. If you are in danger, call 112.
}
goodbye = { $audience ->
    [family] Okay. Write whenever you need to, at night, too. If there is danger, call 112.
   *[youth] Okay. Write whenever you like, at night, too. If you are in danger, call 112.
}
