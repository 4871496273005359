calling = Okay, I'm asking a counsellor to join us. I can't say exactly when they will answer, but your request is in the queue now.
nobody_on_duty = I've noted your request, but I'll be honest: no counsellor is on duty right now. The first one to come will read it. If it can't wait, call 112 or 111.
danger = { $audience ->
    [family] While we wait, I need to ask one thing: is somebody's life in danger right now?
   *[youth] While we wait, I need to ask one thing: are you in danger right now?
}
    .in_danger = Yes
    .not_now = No
    .not_sure = I don't know
call_now = { $audience ->
    [family] Call 112 now. I'm marking this as most urgent. Please don't leave the person alone.
   *[youth] Call 112 now. I'm marking this as most urgent. If somebody you trust is near, go to them.
}
if_worse = I see. I'm marking this as urgent. If it gets worse, don't wait, call 112.
still_here = { $audience ->
    [family] I'm here. If somebody's life is in danger, call 112.
   *[youth] I'm here. If you are in danger, call 112.
}
