helplines_first = { $audience ->
    [family] If somebody's life is in danger now, call 112. The child helpline is 111.
   *[youth] If you are in danger now, call 112. The child helpline is 111. Both calls are free.
}
calling = { $audience ->
    [family] I take what you wrote very seriously. I'm asking a counsellor to join us. Until then, I'm here.
   *[youth] It's good that you wrote this. I'm asking a counsellor to join us. Until then, I'm with you.
}
nobody_on_duty = { $audience ->
    [family] I'll be honest: no counsellor is on duty right now. Your message is marked urgent, but please don't wait for that: call 112 or 111. I'm here too.
   *[youth] It's good that you wrote this. I'll be honest: no counsellor is on duty right now. Your message is marked urgent, but don't wait for that: call 112 or 111. I'm here too.
}
safe_now = { $audience ->
    [family] Are you, and the person you are worried about, safe right now?
   *[youth] Are you safe right now?
}
    .safe = Yes
    .not_safe = No
    .not_sure = I don't know
call_now = { $audience ->
    [family] Call 112 now. I'm marking this as most urgent.
   *[youth] Call 112 now. If it's hard to speak, you can write in the 112 app. I'm marking this as most urgent.
}
near_somebody = { $audience ->
    [family] Please don't leave the person alone. Stay close and talk to them calmly.
   *[youth] Try not to be alone. Go to somebody you trust and say: “It's really hard for me, please stay with me.”
}
safe_heard = Good. If anything changes, don't wait: call 112 right away.
company = I'm here. If you like, write what is going on: it will be there for the counsellor, and you won't have to tell it again.
with_you = { $audience ->
    [family] I'm reading. I can see how hard this is for you.
   *[youth] I'm reading. You're carrying something very heavy, and it's good that you aren't alone with it.
}
with_you_2 = I'm here. Write it however it comes out.
with_you_3 = { $audience ->
    [family] Moments as hard as this do pass, even if it doesn't feel that way now. Who is with you at the moment?
   *[youth] Moments as hard as this do pass, even if it doesn't feel that way now. Who is near you at the moment?
}
with_you_4 = I'm listening. If you can't wait any longer, 112 answers at any time.
with_you_5 = I'm still here. Drink some water, breathe out slowly, and go on when you can.
still_here = { $audience ->
    [family] I'm still here. If there is danger, call 112. One word is enough to answer me.
   *[youth] I'm still here. If you are in danger, call 112. If writing is hard, one word is enough.
}
