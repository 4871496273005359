hello = How are you, { $name }?
    .fine = Fine
