### Georgian is written first; the other languages say the same in their own way.
### reviewed_by: nobody

listening = I'm here and I'm listening. Write it however it comes out.
heard = Thank you for telling me. I'm a program and I won't get everything right; a person will understand. Shall I ask a counsellor to join us?
    .person = Yes, call them
    .write = Not yet, I'll write more
    .enough = That's enough for today
go_on = { $audience ->
    [family] All right, there's no rush. I'm listening.
   *[youth] Okay, there's no rush. Tell me more.
}
heard_more = I hear you. What you're writing matters. What else is on your mind?
heard_more_2 = I'm reading. It isn't easy to carry this inside. Go on if you like.
heard_again = It's good that you aren't keeping this inside. Would you like a counsellor to read it too and answer you?
    .person = Yes, I would
    .write = Not yet, I'll write more
    .numbers = Numbers to call
    .enough = That's enough for today
heard_more_3 = I'm here. Is there somebody you could say this to out loud?

numbers =
    You can call here:
    { $helplines }
after_numbers = { $audience ->
    [family] Call whichever is easiest for you. What else can I do?
   *[youth] If calling feels awkward, that's fine. What else shall we do?
}
    .person = Talk to a person
    .write = I'll write more
    .enough = Nothing right now

no_hurry = { $audience ->
    [family] I'm here. There's no rush, answer when you can.
   *[youth] I'm here. There's no rush, answer whenever you like.
}
goodbye = { $audience ->
    [family] Okay. Write whenever you need to, day or night. Take care of yourself too.
   *[youth] Okay. Write whenever you like, day or night. Take care of yourself.
}
