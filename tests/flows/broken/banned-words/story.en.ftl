hello = How are you?
    .fine = I was weak
