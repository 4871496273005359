hello = How are you?
    .fine = Fine
numbers = Numbers.
