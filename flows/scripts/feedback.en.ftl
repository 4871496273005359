### reviewed_by: nobody

how_was_it = One question, if you like: how are you after this talk? Your own words are fine, too.
    .better = A little easier
    .same = The same
    .worse = Worse
what_was_missing = Thank you for being honest. What was missing for you in this talk?
    .skip = I'd rather not say
worse_heard = { $audience ->
    [family] I'm sorry it's like that. It's good that you told me. If somebody is in danger, call 112. Shall I call a counsellor?
   *[youth] I'm sorry it's like that. It's good that you told me. If you are in danger, call 112. Shall I call a person?
}
    .person = Yes, please
    .say_it = I'll write here what is going on
    .not_now = Not now
telling = I'm listening. What has become harder?
still_here = { $audience ->
    [family] I'm here. If somebody's life is in danger, call 112.
   *[youth] I'm here. If you are in danger, call 112.
}
not_now = Okay. Write “person” to me at any time, and I'll ask a counsellor to join us.
thanks = Thank you, that helps us. The door is open: write whenever you like.
anything_else = If there is more you want to say, write it right here. If not, we can leave it here for today.
    .person = I want a person
    .not_now = Enough for today
