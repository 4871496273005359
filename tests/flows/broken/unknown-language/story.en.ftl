hello = How are you?
    .fine = Fine
