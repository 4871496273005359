hello = How are you? Call 9-8-8.
    .fine = Fine
