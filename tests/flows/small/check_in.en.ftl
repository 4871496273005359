heard = { $audience ->
    [family] I can hear how hard this is. Thank you for saying it.
   *[youth] I can hear that it's very hard for you right now. Thank you for writing it.
}
thoughts = { $audience ->
    [family] I'll ask directly, because it matters: are you, or the person close to you, thinking of ending their life?
   *[youth] I'll ask directly, because you matter: are you thinking of ending your life? Answer just as it is.
}
    .has = Yes
    .has_not = No
    .not_sure = I don't know
here_for_you = { $audience ->
    [family] I'm here. It's a hard question, I know. If somebody's life is in danger, call 112.
   *[youth] I'm here. It's a hard question, I know. If you are in danger, call 112.
}
calling = { $audience ->
    [family] I see. I'd like a person to look at this, so I'm asking a counsellor to join us. If somebody is in danger, call 112.
   *[youth] I see. I'd like a person to look at this, so I'm asking a counsellor to join us. If you are in danger, call 112.
}
nobody_on_duty = I see. I'd like a counsellor to look at this, but I'll be honest: nobody is on duty right now. The first one to come will read it. If it can't wait, call 112 or 111.
offer = { $audience ->
    [family] Thank you for being open. Would you like to talk to a counsellor about it?
   *[youth] Thank you for answering honestly. Would you like to talk to a person about it?
}
    .person = Yes, I would
    .not_now = Not now
