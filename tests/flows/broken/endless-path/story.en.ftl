hello = How are you?
    .fine = Fine
again = I hear you.
once_more = Go on.
