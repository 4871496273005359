### reviewed_by: nobody

heard = Thank you for telling me. I'm a program and I won't get everything right; a person will. Shall I ask a counsellor to join us?
    .person = Yes, call them
    .write = Not yet, I'll write more
    .other = Something else
    .enough = That's enough for today
listening_on = Okay, there's no rush. Tell me more.
heard_more = I hear you. What you're writing matters. What else is on your mind?
heard_more_2 = I'm reading. It's hard to carry this inside. Go on if you like.
heard_more_3 = I'm here. Is there somebody near you whom you could tell about this?
heard_again = It's good that you aren't keeping this inside. Would you like a counsellor to read it too and answer you?
    .person = Yes, I would
    .write = Not yet, I'll write more
    .other = Something else
    .enough = That's enough for today
no_hurry = I'm here. There's no rush, answer whenever you like.
