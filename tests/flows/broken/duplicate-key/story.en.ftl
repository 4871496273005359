hello = How are you?
    .fine = Fine
hello = Hi
    .fine = Fine
