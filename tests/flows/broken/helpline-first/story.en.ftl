hello = How are you?
    .fine = Fine
start = I'm here with you.
