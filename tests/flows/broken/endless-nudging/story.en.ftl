hello = How are you?
    .fine = Fine
nudge = I'm here.
