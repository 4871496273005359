### reviewed_by: nobody

how_are_you = Hello! How are you? Answer if you like, and when you like.
    .better = Better
    .same = The same
    .hard = It's hard
    .no_more = Please don't write again
these_days = Hello! How are you these days? If it's a bad moment, never mind.
    .better = Better
    .same = The same
    .hard = It's hard
    .no_more = Please don't write again
this_week = Hello! How was your week? A word or two is enough, if you like.
    .better = Better
    .same = The same
    .hard = It's hard
    .no_more = Please don't write again
once_more = Hello! Asking once more: how are you? I won't write first after this, but you can write to me whenever you like.
    .better = Better
    .same = The same
    .hard = It's hard
    .no_more = Please don't write again
better_heard = I'm glad it's a little better. Thank you for answering.
same_heard = I see. Things like this take time. Thank you for answering.
words_heard = Thank you for writing.
passed_on = { $audience ->
    [family] A counsellor will see your answer, too; I can't say exactly when. Add more if you like. If there is danger, call 112.
   *[youth] A counsellor will see your answer, too; I can't say exactly when. Add more if you like. If you are in danger, call 112.
}
    .person = Talk to a person
    .enough = Nothing more right now
added = That is kept, too. Would you like me to ask a counsellor to join us?
    .person = Yes, I would
    .enough = Not now
no_more = { $audience ->
    [family] Okay, I won't write again. The door is open: write whenever you need to. If there is danger, call 112.
   *[youth] Okay, I won't write again. The door is open: write whenever you like. If you are in danger, call 112.
}
goodbye = Okay. Take care of yourself.
